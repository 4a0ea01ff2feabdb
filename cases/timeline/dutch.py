"""Dates and numbers as Dutch words."""

from datetime import date
from decimal import Decimal

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def format_date(d: date) -> str:
    """Write a date as a person would: "6 mei 2026"."""
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def count_days(n: int) -> str:
    """Write a number of days: "1 dag", "21 dagen"."""
    return "1 dag" if n == 1 else f"{n} dagen"


def count_weeks(days: int) -> str:
    """Write a number of days in weeks, and the days left over: "10 weken en 1 dag", "6 weken", "3 dagen"."""
    weeks, left = divmod(days, 7)
    whole = "1 week" if weeks == 1 else f"{weeks} weken"
    return " en ".join([whole] * bool(weeks) + [count_days(left)] * bool(left or not weeks))


def format_hours(hours: Decimal) -> str:
    """Write hours as a person would: "7,5 uur", "24 uur"."""
    return f"{hours.normalize():f}".replace(".", ",") + " uur"
