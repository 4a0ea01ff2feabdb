"""When somebody reaches state pension age (AOW art. 7a)."""

from datetime import date

from cases.timeline.calendar import add_months
from cases.timeline.parameters import STATE_PENSION_AGE


def pension_day(born_on: date) -> date | None:
    """Return the first day of state pension age; None when it lies before the table of ages begins."""
    for row in STATE_PENSION_AGE.rows:
        years, months = row.value
        day = add_months(born_on, 12 * years + months)
        if row.in_force_from <= day < row.in_force_until:
            return day
    return None
