"""The day of state pension age, from the dated table of ages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_who_is_far_past_state_pension_age_has_reached_it() -> None:
    """Never "no pension": that would mean 104 weeks of sick pay instead of six."""
    assert pension_day(date(1930, 5, 6)) == date(1995, 5, 6)
    assert pension_day(date(1950, 1, 1)) == date(2015, 4, 1)
    assert pension_day(date(1953, 8, 31)) == date(2019, 12, 31)


@given(st.dates(date(1920, 1, 1), date(2020, 1, 1)))
def test_there_is_no_hole_in_the_table(born_on: date) -> None:
    assert pension_day(born_on) > born_on
