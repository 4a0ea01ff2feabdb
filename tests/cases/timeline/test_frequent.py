"""The signal of frequent absence: the third report in a rolling year."""

from datetime import date

import pytest

from cases.timeline.frequent import signals

JAN, APR, JUL, OCT = (date(2026, month, 5) for month in (1, 4, 7, 10))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], []),
        ([JAN], []),
        ([JAN, APR], []),
        ([JAN, APR, JUL], [JUL]),
        ([JUL, JAN, APR], [JUL]),
        ([JAN, APR, JUL, OCT], [JUL, OCT]),
        ([JAN, APR, date(2027, 1, 4)], [date(2027, 1, 4)]),
        ([JAN, APR, date(2027, 1, 5)], []),
        ([JAN, APR, date(2027, 1, 5), date(2027, 4, 4)], [date(2027, 4, 4)]),
        ([date(2024, 2, 29), date(2024, 6, 3), date(2025, 2, 28)], []),
        ([date(2024, 2, 29), date(2024, 6, 3), date(2025, 2, 27)], [date(2025, 2, 27)]),
    ],
)
def test_every_report_that_is_at_least_the_third_within_a_year(days: list[date], expected: list[date]) -> None:
    assert signals(days) == tuple(expected)
