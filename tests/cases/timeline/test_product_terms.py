"""Last days that follow from a figure."""

from collections.abc import Callable
from datetime import date

import pytest

from cases.timeline.product_terms import (
    expert_call_until,
    latest_coaching_until,
    latest_expert_call_until,
    latest_guidance_review,
    latest_work_start,
)

HALF_A_YEAR = [latest_work_start, latest_coaching_until, latest_expert_call_until, latest_guidance_review]


@pytest.mark.parametrize("latest", HALF_A_YEAR)
def test_half_a_year_is_26_weeks_the_last_day_included(latest: Callable[[date], date]) -> None:
    assert latest(date(2026, 1, 20)) == date(2026, 7, 21)


def test_an_expert_is_called_for_six_weeks_unless_somebody_says_otherwise() -> None:
    assert expert_call_until(date(2026, 1, 20)) == date(2026, 3, 3)
