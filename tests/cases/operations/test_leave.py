"""Maternity leave in and around the sickness of a file, and the doctor's answer about the cause."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError

from accounts.actor import acting_as, system
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.computation import deadlines_of, facts_of
from cases.models import AbsenceCase, MaternityLeave
from cases.operations.closing import close_due
from tests.cast import Cast
from tests.factories import cases as make

FIRST, LAST = make.day(30), make.day(141)  # sixteen weeks


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(10))


def leave(cast: Cast, case: AbsenceCase, first: date = FIRST, last: date = LAST) -> MaternityLeave:
    version = make.fresh(cast.anna, case).version
    operations.record_leave(actor=cast.anna, case=case, first=first, last=last, expected_version=version, today=first)
    with acting_as(cast.anna):
        return MaternityLeave.objects.get(case=case, first=first)


def withdraw(cast: Cast, case: AbsenceCase, leave_id: int) -> AbsenceCase:
    version = make.fresh(cast.anna, case).version
    return operations.withdraw_leave(
        actor=cast.anna, case=case, leave_id=leave_id, expected_version=version, today=LAST
    )


def answer(cast: Cast, case: AbsenceCase, *, same: bool, today: date) -> None:
    operations.record_fact(
        actor=cast.daan,
        case=case,
        kind="same_cause_after_leave",
        on=today,
        answer=same,
        expected_version=make.fresh(cast.daan, case).version,
        today=today,
    )


def last_paid_day(case: AbsenceCase) -> date | None:
    return facts_of(case).absence.last_paid_day


def test_leave_moves_the_end_and_withdrawing_moves_it_back(cast: Cast, case: AbsenceCase) -> None:
    found = leave(cast, case)
    assert last_paid_day(case) == make.day(728 + 112)
    withdraw(cast, case, found.pk)
    assert last_paid_day(case) == make.day(728)


def test_leave_is_given_its_right_days(cast: Cast, case: AbsenceCase) -> None:
    found = leave(cast, case)
    operations.correct_leave(
        actor=cast.noor,
        case=case,
        leave_id=found.pk,
        first=FIRST,
        last=LAST + timedelta(days=7),
        expected_version=make.fresh(cast.noor, case).version,
        today=FIRST,
    )
    assert last_paid_day(case) == make.day(728 + 119)


def test_leave_after_recovery_lets_the_file_wait_longer(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(30))
    found = leave(cast, case, make.day(40), make.day(151))
    assert make.fresh(cast.anna, case).closes_on == make.day(30 + 28 + 112)
    withdraw(cast, case, found.pk)
    assert make.fresh(cast.anna, case).closes_on == make.day(58)


def test_leave_before_day_one_moves_nothing(cast: Cast, case: AbsenceCase) -> None:
    leave(cast, case, make.MONDAY - timedelta(days=112), make.MONDAY - timedelta(days=1))
    assert last_paid_day(case) == make.day(728)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (LAST, FIRST, "last"),
        (make.MONDAY, make.day(20), "first"),
        (make.MONDAY - timedelta(days=3), make.day(3), "first"),
        (make.day(30), make.day(30 + 367), "first"),
        (make.MONDAY - timedelta(days=367), make.MONDAY - timedelta(days=300), "first"),
        (make.day(60), make.day(70), "first"),
    ],
)
def test_leave_that_cannot_be_is_refused(cast: Cast, case: AbsenceCase, first: date, last: date, field: str) -> None:
    leave(cast, case, make.day(50), make.day(65))
    with pytest.raises(ValidationError) as refusal:
        leave(cast, case, first, last)
    assert set(refusal.value.message_dict) == {field}


def test_an_old_page_another_leave_or_a_closed_file_is_refused(cast: Cast, case: AbsenceCase) -> None:
    found = leave(cast, case)
    with pytest.raises(Stale):
        operations.withdraw_leave(actor=cast.anna, case=case, leave_id=found.pk, expected_version=1, today=FIRST)
    with pytest.raises(ObjectDoesNotExist):
        withdraw(cast, case, found.pk + 1000)
    make.recover(cast.anna, case, make.day(20))
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=make.day(300))
    assert make.fresh(cast.anna, case).state == "closed"
    with pytest.raises(NotNow):
        withdraw(cast, case, found.pk)
    with pytest.raises(NotNow):
        leave(cast, case, make.day(200), make.day(210))


def test_sixteen_weeks_of_leave_and_three_fit_weeks_stay_one_file(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(30))
    leave(cast, case, make.day(44), make.day(155))
    again = make.report(cast.anna, cast.carla_file, make.day(163))
    assert again.pk == case.pk


def test_the_leave_that_holds_a_file_together_stays(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(30))
    found = leave(cast, case, make.day(44), make.day(155))
    make.report(cast.anna, cast.carla_file, make.day(163))
    with pytest.raises(NotNow, match="laatste ziekmelding"):
        withdraw(cast, case, found.pk)
    with acting_as(cast.anna):
        assert MaternityLeave.objects.filter(pk=found.pk).exists()


@pytest.mark.parametrize("same", [True, None])
def test_sick_before_and_after_leave_is_one_file_unless_the_doctor_says_no(
    cast: Cast, case: AbsenceCase, *, same: bool | None
) -> None:
    make.recover(cast.anna, case, FIRST)
    leave(cast, case)
    if same is not None:
        answer(cast, case, same=same, today=make.day(100))
    assert make.report(cast.anna, cast.carla_file, LAST + timedelta(days=1)).pk == case.pk


def test_another_cause_begins_a_new_file_right_after_the_leave(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, FIRST)
    leave(cast, case)
    answer(cast, case, same=False, today=make.day(100))
    after = LAST + timedelta(days=1)
    again = make.report(cast.anna, cast.carla_file, after)
    old = make.fresh(cast.anna, case)
    assert (again.pk != case.pk, again.first_sick_day, again.state) == (True, after, "reported")
    assert (old.state, old.closed_on) == ("closed", after)


def test_a_fit_day_between_makes_the_cause_irrelevant(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, FIRST - timedelta(days=1))
    leave(cast, case)
    with pytest.raises(ValidationError, match="U hoeft deze vraag niet te beantwoorden"):
        answer(cast, case, same=False, today=make.day(100))
    assert make.report(cast.anna, cast.carla_file, LAST + timedelta(days=1)).pk == case.pk


def test_another_cause_begins_a_new_file_also_when_the_answer_comes_later(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, FIRST)
    leave(cast, case)
    after = LAST + timedelta(days=1)
    assert make.report(cast.anna, cast.carla_file, after).pk == case.pk
    answer(cast, case, same=False, today=LAST + timedelta(days=5))
    with acting_as(cast.anna):
        again = AbsenceCase.objects.get(employee=cast.carla_file, first_sick_day=after)
    old = make.fresh(cast.anna, case)
    assert (again.state, old.state, old.recovered_on, old.closed_on) == ("active", "closed", FIRST, after)


def test_sickness_right_after_leave_is_reported_to_uwv_within_four_days(cast: Cast, case: AbsenceCase) -> None:
    """The leave lies before the new file, and still decides about it."""
    make.recover(cast.anna, case, FIRST)
    leave(cast, case)
    answer(cast, case, same=False, today=make.day(100))
    after = LAST + timedelta(days=1)
    again = make.report(cast.anna, cast.carla_file, after, vangnet_applies=True)
    [step] = [step for step in deadlines_of(again) if step.key == "vangnet_report_uwv"]
    assert step.due == after + timedelta(days=3)
