"""Working days and months: the days on which a term may not end."""

from datetime import date, timedelta

import pytest

from cases.timeline.calendar import add_months, holiday_name, is_workday, next_monday, next_workday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 3), "Goede vrijdag"),
        (date(2026, 4, 6), "Tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag"),
        (date(2027, 5, 5), "Bevrijdingsdag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "Tweede pinksterdag"),
        (date(2026, 12, 25), "Eerste kerstdag"),
        (date(2026, 12, 26), "Tweede kerstdag"),
    ],
)
def test_public_holiday_is_no_workday(day: date, name: str) -> None:
    assert holiday_name(day) == name
    assert not is_workday(day)


def test_kings_day_moves_to_saturday_when_27_april_is_a_sunday() -> None:
    assert holiday_name(date(2025, 4, 26)) == "Koningsdag"
    assert holiday_name(date(2025, 4, 27)) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 26), date(2026, 10, 26)),
        (date(2026, 10, 24), date(2026, 10, 26)),
        (date(2026, 4, 27), date(2026, 4, 28)),
        (date(2026, 4, 3), date(2026, 4, 7)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 12, 31), date(2027, 12, 31)),
        (date(2028, 1, 1), date(2028, 1, 3)),
        (date(2030, 5, 30), date(2030, 5, 31)),
    ],
)
def test_next_workday(day: date, expected: date) -> None:
    assert next_workday(day) == expected


def test_no_other_day_is_a_holiday() -> None:
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    weekdays_off = [day for day in year if day.weekday() < 5 and not is_workday(day)]
    assert len(weekdays_off) == 8


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 5), 3, date(2026, 4, 5)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_add_months_counts_calendar_months(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "monday"),
    [(date(2026, 2, 1), date(2026, 2, 2)), (date(2026, 2, 2), date(2026, 2, 9)), (date(2026, 2, 4), date(2026, 2, 9))],
    ids=["Sunday", "Monday", "Wednesday"],
)
def test_next_monday_comes_after_the_day(day: date, monday: date) -> None:
    assert next_monday(day) == monday
