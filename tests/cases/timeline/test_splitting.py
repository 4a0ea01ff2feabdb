"""What goes along to the file that begins after maternity leave: from bare dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.timeline.absence import Absence, Leave, Spell, chain
from cases.timeline.facts import Facts, Period
from cases.timeline.recorded import Recorded
from cases.timeline.splitting import (
    analysed_on,
    done_since,
    facts_since,
    goes_along,
    is_cut,
    is_recorded_since,
    last_of,
    parted,
    parted_by,
    parts_on,
    start_of,
    with_leave_moved,
)

D = date(2026, 1, 5)
LEAVE = Leave(D + timedelta(days=99), D + timedelta(days=210))
AGAIN = D + timedelta(days=211)
WHOLE = Absence((Spell(D, LEAVE.first), Spell(AGAIN)), (LEAVE,))


def test_no_makes_two_and_the_leave_between_is_of_both() -> None:
    assert parted(WHOLE, same_cause=False) == (
        Absence((Spell(D, LEAVE.first),), (LEAVE,)),
        Absence((Spell(AGAIN),), (LEAVE,)),
    )


def test_yes_or_no_answer_yet_keeps_one() -> None:
    assert [parted(WHOLE, same_cause=answer) for answer in (True, None)] == [None, None]
    assert last_of(WHOLE, same_cause=True, today=AGAIN) is WHOLE


def test_a_leave_long_before_is_of_the_earlier_file_alone() -> None:
    first = Leave(D - timedelta(days=20), D - timedelta(days=10))
    parts = parted(replace(WHOLE, leaves=(first, LEAVE)), same_cause=False)
    assert parts is not None
    assert [one.leaves for one in parts] == [(first, LEAVE), (LEAVE,)]


def test_a_leave_since_then_is_of_the_later_file_alone() -> None:
    later = Leave(AGAIN + timedelta(days=50), AGAIN + timedelta(days=60))
    parts = parted(replace(WHOLE, leaves=(LEAVE, later)), same_cause=False)
    assert parts is not None
    assert [one.leaves for one in parts] == [(LEAVE,), (LEAVE, later)]


THROUGH = Absence((Spell(D),), (LEAVE,))


def test_a_spell_through_the_leave_is_cut() -> None:
    parts = parted(THROUGH, same_cause=False)
    assert parts == (Absence((Spell(D, LEAVE.first),), (LEAVE,)), Absence((Spell(AGAIN),), (LEAVE,)))
    assert (is_cut(THROUGH, parts[1]), is_cut(WHOLE, parts[1])) == (True, False)


@pytest.mark.parametrize("whole", [THROUGH, WHOLE])
def test_a_leave_that_still_runs_parts_nothing_yet(whole: Absence) -> None:
    assert [parted_by(whole, same_cause=False, today=day) is None for day in (LEAVE.last, AGAIN)] == [True, False]
    assert parts_on(whole) == AGAIN


def test_when_a_file_would_begin() -> None:
    """Nobody knows yet whether the sickness goes on; with fit days in between the cause decides nothing."""
    ended, fit = Spell(D, LEAVE.first), Spell(D, LEAVE.first - timedelta(days=1))
    assert [parts_on(Absence((spell,), (LEAVE,))) for spell in (ended, fit)] == [AGAIN, None]


def test_a_spell_through_two_leaves_is_parted_one_by_one() -> None:
    second = Leave(AGAIN + timedelta(days=60), AGAIN + timedelta(days=171))
    parts = parted(replace(THROUGH, leaves=(LEAVE, second)), same_cause=False)
    assert parts is not None
    assert parts[1].spells == (Spell(AGAIN),)
    assert parted(parts[1], same_cause=False) == (
        Absence((Spell(AGAIN, second.first),), (LEAVE, second)),
        Absence((Spell(second.last + timedelta(days=1)),), (second,)),
    )


def test_recovery_passed_on_late_stays_with_the_spell_that_ended() -> None:
    late = AGAIN + timedelta(days=40)
    sick, fit = Absence((Spell(AGAIN),)), Absence((Spell(AGAIN, late),))
    assert [goes_along("recovery_report_internal", late, one) for one in (sick, fit)] == [False, True]
    assert not goes_along("recovery_report_uwv", late - timedelta(days=1), fit)


def test_each_file_has_a_sick_report_of_its_own() -> None:
    assert not goes_along("sick_report", AGAIN + timedelta(days=1), Absence((Spell(AGAIN),)))


def test_what_was_done_before_stays() -> None:
    before, since = AGAIN - timedelta(days=1), AGAIN
    done = {"periodic_evaluation": (before, since), "employee_intake": (before,)}
    assert done_since(done, Absence((Spell(AGAIN),))) == {"periodic_evaluation": (since,)}


def test_an_update_since_is_the_first_analysis_of_its_file() -> None:
    """Against the analysis of the earlier file it was a change; that change stays there."""
    later, first = Absence((Spell(AGAIN),)), AGAIN + timedelta(days=30)
    again = first + timedelta(days=60)
    done = {"problem_analysis": (D,), "problem_analysis_update": (D + timedelta(days=50), first, again)}
    assert analysed_on(done, later) == first
    assert done_since(done, later) == {"problem_analysis": (first,), "problem_analysis_update": (again,)}
    days = {day: is_recorded_since("capacity_changed", day, later, first) for day in (D, AGAIN, first, again)}
    assert days == {D: False, AGAIN: False, first: False, again: True}
    assert is_recorded_since("no_usable_capacity", AGAIN, later, first)


def test_a_file_with_an_analysis_of_its_own_keeps_its_updates() -> None:
    later, first = Absence((Spell(AGAIN),)), AGAIN + timedelta(days=30)
    done = {"problem_analysis": (AGAIN,), "problem_analysis_update": (first,)}
    assert (analysed_on(done, later), done_since(done, later)) == (None, done)
    assert analysed_on({"problem_analysis": (D,)}, later) is None


def test_the_facts_of_the_file_that_begins() -> None:
    later = last_of(WHOLE, same_cause=False, today=AGAIN)
    registered = Facts(
        WHOLE,
        done={"sick_report": (D,), "problem_analysis": (AGAIN,)},
        waived={"employee_intake": D, "labour_expert_assessment": AGAIN},
        next_case_on=AGAIN,
    )
    recorded = [
        Recorded("no_usable_capacity", D, AGAIN),
        Recorded("no_usable_capacity", AGAIN),
        Recorded("same_cause_after_leave", AGAIN, answer=False),
    ]
    found = facts_since(registered, recorded, later, {"sick_report": AGAIN, "problem_analysis": D})
    assert found == Facts(
        later,
        done={"sick_report": (AGAIN,), "problem_analysis": (AGAIN,)},
        waived={"labour_expert_assessment": AGAIN},
        without_capacity=(Period(AGAIN),),
        report_days=(AGAIN,),
    )


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(1, 120), st.booleans()), min_size=1, max_size=4))
def test_taking_off_file_after_file_gives_the_chains_of_the_law(course: list[tuple[int, int, bool]]) -> None:
    """Sick, then leave, then sick again with or without a fit day between: parted one by one as `chain` says."""
    day, spells, leaves = D, [], []
    for sick, leave, fit in course:
        spells.append(Spell(day, day + timedelta(days=sick)))
        first = day + timedelta(days=sick + fit)
        leaves.append(Leave(first, first + timedelta(days=leave - 1)))
        day = first + timedelta(days=leave)
    whole = Absence((*spells, Spell(day)), tuple(leaves))
    wanted = [one.spells for one in chain(whole.spells, whole.leaves, same_cause_after_leave=False)]
    found, rest = [], whole
    while parts := parted(rest, same_cause=False):
        found.append(parts[0].spells)
        assert start_of(parts[1]) > parts[0].spells[-1].start
        rest = parts[1]
    assert [*found, rest.spells] == wanted
    assert last_of(whole, same_cause=False, today=day).spells == wanted[-1]


def ran_on(leave: Leave) -> Absence:
    """The file after a leave through which sickness went on, and whose cause is another one."""
    parts = parted(Absence((Spell(D),), (leave,)), same_cause=False)
    assert parts is not None
    return parts[1]


@given(earlier=st.integers(-30, 30), longer=st.integers(-30, 30))
def test_leave_with_other_days_gives_the_file_of_those_days(earlier: int, longer: int) -> None:
    becomes = Leave(LEAVE.first - timedelta(days=earlier), LEAVE.last + timedelta(days=longer))
    assert with_leave_moved(ran_on(LEAVE), LEAVE, becomes, ran_on=True) == ran_on(becomes)


def test_what_was_reported_after_a_leave_stays_on_its_day() -> None:
    later, longer = Absence((Spell(AGAIN),), (LEAVE,)), Leave(LEAVE.first, LEAVE.over_on)
    moved = with_leave_moved(later, LEAVE, longer, ran_on=False)
    assert (moved.spells, moved.leaves, moved.first_sick_day) == (later.spells, (longer,), AGAIN + timedelta(days=1))
