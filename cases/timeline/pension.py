"""When somebody reaches state pension age (AOW art. 7a)."""

from collections.abc import Iterator
from datetime import date

from cases.timeline.calendar import add_months
from cases.timeline.parameters import STATE_PENSION_AGE


def pension_day(born_on: date) -> date:
    """Return the first day of state pension age. The table of ages covers all time, so there always is one."""
    return next(_days(born_on))


def _days(born_on: date) -> Iterator[date]:
    for row in STATE_PENSION_AGE.rows:
        years, months = row.value
        if born_on.year + years > row.in_force_until.year:
            continue  # older than this row's years: most rows need no arithmetic
        day = add_months(born_on, 12 * years + months)
        if row.in_force_from <= day < row.in_force_until:
            yield day
