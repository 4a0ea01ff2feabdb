"""What a change of the facts does to the dates: two schedules side by side, and the same in Dutch sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from cases.timeline.dutch import count_days, format_date
from cases.timeline.facts import Facts
from cases.timeline.rules import RULES, Party, Rule
from cases.timeline.schedule import Deadline, State, deadlines
from cases.timeline.wages import wage_end


class Kind(StrEnum):
    """What happens to one step."""

    MOVED = "moved"
    """Another due date."""
    NEW = "new"
    """It did not apply, or no longer; now it does."""
    GONE = "gone"
    """It no longer applies: absent, cancelled or recorded as not needed."""
    PAUSED = "paused"
    RESUMED = "resumed"
    DONE = "done"
    CHANGED = "changed"
    """The same due date, another status."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Row:
    """One step before and after the change; at least one of the two exists. Statuses are as seen on `today`."""

    before: Deadline | None
    after: Deadline | None
    today: date = field(repr=False)

    @property
    def step(self) -> Deadline:
        """The step as it will be, or as it was when it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A row needs a step before or after the change")
        return found

    @property
    def rule(self) -> Rule:
        """The rule of the step; `shown_to` says who may know of it."""
        return self.step.rule

    @property
    def key(self) -> str:
        """The rule's key."""
        return self.step.key

    @property
    def occurrence(self) -> int:
        """1, 2, ... for a repeating step; otherwise 1."""
        return self.step.occurrence

    @property
    def term(self) -> str:
        """Dutch name of the step; a repeating one carries its number."""
        repeated = self.rule.repeats and self.occurrence > 1
        return f"{self.rule.term} ({self.occurrence}e keer)" if repeated else self.rule.term

    @property
    def old_due(self) -> date | None:
        """The last day in time before the change; None when there was none."""
        return self.before.due if self.before else None

    @property
    def new_due(self) -> date | None:
        """The last day in time after the change; None when there is none."""
        return self.after.due if self.after else None

    @property
    def moved_days(self) -> int:
        """Calendar days by which the due date moves: positive is later; 0 when either date is missing."""
        return _days(self.old_due, self.new_due)

    @property
    def old_status(self) -> str:
        """The status on `today` before the change; empty when the step did not exist."""
        return self.before.status(self.today) if self.before else ""

    @property
    def new_status(self) -> str:
        """The status on `today` after the change; empty when the step does not exist."""
        return self.after.status(self.today) if self.after else ""

    @property
    def becomes_late(self) -> bool:
        """Whether the change makes a step late on `today` that was not."""
        was = self.before is not None and self.before.late(self.today)
        return self.after is not None and self.after.late(self.today) and not was

    @property
    def kind(self) -> Kind:
        """What happens to the step."""
        before, after = _live(self.before), _live(self.after)
        if before is None or after is None:
            return self._appearing(before, after)
        if State.PAUSED in (before.state, after.state) and before.state is not after.state:
            return Kind.PAUSED if after.state is State.PAUSED else Kind.RESUMED
        if after.state is State.DONE and before.state is not State.DONE:
            return Kind.DONE
        if before.done_on is not None and before.done_on == after.done_on:
            return Kind.SAME  # what is done stays done, whatever its last day would have been
        if self.old_due != self.new_due:
            return Kind.MOVED
        return Kind.SAME if self.old_status == self.new_status and before.done_on == after.done_on else Kind.CHANGED

    def _appearing(self, before: Deadline | None, after: Deadline | None) -> Kind:
        if after is not None:
            return Kind.NEW
        return Kind.SAME if before is None else Kind.GONE


@dataclass(frozen=True, slots=True)
class Figure:
    """A day on which much depends, before and after; None when there is no such day."""

    key: str
    """last_paid_day (inclusive), wia_start, uwv_sanction_deadline (inclusive) or closes_on."""
    old: date | None
    new: date | None

    @property
    def term(self) -> str:
        """Dutch name of the day."""
        return _WORDS[self.key].term

    @property
    def moved_days(self) -> int:
        """Calendar days by which the day moves: positive is later; 0 when either is missing."""
        return _days(self.old, self.new)

    @property
    def changed(self) -> bool:
        """Whether the day differs, appears or disappears."""
        return self.old != self.new

    @property
    def sentence(self) -> str:
        """The change in Dutch; empty when there is none."""
        words = _WORDS[self.key]
        if self.old == self.new:
            return ""
        if self.new is None:
            return words.gone.format(_day(self.old))
        if self.old is None:
            return words.new.format(_day(self.new))
        direction = "later" if self.moved_days > 0 else "eerder"
        moved = words.moved.format(f"{count_days(abs(self.moved_days))} {direction}")
        return f"{moved}: {_day(self.new)} in plaats van {_day(self.old)}."


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every step and every key figure before and after a change, by date."""

    rows: tuple[Row, ...]
    figures: tuple[Figure, ...]

    @property
    def changes(self) -> tuple[Row, ...]:
        """The steps to which something happens."""
        return tuple(row for row in self.rows if row.kind is not Kind.SAME)

    @property
    def is_empty(self) -> bool:
        """Whether the change does nothing at all."""
        return not self.changes and not any(figure.changed for figure in self.figures)

    @property
    def summary(self) -> tuple[str, ...]:
        """Dutch sentences: first the key figures that change, then how many steps do what."""
        if self.is_empty:
            return ("Er verandert geen datum.",)
        return (*(figure.sentence for figure in self.figures if figure.changed), *_counts(self.rows))

    def figure(self, key: str) -> Figure:
        """Return one key figure. KeyError when there is none by that name."""
        for figure in self.figures:
            if figure.key == key:
                return figure
        raise KeyError(key)

    def shown_to(self, party: Party) -> "Comparison":
        """Return what this party may know of: counts in the summary then leave out the other steps too."""
        return replace(self, rows=tuple(row for row in self.rows if party in row.rule.shown_to))


@dataclass(frozen=True, slots=True)
class _Words:
    term: str
    moved: str
    new: str
    gone: str


_WORDS = {
    "last_paid_day": _Words(
        "Laatste dag met loon bij ziekte",
        "De laatste dag met loon bij ziekte is {}",
        "De laatste dag met loon bij ziekte is {}.",
        "De loondoorbetaling bij ziekte loopt niet meer tot en met {}.",
    ),
    "wia_start": _Words(
        "Begin van de WIA",
        "De WIA begint {}",
        "De WIA kan beginnen op {}.",
        "De WIA begint niet meer op {}.",
    ),
    "uwv_sanction_deadline": _Words(
        "Laatste dag voor een loonsanctie",
        "De laatste dag waarop UWV een loonsanctie kan opleggen is {}",
        "UWV kan een loonsanctie opleggen tot en met {}.",
        "De uiterste dag waarop UWV over een loonsanctie beslist, {}, vervalt.",
    ),
    "closes_on": _Words(
        "Dossier sluit",
        "Het dossier sluit {}",
        "Het dossier sluit op {}.",
        "Het dossier sluit niet op {}. Het loopt door.",
    ),
}


def compare(before: Facts, after: Facts, today: date, rules: Sequence[Rule] = RULES) -> Comparison:
    """Compare the dates of one file before and after a change of its facts; neither is stored anywhere.

    `today` decides about statuses, and about a recovery that still lies ahead: what is due before that day stays as it
    is, for it can be done until then. A change that begins a new file needs a comparison of its own.
    """
    old, new = deadlines(before, rules), deadlines(after, rules)
    recovered_on = after.absence.recovered_on
    if recovered_on is not None and recovered_on > today:
        new = tuple(_until_recovery(old, new, recovered_on))
    return Comparison(tuple(_rows(old, new, today)), tuple(_figures((before, old), (after, new))))


def _until_recovery(old: Iterable[Deadline], new: Iterable[Deadline], recovered_on: date) -> Iterator[Deadline]:
    """Leave alone what would stand still by a recovery to come and is due before it."""
    before = {
        (step.key, step.occurrence): step
        for step in old
        if step.state is State.PENDING and step.due is not None and step.due < recovered_on
    }
    for step in new:
        yield before.get((step.key, step.occurrence), step) if step.state is State.PAUSED else step


def _rows(old: Iterable[Deadline], new: Iterable[Deadline], today: date) -> list[Row]:
    earlier = {(step.key, step.occurrence): step for step in old}
    later = {(step.key, step.occurrence): step for step in new}
    rows = [Row(earlier.get(name), later.get(name), today) for name in earlier | later]
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[date, str, int]:
    return row.new_due or row.old_due or date.max, row.key, row.occurrence


_Side = tuple[Facts, tuple[Deadline, ...]]


def _figures(before: _Side, after: _Side) -> Iterator[Figure]:
    old, new = wage_end(before[0]), wage_end(after[0])
    yield Figure("last_paid_day", old.last_paid_day, new.last_paid_day)
    yield Figure("wia_start", old.wia_start, new.wia_start)
    yield Figure("uwv_sanction_deadline", _sanction_deadline(before[1]), _sanction_deadline(after[1]))
    yield Figure("closes_on", _closes_on(before[0]), _closes_on(after[0]))


def _sanction_deadline(steps: Iterable[Deadline]) -> date | None:
    return next((step.due for step in steps if step.key == "uwv_sanction_deadline" and _live(step)), None)


def _closes_on(facts: Facts) -> date | None:
    return facts.closed_on or facts.absence.closes_on


def _live(step: Deadline | None) -> Deadline | None:
    """Leave out a step that no longer has to be done."""
    return None if step is None or step.state in (State.CANCELLED, State.WAIVED) else step


_COUNTS = {
    Kind.MOVED: ("1 stap krijgt een andere datum.", "{} stappen krijgen een andere datum."),
    Kind.NEW: ("Er komt 1 stap bij.", "Er komen {} stappen bij."),
    Kind.GONE: ("1 stap vervalt.", "{} stappen vervallen."),
    Kind.PAUSED: ("1 stap staat stil.", "{} stappen staan stil."),
    Kind.RESUMED: ("1 stap loopt weer verder.", "{} stappen lopen weer verder."),
    Kind.DONE: ("1 stap is gedaan.", "{} stappen zijn gedaan."),
    Kind.CHANGED: ("1 stap krijgt een andere stand.", "{} stappen krijgen een andere stand."),
}


def _counts(rows: Iterable[Row]) -> Iterator[str]:
    rows = tuple(rows)
    kinds = [row.kind for row in rows]
    for kind, words in _COUNTS.items():
        yield from _counted(kinds.count(kind), words)
    late = sum(row.becomes_late for row in rows)
    yield from _counted(late, ("1 stap is daardoor te laat.", "{} stappen zijn daardoor te laat."))


def _counted(number: int, words: tuple[str, str]) -> Iterator[str]:
    if number:
        yield words[0] if number == 1 else words[1].format(number)


def _days(old: date | None, new: date | None) -> int:
    return 0 if old is None or new is None else (new - old).days


def _day(day: date | None) -> str:
    return "" if day is None else format_date(day)
