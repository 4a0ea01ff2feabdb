"""Putting right a recovery: another day, or none at all."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.actor import acting_as, system
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Milestone, Notice, Spell
from cases.operations.closing import close_due
from tests.cast import Cast
from tests.factories import cases as make

FIT = make.day(30)
TODAY = make.day(35)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    case = make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(10))
    return make.recover(cast.anna, case, FIT)


def correct(cast: Cast, case: AbsenceCase, recovered_on: date | None, *, version: int | None = None) -> AbsenceCase:
    return operations.correct_recovery(
        actor=cast.anna,
        case=case,
        recovered_on=recovered_on,
        expected_version=make.fresh(cast.anna, case).version if version is None else version,
        today=TODAY,
    )


def spells(cast: Cast, case: AbsenceCase) -> list[tuple[date, date | None]]:
    with acting_as(cast.anna):
        return list(Spell.objects.filter(case=case).values_list("start", "recovered_on"))


@pytest.mark.parametrize("k", [25, 34])
def test_another_day_counts_the_four_weeks_anew(cast: Cast, case: AbsenceCase, k: int) -> None:
    correct(cast, case, make.day(k))
    found = make.fresh(cast.anna, case)
    assert (found.state, found.recovered_on, found.closes_on) == ("recovered_waiting", make.day(k), make.day(k + 28))
    assert spells(cast, case) == [(make.MONDAY, make.day(k))]


def test_no_recovery_lets_the_file_go_on_as_before(cast: Cast, case: AbsenceCase) -> None:
    correct(cast, case, None)
    found = make.fresh(cast.anna, case)
    assert (found.state, found.recovered_on, found.closes_on) == ("active", None, None)
    assert spells(cast, case) == [(make.MONDAY, None)]
    with acting_as(cast.anna):
        step = Milestone.objects.get(case=case, key="problem_analysis")
    assert (step.state, step.due_on) == ("pending", make.day(42))


def test_after_that_a_recovery_is_reported_as_ever(cast: Cast, case: AbsenceCase) -> None:
    correct(cast, case, None)
    make.recover(cast.anna, case, make.day(40))
    assert make.fresh(cast.anna, case).closes_on == make.day(68)


def test_only_the_last_spell_changes(cast: Cast, case: AbsenceCase) -> None:
    make.report(cast.anna, cast.carla_file, make.day(32))
    make.recover(cast.anna, case, make.day(34))
    correct(cast, case, make.day(33))
    assert spells(cast, case) == [(make.MONDAY, FIT), (make.day(32), make.day(33))]


def test_who_heard_of_the_recovery_hears_of_it(cast: Cast, case: AbsenceCase) -> None:
    correct(cast, case, None)
    with acting_as(cast.noor):
        assert Notice.objects.visible_to(cast.noor).filter(kind="recovery_changed").count() == 1


@pytest.mark.parametrize("day", [FIT, make.MONDAY, make.day(36)])
def test_a_day_that_cannot_be_is_refused(cast: Cast, case: AbsenceCase, day: date) -> None:
    with pytest.raises(ValidationError) as refusal:
        correct(cast, case, day)
    assert set(refusal.value.message_dict) == {"recovered_on"}


def test_an_old_page_is_refused(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(Stale):
        correct(cast, case, None, version=1)


def test_only_while_the_file_waits(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=make.day(58))
    with pytest.raises(NotNow):
        correct(cast, case, None)
    sick = make.report(cast.anna, cast.carla_file, make.day(60))
    with pytest.raises(NotNow):
        correct(cast, sick, make.day(61))
