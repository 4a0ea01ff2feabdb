"""The parameter set of one day: what a calculation is made with, and can be made with again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cases.timeline.dutch import format_date
from cases.wia.amounts import AMOUNTS
from cases.wia.parameters import Key, Parameter, Row, Table, table_of
from cases.wia.rates import RATES
from cases.wia.rounding import plain

PARAMETERS = table_of((*AMOUNTS, *RATES))
"""The built-in tables. Rows that an administrator adds come on top, see `Parameter.with_row`."""

TWELVE = Decimal(12)


class MissingFigure(LookupError):
    """A parameter has no value on the day of calculation. Its text is a Dutch sentence for the person who asked."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Every parameter as it stands on one day."""

    on: date
    rows: Mapping[Key, Row]

    def __getitem__(self, key: Key) -> Decimal:
        """Return a value; every key is there, or `figures_on` would have refused."""
        return self.rows[key].value

    @property
    def since(self) -> date:
        """The day from which exactly this set holds: the start of its newest row."""
        return max(row.in_force_from for row in self.rows.values())

    @property
    def days_per_month(self) -> Decimal:
        """Benefit days in a month: 21.75."""
        return self[Key.DAYS_PER_YEAR] / TWELVE

    @property
    def max_month_wage(self) -> Decimal:
        """The maximum daily wage as an amount per month."""
        return self[Key.MAX_DAILY_WAGE] * self.days_per_month

    def record(self) -> dict[str, dict[str, str]]:
        """Return the set as plain text, to be kept beside a result: value, source, tag and first day per key."""
        return {key.value: _recorded(row) for key, row in self.rows.items()}


def figures_on(day: date, table: Table = PARAMETERS) -> Figures:
    """Return the parameters for a calculation on a day.

    MissingFigure when one has no value then: amounts of a later year are not guessed from those of this year.
    """
    rows = {key: _row(table.get(key), key, day) for key in Key}
    return Figures(day, rows)


def _row(parameter: Parameter | None, key: Key, day: date) -> Row:
    if parameter is None:
        raise LookupError(f"The table has no {key}")
    row = parameter.row_on(day)
    if row is None:
        raise MissingFigure(f"Voor {format_date(day)} is {parameter.term} niet bekend.{_known(parameter)}")
    return row


def _known(parameter: Parameter) -> str:
    last = max((row.in_force_until for row in parameter.rows), default=date.max)
    if last == date.max:
        return ""
    first = min(row.in_force_from for row in parameter.rows)
    return f" Er zijn bedragen van {format_date(first)} tot en met {format_date(last - timedelta(days=1))}."


def _recorded(row: Row) -> dict[str, str]:
    return {
        "value": plain(row.value),
        "source": row.source,
        "tag": row.tag.value,
        "from": row.in_force_from.isoformat(),
    }
