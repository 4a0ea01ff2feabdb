"""The files of an employment as they stand on a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.models.case import State as Stored
from cases.timeline.absence import Leave, Spell, chain
from cases.timeline.course import File, History, Stage, files
from cases.timeline.rules import Phase
from cases.timeline.schedule import Deadline
from tests.cases.timeline.histories import START, histories, leaves, plus

D = date(2026, 1, 5)
SICK = History((Spell(D),))
LAST_PAID = date(2028, 1, 2)


def only(history: History, today: date) -> File:
    (file,) = files(history, today)
    return file


def step(file: File, key: str) -> Deadline:
    (found,) = [step for step in file.deadlines if step.key == key]
    return found


def test_stages_are_states_of_a_file() -> None:
    assert {stage.value for stage in Stage} < set(Stored.values)


def test_a_file_is_active_once_an_ontzorgmanager_is_in_touch() -> None:
    assert only(SICK, D).stage is Stage.REPORTED
    assigned = date(2026, 1, 14)
    assert only(replace(SICK, done={"assign_ontzorgmanager": (assigned,)}), assigned).stage is Stage.ACTIVE


@pytest.mark.parametrize(
    ("today", "stage"), [(date(2026, 3, 29), Stage.RECOVERED_WAITING), (date(2026, 3, 30), Stage.CLOSED)]
)
def test_a_recovered_file_closes_after_28_days(today: date, stage: Stage) -> None:
    file = only(History((Spell(D, date(2026, 3, 2)),)), today)
    assert file.stage is stage
    assert step(file, "wia_application").status(today) == ("cancelled" if stage is Stage.CLOSED else "paused")


APPLIED = replace(SICK, done={"wia_application": (date(2027, 9, 20),)})


def test_a_file_ends_on_the_day_after_104_weeks() -> None:
    running, ended = only(APPLIED, LAST_PAID), only(APPLIED, plus(LAST_PAID, 1))
    assert (running.stage, step(running, "end_of_waiting_period").status(LAST_PAID)) == (Stage.REPORTED, "open")
    assert (ended.stage, ended.facts.closed_on) == (Stage.ENDED_104, plus(LAST_PAID, 1))
    assert step(ended, "end_of_waiting_period").done_on == LAST_PAID
    assert ended.wages.wia_start == plus(LAST_PAID, 1)


@pytest.mark.parametrize("days", [1, 400])
def test_a_file_stays_open_and_the_application_late_until_the_wia_is_applied_for(days: int) -> None:
    """As in the application: without it UWV does not begin, and the employer pays (BW art. 7:629 lid 11 onder a)."""
    today = plus(LAST_PAID, days)
    file = only(SICK, today)
    assert (file.stage, file.facts.closed_on) == (Stage.REPORTED, None)
    assert step(file, "wia_application").late(today)
    assert step(file, "end_of_waiting_period").done_on is None


def test_the_end_of_the_employment_and_state_pension_end_a_file_too() -> None:
    leaving = only(replace(SICK, contract_end=date(2026, 5, 31)), date(2026, 6, 1))
    assert (leaving.stage, leaving.wages.last_paid_day) == (Stage.LEFT_EMPLOYMENT, date(2026, 5, 31))
    pensioner = only(replace(SICK, pension_on=date(2025, 12, 1)), date(2026, 2, 16))
    assert (pensioner.stage, pensioner.wages.last_paid_day) == (Stage.PENSION_REACHED, date(2026, 2, 15))


def test_a_file_of_somebody_who_left_closes_once_uwv_knows() -> None:
    keys, today = ("sick_leaving_employment_report", "sick_leaving_employment_riv"), date(2026, 6, 3)
    leaving = replace(SICK, contract_end=date(2026, 5, 31))
    file = only(leaving, today)
    assert (file.stage, file.facts.closed_on) == (Stage.LEFT_EMPLOYMENT, None)
    assert all(step(file, key).late(today) for key in keys)
    assert step(file, "wia_application").status(today) == "cancelled"
    reported = only(replace(leaving, done=dict.fromkeys(keys, (date(2026, 6, 2),))), today)
    assert (reported.stage, reported.facts.closed_on) == (Stage.LEFT_EMPLOYMENT, date(2026, 6, 1))
    assert step(reported, "problem_analysis").status(today) == "cancelled"


@pytest.mark.parametrize(("today", "done_on"), [(date(2027, 1, 3), None), (date(2027, 1, 4), date(2027, 1, 4))])
def test_the_calendar_begins_the_second_year_of_sick_pay(today: date, done_on: date | None) -> None:
    second_year = step(only(SICK, today), "sick_pay_year_2")
    assert second_year.done_on == done_on
    assert not second_year.late(today)


def test_what_the_calendar_did_before_recovery_stays_done() -> None:
    history = History((Spell(D, date(2027, 1, 20)),))
    assert step(only(history, date(2027, 2, 1)), "sick_pay_year_2").done_on == date(2027, 1, 4)
    assert step(only(history, date(2027, 6, 1)), "sick_pay_year_2").done_on == date(2027, 1, 4)
    earlier = History((Spell(D, date(2027, 1, 4)),))
    assert step(only(earlier, date(2027, 2, 1)), "sick_pay_year_2").done_on is None


def test_a_day_belongs_to_the_file_in_which_it_falls() -> None:
    spells = (Spell(D, date(2026, 2, 2)), Spell(date(2026, 3, 2)))
    done = {"arbo_report": (date(2026, 1, 6), date(2026, 3, 3)), "problem_analysis": (date(2026, 3, 1),)}
    first, second = files(History(spells, done=done), date(2026, 3, 10))
    assert first.facts.done == {"arbo_report": (date(2026, 1, 6),), "problem_analysis": (date(2026, 3, 1),)}
    assert second.facts.done == {"arbo_report": (date(2026, 3, 3),)}
    assert (first.facts.next_case_on, second.facts.next_case_on) == (date(2026, 3, 2), None)
    assert (first.stage, second.stage) == (Stage.CLOSED, Stage.REPORTED)


def test_another_cause_after_leave_closes_the_file_before_it() -> None:
    spells = (Spell(date(2025, 1, 6), date(2025, 3, 3)), Spell(date(2025, 7, 14)))
    history = History(spells, (Leave(date(2025, 3, 3), date(2025, 7, 13)),))
    assert len(files(history, date(2025, 8, 1))) == 1
    first, second = files(replace(history, same_cause_after_leave=False), date(2025, 8, 1))
    assert (first.stage, first.facts.closed_on) == (Stage.CLOSED, date(2025, 7, 14))
    assert second.facts.absence.first_sick_day == date(2025, 7, 14)


def test_steps_of_the_policy_are_shown_once() -> None:
    spells = (Spell(D, date(2026, 2, 2)), Spell(date(2026, 3, 2)))
    done = {"welcome_call": (date(2025, 1, 9),)}
    history = History(spells, done=done, policy_start=date(2025, 1, 1))
    first, second = files(history, date(2026, 3, 10))
    keys = {"welcome_call", "prevention_check"}
    assert not keys & {step.key for step in first.deadlines}
    assert keys <= {step.key for step in second.deadlines}
    assert step(second, "welcome_call").done_on == date(2025, 1, 9)
    without = files(replace(history, policy_start=None, done={}), date(2026, 3, 10))
    assert not keys & {step.key for file in without for step in file.deadlines}


@pytest.mark.parametrize(
    ("history", "line"),
    [
        (History((Spell(D), Spell(date(2026, 3, 2)))), "overlaps"),
        (replace(SICK, contract_end=date(2026, 1, 4)), "before the spell"),
        (replace(SICK, done={"problem_analysis": (date(2026, 1, 4),)}), "before the first sick day"),
        (replace(SICK, done={"problem_analysis": (D, date(2026, 2, 9))}), "done once"),
        (replace(SICK, done={"welcome_call": (D,)}), "belongs to a policy"),
        (replace(SICK, done={"problem_analysis": (date(2026, 4, 2),)}), "after today, 2026-04-01"),
    ],
)
def test_dates_that_cannot_be_are_refused(history: History, line: str) -> None:
    with pytest.raises(ValueError, match=line):
        files(history, date(2026, 4, 1))


@given(histories(), leaves(), st.integers(0, 1500))
def test_files_partition_the_spells_and_only_the_last_may_be_open(
    spells: list[Spell], taken: list[Leave], after: int
) -> None:
    today = plus(START, after)
    found = files(History(tuple(spells), tuple(taken)), today)
    assert tuple(file.facts.absence for file in found) == chain(spells, taken)
    for file in found:
        closed_on = file.facts.closed_on
        open_stages = (Stage.REPORTED, Stage.ACTIVE, Stage.RECOVERED_WAITING)
        assert (file.stage in open_stages) == (closed_on is None)
        assert closed_on is None or closed_on <= today
        for one in file.deadlines:
            assert not one.rule.passes or not one.late(today)
            outlives = one.rule.phase is not Phase.SICKNESS and not one.rule.each_done
            alive = closed_on is None or outlives
            assert (one.status(today) in ("planned", "open")) <= alive


@given(histories(), st.integers(-400, 400), st.integers(0, 1500))
def test_shifting_a_history_shifts_its_files(spells: list[Spell], days: int, after: int) -> None:
    move = timedelta(days=days)
    moved = [Spell(one.start + move, one.recovered_on and one.recovered_on + move) for one in spells]
    if min(one.start for one in (*spells, *moved)) < START:
        return
    today = plus(START, after)
    before, later = files(History(tuple(spells)), today), files(History(tuple(moved)), today + move)
    assert [file.stage for file in before] == [file.stage for file in later]
    for one, other in zip(before, later, strict=True):
        assert other.wages.last_paid_day == (one.wages.last_paid_day and one.wages.last_paid_day + move)
