"""The field of every date."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.forms.report import DayField


@pytest.mark.parametrize(
    ("typed", "day"), [("2026-01-05", date(2026, 1, 5)), ("5-1-1900", date(1900, 1, 5)), ("", None)]
)
def test_day_is_read_both_ways(typed: str, day: date | None) -> None:
    assert DayField(missing="", required=False).clean(typed) == day


@pytest.mark.parametrize("typed", ["31-12-9999", "9999-12-31", "1-1-0001", "31-12-1899", "1-1-2200"])
def test_year_that_nobody_means_is_refused(typed: str) -> None:
    """The four weeks after the last day of the calendar cannot be computed."""
    with pytest.raises(ValidationError, match="Vul een jaar in van 1900 tot en met 2199"):
        DayField(missing="").clean(typed)
