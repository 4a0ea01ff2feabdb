"""Working days, Dutch public holidays and calendar months."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from dateutil.relativedelta import relativedelta

_SATURDAY = 5


@lru_cache(maxsize=256)
def _holidays_of(year: int) -> dict[date, str]:
    """Name every day of `year` that the Algemene termijnenwet, art. 3, treats as a public holiday.

    Good Friday and 5 May count every year, also where people work on them.
    """
    return dict(holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl"))


def holiday_name(day: date) -> str | None:
    """Return the Dutch name of the public holiday on `day`, or None on an ordinary day."""
    return _holidays_of(day.year).get(day)


def is_workday(day: date) -> bool:
    """Tell whether `day` is no Saturday, no Sunday and no Dutch public holiday."""
    return day.weekday() < _SATURDAY and holiday_name(day) is None


def next_workday(day: date) -> date:
    """Return the first working day on or after `day`."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def next_monday(day: date) -> date:
    """Return the first Monday after `day`; a week later when that is a Monday itself."""
    return day + timedelta(days=7 - day.weekday())


def add_months(d: date, n: int) -> date:
    """Return `d` plus `n` calendar months; a day that the month lacks becomes its last day (31 Aug + 6 = 28 Feb)."""
    return d + relativedelta(months=n)
