"""An explanation never tells what the bedrijfsarts advised to who may not know it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.timeline.absence import Absence, Spell
from cases.timeline.advice import HIDDEN, moved_by_for, why_for
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts, Period
from cases.timeline.rules import ADVISED, EVERYBODY, Party
from cases.timeline.schedule import Deadline, State, deadlines
from tests.cases.timeline.histories import files

OUTSIDE = (Party.DESK, Party.ARBODIENST)
WORDS = ("mogelijkhe", "Bijstelling", "verwacht herstel", "verwachting", "zes weken opnieuw")
FIRST = date(2026, 1, 5)
SINCE, AGAIN = date(2026, 3, 11), date(2026, 5, 13)
DONE = {"problem_analysis": (date(2026, 2, 10),), "plan_of_action": (date(2026, 2, 20),)}


def file(**more: object) -> Facts:
    return replace(Facts(Absence((Spell(FIRST),)), DONE), **more)  # type: ignore[arg-type]  # each test gives its own fields


def step(facts: Facts, key: str) -> Deadline:
    return next(one for one in deadlines(facts) if one.key == key and one.done_on is None)


def told(facts: Facts, key: str, party: Party = Party.DESK) -> str:
    found = step(facts, key)
    return " ".join([*why_for(party, found.why), *moved_by_for(party, found.moved_by)])


@st.composite
def advised(draw: st.DrawFn) -> Facts:
    """Draw a file with everything that a bedrijfsarts can advise."""
    facts = draw(files())
    first = facts.absence.first_sick_day
    since = first + timedelta(days=draw(st.integers(1, 600)))
    until = draw(st.none() | st.integers(1, 200).map(lambda days: since + timedelta(days=days)))
    changed = draw(st.lists(st.integers(30, 700), max_size=2, unique=True))
    days = tuple(first + timedelta(days=k) for k in sorted(changed))
    update = tuple(day for day in days if draw(st.booleans()))
    return replace(
        facts,
        done={**facts.done, "problem_analysis_update": update},
        without_capacity=(Period(since, until),),
        capacity_changed_on=days,
        short_recovery_expected=draw(st.booleans()),
        contract_end=draw(st.none() | st.integers(75, 700).map(lambda k: first + timedelta(days=k))),
    )


@given(advised(), st.sampled_from(OUTSIDE))
def test_no_sentence_of_any_step_names_the_advice(facts: Facts, party: Party) -> None:
    for one in deadlines(facts):
        if party in one.rule.shown_to:
            sentences = [*why_for(party, one.why), *moved_by_for(party, one.moved_by)]
            assert [line for line in sentences for word in WORDS if word in line] == []


@given(advised(), st.sampled_from(sorted(ADVISED)))
def test_who_is_advised_reads_everything(facts: Facts, party: Party) -> None:
    for one in deadlines(facts):
        assert (why_for(party, one.why), moved_by_for(party, one.moved_by)) == (one.why, one.moved_by)


@given(files(), st.sampled_from(sorted(EVERYBODY)))
def test_without_advice_nothing_is_hidden(facts: Facts, party: Party) -> None:
    for one in deadlines(facts):
        assert why_for(party, one.why) == one.why


@pytest.mark.parametrize("key", ["periodic_evaluation", "second_track_start"])
def test_step_that_stands_still_keeps_its_reason_from_the_others(key: str) -> None:
    facts = file(without_capacity=(Period(SINCE),))
    assert step(facts, key).state is State.PAUSED
    assert format_date(SINCE) in told(facts, key, Party.EMPLOYER)
    basis = step(facts, key).rule.basis
    version = step(facts, key).why[-1]
    assert told(facts, key) == f"Eerste ziektedag 5 januari 2026. {HIDDEN} Bron: {basis}. {version}"


@pytest.mark.parametrize("key", ["periodic_evaluation", "second_track_start"])
def test_day_of_the_advice_cannot_be_found_back_from_the_sum(key: str) -> None:
    facts = file(without_capacity=(Period(SINCE, AGAIN),))
    assert format_date(AGAIN) in told(facts, key, Party.EMPLOYEE)
    for word in (format_date(SINCE), format_date(AGAIN), "Plus", "laatste van deze datums"):
        assert word not in told(facts, key)


def test_evaluation_after_an_update_does_not_tell_of_it() -> None:
    updated = date(2026, 3, 4)
    done = {**DONE, "problem_analysis_update": (updated,)}
    facts = file(done=done, capacity_changed_on=(updated,))
    assert f"Bijstelling probleemanalyse: gedaan op {format_date(updated)}." in told(
        facts, "periodic_evaluation", Party.EMPLOYER
    )
    assert format_date(updated) not in told(facts, "periodic_evaluation")


def test_expected_recovery_is_not_told_on_leaving() -> None:
    facts = file(contract_end=date(2026, 6, 30), short_recovery_expected=True)
    assert "De bedrijfsarts verwacht herstel" in told(facts, "sick_leaving_employment_report", Party.EMPLOYER)
    assert HIDDEN in told(facts, "sick_leaving_employment_report")
