"""A question to the bedrijfsarts: the employee reads it first, and the database holds who reads what."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Refused, SomebodyElses, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, ConsultRequest, Notice
from tests.access.world import File, delegate_of, self_guided
from tests.cast import Cast
from tests.factories.cases import assign, day, fresh, recover, report
from tests.factories.consults import ON, QUESTION, ask, ask_talk, plan, react, record, wanted

DAY = timedelta(days=1)
EVERYBODY = "anna carla noor daan bert ina eva finn gijs hans loes".split()
ASKED, PLACED = "cases_consultrequest", "cases_consultappointment"


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def seen(cast: Cast, table: str) -> set[str]:
    """Who finds a row with raw SQL."""
    found = set()
    for name in EVERYBODY:
        with acting_as(getattr(cast, name)), connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table}")
            if cursor.fetchall():
                found.add(name)
    return found


def told(cast: Cast, *kinds: str) -> set[str]:
    found = set()
    for name in EVERYBODY:
        actor = getattr(cast, name)
        with acting_as(actor):
            if Notice.objects.visible_to(actor).filter(kind__in=kinds).exists():
                found.add(name)
    return found


def statement(actor: Actor, sql: str, *values: Any) -> int:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def send(actor: Actor, asked: ConsultRequest, on: date) -> ConsultRequest:
    return operations.send_consult(actor=actor, consult=asked, today=on, at=timezone.now())


def withdraw(actor: Actor, asked: ConsultRequest, *, seen_sent: bool = True) -> ConsultRequest:
    return operations.withdraw_consult(actor=actor, consult=asked, seen_sent=seen_sent, today=ON, at=timezone.now())


def test_employee_reads_the_words_before_the_bedrijfsarts(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast.noor, case, question=f" {QUESTION} ")
    assert (asked.question, asked.edition, asked.is_sent) == (QUESTION, 1, False)
    assert seen(cast, ASKED) == {"carla", "noor"}
    assert seen(cast, PLACED) == set()
    assert told(cast, "consult_asked") == {"carla"}
    react(cast.carla, asked, words="Ik wil graag beginnen met inpakken.")
    assert seen(cast, ASKED) == {"carla", "noor", "daan"}
    assert seen(cast, PLACED) == {"carla", "noor", "daan", "anna", "bert"}
    assert told(cast, "consult_sent") == {"daan", "bert"}


def test_an_objection_waits_for_who_asked_and_goes_along(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast.noor, case)
    with pytest.raises(ValidationError, match="niet eens"):
        react(cast.carla, asked, "objects")
    react(cast.carla, asked, "objects", " Het gaat niet om taken. ")
    assert seen(cast, ASKED) == {"carla", "noor"}
    assert told(cast, "consult_reacted") == {"noor"}
    sent = send(cast.noor, asked, ON)
    with acting_as(cast.daan):
        found = ConsultRequest.objects.get(pk=sent.pk)
    assert (found.reaction, found.own_words) == ("objects", "Het gaat niet om taken.")


def test_without_a_reaction_it_may_be_sent_after_two_days_and_says_so(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast.noor, case, reason="analysis")
    with pytest.raises(NotNow, match="tot en met 4 februari 2026"):
        send(cast.noor, asked, ON + 2 * DAY)
    sent = send(cast.noor, asked, ON + 3 * DAY)
    assert (sent.reaction, sent.sent_on) == ("", ON + 3 * DAY)
    with pytest.raises(Stale):
        send(cast.noor, asked, ON + 3 * DAY)
    late = react(cast.carla, asked, words="Nu pas gezien.", on=ON + 4 * DAY)
    assert (late.own_words, late.sent_on) == ("Nu pas gezien.", ON + 3 * DAY)


def test_other_words_are_another_edition_that_is_read_again(cast: Cast, case: AbsenceCase) -> None:
    first = ask(cast.noor, case)
    react(cast.carla, first, "objects", "Dit klopt niet.")
    with pytest.raises(Stale):
        ask(cast.noor, case, question="Anders")
    with pytest.raises(ValidationError, match="staat er al zo"):
        ask(cast.noor, case, expected_id=first.pk)
    second = ask(cast.noor, case, question="Hoeveel uur past?", expected_id=first.pk)
    assert (second.edition, second.reaction) == (2, "")
    with acting_as(cast.carla):
        old = ConsultRequest.objects.get(pk=first.pk)
    assert (old.question, old.ending, old.own_words) == (QUESTION, "replaced", "Dit klopt niet.")
    with pytest.raises(Stale):
        react(cast.carla, first)
    react(cast.carla, second)
    with acting_as(cast.daan):
        assert [one.pk for one in ConsultRequest.objects.all()] == [second.pk]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": "ziek"}, "reason"),
        ({"question": "  "}, "question"),
        ({"wanted_by": ON - DAY}, "wanted_by"),
        ({"wanted_by": ON + 183 * DAY}, "wanted_by"),
    ],
)
def test_question_that_cannot_be(cast: Cast, case: AbsenceCase, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(cast.noor, case, **wrong)
    assert list(refused.value.message_dict) == [field]


def test_closed_file_has_no_questions(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast.noor, case)
    closed = recover(cast.anna, fresh(cast.anna, case), ON)
    assert closed.is_open  # it waits for a relapse
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        operations.close_due(actor=scheduler, today=ON + 60 * DAY)
    with pytest.raises(NotNow, match="gesloten"):
        ask(cast.noor, fresh(cast.noor, case), expected_id=asked.pk)
    with pytest.raises(NotNow, match="gesloten"):
        ask_talk(cast.carla, fresh(cast.carla, case))
    assert not react(cast.carla, asked).is_sent


def test_who_asked_withdraws_until_there_is_an_appointment(cast: Cast, case: AbsenceCase) -> None:
    first = ask(cast.noor, case)
    assert withdraw(cast.noor, first).ending == "withdrawn"
    with pytest.raises(Stale):
        withdraw(cast.noor, first)
    second = ask(cast.noor, case)
    react(cast.carla, second)
    waits = wanted(cast.bert, case)
    withdraw(cast.noor, second)
    with acting_as(cast.bert):
        assert type(waits).objects.get(pk=waits.pk).state == "cancelled"
    third = ask(cast.noor, case)
    react(cast.carla, third)
    made = plan(cast.bert, case, cast.daan, wanted(cast.bert, case))
    with pytest.raises(NotNow, match="af te zeggen"):
        withdraw(cast.noor, third)
    record(cast.daan, made)
    with pytest.raises(NotNow, match="al vastgelegd hoe het"):
        withdraw(cast.noor, third)


def test_question_that_went_on_meanwhile_is_not_withdrawn_unseen(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast.noor, case)
    react(cast.carla, asked)
    with pytest.raises(Stale, match="heeft deze vraag intussen"):
        withdraw(cast.noor, asked, seen_sent=False)
    assert wanted(cast.bert, case).state == "wanted"


def test_employer_asks_only_where_he_guides_himself(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(SomebodyElses):
        ask(cast.anna, case)
    own = self_guided(File(cast.carla_file, cast.anna, cast.daan, cast.bert, cast.noor, case))
    asked = ask(cast.anna, own)
    assert asked.shown_to == ["employee", "employer", "ontzorgmanager"]


def test_nobody_else_asks_or_answers(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast.noor, case)
    for name in ("carla", "daan", "bert", "ina"):
        with pytest.raises(Refused):
            ask(getattr(cast, name), case)
    for name in ("noor", "anna", "daan", "bert"):
        with pytest.raises((Refused, ConsultRequest.DoesNotExist)):
            react(getattr(cast, name), asked)
    with pytest.raises(Refused):
        send(cast.carla, asked, ON + 9 * DAY)


def test_own_talk_is_known_to_nobody_who_guides(cast: Cast, case: AbsenceCase) -> None:
    before = {name: told(cast, *Notice.Kind.values) for name in ("anna",)}
    made = ask_talk(cast.carla, case)
    assert (made.private, made.request_id) == (True, None)
    assert seen(cast, PLACED) == {"carla", "daan", "bert"}
    assert told(cast, "consult_sent") == {"daan", "bert"}
    assert told(cast, *Notice.Kind.values) - before["anna"] <= {"daan", "bert", "carla"}
    with pytest.raises(NotNow, match="al om een gesprek"):
        ask_talk(cast.carla, case)
    plan(cast.bert, case, cast.daan, made)
    assert seen(cast, PLACED) == {"carla", "daan", "bert"}
    assert told(cast, "consult_planned") == {"carla"}
    for actor in (cast.anna, cast.noor, cast.ina):
        with acting_as(actor):
            found = AuditEvent.objects.visible_to(actor).filter(action__in=("ask_talk", "plan_consult"))
            assert not found.exists()


def test_file_says_nothing_of_an_own_talk(cast: Cast, case: AbsenceCase) -> None:
    """Its version and who changed it last are for everybody: neither moves."""
    before = fresh(cast.anna, case)
    plan(cast.bert, case, cast.daan, ask_talk(cast.carla, case))
    after = fresh(cast.anna, case)
    assert (after.version, after.changed_as, after.changed_at) == (before.version, before.changed_as, before.changed_at)


def test_delegate_sees_them_only_with_that_task(cast: Cast, case: AbsenceCase) -> None:
    react(cast.carla, ask(cast.noor, case))
    ask_talk(cast.carla, case)
    with_task, without = delegate_of(cast.daan_profile), delegate_of(cast.daan_profile, tasks=["triage"])
    for table, number in ((ASKED, 1), (PLACED, 2)):
        assert statement(with_task, f"SELECT id FROM {table}") == number
        assert statement(without, f"SELECT id FROM {table}") == 0
    with pytest.raises(Refused):
        plan(without, case, cast.daan)


def test_database_lets_nobody_change_words_that_were_seen(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast.noor, case)
    for actor in (cast.noor, cast.carla):
        with pytest.raises(ProgrammingError), transaction.atomic():
            statement(actor, f"UPDATE {ASKED} SET question = 'Anders'")
    with pytest.raises(ProgrammingError), transaction.atomic():
        statement(cast.noor, f"UPDATE {ASKED} SET reaction = 'read', reacted_on = %s", ON)
    with pytest.raises(ProgrammingError), transaction.atomic():
        statement(cast.carla, f"UPDATE {ASKED} SET sent_on = %s, shown_to = shown_to || 'bedrijfsarts'::varchar", ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        statement(cast.noor, f"UPDATE {ASKED} SET shown_to = shown_to || 'bedrijfsarts'::varchar")
    for reader in ("arbodienst", "insurer"):
        with pytest.raises(IntegrityError, match="consult_for_doctor_when_sent"), transaction.atomic():
            statement(cast.noor, f"UPDATE {ASKED} SET shown_to = shown_to || '{reader}'::varchar")
    react(cast.carla, asked)
    with pytest.raises(ProgrammingError), transaction.atomic():
        statement(cast.carla, f"UPDATE {ASKED} SET own_words = 'Toch niet'")


def test_database_adds_no_talk_that_is_not_asked(cast: Cast, case: AbsenceCase) -> None:
    """Neither an own talk in the place of the employee, nor one with an hour by who may not plan."""
    row = (
        f"INSERT INTO {PLACED} (case_id, employer_id, shown_to, private, state, wanted_on, how, place, host_as, "
        "planned_as, why, closed_as) VALUES (%s, %s, %s, %s, 'wanted', %s, '', '', '', '', '', '')"
    )
    own = [Role.EMPLOYEE.value, Role.BEDRIJFSARTS.value, Role.ARBODIENST.value]
    for actor in (cast.noor, cast.bert, cast.daan):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            statement(actor, row, case.pk, case.employer_id, own, True, ON)
    assert statement(cast.carla, row, case.pk, case.employer_id, own, True, ON) == 1


def test_withdrawn_question_is_told_to_who_knew_of_it(cast: Cast, case: AbsenceCase) -> None:
    withdraw(cast.noor, ask(cast.noor, case))
    assert told(cast, "consult_withdrawn") == {"carla"}
    sent = react(cast.carla, ask(cast.noor, case, question="Hoeveel uur past?"))
    withdraw(cast.noor, sent)
    assert told(cast, "consult_withdrawn") == {"carla", "daan", "bert"}
