"""A figure that changes with the law or an agreement, each value with its dates.

A new figure is a new row and the old row gets an end; a row that was in force is never edited.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """One value with the first sick days it holds for: `in_force_from` inclusive, `in_force_until` exclusive."""

    value: T
    basis: str
    in_force_from: date = date.min
    in_force_until: date = date.max


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """A figure through time."""

    key: str
    meaning: str
    rows: tuple[Dated[T], ...]

    def value_on(self, first_sick_day: date) -> T:
        """Return the value for a file with this first sick day; LookupError when no row covers the day."""
        found = self.row_on(first_sick_day)
        if found is None:
            raise LookupError(f"{self.key} has no value on {first_sick_day}")
        return found.value

    def row_on(self, day: date) -> Dated[T] | None:
        """Return the row that covers a day; None when there is none."""
        return next((row for row in self.rows if row.in_force_from <= day < row.in_force_until), None)


def constant(key: str, meaning: str, value: T, basis: str) -> Parameter[T]:
    """Return a figure that has had one value so far; `basis` is the article or the agreement behind it."""
    return Parameter(key, meaning, (Dated(value, basis),))
