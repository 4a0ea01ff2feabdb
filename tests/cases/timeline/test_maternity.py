"""How long maternity leave can last."""

from datetime import date, timedelta

import pytest

from cases.timeline.absence import Leave
from cases.timeline.maternity import is_short, is_too_long, latest_day, longest, whole_of

FIRST = date(2026, 3, 2)


def leave(weeks: int, extra: int = 0, first: date = FIRST) -> Leave:
    return Leave(first, first + timedelta(days=7 * weeks + extra - 1))


@pytest.mark.parametrize(
    ("first", "weeks"),
    [(date(2014, 12, 31), 16), (date(2015, 1, 1), 26), (date(2016, 3, 31), 26), (date(2016, 4, 1), 30)],
)
def test_the_longest_leave_is_that_of_the_law_of_its_first_day(first: date, weeks: int) -> None:
    assert longest(leave(1, first=first)) == weeks
    assert latest_day(leave(1, first=first)) == leave(weeks, first=first).last


def test_one_day_more_is_too_long() -> None:
    assert [is_too_long(leave(30, extra)) for extra in (0, 1)] == [False, True]


def test_shorter_than_the_right_to_sixteen_weeks() -> None:
    assert [is_short(leave(16, extra)) for extra in (-1, 0)] == [True, False]


def test_parts_that_touch_are_one_leave_in_whatever_order_they_are_known() -> None:
    parts = [Leave(FIRST + timedelta(days=10 * n), FIRST + timedelta(days=10 * n + 9)) for n in range(4)]
    elsewhere = Leave(FIRST + timedelta(days=41), FIRST + timedelta(days=50))
    whole = Leave(parts[0].first, parts[-1].last)
    for part in parts:
        others = [one for one in (elsewhere, *reversed(parts)) if one != part]
        assert whole_of(part, others) == whole
    assert whole_of(elsewhere, parts) == elsewhere
