"""What the employer pays by contract or collective agreement, such as 100/70 or 100/90/80/70."""

from dataclasses import dataclass
from decimal import Decimal

from cases.wia.rounding import HUNDRED

WEEKS = 104
PARTS = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Percentages of the full wage: each step is (first week, percentage) and lasts until the next one."""

    steps: tuple[tuple[int, Decimal], ...]

    def __post_init__(self) -> None:
        """Refuse a scheme that leaves weeks out, goes back in time or pays more than the wage."""
        weeks = [week for week, _ in self.steps]
        if weeks[:1] != [1] or weeks != sorted(set(weeks)) or weeks[-1] > WEEKS:
            raise ValueError("De eerste stap begint in week 1 en elke volgende later, uiterlijk in week 104")
        if not all(pct.is_finite() and 0 <= pct <= HUNDRED for _, pct in self.steps):
            raise ValueError("Elk deel is een percentage van 0 tot en met 100")

    def pct(self, week: int) -> Decimal:
        """Return the percentage in a week of sickness, counted from 1."""
        return next(pct for first, pct in reversed(self.steps) if first <= week)

    def __str__(self) -> str:
        """Write it as people do: "100/70"."""
        return "/".join(f"{pct.normalize():f}" for _, pct in self.steps)


def scheme_of(parts: tuple[Decimal, ...]) -> Scheme:
    """Return the scheme for percentages over equal parts of 104 weeks: two for years, four for half years.

    ValueError, in Dutch, for another number of parts.
    """
    if len(parts) not in PARTS:
        raise ValueError("Geef één percentage, twee (per jaar) of vier (per half jaar)")
    length = WEEKS // len(parts)
    return Scheme(tuple((1 + number * length, pct) for number, pct in enumerate(parts)))
