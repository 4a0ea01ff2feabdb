"""When somebody reports sick often. No law asks for the signal, and no reason for any absence is stored."""

from collections.abc import Iterable
from datetime import date

from cases.timeline.calendar import add_months
from cases.timeline.dated import Dated, Parameter

FREQUENT_ABSENCE_REPORTS = Parameter(
    "frequent_absence_reports",
    "Sick reports within the window that make absence frequent",
    (Dated(3, "Productafspraak"),),
)
FREQUENT_ABSENCE_MONTHS = Parameter(
    "frequent_absence_months",
    "Calendar months of the rolling window in which sick reports are counted",
    (Dated(12, "Productafspraak"),),
)


def signals(report_days: Iterable[date]) -> tuple[date, ...]:
    """Return the first sick days with which absence became frequent, or stayed so, ascending.

    `report_days` are the first days of every spell of one employment. Each report that is at least the third in the
    twelve calendar months up to and including its day is a signal; a report exactly twelve months earlier is outside.
    """
    days = sorted(report_days)
    return tuple(day for place, day in enumerate(days) if _is_frequent(days, place))


def _is_frequent(days: list[date], place: int) -> bool:
    day = days[place]
    first = place + 1 - FREQUENT_ABSENCE_REPORTS.value_on(day)
    return first >= 0 and add_months(days[first], FREQUENT_ABSENCE_MONTHS.value_on(day)) > day
