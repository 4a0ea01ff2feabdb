"""Hypothesis strategies: histories of sickness, and files with steps done."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from cases.timeline.absence import Leave, Spell, chain
from cases.timeline.facts import Facts, HoursWorked, Period, VoluntaryExtension, WageSanction
from cases.timeline.rules import CASE_RULES

START = date(2023, 7, 1)
EDGES = [
    date(year, month, day)
    for year in (2023, 2024, 2025, 2027, 2028)
    for month, day in ((12, 30), (12, 31), (1, 1), (2, 28), (2, 29), (3, 1), (3, 31))
    if (month, day) != (2, 29) or year % 4 == 0
]
DAYS = st.dates(START, date(2030, 12, 31)) | st.sampled_from([day for day in EDGES if day >= START])
STEPS = sorted({rule.key for rule in CASE_RULES if not rule.repeats and not rule.each})


def plus(day: date, days: int) -> date:
    return day + timedelta(days=days)


@st.composite
def histories(draw: st.DrawFn, *, gaps: int = 60) -> list[Spell]:
    """Draw one to five spells in order, the last one open or ended."""
    spells: list[Spell] = []
    start = draw(DAYS)
    for _ in range(draw(st.integers(0, 4))):
        spell = Spell(start, plus(start, draw(st.integers(1, 200))))
        spells.append(spell)
        start = plus(start, (spell.recovered_on - start).days + draw(st.integers(0, gaps)))
    ending = draw(st.none() | st.integers(1, 900))
    return [*spells, Spell(start, None if ending is None else plus(start, ending))]


@st.composite
def leaves(draw: st.DrawFn) -> list[Leave]:
    found = draw(st.lists(st.tuples(DAYS, st.integers(1, 112)), max_size=2))
    return [Leave(first, plus(first, days - 1)) for first, days in found]


@st.composite
def files(draw: st.DrawFn) -> Facts:
    """Draw a running file with interruptions and some steps done."""
    (absence, *_) = chain(draw(histories(gaps=27)))
    offsets = draw(st.dictionaries(st.sampled_from(STEPS), st.integers(0, 800), max_size=8))
    evaluations = sorted(draw(st.sets(st.integers(50, 800), max_size=3)))
    done = {key: (plus(absence.first_sick_day, offset),) for key, offset in offsets.items()}
    done["periodic_evaluation"] = tuple(plus(absence.first_sick_day, offset) for offset in evaluations)
    return Facts(absence, done, expected_long_term=draw(st.sampled_from((None, True, False))))


@st.composite
def regimes(draw: st.DrawFn) -> Facts:
    """Draw a file to which one or more special regimes apply. An extension stays below its maximum of a year."""
    facts = draw(files())
    first = facts.absence.first_sick_day
    end = plus(first, 727)
    later = st.integers(0, 1100).map(lambda days: plus(first, days))
    worked = sorted(draw(st.dictionaries(later, st.none() | st.integers(0, 30), max_size=3)).items())
    without = sorted(draw(st.lists(later, min_size=0, max_size=4, unique=True)))
    granted = draw(st.none() | st.integers(90, 700).map(lambda days: plus(first, days)))
    return replace(
        facts,
        vangnet_applies=draw(st.booleans()),
        casemanagement_by_insurer=draw(st.booleans()),
        report_days=tuple(spell.start for spell in facts.absence.spells),
        without_capacity=tuple(Period(start, until) for start, until in pairwise([*without, None]) if start)[::2],
        capacity_changed_on=tuple(sorted(draw(st.sets(later, max_size=2)))),
        hours=tuple(HoursWorked(day, None if told is None else plus(day, told)) for day, told in worked),
        opinion_requested_on=tuple(sorted(draw(st.sets(later, max_size=2)))),
        short_recovery_expected=draw(st.booleans()),
        pension_on=draw(st.none() | st.integers(-300, 1100).map(lambda days: plus(first, days))),
        contract_end=draw(st.none() | later),
        sanction=draw(st.none() | st.builds(_sanction, st.just(end), st.integers(1, 500), st.none() | later)),
        extension=draw(st.none() | st.integers(1, 360).map(lambda days: VoluntaryExtension(first, plus(end, days)))),
        iva_granted_on=granted,
        iva_settled_on=granted,
    )


def _sanction(end: date, days: int, repaired_on: date | None) -> WageSanction:
    return WageSanction(plus(end, -50), plus(end, days), "substantive", repaired_on, repaired_on)
