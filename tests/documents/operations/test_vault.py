"""Writing in the vault: nothing is overwritten, by whom and under whom, signed and then given, never in the clear."""

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent, Draft, WordingOverride
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases.models import AbsenceCase, Completion, Notice
from documents import operations
from documents.contents import LONGEST_MEDICAL_TEXT as LONGEST
from documents.models import ConsultNote, MedicalInformation
from documents.operations.vault import STEP, notes_of
from employers.acting import actor_for
from employers.models import Delegation
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.documents import raw
from tests.documents.arrange import AT, FIRST, TODAY
from tests.documents.vault_story import PARTS, SECRET, drafted, given, note, signed
from tests.factories.cases import report
from tests.factories.employers import ARRANGER, make_employee, make_membership, make_physician


def as_reader() -> Any:
    """Reads the messages of everybody."""
    return acting_as(system(Role.MAILER))


def texts(actor: Actor, case: AbsenceCase) -> list[str]:
    with acting_as(actor):
        return [line.note.text for line in notes_of(actor, case)]


@pytest.fixture
def dewi(cast: Cast) -> Actor:
    """Works under taakdelegatie of Daan, for every task."""
    return delegate_of(cast.daan_profile)


def test_note_is_read_by_doctor_delegate_and_employee(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    made = note(cast.daan, case)
    for actor in (cast.daan, dewi, cast.carla):
        assert texts(actor, case) == [SECRET]
    assert (made.written_as, made.under_id, made.ohs_id) == ("bedrijfsarts", None, cast.vitaal.pk)


def test_nothing_stands_in_the_clear_anywhere(cast: Cast, case: AbsenceCase) -> None:
    """Every column of text of every table, read as the owner: also log, notices, drafts and documents."""
    note(cast.daan, case)
    given(cast, case)
    drafted(cast.daan, case)
    assert raw.places_of(SECRET) == set()


def test_delegates_note_says_under_whom(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    made = note(dewi, case)
    assert (made.written_by_id, made.written_as, made.under_id) == (dewi.user_id, "delegate", cast.daan.user_id)
    with acting_as(dewi):
        event = AuditEvent.objects.get(action="write_note")
    assert (event.on_behalf_of_id, event.object_id, event.case_id) == (cast.daan.user_id, made.pk, case.pk)


def test_correcting_adds_a_version_and_keeps_the_old_one(cast: Cast, case: AbsenceCase) -> None:
    first = note(cast.daan, case, "Linkerknie")
    said: dict[str, Any] = {"held_on": TODAY, "how": "phone", "today": TODAY, "at": AT}
    second = operations.correct_note(actor=cast.daan, case=case, note=first, text="Rechterknie", **said)
    third = operations.correct_note(actor=cast.daan, case=case, note=second, text="Beide knieën", **said)
    with acting_as(cast.carla):
        (line,) = notes_of(cast.carla, case)
        assert [line.note.pk, *(one.pk for one in line.earlier)] == [third.pk, second.pk, first.pk]
        assert [one.text for one in line.earlier] == ["Rechterknie", "Linkerknie"]
    with pytest.raises(Stale):
        operations.correct_note(actor=cast.daan, case=case, note=first, text="Nog eens", **said)


def test_delegate_corrects_the_own_notes_only(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    said: dict[str, Any] = {"held_on": TODAY, "how": "phone", "text": "Beter.", "today": TODAY, "at": AT}
    with pytest.raises(NotNow, match="van een ander"):
        operations.correct_note(actor=dewi, case=case, note=note(cast.daan, case), **said)
    own = note(dewi, case)
    operations.correct_note(actor=cast.daan, case=case, note=own, **said)


def test_note_of_another_file_cannot_be_corrected_through_this_one(cast: Cast, case: AbsenceCase) -> None:
    other = report(cast.anna, make_employee(cast.bakery, "Dirk", "Duin"))
    elsewhere = note(cast.daan, other)
    with pytest.raises(ObjectDoesNotExist):
        operations.correct_note(
            actor=cast.daan, case=case, note=elsewhere, held_on=TODAY, how="visit", text="x", today=TODAY, at=AT
        )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * (LONGEST + 1)}, "text"),
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"held_on": date(1926, 1, 1)}, "held_on"),
    ],
)
def test_what_a_note_refuses(cast: Cast, case: AbsenceCase, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        note(cast.daan, case, **{"text": "x"} | wrong)
    assert list(caught.value.message_dict) == [field]


def test_nobody_writes_a_note_again_or_removes_it(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    """By raw SQL: the text cannot change and no row goes, whoever asks."""
    note(cast.daan, case)
    for actor in (cast.daan, dewi, cast.carla):
        for statement in (
            "UPDATE documents_consultnote SET content = 'x'",
            "DELETE FROM documents_consultnote",
        ):
            with acting_as(actor), connection.cursor() as cursor:
                cursor.execute(statement)
                assert cursor.rowcount == 0, (actor.role, statement)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), acting_as(cast.daan):
        ConsultNote.objects.update(held_on=FIRST)


def test_envelope_from_draft_to_employee(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    made = drafted(dewi, case)
    made = drafted(cast.daan, case, expected_version=1, other="Meer.")
    assert (made.version_no, made.written_by_id) == (2, cast.daan.user_id)
    with acting_as(cast.carla):
        assert not MedicalInformation.objects.visible_to(cast.carla).exists()
    with pytest.raises(NotNow, match="eerst"):
        operations.give_medical_information(actor=cast.daan, information=made, today=TODAY)
    sign = {"actor": cast.daan, "information": made, "place": "Utrecht", "at": AT}
    with pytest.raises(Stale):
        operations.sign_medical_information(expected_version=1, **sign)
    operations.sign_medical_information(expected_version=2, **sign)
    with acting_as(cast.carla):
        assert not MedicalInformation.objects.visible_to(cast.carla).exists()
    operations.give_medical_information(actor=cast.daan, information=made, today=TODAY)
    with acting_as(cast.carla):
        mine = MedicalInformation.objects.visible_to(cast.carla).get()
        assert dict(mine.parts)["Wat verder van belang is"] == "Meer."
    for again in (
        lambda: operations.give_medical_information(actor=cast.daan, information=made, today=TODAY),
        lambda: operations.sign_medical_information(expected_version=2, **sign),
    ):
        with pytest.raises(NotNow):
            again()


def writers(made: MedicalInformation) -> list[tuple[str, str, str, str]]:
    return [(one["name"], one["role"], one["under"], one["at"]) for one in made.writers]


def test_everybody_who_wrote_in_it_stays_named(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    """Also who wrote before the last one; in what is encrypted, so that it outlives the accounts."""
    drafted(dewi, case)
    drafted(cast.daan, case, expected_version=1, other="Meer.")
    later = AT + timedelta(hours=1)
    made = operations.draft_medical_information(
        actor=dewi, case=case, parts=PARTS | {"other": "Nog meer."}, expected_version=2, at=later
    )
    assert writers(made) == [
        ("Dewi Begeleider", "delegate", "Daan Dokter", later.isoformat()),
        ("Daan Dokter", "bedrijfsarts", "", AT.isoformat()),
    ]
    assert made.prepared_by == "Dewi Begeleider (namens Daan Dokter), Daan Dokter"
    assert [one["id"] for one in made.said["writers"]] == [dewi.user_id, cast.daan.user_id]
    assert raw.places_of("namens Daan Dokter") == set()


def test_who_changed_no_word_wrote_nothing(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    drafted(dewi, case)
    assert drafted(cast.daan, case, expected_version=1).prepared_by == "Dewi Begeleider (namens Daan Dokter)"


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ({"other": "Meer."}, "Dewi Begeleider (namens Daan Dokter), Daan Dokter"),
        (dict.fromkeys(PARTS, "Nieuw"), "Daan Dokter"),
    ],
)
def test_new_edition_names_who_wrote_what_was_taken_over(
    cast: Cast, case: AbsenceCase, dewi: Actor, parts: dict[str, str], named: str
) -> None:
    first = drafted(dewi, case)
    operations.sign_medical_information(actor=cast.daan, information=first, place="Utrecht", expected_version=1, at=AT)
    assert drafted(cast.daan, case, **parts).prepared_by == named


def test_of_a_text_from_before_the_last_writer_is_known(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    made = drafted(dewi, case)
    with acting_as(cast.daan):
        MedicalInformation.objects.filter(pk=made.pk).update(
            content=json.dumps({key: said for key, said in made.said.items() if key != "writers"})
        )
        made.refresh_from_db()
        assert made.prepared_by == "Dewi Begeleider (namens Daan Dokter)"
    again = drafted(cast.daan, case, expected_version=1, other="Meer.")
    assert again.prepared_by == "Dewi Begeleider (namens Daan Dokter), Daan Dokter"


def test_employee_alone_hears_that_something_waits(cast: Cast, case: AbsenceCase) -> None:
    """Once for each that is given, not sooner; the message does not say what it is."""
    made = signed(cast, case)
    with as_reader():
        assert not Notice.objects.filter(kind="vault_ready").exists()
    operations.give_medical_information(actor=cast.daan, information=made, today=TODAY)
    with as_reader():
        told = Notice.objects.filter(kind="vault_ready").values_list("membership__user", "case", "about_id")
        assert list(told) == [(cast.carla.user_id, case.pk, made.pk)]
    given(cast, case)
    with as_reader():
        assert Notice.objects.filter(kind="vault_ready").count() == 2


def test_delegate_neither_signs_nor_gives(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    made = drafted(dewi, case)
    with pytest.raises(PermissionDenied):
        operations.sign_medical_information(actor=dewi, information=made, place="Utrecht", expected_version=1, at=AT)
    with pytest.raises(PermissionDenied):
        operations.give_medical_information(actor=dewi, information=made, today=TODAY)
    with pytest.raises(ProgrammingError, match="may not change"), transaction.atomic(), acting_as(dewi):
        MedicalInformation.objects.filter(pk=made.pk).update(
            signed_by=dewi.user_id, signed_at=AT, place="Utrecht", sha256="0" * 64
        )


def test_signed_text_is_not_written_again(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    made = signed(cast, case)
    for actor in (cast.daan, dewi):
        with pytest.raises(ProgrammingError, match="may not change"), transaction.atomic(), acting_as(actor):
            MedicalInformation.objects.filter(pk=made.pk).update(content="anders")
    second = drafted(cast.daan, case)
    assert (second.pk != made.pk, second.edition) == (True, 2)


def test_employee_cannot_be_shown_what_was_not_given(cast: Cast, case: AbsenceCase) -> None:
    made = signed(cast, case)
    with pytest.raises(IntegrityError, match="envelope_read_once_given"), transaction.atomic(), acting_as(cast.daan):
        MedicalInformation.objects.filter(pk=made.pk).update(shown_to=["bedrijfsarts", "employee"])


def test_needed_parts_are_asked_for_when_it_is_signed(cast: Cast, case: AbsenceCase) -> None:
    made = drafted(cast.daan, case, diagnosis="")
    with pytest.raises(ValidationError, match="Diagnose"):
        operations.sign_medical_information(
            actor=cast.daan, information=made, place="Utrecht", expected_version=1, at=AT
        )


def done(actor: Actor, case: AbsenceCase) -> list[tuple[str, Any]]:
    with acting_as(actor):
        found = Completion.objects.visible_to(actor).filter(case=case, key=STEP)
        return list(found.values_list("recorded_as", "done_on"))


def test_giving_it_in_time_does_the_step_and_the_others_see_the_day(cast: Cast, case: AbsenceCase) -> None:
    on = FIRST + timedelta(days=620)
    given(cast, case, today=on)
    assert done(cast.daan, case) == done(cast.carla, case) == [("bedrijfsarts", on)]
    assert done(cast.noor, case) == done(cast.anna, case) == [("bedrijfsarts", on)]


def test_giving_it_sooner_does_no_step_yet(cast: Cast, case: AbsenceCase) -> None:
    given(cast, case)
    assert done(cast.daan, case) == []


def test_two_drafts_at_once_are_one(cast: Cast, case: AbsenceCase) -> None:
    drafted(cast.daan, case)
    with pytest.raises(Stale):
        drafted(cast.daan, case)


def test_every_read_and_write_is_written_down_with_its_class_and_purpose(
    cast: Cast, case: AbsenceCase, dewi: Actor
) -> None:
    note(cast.daan, case)
    made = given(cast, case)
    operations.read_vault(actor=dewi, case=case)
    operations.read_envelope(actor=cast.carla, information=made)
    with acting_as(cast.carla):
        events = AuditEvent.objects.visible_to(cast.carla).filter(case_id=case.pk, touched__contains=["medical"])
        found = [(one.action, one.role, one.purpose) for one in events.order_by("pk")]
        under = events.get(role="delegate").on_behalf_of_id
    assert found == [
        ("write_note", "bedrijfsarts", "care"),
        ("draft_medical_information", "bedrijfsarts", "care"),
        ("sign_medical_information", "bedrijfsarts", "care"),
        ("give_medical_information", "bedrijfsarts", "care"),
        ("read_vault", "delegate", "care"),
        ("read_vault", "employee", "own_file"),
    ]
    assert under == cast.daan.user_id


def test_no_guard_and_no_draft_ever(cast: Cast, case: AbsenceCase) -> None:
    note(cast.daan, case, "Depressie, gebruikt paracetamol, relatieproblemen.")
    with acting_as(cast.daan):
        assert not Draft.objects.exists()
        assert not WordingOverride.objects.exists()


def test_ended_delegation_shows_nothing_at_once(cast: Cast, case: AbsenceCase, dewi: Actor) -> None:
    note(dewi, case)
    with acting_as(cast.daan):
        Delegation.objects.filter(pk=dewi.mandate_id).update(ended_at=AT)
    assert texts(dewi, case) == []
    with pytest.raises(ObjectDoesNotExist):
        note(dewi, case)


def test_delegate_without_this_task_has_no_vault(cast: Cast, case: AbsenceCase) -> None:
    other = delegate_of(cast.daan_profile, tasks=["triage", "problem_analysis", "steps"])
    note(cast.daan, case)
    with pytest.raises(PermissionDenied):
        operations.read_vault(actor=other, case=case)
    # Also for who forgets to ask what was left to him: the rows themselves are closed.
    forgetful = replace(other, without=frozenset())
    assert texts(forgetful, case) == []
    with pytest.raises(ProgrammingError, match="second_lock"), transaction.atomic():
        note(forgetful, case)


def treated_by(case: AbsenceCase, doctor: Any) -> None:
    with acting_as(ARRANGER):
        AbsenceCase.objects.filter(pk=case.pk).update(physician=doctor, ohs=doctor.ohs_id)


def test_next_doctor_of_the_same_arbodienst_reads_on(cast: Cast, case: AbsenceCase) -> None:
    note(cast.daan, case)
    dora = make_physician(cast.vitaal, "Dora Dokter")
    acts = actor_for(make_membership(dora.user, Role.BEDRIJFSARTS, ohs=cast.vitaal))
    treated_by(case, dora)
    assert texts(acts, case) == [SECRET]
    assert texts(cast.daan, case) == []


def test_file_that_goes_to_another_arbodienst_leaves_its_vault_behind(cast: Cast, case: AbsenceCase) -> None:
    """Carla still reads it. The new doctor begins with nothing, and may draft while an older draft lies elsewhere."""
    note(cast.daan, case)
    drafted(cast.daan, case)
    treated_by(case, cast.gijs_profile)
    assert texts(cast.gijs, case) == []
    with acting_as(cast.gijs):
        assert not MedicalInformation.objects.visible_to(cast.gijs).exists()
    note(cast.gijs, case, "Nieuw")
    assert drafted(cast.gijs, case).edition == 1
    assert texts(cast.gijs, case) == ["Nieuw"]
    assert sorted(texts(cast.carla, case)) == [SECRET, "Nieuw"]
    assert texts(cast.daan, case) == []


WRITTEN = ["write_note", "draft_medical_information", "sign_medical_information", "give_medical_information"]


def test_trail_of_what_was_written_stays_behind_with_the_vault(cast: Cast, case: AbsenceCase) -> None:
    """The doctor of the next arbodienst does not read when there was a consult elsewhere; Carla does."""

    def read(actor: Actor) -> list[str]:
        with acting_as(actor):
            through = AuditEvent.objects.visible_to(actor).filter(case_id=case.pk, action__in=WRITTEN)
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM accounts_auditevent WHERE action = ANY(%s)", [WRITTEN])
                assert cursor.fetchone()[0] == len(through)
            return list(through.order_by("pk").values_list("action", flat=True))

    note(cast.daan, case)
    given(cast, case)
    assert read(cast.daan) == read(cast.carla) == WRITTEN
    dora = make_physician(cast.vitaal, "Dora Dokter")
    treated_by(case, dora)
    assert read(actor_for(make_membership(dora.user, Role.BEDRIJFSARTS, ohs=cast.vitaal))) == WRITTEN
    treated_by(case, cast.gijs_profile)
    assert read(cast.gijs) == []
    assert read(cast.carla) == WRITTEN


def test_what_was_signed_has_a_number_to_check_it_by(cast: Cast, case: AbsenceCase) -> None:
    made = signed(cast, case)
    assert made.sha256 == hashlib.sha256(made.content.encode()).hexdigest()


def test_new_key_for_every_text_in_the_vault(cast: Cast, case: AbsenceCase, settings: Any) -> None:
    """Also of what nobody writes again: the purger does, and afterwards the old key can go."""
    note(cast.daan, case)
    given(cast, case)
    drafted(cast.daan, case, diagnosis="Nieuwe tekst")
    new = Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, *settings.FIELD_KEYS]
    out = StringIO()
    call_command("rotate_keys", stdout=out, stderr=StringIO())
    assert "documents_consultnote.content: 1 written again" in out.getvalue()
    assert "documents_medicalinformation.content: 2 written again" in out.getvalue()
    assert SECRET not in out.getvalue()
    settings.FIELD_KEYS = [new]
    assert texts(cast.carla, case) == [SECRET]
    with acting_as(cast.daan):
        found = MedicalInformation.objects.visible_to(cast.daan).order_by("edition")
        assert [one.said["parts"]["diagnosis"] for one in found] == [SECRET, "Nieuwe tekst"]
