"""Proposals for suitable work: making one, the one answer, taking it back, who hears, and the term."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Notice, WorkProposal, WorkReply
from cases.sweep import sweep
from tests.cast import Cast
from tests.factories.cases import assign, day, recover, report
from tests.factories.employers import make_employee
from tests.factories.work import NEEDS, ON, TEXT, WHY, propose, reply, withdraw

DAY = timedelta(days=1)
Kind = Notice.Kind


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(9))


def told(kind: Notice.Kind) -> list[str]:
    with acting_as(system(Role.MAILER)):
        return sorted(Notice.objects.filter(kind=kind).values_list("membership__role", flat=True))


def at(today: date) -> datetime:
    return datetime.combine(today, time(9), tzinfo=UTC)


def remind(today: date) -> int:
    return operations.remind_work(actor=system(Role.SCHEDULER), today=today, at=at(today))


def seen(actor: Actor) -> list[tuple[int, str, str]]:
    with acting_as(actor):
        found = WorkProposal.objects.visible_to(actor).select_related("reply").order_by("number")
        return [(one.number, one.stands, one.answer.reason if one.answer else "") for one in found]


def test_proposal_is_kept_with_the_term_to_answer(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    assert (made.number, made.kind, made.text, made.needs) == (1, "own_adapted", TEXT, NEEDS)
    assert (made.starts_on, made.hours_per_week) == (ON + DAY, Decimal(6))
    assert (made.proposed_on, made.answer_by, made.stands) == (ON, ON + 14 * DAY, "open")
    assert propose(cast.carla, case).number == 2
    assert told(Kind.WORK_PROPOSED) == ["employer", "employer", "ontzorgmanager", "ontzorgmanager"]


def test_functional_readers_see_it_and_nobody_else(cast: Cast, case: AbsenceCase) -> None:
    reply(cast.anna, propose(cast.carla, case))
    for reader in (cast.anna, cast.carla, cast.noor, cast.daan):
        assert seen(reader) == [(1, "refused", WHY)], reader.role
    for other in (cast.bert, cast.ina, cast.eva, cast.finn, cast.loes, cast.gijs):
        with acting_as(other), connection.cursor() as cursor:
            for table in ("cases_workproposal", "cases_workreply"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), (other.role, table)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "own"}, "kind"),
        ({"text": "  "}, "text"),
        ({"starts_on": ON - DAY}, "starts_on"),
        ({"starts_on": ON + 183 * DAY}, "starts_on"),
        ({"hours_per_week": Decimal(0)}, "hours_per_week"),
        ({"hours_per_week": Decimal(41)}, "hours_per_week"),
    ],
)
def test_what_cannot_be_stands_beside_its_field(cast: Cast, case: AbsenceCase, wrong: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        propose(cast.carla, case, **wrong)
    assert list(refused.value.message_dict) == [field]


def test_first_and_last_day_on_which_work_can_begin(cast: Cast, case: AbsenceCase) -> None:
    for first in (ON, ON + 182 * DAY):
        assert propose(cast.carla, case, starts_on=first).starts_on == first


def test_who_is_not_sick_proposes_nothing(cast: Cast, case: AbsenceCase) -> None:
    recover(cast.anna, case, day(13))
    with pytest.raises(NotNow, match="nu niet ziek gemeld"):
        propose(cast.carla, case)


@pytest.mark.parametrize(("kind", "needs_reason"), [("accepted", False), ("adapted", True), ("refused", True)])
def test_anything_but_a_plain_yes_has_a_reason(cast: Cast, case: AbsenceCase, *, kind: str, needs_reason: bool) -> None:
    made = propose(cast.carla, case)
    if needs_reason:
        with pytest.raises(ValidationError) as refused:
            reply(cast.anna, made, kind, reason=" ")
        assert list(refused.value.message_dict) == ["reason"]
    given = reply(cast.anna, made, kind, reason=WHY if needs_reason else "")
    assert (given.kind, given.acted_as, given.acted_by_id) == (kind, "employer", cast.anna.user_id)
    assert told(Kind.WORK_ANSWERED) == ["employee", "ontzorgmanager"]


@pytest.mark.parametrize("kind", ["withdrawn", "perhaps"])
def test_employer_says_one_of_three_things(cast: Cast, case: AbsenceCase, kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        reply(cast.anna, propose(cast.carla, case), kind)
    assert list(refused.value.message_dict) == ["answer"]


def test_answer_stands(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    reply(cast.anna, made)
    with pytest.raises(Stale, match="intussen beantwoord"):
        reply(cast.anna, made, "accepted")
    with pytest.raises(Stale, match="intussen beantwoord"):
        withdraw(cast.carla, made)
    assert seen(cast.carla) == [(1, "refused", WHY)]


def test_employee_takes_back_what_waits(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    given = withdraw(cast.carla, made)
    assert (given.kind, given.reason, given.acted_as) == ("withdrawn", "", "employee")
    assert told(Kind.WORK_WITHDRAWN) == ["employer", "ontzorgmanager"]
    with pytest.raises(Stale):
        reply(cast.anna, made)


def test_proposal_of_another_file_is_none(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    other = report(cast.anna, make_employee(cast.bakery))
    about = {"proposal": made, "answer": "accepted", "reason": "", "today": ON}
    with pytest.raises(ObjectDoesNotExist):
        operations.answer_work(actor=cast.anna, case=other, **about)


def test_closed_file_is_over(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    recover(cast.anna, case, day(30))
    with acting_as(system(Role.SCHEDULER)):
        sweep(today=day(90), at=at(day(90)))
    for act in (lambda: reply(cast.anna, made), lambda: withdraw(cast.carla, made), lambda: propose(cast.carla, case)):
        with pytest.raises(NotNow, match="gesloten"):
            act()


def test_employer_is_reminded_before_and_the_ontzorgmanager_too_after(cast: Cast, case: AbsenceCase) -> None:
    last = propose(cast.carla, case).answer_by
    swept = {days: remind(last + days * DAY) for days in (-8, -7, -6, -1, 0, 1, 2, 8)}
    assert swept == {-8: 0, -7: 1, -6: 0, -1: 1, 0: 0, 1: 1, 2: 0, 8: 0}
    assert told(Kind.WORK_DUE) == ["employer", "employer"]
    assert told(Kind.WORK_OVERDUE) == ["employer", "ontzorgmanager"]


def test_nobody_is_reminded_of_what_is_settled(cast: Cast, case: AbsenceCase) -> None:
    last = propose(cast.carla, case).answer_by
    reply(cast.anna, propose(cast.carla, case))
    withdraw(cast.carla, propose(cast.carla, case))
    assert remind(last + DAY) == 1


def test_daily_sweep_does_it(cast: Cast, case: AbsenceCase) -> None:
    last = propose(cast.carla, case).answer_by
    assert sweep(today=last - DAY, at=at(last - DAY))["work"] == 1


def test_it_leaves_a_trace_for_the_employee(cast: Cast, case: AbsenceCase) -> None:
    reply(cast.anna, propose(cast.carla, case))
    with acting_as(cast.carla):
        trail = AuditEvent.objects.visible_to(cast.carla).filter(action__in=["propose_work", "answer_work"])
        assert sorted(trail.values_list("action", "role")) == [
            ("answer_work", "employer"),
            ("propose_work", "employee"),
        ]


def test_database_keeps_words_and_whose_turn_it_is(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    given = reply(cast.anna, made)
    for actor, sql in (
        (cast.carla, "UPDATE cases_workproposal SET text = 'anders'"),
        (cast.anna, "UPDATE cases_workreply SET reason = 'anders'"),
    ):
        with acting_as(actor), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    for actor in (cast.carla, cast.anna):
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute("DELETE FROM cases_workreply WHERE id = %s", [given.pk])
            assert cursor.rowcount == 0
    waits = propose(cast.carla, case)
    row = {"proposal": waits, "case_id": case.pk, "employer_id": case.employer_id, "replied_on": ON}
    with acting_as(cast.carla), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        WorkReply.objects.create(**row, kind="accepted", acted_as="employer", acted_by_id=cast.carla.user_id)
    wrong: tuple[dict[str, Any], ...] = (
        {"kind": "refused", "reason": ""},  # without saying why
        {"kind": "withdrawn"},  # which is the employee's
        {"kind": "accepted", "proposal": made},  # a second answer
    )
    for one in wrong:
        values = {"acted_as": "employer", "acted_by_id": cast.anna.user_id} | row | one
        with acting_as(cast.anna), pytest.raises(IntegrityError), transaction.atomic():
            WorkReply.objects.create(**values)


def test_nobody_proposes_in_the_name_of_another(cast: Cast, case: AbsenceCase) -> None:
    values = {"case": case, "employer_id": case.employer_id, "number": 9, "kind": "elsewhere", "text": "Iets"}
    when = {"starts_on": ON, "hours_per_week": Decimal(4), "proposed_on": ON, "answer_by": ON}
    for writer, name in ((cast.carla, cast.noor.user_id), (cast.noor, cast.noor.user_id)):
        with acting_as(writer), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            WorkProposal.objects.create(**values, **when, written_by_id=name)
