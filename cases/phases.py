"""The stretches of a file as people speak of them, in weeks of sickness."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LONG_WEEKS = 13
"""After this many weeks of sickness, 91 counted days, a file belongs to the group of long absence."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Weeks of sickness `first` up to and including `last`; without `last` until the end.

    A week of sickness is seven counted days: days of recovery or maternity leave inside the file are no part of it.
    """

    label: str
    first: int
    last: int | None = None

    def holds(self, week: int) -> bool:
        """Whether a week of sickness lies in this stretch."""
        return self.first <= week and (self.last is None or week <= self.last)


STRETCHES: Mapping[str, Stretch] = MappingProxyType(
    {
        "1-6": Stretch("Week 1 tot en met 6", 0, 6),  # week 0: reported during maternity leave, no day counts yet
        "7-13": Stretch("Week 7 tot en met 13", 7, 13),
        "14-42": Stretch("Week 14 tot en met 42", 14, 42),
        "43-52": Stretch("Week 43 tot en met 52", 43, 52),
        "53-87": Stretch("Jaar 2: week 53 tot en met 87", 53, 87),
        "88": Stretch("Week 88 en later", 88),
    }
)
"""By what stands in an address."""
