"""What the calendar does: closing after four weeks, re-opening within them, the end of 104 weeks."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases import operations
from cases.models import Milestone
from cases.operations.closing import close_case
from tests.factories import cases as files

SCHEDULER = system(Role.SCHEDULER)
RECOVERED = files.day(30)


def close_due(today) -> int:
    with acting_as(SCHEDULER):
        return operations.close_due(actor=SCHEDULER, today=today)


def end_due(today) -> int:
    with acting_as(SCHEDULER):
        return operations.end_sick_pay_due(actor=SCHEDULER, today=today)


def dates(cast, case) -> dict:
    with acting_as(cast.desk):
        rows = Milestone.objects.visible_to(cast.desk).filter(case=case).exclude(state="done")
        return {row.key: (row.state, row.due_on) for row in rows}


@pytest.fixture
def recovered(cast):
    case = files.report(cast.anna, cast.carla_file)
    return files.recover(cast.anna, case, RECOVERED)


@pytest.mark.parametrize(("days", "closed"), [(0, 0), (27, 0), (28, 1), (29, 1)])
def test_a_file_closes_on_day_28_after_recovery_not_on_27(cast, recovered, days, closed):
    """Closed is the day on which the four weeks ended, even when a sweep came a day late."""
    today = RECOVERED + timedelta(days=days)
    assert close_due(today) == closed
    found = files.fresh(cast.anna, recovered)
    assert (found.state, found.closed_on) == (
        ("closed", RECOVERED + timedelta(days=28)) if closed else ("recovered_waiting", None)
    )


def test_closing_twice_changes_nothing(cast, recovered):
    day = RECOVERED + timedelta(days=28)
    assert (close_due(day), close_due(day + timedelta(days=1))) == (1, 0)
    assert files.fresh(cast.anna, recovered).closed_on == day


def test_recovery_pauses_every_open_step(cast, recovered):
    states = {state for state, _ in dates(cast, recovered).values()}
    assert states == {"paused"}


def test_closing_cancels_every_open_step(cast, recovered):
    close_due(RECOVERED + timedelta(days=28))
    assert {state for state, _ in dates(cast, recovered).values()} == {"cancelled"}


@pytest.mark.parametrize("gap", [1, 10, 27])
def test_a_relapse_reopens_the_file_with_every_open_date_moved_by_the_gap(cast, gap):
    case = files.report(cast.anna, cast.carla_file)
    before = dates(cast, case)
    files.recover(cast.anna, case, RECOVERED)
    again = files.report(cast.anna, cast.carla_file, RECOVERED + timedelta(days=gap))
    assert again.pk == case.pk
    after = dates(cast, case)
    reached = {key for key, (_, due) in before.items() if due < RECOVERED}
    moved = {key: (state, due if key in reached else due + timedelta(days=gap)) for key, (state, due) in before.items()}
    moved["uwv_week_42_report"] = after["uwv_week_42_report"]  # the next working day: shown apart below
    assert after == moved


def test_the_week_42_report_moves_to_a_working_day(cast):
    case = files.report(cast.anna, cast.carla_file)
    files.recover(cast.anna, case, RECOVERED)
    files.report(cast.anna, cast.carla_file, RECOVERED + timedelta(days=10))
    # Day 295 is Monday 26 October; ten days later is a Thursday.
    assert dates(cast, case)["uwv_week_42_report"] == ("pending", files.day(305))


def test_a_report_after_28_days_opens_a_new_file(cast, recovered):
    again = files.report(cast.anna, cast.carla_file, RECOVERED + timedelta(days=28))
    assert again.pk != recovered.pk
    assert files.fresh(cast.anna, again).state == "reported"


def test_a_new_file_closes_the_recovered_one_that_still_waits_for_the_sweep(cast, recovered):
    """The report comes in on day 28, before that night's sweep."""
    day = RECOVERED + timedelta(days=28)
    files.report(cast.anna, cast.carla_file, day)
    old = files.fresh(cast.anna, recovered)
    assert (old.state, old.closed_on, old.closes_on) == ("closed", day, None)
    assert {state for state, _ in dates(cast, recovered).values()} == {"cancelled"}


def test_a_reopened_file_is_not_closed(cast, recovered):
    files.report(cast.anna, cast.carla_file, RECOVERED + timedelta(days=27))
    assert close_due(RECOVERED + timedelta(days=28)) == 0
    assert files.fresh(cast.anna, recovered).state == "reported"


def test_a_reopened_file_keeps_its_ontzorgmanager(cast):
    case = files.report(cast.anna, cast.carla_file)
    files.assign(cast, case, on=files.day(10))
    files.recover(cast.anna, case, RECOVERED)
    files.report(cast.anna, cast.carla_file, RECOVERED + timedelta(days=5))
    found = files.fresh(cast.noor, case)
    assert (found.state, found.ontzorgmanager_id) == ("active", cast.noor_profile.pk)


@pytest.mark.parametrize(("k", "ended"), [(727, 0), (728, 0), (729, 1)])
def test_the_waiting_period_ends_after_day_728(cast, k, ended):
    case = files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(10))
    files.apply_for_wia(cast, case, files.day(645))
    assert end_due(files.day(k)) == ended
    assert files.fresh(cast.anna, case).state == ("ended_104" if ended else "active")


def test_days_of_recovery_do_not_count_towards_104_weeks(cast):
    case = files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(10))
    files.recover(cast.anna, case, RECOVERED)
    files.report(cast.anna, cast.carla_file, RECOVERED + timedelta(days=10))
    files.apply_for_wia(cast, case, files.day(645))
    assert (end_due(files.day(738)), end_due(files.day(739))) == (0, 1)


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "daan", "bert", "ina"])
def test_nobody_closes_a_file_by_hand(cast, recovered, name):
    with pytest.raises(PermissionDenied):
        close_case(actor=getattr(cast, name), case=recovered, today=RECOVERED + timedelta(days=28))
