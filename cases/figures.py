"""The numbers of the WIA calculation in force: the built-in tables with what two people of the desk added."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from cases.models import WiaFigure
from cases.timeline.dutch import format_date
from cases.wia.dutch import bare
from cases.wia.figures import PARAMETERS, Figures, figures_on
from cases.wia.parameters import Key, Parameter, Row, Table, Tag

CANNOT = (
    "Voor die dag staat er al een waarde in de tabel. Kies de eerste dag van de nieuwe periode: {since} of een latere."
)


ODD_PCT = Decimal(15)
"""Percent of difference from the number before from which somebody is asked whether it is right.

A choice of ours of 22 November 2026: the indexation of wages never came near it, a slip of the keyboard passes it.
"""


def before(parameter: Parameter, day: date) -> Row | None:
    """The last value that was known before a day; None when there was none."""
    rows = [row for row in parameter.rows if row.in_force_from < day]
    return max(rows, key=lambda row: row.in_force_from, default=None)


def is_odd(old: Decimal, new: Decimal) -> bool:
    """Whether a number differs so much from the one before that somebody must look again."""
    return abs(new - old) * 100 > ODD_PCT * old


def difference(old: Decimal, new: Decimal) -> str:
    """How a number compares with the one before it, in words: "3% hoger", "20 keer zoveel"."""
    if new == old:
        return "evenveel"
    if old and new >= 2 * old:
        return f"{(new / old).quantize(Decimal(1), ROUND_HALF_UP)} keer zoveel"
    if not old or not new:
        return "geen 0 meer" if new else "0"
    pct = abs(new - old) * 100 / old
    return f"{bare(pct.quantize(Decimal('0.1'), ROUND_HALF_UP))}% {'hoger' if new > old else 'lager'}"


def as_row(stored: WiaFigure) -> Row:
    """A stored number as the pure tables want it; two people read it in its source."""
    return Row(stored.value, stored.source, Tag.VERIFIED, stored.in_force_from)


def with_added(table: Table, added: Iterable[WiaFigure]) -> Table:
    """The tables with these rows on top. One that the program has taken over since, for the same day, is in there."""
    found: dict[Key, Parameter] = dict(table)
    for stored in sorted(added, key=lambda one: one.in_force_from):
        parameter = found[Key(stored.key)]
        if not any(row.in_force_from == stored.in_force_from for row in parameter.rows):
            found[parameter.key] = parameter.with_row(as_row(stored))
    return found


def table_in_force() -> Table:
    """Every number through time, with those that were activated. One query; needs an actor."""
    return with_added(PARAMETERS, WiaFigure.objects.filter(activated=True))


def figures_in_force(on: date) -> Figures:
    """The parameter set for a calculation on a day. Raises MissingFigure where one is not known."""
    return figures_on(on, table_in_force())


def why_not(parameter: Parameter, row: Row) -> str:
    """Why this row cannot be added to a parameter, in Dutch; empty when it can."""
    try:
        parameter.with_row(row)
    except ValueError:
        ends = (row.in_force_from if row.in_force_until == date.max else row.in_force_until for row in parameter.rows)
        return CANNOT.format(since=format_date(max(ends)))
    return ""
