"""The day of state pension age, from the dated table of ages."""

from datetime import date

import pytest

from cases.timeline.pension import pension_day


@pytest.mark.parametrize(
    ("born_on", "day"),
    [
        (date(1954, 8, 31), date(2020, 12, 31)),
        (date(1955, 9, 30), date(2022, 4, 30)),
        (date(1956, 5, 31), date(2022, 12, 31)),
        (date(1956, 6, 1), date(2023, 4, 1)),
        (date(1957, 2, 28), date(2023, 12, 28)),
        (date(1957, 3, 1), date(2024, 3, 1)),
        (date(1960, 12, 31), date(2027, 12, 31)),
        (date(1961, 1, 1), date(2028, 4, 1)),
        (date(1961, 2, 28), date(2028, 5, 28)),
        (date(1998, 7, 4), date(2065, 10, 4)),
    ],
)
def test_age_follows_the_table(born_on: date, day: date) -> None:
    assert pension_day(born_on) == day


def test_before_the_table_begins_there_is_no_answer() -> None:
    assert pension_day(date(1950, 1, 1)) is None
