"""How periods of sickness count together: the four-week rule and maternity leave (BW art. 7:629 lid 10)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from cases.timeline.parameters import RELAPSE_WINDOW_DAYS

SICK_PAY_DAYS = 728
"""The waiting period of the WIA and the employer's sick pay last 104 weeks (WIA art. 23 lid 1, BW art. 7:629 lid 1)."""

_FOREVER = date.max.toordinal()
Block = tuple[int, int]
"""Days as ordinals, end exclusive."""


@dataclass(frozen=True, slots=True)
class Spell:
    """An unbroken period of sickness from `start` up to, not including, `recovered_on`: the first fit day.

    ValueError when it would end before it has lasted a day.
    """

    start: date
    recovered_on: date | None = None

    def __post_init__(self) -> None:
        if self.recovered_on is not None and self.recovered_on <= self.start:
            raise ValueError(f"A spell from {self.start} cannot end on {self.recovered_on}")


@dataclass(frozen=True, slots=True)
class Leave:
    """Maternity leave (WAZO), from `first` up to and including `last`. ValueError when it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A leave from {self.first} cannot end on {self.last}")

    @property
    def over_on(self) -> date:
        """The first day after it."""
        return self.last + timedelta(days=1)

    def overlaps(self, other: "Leave") -> bool:
        """Tell whether a day belongs to both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Gap:
    """Days inside a file that do not count, `first` and `last` inclusive.

    `days` are all its calendar days, by which later dates shift; `leave_days` of these were maternity leave.
    """

    first: date
    last: date
    days: int
    leave_days: int

    @property
    def fit_days(self) -> int:
        """Days of the gap on which the employee was fit and not on leave."""
        return self.days - self.leave_days


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """Whether a new report belongs to an existing file, and the days that decide it.

    `gap_days` are the fit days between recovery and the new report, maternity leave already taken off;
    `leave_days` is what was taken off.
    """

    same_case: bool
    gap_days: int
    leave_days: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Counted days without a break, as ordinals, end exclusive; `before` is what was counted earlier."""

    start: int
    end: int
    before: int


@dataclass(frozen=True, slots=True)
class Absence:
    """All sickness that the law adds up to one file, in order of time. Made by `chain`."""

    spells: tuple[Spell, ...]
    leaves: tuple[Leave, ...] = ()
    _runs: tuple[_Run, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_runs", tuple(_runs(self.spells, _blocks(self.leaves))))

    @property
    def first_sick_day(self) -> date:
        """Day 1: the first counted day of sickness (WIA art. 23 lid 2)."""
        return date.fromordinal(self._runs[0].start) if self._runs else self.spells[0].start

    @property
    def recovered_on(self) -> date | None:
        """The first fit day after the last spell; None while sick."""
        return self.spells[-1].recovered_on

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The interruptions between counted days: recovery shorter than four weeks, and maternity leave."""
        blocks = _blocks(self.leaves)
        return tuple(_gap(one.end, two.start, blocks) for one, two in pairwise(self._runs) if one.end < two.start)

    @property
    def last_paid_day(self) -> date | None:
        """Day 728, the last of 104 weeks of sick pay; None when recovery came first (BW art. 7:629 lid 1)."""
        return self.day(SICK_PAY_DAYS)

    @property
    def wia_start(self) -> date | None:
        """The calendar day after day 728; None when recovery came first (WIA art. 23 lid 1)."""
        last = self.last_paid_day
        return None if last is None else last + timedelta(days=1)

    @property
    def closes_on(self) -> date | None:
        """The first day on which a new report would no longer re-open this file; None while sick."""
        if self.recovered_on is None:
            return None
        day = self.recovered_on.toordinal()
        fit = RELAPSE_WINDOW_DAYS.value_on(self.first_sick_day)
        for first, end in _blocks(self.leaves):
            if first < day + fit and end > day:
                fit -= max(0, first - day)
                day = end
        return date.fromordinal(day + fit)

    def day(self, k: int) -> date | None:
        """Return the calendar date of counted day `k`, from 1; None when recovery came before it."""
        if k < 1:
            raise ValueError("Day 1 is the first sick day")
        for run in self._runs:
            reached = run.start + k - run.before - 1
            if reached < run.end:
                return date.fromordinal(reached)
        return None

    def counted_days(self, on: date) -> int:
        """Return how many days of sickness count up to and including `on`."""
        today = on.toordinal()
        counted = 0
        for run in self._runs:
            if run.start <= today:
                counted = run.before + min(today + 1, run.end) - run.start
        return counted

    def sickness_week(self, on: date) -> int:
        """Return the week of sickness on `on`: 1 on days 1-7; 0 before the first sick day."""
        return (self.counted_days(on) - 1) // 7 + 1

    def is_sick_on(self, on: date) -> bool:
        """Tell whether `on` counts as a day of sickness; a day of maternity leave does not."""
        return any(run.start <= on.toordinal() < run.end for run in self._runs)


def chain(
    spells: Iterable[Spell], leaves: Sequence[Leave] = (), same_cause_after_leave: bool | None = None
) -> tuple[Absence, ...]:
    """Join the spells of one employment into files (BW art. 7:629 lid 10).

    Up to 27 fit days between two spells keep them in one file, whatever the cause; 28 or more begin a new one.
    Maternity leave is neither sickness nor recovery and is taken off. Sickness directly before and directly after a
    leave belongs together unless the bedrijfsarts said that the cause differs (`same_cause_after_leave` False): then
    a spell that runs on through the leave ends on its first day, and the next begins on the first day after it.
    ValueError when spells overlap.
    """
    blocks = _blocks(leaves)
    chains: list[list[Spell]] = []
    for spell in _in_order(spells, blocks if same_cause_after_leave is False else ()):
        if chains and _answer(chains[-1], spell, blocks, same_cause_after_leave).same_case:
            chains[-1].append(spell)
        else:
            chains.append([spell])
    return tuple(Absence(tuple(joined), tuple(leaves)) for joined in chains)


def joins(
    absence: Absence, start: date, leaves: Sequence[Leave] = (), same_cause_after_leave: bool | None = None
) -> GapAnswer:
    """Tell whether a sick report starting on `start` would re-open this file.

    `leaves` are added to those the file knows. ValueError when `start` lies before the file's recovery, or when the
    employee is still sick: that is no new report.
    """
    return _answer(absence.spells, Spell(start), _blocks((*absence.leaves, *leaves)), same_cause_after_leave)


def asks_for_cause(absence: Absence) -> bool:
    """Tell whether the cause matters: sick until the day before a leave, and not fit on the first day after it.

    With a fit day in between the four-week rule decides alone. Who is not sick again yet may still be.
    """
    counted = [*absence._runs]
    for first, end in _blocks(absence.leaves):
        if any(run.end == first for run in counted):
            since = next((run.start for run in counted if run.start >= first), None)
            if since is None or since == end:
                return True
    return False


def back_after(absence: Absence) -> date | None:
    """Return the first day after the leave into which the last sickness ran; None when fit days came before it."""
    last = absence._runs[-1].end if absence._runs else 0
    return next((date.fromordinal(end) for first, end in _blocks(absence.leaves) if first == last), None)


def _in_order(spells: Iterable[Spell], blocks: Sequence[Block]) -> Iterator[Spell]:
    """Put spells in order of time, each cut in pieces by the blocks inside it. ValueError when they overlap."""
    ordered = sorted(spells, key=lambda spell: spell.start)
    for earlier, later in pairwise(ordered):
        _ended_by(earlier, later.start)
    return (piece for spell in ordered for piece in _pieces(spell, blocks))


def _pieces(spell: Spell, blocks: Iterable[Block]) -> Iterator[Spell]:
    """Cut the blocks out of a spell that was sickness both before and after them."""
    start = spell.start
    for first, end in blocks:
        if start.toordinal() < first and end < _end_of(spell):
            yield Spell(start, date.fromordinal(first))
            start = date.fromordinal(end)
    yield Spell(start, spell.recovered_on)


def _ended_by(spell: Spell, start: date) -> date:
    """Return the first fit day of a spell that others follow from `start` on; ValueError when it still lasts then."""
    if spell.recovered_on is None or start < spell.recovered_on:
        raise ValueError(f"Sickness from {start} overlaps the spell from {spell.start}")
    return spell.recovered_on


def _answer(spells: Sequence[Spell], then: Spell, blocks: Sequence[Block], same_cause: bool | None) -> GapAnswer:
    recovered_on = _ended_by(spells[-1], then.start)
    gap = _gap(recovered_on.toordinal(), then.start.toordinal(), blocks)
    other_cause = same_cause is False and _only_leave_between(spells, then, blocks)
    short = gap.fit_days < RELAPSE_WINDOW_DAYS.value_on(spells[0].start)
    return GapAnswer(short and not other_cause, gap.fit_days, gap.leave_days)


def _only_leave_between(spells: Sequence[Spell], then: Spell, blocks: Sequence[Block]) -> bool:
    """Tell whether the last counted day is directly before leave, and the next one directly after it."""
    before, after = list(_runs(spells, blocks)), next(_runs((then,), blocks), None)
    if not before or after is None:
        return False
    gap = _gap(before[-1].end, after.start, blocks)
    return gap.leave_days > 0 and gap.fit_days == 0


def _blocks(leaves: Iterable[Leave]) -> list[Block]:
    """Merge leaves into disjoint blocks of ordinals, end exclusive."""
    blocks: list[Block] = []
    for first, end in sorted((leave.first.toordinal(), leave.over_on.toordinal()) for leave in leaves):
        if blocks and first <= blocks[-1][1]:
            blocks[-1] = (blocks[-1][0], max(end, blocks[-1][1]))
        else:
            blocks.append((first, end))
    return blocks


def _end_of(spell: Spell) -> int:
    return _FOREVER if spell.recovered_on is None else spell.recovered_on.toordinal()


def _runs(spells: Iterable[Spell], blocks: Sequence[Block]) -> Iterator[_Run]:
    counted = 0
    for spell in spells:
        for start, stop in _without(spell.start.toordinal(), _end_of(spell), blocks):
            yield _Run(start, stop, counted)
            counted += stop - start


def _without(start: int, end: int, blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """Cut the blocks out of the days from `start` up to `end`."""
    for first, stop in blocks:
        if stop > start and first < end:
            if start < first:
                yield start, first
            start = stop
    if start < end:
        yield start, end


def _gap(start: int, end: int, blocks: Iterable[Block]) -> Gap:
    leave_days = sum(max(0, min(end, stop) - max(start, first)) for first, stop in blocks)
    return Gap(date.fromordinal(start), date.fromordinal(end - 1), end - start, leave_days)
