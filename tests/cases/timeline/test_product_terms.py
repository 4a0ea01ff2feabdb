"""Last days that follow from a figure."""

from collections.abc import Callable
from datetime import date

import pytest

from cases.timeline.product_terms import latest_coaching_until, latest_work_start


@pytest.mark.parametrize("latest", [latest_work_start, latest_coaching_until])
def test_half_a_year_is_26_weeks_the_last_day_included(latest: Callable[[date], date]) -> None:
    assert latest(date(2026, 1, 20)) == date(2026, 7, 21)
