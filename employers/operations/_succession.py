"""Agreements of an employer that follow each other without a gap or an overlap."""

from datetime import date
from typing import TypeVar

from accounts.rows import ScopedQuerySet
from employers.models import OhsContract, Policy
from employers.operations._checks import day_text, refuse

A = TypeVar("A", OhsContract, Policy)


def make_room(agreements: ScopedQuerySet[A], starts_on: date, what: str) -> None:
    """End what runs on `starts_on` on that day (exclusive), so that a new agreement can begin there.

    Raises ValidationError at `starts_on` when one begins on that day or later: history is not pushed aside.
    """
    later = agreements.filter(starts_on__gte=starts_on).order_by("starts_on").last()
    if later is not None:
        refuse(
            "starts_on",
            f"Op {day_text(later.starts_on)} begint al een {what} van deze werkgever. Kies een dag daarna.",
        )
    running = agreements.exclude(ends_on__lte=starts_on).first()
    if running is not None:
        running.ends_on = starts_on
        running.save(update_fields=["ends_on"])
