"""The access table as a page that a lawyer can read."""

from accounts.describe import FIELD_TEXTS, ROLE_TEXTS, ROWS_TEXTS, VERB_TEXTS, Record, describe
from accounts.terms import Field, Role, Rows, Verb, grant

RECORDS = {
    "cases.sickreport": Record(
        "ziekmeldingen", {Field.INTERNAL: ("id",), Field.PROCESS: ("gemeld op",), Field.CONTACT: ("telefoonnummer",)}
    ),
    "documents.document": Record("documenten", {Field.PROCESS: ("status",)}, names_readers=True),
    "accounts.auditevent": Record("gebeurtenissen", {Field.AUDIT: ("moment",)}),
}
TABLE = {
    (Role.EMPLOYER, "cases.sickreport"): grant(Rows.EMPLOYER, (Field.PROCESS, Field.CONTACT), Verb.REPORT_SICK),
    (Role.DESK, "cases.sickreport"): grant(Rows.ALL, (Field.PROCESS,), writes="add"),
    (Role.DESK, "documents.document"): grant(Rows.ALL, (), Verb.RETRY_RENDER),
    (Role.RENDERER, "documents.document"): grant(Rows.ALL, (Field.PROCESS,)),
    (Role.RENDERER, "accounts.auditevent"): grant(Rows.SELF, (Field.AUDIT,), writes="add"),
}


def line(about: Role, first: str) -> str:
    """The line of a record in the section of a role."""
    text = describe(TABLE, RECORDS)
    section = text.split(ROLE_TEXTS[about])[1].split("\n## ")[0]
    return next(row for row in section.splitlines() if row.startswith(f"| {first}"))


def test_every_word_of_the_table_has_a_dutch_text() -> None:
    assert (set(ROLE_TEXTS), set(ROWS_TEXTS), set(FIELD_TEXTS), set(VERB_TEXTS)) == (
        set(Role),
        set(Rows),
        set(Field),
        set(Verb),
    )


def test_line_says_which_rows_what_is_seen_and_done() -> None:
    assert line(Role.EMPLOYER, "ziekmeldingen") == (
        "| ziekmeldingen | van de eigen werkgever | waar de zieke bereikbaar is, datums en stappen | ziek melden |"
    )


def test_field_that_is_not_granted_is_not_named() -> None:
    assert line(Role.DESK, "ziekmeldingen") == (
        "| ziekmeldingen | alle | datums en stappen | als gevolg van een handeling |"
    )


def test_line_without_fields_says_so() -> None:
    assert line(Role.DESK, "documenten") == "| documenten ¹ | alle | alleen dat het bestaat | pdf opnieuw laten maken |"


def test_part_of_the_system_is_not_bound_to_the_readers_that_a_row_names() -> None:
    assert line(Role.RENDERER, "documenten") == "| documenten | alle | datums en stappen | alleen lezen |"
    assert line(Role.RENDERER, "gebeurtenissen").startswith("| gebeurtenissen | eigen handelingen | logboek |")


def test_every_role_has_a_section_and_the_classes_name_their_fields() -> None:
    text = describe(TABLE, RECORDS)
    assert all(words in text for words in ROLE_TEXTS.values())
    assert "| ziekmeldingen | waar de zieke bereikbaar is | telefoonnummer |" in text
    assert "| id |" not in text
