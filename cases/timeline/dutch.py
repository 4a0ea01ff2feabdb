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


def format_hours(hours: Decimal) -> str:
    """Write hours as a person would: "7,5 uur", "24 uur"."""
    return f"{hours.normalize():f}".replace(".", ",") + " uur"
