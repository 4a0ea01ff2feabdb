"""What holds for every file, not only for the examples."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from cases.timeline.absence import Absence, Leave, Spell, chain, joins
from cases.timeline.explain import format_date
from cases.timeline.expressions import Day
from cases.timeline.facts import Facts
from cases.timeline.rules import CASE_RULES, Category, Party, Rule, Weight
from cases.timeline.schedule import Deadline, State, deadlines
from cases.timeline.wages import wage_end
from tests.cases.timeline.histories import EDGES, START, STEPS, files, histories, leaves, plus, regimes

CALENDAR_BOUND = {"uwv_week_42_report", "relapse_prevention_contact", "frequent_absence_signal"}


def moved(facts: Facts, days: int) -> Facts:
    """The same facts, with every date so many days later."""
    return replace(facts, **{one.name: _moved(getattr(facts, one.name), days) for one in fields(facts)})


def _moved(value: Any, days: int) -> Any:
    if isinstance(value, date):
        return plus(value, days)
    if isinstance(value, tuple):
        return tuple(_moved(one, days) for one in value)
    if isinstance(value, dict):
        return {key: _moved(one, days) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _moved(getattr(value, one.name), days) for one in fields(value) if one.init})
    return value


def by_step(found: tuple[Deadline, ...]) -> dict[tuple[str, int], Deadline]:
    return {(step.key, step.occurrence): step for step in found}


@given(histories(), leaves())
def test_chaining_partitions_the_spells_at_28_fit_days(spells: list[Spell], taken: list[Leave]) -> None:
    chained = chain(reversed(spells), taken)
    assert [spell for file in chained for spell in file.spells] == spells
    on_leave = {plus(leave.first, n) for leave in taken for n in range((leave.last - leave.first).days + 1)}
    firsts = {file.spells[0] for file in chained[1:]}
    for earlier, later in pairwise(spells):
        between = {plus(earlier.recovered_on, n) for n in range((later.start - earlier.recovered_on).days)}
        assert (len(between - on_leave) >= 28) == (later in firsts)


@given(histories(), leaves())
def test_another_cause_parts_at_leave_and_loses_no_day(spells: list[Spell], taken: list[Leave]) -> None:
    """Every counted day is in exactly one file; only leave that touches sickness on both sides parts more of them."""
    whole, parted = chain(spells, taken), chain(spells, taken, same_cause_after_leave=False)
    days = [plus(spells[0].start, n) for n in range(1500)]
    for day in days:
        assert sum(file.is_sick_on(day) for file in parted) == sum(file.is_sick_on(day) for file in whole)
    starts = {file.first_sick_day for file in parted} - {file.first_sick_day for file in whole}
    assert starts <= {plus(leave.last, 1) for leave in taken}
    for earlier, later in pairwise(parted):
        assert earlier.spells[-1].recovered_on <= later.spells[0].start


@given(histories(gaps=27), leaves(), st.integers(1, 900))
def test_counting_agrees_with_a_calendar_ticked_by_hand(spells: list[Spell], taken: list[Leave], k: int) -> None:
    absence = Absence(tuple(spells), tuple(taken))
    ticked = []
    for n in range(1800):
        day = plus(spells[0].start, n)
        sick = any(s.start <= day and (s.recovered_on is None or day < s.recovered_on) for s in spells)
        if sick and not any(leave.first <= day <= leave.last for leave in taken):
            ticked.append(day)
    found = absence.day(k)
    assert found == (ticked[k - 1] if k <= len(ticked) else None) or found > plus(spells[0].start, 1799)
    if found is not None:
        assert absence.counted_days(found) == k
        assert absence.is_sick_on(found)
        assert absence.sickness_week(found) == -(-k // 7)


@given(histories(gaps=27))
def test_gaps_are_exactly_the_days_that_do_not_count(spells: list[Spell]) -> None:
    absence = Absence(tuple(spells))
    end = spells[-1].start
    calendar = (end - absence.first_sick_day).days + 1
    assert calendar - absence.counted_days(end) == sum(gap.days for gap in absence.gaps)


@given(histories(), leaves(), st.integers(0, 200))
def test_a_file_takes_reports_until_the_day_it_closes(spells: list[Spell], taken: list[Leave], later: int) -> None:
    absence = chain(spells, taken)[-1]
    assume(absence.recovered_on is not None)
    start = plus(absence.recovered_on, later)
    assert joins(absence, start).same_case == (start < absence.closes_on)


@given(files() | regimes(), st.integers(-400, 400))
def test_shifting_all_dates_shifts_all_deadlines(facts: Facts, days: int) -> None:
    assume(plus(facts.absence.first_sick_day, days) >= START)
    shifted = by_step(deadlines(moved(facts, days)))
    for name, step in by_step(deadlines(facts)).items():
        if step.key not in CALENDAR_BOUND:
            assert shifted[name].due == (step.due and plus(step.due, days))
            assert shifted[name].state == step.state
    before, after = wage_end(facts), wage_end(moved(facts, days))
    assert after.last_paid_day == (before.last_paid_day and plus(before.last_paid_day, days))


@given(files(), st.integers(1, 700), st.integers(1, 27))
def test_an_interruption_never_makes_a_date_earlier(facts: Facts, after: int, gap: int) -> None:
    first = facts.absence.first_sick_day
    recovered_on = plus(first, after)
    whole = replace(facts, absence=Absence((Spell(first),)))
    broken = replace(facts, absence=Absence((Spell(first, recovered_on), Spell(plus(recovered_on, gap)))))
    later = by_step(deadlines(broken))
    for name, step in by_step(deadlines(whole)).items():
        if name in later and step.due is not None:
            assert later[name].due >= step.due


@given(files(), st.sampled_from(STEPS), st.integers(0, 800), st.integers(1, 200))
def test_recording_a_step_late_never_moves_an_earlier_one(facts: Facts, key: str, offset: int, delay: int) -> None:
    done_on = plus(facts.absence.first_sick_day, offset)
    in_time = replace(facts, done={**facts.done, key: (done_on,)})
    late = by_step(deadlines(replace(facts, done={**facts.done, key: (plus(done_on, delay),)})))
    for name, step in by_step(deadlines(in_time)).items():
        if step.due is not None and step.due < done_on and name in late:
            assert late[name].due == step.due


@given(files() | regimes())
def test_dates_are_in_order_and_a_pending_step_has_one(facts: Facts) -> None:
    for step in deadlines(facts):
        if step.opens is not None and step.due is not None:
            assert step.opens <= step.due
        assert (step.state is State.PENDING) <= ((step.due or step.target) is not None)
        assert (step.state is State.PAUSED) <= (step.due is None)
        assert (step.state is State.DONE) == (step.done_on is not None)


@given(files())
def test_only_completed_steps_are_done_and_none_is_lost(facts: Facts) -> None:
    found = sorted((step.key, step.done_on) for step in deadlines(facts) if step.state is State.DONE)
    assert found == sorted((key, day) for key, dates in facts.done.items() for day in dates)


@given(files() | regimes())
def test_adding_a_rule_changes_no_other(facts: Facts) -> None:
    extra = Rule(
        key="another",
        term="Nog een stap",
        short="Nog een",
        category=Category.SIGNAL,
        opens=Day(1),
        due=Day(100),
        responsible=Party.DESK,
        closes=".",
        consequence=".",
        basis=".",
        weight=Weight.INFORMATIVE,
        explain=".",
    )
    with_extra = deadlines(facts, (*CASE_RULES, extra))
    assert tuple(step for step in with_extra if step.key != "another") == deadlines(facts)


@given(files())
def test_plan_of_action_follows_the_three_branches_of_the_law(facts: Facts) -> None:
    absence = facts.absence
    assume(absence.recovered_on is None)
    done_on = facts.first_done("problem_analysis")
    (plan,) = [step for step in deadlines(facts) if step.key == "plan_of_action"]
    if done_on is None:
        assert plan.due == absence.day(56)
        return
    two_weeks = absence.day(absence.counted_days(done_on) + 14)
    assert plan.due == (min(absence.day(56), two_weeks) if done_on <= absence.day(42) else two_weeks)


@given(files() | regimes(), st.integers(-30, 1200))
def test_statuses_are_known_and_only_a_pending_step_is_late(facts: Facts, after: int) -> None:
    today = plus(facts.absence.first_sick_day, after)
    for step in deadlines(facts):
        assert step.status(today) in {"planned", "open", "done", "paused", "cancelled", "waived"}
        assert step.late(today) <= (step.state is State.PENDING and step.status(today) == "open")
        assert step.late(today) <= (step.due is not None and step.due < today)
        assert (step.status(today) == "done") == (step.done_on is not None)


@given(files() | regimes(), st.integers(-30, 1200), st.integers(0, 60))
def test_time_alone_opens_and_is_late_but_never_undoes(facts: Facts, after: int, days: int) -> None:
    today = plus(facts.absence.first_sick_day, after)
    for step in deadlines(facts):
        assert (step.status(today) == "open") <= (step.status(plus(today, days)) in ("open", "cancelled"))
        assert step.late(today) <= step.late(plus(today, days))


@given(st.sampled_from(EDGES), st.integers(1, 1092))
def test_leap_days_and_year_ends_count_like_any_other(first: date, k: int) -> None:
    found = Absence((Spell(first),)).day(k)
    assert found is not None
    assert (found - first).days == k - 1


@given(files())
def test_every_explanation_ends_at_the_date_it_explains(facts: Facts) -> None:
    for step in deadlines(facts):
        if step.due is not None:
            written = f" {format_date(step.due)}."
            source = next(n for n, line in enumerate(step.why) if line.startswith("Bron: "))
            arithmetic = [line for line in step.why[1:source] if not line.startswith("Gedaan op")]
            assert arithmetic[-1].endswith(written)
