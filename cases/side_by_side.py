"""Old and new dates side by side, said to one role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.terms import Role
from cases.computation import Known
from cases.timeline.advice import why_for
from cases.timeline.compare import Comparison, Figure, Kind, Row, compare
from cases.timeline.dutch import count_days, format_date
from cases.timeline.facts import Facts
from cases.timeline.rules import Party
from cases.timeline.schedule import Deadline, State, deadlines
from cases.whatif import done

NO_DAY = "Geen datum"
BADGES = {
    Kind.NEW: ("info", "Komt erbij"),
    Kind.GONE: ("paused", "Vervalt"),
    Kind.PAUSED: ("paused", "Staat stil"),
    Kind.RESUMED: ("info", "Loopt verder"),
    Kind.DONE: ("ok", "Gedaan"),
    Kind.CHANGED: ("plain", "Andere stand"),
    Kind.SAME: ("plain", "Blijft gelijk"),
}
"""The mark and the word of each kind, also where something else than a step is compared."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step or one important day: what it was, what it becomes and why."""

    term: str
    was: str
    becomes: str
    kind: str
    """The component's word for the mark: info, ok, plain, paused or late."""
    difference: str
    why: tuple[str, ...] = ()
    becomes_late: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """The whole comparison as the page shows it."""

    summary: tuple[str, ...]
    figures: tuple[Line, ...]
    changes: tuple[Line, ...]
    unchanged: tuple[Line, ...]


def side_by_side(known: Known, after: Facts, *, role: Role, today: date) -> Sides:
    """Compare what is known of one file with what it would be; only the steps that this role may know of."""
    reader = Party(role.value)
    found = compare(known.facts, after, today, known.rules).shown_to(reader)
    return Sides(
        summary=found.summary,
        figures=tuple(_figures(found)),
        changes=tuple(_line(row, reader) for row in found.changes),
        unchanged=tuple(_line(row, reader) for row in found.rows if row.kind is Kind.SAME and _matters(row.after)),
    )


def moves_others(known: Known, key: str, done_on: date, *, role: Role, today: date) -> bool:
    """Whether this step, done on this day, moves more than itself, as far as this role may know of it.

    What the step opens or asks next is no surprise when it comes on the day that belongs to a step done in time.
    """
    found = compare(known.facts, done(known.facts, key, done_on), today, known.rules).shown_to(Party(role.value))
    usual = done(known.facts, key, _last_day(known, key) or done_on)
    expected = {(one.key, one.occurrence): one.due for one in deadlines(usual, known.rules)}
    return any(figure.changed for figure in found.figures) or any(_is_other(row, expected) for row in found.changes)


def _last_day(known: Known, key: str) -> date | None:
    """The last day in time of the step that is to be done next."""
    steps = deadlines(known.facts, known.rules)
    return next((step.due for step in steps if step.key == key and step.done_on is None), None)


def _is_other(row: Row, expected: Mapping[tuple[str, int], date | None]) -> bool:
    """Whether this row moves; what is done by the act, or may begin now on the same last day, does not."""
    if row.kind in (Kind.DONE, Kind.CHANGED):
        return False
    return row.kind is not Kind.NEW or row.new_due != expected.get((row.key, row.occurrence))


def _figures(found: Comparison) -> Iterable[Line]:
    return (_figure(figure) for figure in found.figures if figure.old or figure.new)


def _figure(figure: Figure) -> Line:
    old, new = _day(figure.old), _day(figure.new)
    if not figure.changed:
        return Line(figure.term, old, new, *BADGES[Kind.SAME])
    if figure.old and figure.new:
        return Line(figure.term, old, new, "info", _moved(figure.moved_days))
    return Line(figure.term, old, new, *BADGES[Kind.NEW if figure.new else Kind.GONE])


def _line(row: Row, reader: Party) -> Line:
    kind, difference = ("info", _moved(row.moved_days)) if row.kind is Kind.MOVED else BADGES[row.kind]
    return Line(
        term=row.term,
        was=_stand(row.before),
        becomes=_stand(row.after),
        kind=kind,
        difference=difference or "Andere datum",
        why=why_for(reader, row.after.why) if row.after else (),
        becomes_late=row.becomes_late,
    )


def _matters(step: Deadline | None) -> bool:
    return step is not None and step.state not in (State.CANCELLED, State.WAIVED)


def _moved(days: int) -> str:
    return f"{count_days(abs(days))} {'later' if days > 0 else 'eerder'}" if days else ""


def _stand(step: Deadline | None) -> str:
    """Where one step stands: its day, or why it has none."""
    if step is None:
        return NO_DAY
    if step.done_on is not None:
        return f"Gedaan op {_day(step.done_on)}"
    words = {State.PAUSED: "Staat stil", State.CANCELLED: "Vervalt", State.WAIVED: "Niet nodig"}
    return words.get(step.state) or _day(step.due)


def _day(day: date | None) -> str:
    """A date that stays on one line of its column."""
    return NO_DAY if day is None else format_date(day).replace(" ", "\N{NO-BREAK SPACE}")
