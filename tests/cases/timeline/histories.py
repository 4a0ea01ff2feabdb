"""Hypothesis strategies: histories of sickness, and files with steps done."""

from datetime import date, timedelta

from hypothesis import strategies as st

from cases.timeline.absence import Leave, Spell, chain
from cases.timeline.facts import Facts
from cases.timeline.rules import RULES

START = date(2023, 7, 1)
DAYS = st.dates(START, date(2030, 12, 31))
STEPS = sorted({rule.key for rule in RULES if not rule.repeats})


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
