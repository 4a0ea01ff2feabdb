"""Arbeidsdeskundige overwogen: who answers, who reads, and when it is asked again."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, ExpertConsideration, Notice
from cases.sweep import sweep
from tests.cast import Cast
from tests.factories.cases import assign, day, recover, report

ASKED = day(92)
TODAY = day(95)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(9))


def consider(actor: Actor, case: AbsenceCase, **more: Any) -> ExpertConsideration:
    values: dict[str, Any] = {"answer": "not_now", "reason": " De uren groeien nog. ", "expected_number": 0}
    return operations.consider_expert(actor=actor, case=case, **{"today": TODAY} | values | more)


def at(today: date) -> datetime:
    return datetime.combine(today, time(9), tzinfo=UTC)


def remind(today: date) -> int:
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        return operations.remind_considerations(actor=scheduler, today=today, at=at(today))


def test_answer_is_kept_with_why_and_read_in_the_file(cast: Cast, case: AbsenceCase) -> None:
    made = consider(cast.noor, case)
    assert (made.number, made.answer, made.reason) == (1, "not_now", "De uren groeien nog.")
    assert (made.considered_on, made.considered_by_id) == (TODAY, cast.noor.user_id)
    for reader in (cast.anna, cast.carla, cast.noor, cast.daan):
        with acting_as(reader):
            assert [one.pk for one in ExpertConsideration.objects.visible_to(reader)] == [made.pk], reader.role
    for other in (cast.bert, cast.ina, cast.eva, cast.finn, cast.loes, cast.gijs):
        with acting_as(other), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_expertconsideration")
            assert cursor.fetchone() == (0,), other.role
    with acting_as(cast.carla):
        assert AuditEvent.objects.visible_to(cast.carla).filter(action="consider_expert").count() == 1


def test_another_answer_stands_beside_the_first(cast: Cast, case: AbsenceCase) -> None:
    consider(cast.noor, case)
    with pytest.raises(Stale, match="nieuwer antwoord"):
        consider(cast.noor, case, answer="yes")
    consider(cast.noor, case, answer="yes", reason="Het loopt vast.", expected_number=1)
    with acting_as(cast.carla):
        kept = list(ExpertConsideration.objects.order_by("number").values_list("answer", "reason"))
    assert kept == [("not_now", "De uren groeien nog."), ("yes", "Het loopt vast.")]


@pytest.mark.parametrize(
    ("wrong", "field"), [({"answer": "maybe"}, "answer"), ({"answer": ""}, "answer"), ({"reason": " \n"}, "reason")]
)
def test_an_answer_has_a_reason(cast: Cast, case: AbsenceCase, wrong: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        consider(cast.noor, case, **wrong)
    assert list(refused.value.message_dict) == [field]


def test_only_the_ontzorgmanager_of_the_file_answers(cast: Cast, case: AbsenceCase) -> None:
    for other in (cast.anna, cast.carla, cast.daan, cast.ina, cast.bert):
        with pytest.raises(PermissionDenied):
            consider(other, case)
    with pytest.raises(AbsenceCase.DoesNotExist):
        consider(cast.loes, case)


def test_a_closed_file_gets_no_answer(cast: Cast, case: AbsenceCase) -> None:
    recover(cast.anna, case, day(13))
    with acting_as(system(Role.SCHEDULER)):
        sweep(today=day(60), at=at(day(60)))
    with pytest.raises(NotNow, match="gesloten"):
        consider(cast.noor, case, today=day(60))


def test_who_guides_is_asked_after_thirteen_weeks_and_again(cast: Cast, case: AbsenceCase) -> None:
    week = timedelta(weeks=1)
    assert [remind(on) for on in (ASKED - timedelta(days=1), ASKED, ASKED, ASKED + week)] == [0, 1, 0, 0]
    assert [remind(on) for on in (ASKED + 13 * week, ASKED + 14 * week)] == [1, 0]  # nobody answered
    with acting_as(system(Role.MAILER)):
        told = Notice.objects.filter(kind=Notice.Kind.EXPERT_DUE).values_list("membership__user_id", "due_on")
        assert sorted(told) == [(cast.noor.user_id, ASKED), (cast.noor.user_id, ASKED + 13 * week)]
    consider(cast.noor, case, today=ASKED + 14 * week)
    assert [remind(ASKED + n * week) for n in (26, 27)] == [0, 1]  # thirteen weeks after the answer


def test_it_is_not_asked_while_the_employee_is_better(cast: Cast, case: AbsenceCase) -> None:
    recover(cast.anna, case, day(80))
    assert remind(ASKED) == 0


def test_the_daily_sweep_asks(cast: Cast, case: AbsenceCase) -> None:
    assert sweep(today=ASKED, at=at(ASKED))["considerations"] == 1


def test_database_keeps_what_was_answered(cast: Cast, case: AbsenceCase) -> None:
    made = consider(cast.noor, case)
    with acting_as(cast.noor), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_expertconsideration SET reason = 'anders' WHERE id = %s", [made.pk])
    with acting_as(cast.noor), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_expertconsideration WHERE id = %s", [made.pk])
        assert cursor.rowcount == 0
    values = {
        "case": case,
        "employer_id": case.employer_id,
        "considered_on": TODAY,
        "considered_by_id": cast.noor.user_id,
    }
    values |= {"answer": "no", "reason": "x", "number": 2}
    for wrong in ({"number": 1}, {"answer": "maybe"}, {"reason": ""}):
        with acting_as(cast.noor), pytest.raises(IntegrityError), transaction.atomic():
            ExpertConsideration.objects.create(**values | wrong)
