"""What must not stand in an answer: numbers and words of rows that somebody may not read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from accounts.actor import Actor
from accounts.policy import POLICY
from accounts.terms import Field
from ontzorg.isolation.ownership import Ownership, Row
from ontzorg.isolation.world import World

FIRST_NUMBER, ROOM = 7_010_000, 10_000
NUMBER = re.compile(r"(?<![0-9A-Za-z])7\d{6}(?![0-9A-Za-z])")


def spread_numbers() -> None:
    """Let every table count from a number of its own, so that a number in an answer says whose row it is.

    Done by the owner of the tables, before the world is made.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")
        for place, (name,) in enumerate(cursor.fetchall()):
            cursor.execute(f'ALTER SEQUENCE "{name}" RESTART WITH {FIRST_NUMBER + place * ROOM}')


@dataclass(frozen=True)
class Word:
    """A text of the world, and which field of which row shows it. Nobody may read one without a field."""

    text: str
    label: str
    pk: int
    field: Field | None
    copied_of: int | None = None
    """The file of which a provider was told this word as well."""


def words_of(world: World) -> Iterator[Word]:
    """Every telling word."""
    for file in world.files:
        employee, case = file.employee.pk, file.case.pk
        for name in (file.employee.first_name, file.employee.last_name):
            yield Word(name, "employers.employee", employee, Field.IDENTIFYING, copied_of=case)
        yield Word(file.bsn, "employers.employee", employee, None)
        phone, address, notes = file.said
        yield Word(phone, "cases.absencecase", case, Field.CONTACT, copied_of=case)
        yield Word(notes, "cases.absencecase", case, Field.HANDOVER)
        yield Word(file.secret, "cases.absencecase", case, Field.MEDICAL)
        yield Word(file.treated, "cases.absencecase", case, Field.MEDICAL, copied_of=case)
        yield Word(address, "cases.absencecase", case, Field.CONTACT)
        provider = file.offering.provider
        for text in (provider.name, provider.phone, provider.email):
            yield Word(text, "employers.provider", provider.pk, Field.PROVIDER_KIND)
    for company in world.companies:
        for text in company.words[:-1]:
            yield Word(text, "employers.employer", company.employer.pk, Field.ADMINISTRATIVE)
        yield Word(company.words[-1], "employers.employer", company.employer.pk, Field.ADMINISTRATIVE)


@dataclass(frozen=True)
class Marks:
    """What one person must never meet."""

    words: frozenset[str]
    numbers: frozenset[str]

    def found_in(self, body: str) -> list[str]:
        """Those that stand in this text."""
        return sorted(word for word in self.words if word in body) + sorted(self.numbers & set(NUMBER.findall(body)))


def marks_for(actor: Actor | None, ownership: Ownership, everything: dict[str, dict[int, Row]]) -> Marks:
    """The words and numbers of all rows that this person may not read; all of them for nobody in particular."""
    rows = [row for found in everything.values() for row in found.values()]
    seen = {row.pk for row in rows if actor and ownership.may(actor, row)}
    closed = {str(row.pk) for row in rows if row.pk not in seen}
    words = {word.text for word in words_of(ownership.world) if not _may_read(actor, word, ownership, everything)}
    return Marks(frozenset(words), frozenset(closed))


def _may_read(actor: Actor | None, word: Word, ownership: Ownership, everything: dict[str, dict[int, Row]]) -> bool:
    if actor is None or word.field is None:
        return False
    granted = {line.fields for (role, _), line in POLICY.items() if role is actor.role}
    readable = any(word.field in fields for fields in granted)
    told = [one for one in everything["interventions.briefing"].values() if one.values["case_id"] == word.copied_of]
    return readable and any(ownership.may(actor, row) for row in (everything[word.label][word.pk], *told))
