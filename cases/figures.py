"""The numbers of the WIA calculation in force: the built-in tables with what two people of the desk added."""

from collections.abc import Iterable
from datetime import date

from cases.models import WiaFigure
from cases.timeline.dutch import format_date
from cases.wia.figures import PARAMETERS, Figures, figures_on
from cases.wia.parameters import Key, Parameter, Row, Table, Tag

CANNOT = (
    "Voor die dag staat er al een waarde in de tabel. Kies de eerste dag van de nieuwe periode: {since} of een latere."
)


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
