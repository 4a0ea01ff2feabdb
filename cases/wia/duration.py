"""How long the wage-related benefit lasts (WIA art. 59)."""

from dataclasses import dataclass
from decimal import Decimal

from cases.wia.figures import Figures
from cases.wia.parameters import Key


@dataclass(frozen=True, slots=True)
class Duration:
    """The months of a wage-related benefit, and what they are made of."""

    full: Decimal
    """Months of years that count whole: the first ten of working life, and all before 2016."""
    reduced: Decimal
    """Months of the other years, which count for half."""
    ww_months: Decimal
    months: Decimal
    """After taking off the WW, and within 3 to 24."""


def lgu_duration(before_2016: int, from_2016: int, ww_months: Decimal, figures: Figures) -> Duration:
    """Return the duration for calendar years of work, the oldest first, and months of WW used before the sickness.

    The WW comes off first; the minimum and the maximum are applied after that.
    """
    first_ten = int(figures[Key.LGU_FULL_YEARS])
    recent_in_ten = min(from_2016, max(0, first_ten - before_2016))
    full = Decimal(before_2016 + recent_in_ten)
    reduced = figures[Key.LGU_LATER_YEAR_MONTHS] * (from_2016 - recent_in_ten)
    months = max(figures[Key.LGU_MIN_MONTHS], full + reduced - ww_months)
    return Duration(full, reduced, ww_months, min(figures[Key.LGU_MAX_MONTHS], months))
