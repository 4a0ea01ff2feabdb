"""What somebody can still earn, and how far that is from the old wage (WIA art. 5 and 6)."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from cases.wia.figures import Figures
from cases.wia.parameters import Key
from cases.wia.rounding import HUNDRED, HUNDREDTH, ZERO, share, two_decimals


@dataclass(frozen=True, slots=True)
class Capacity:
    """The percentage, rounded to two decimals before it is used, and the earning capacity per month (rvc)."""

    ao_pct: Decimal
    rvc: Decimal

    def requirement(self, figures: Figures) -> Decimal:
        """Return what must be earned for a wage supplement: half of the capacity, rounded up to a whole cent."""
        least = share(figures[Key.INCOME_REQUIREMENT_PCT], two_decimals(self.rvc))
        return least.quantize(HUNDREDTH, ROUND_CEILING)

    def meets_requirement(self, earned: Decimal, figures: Figures) -> bool:
        """Tell whether an income is at least half of the capacity.

        Both are rounded to cents and nothing is divided, so exactly half counts. Who can earn nothing meets it with
        any income.
        """
        income, rvc = two_decimals(earned), two_decimals(self.rvc)
        return HUNDRED * income >= figures[Key.INCOME_REQUIREMENT_PCT] * rvc and bool(income or rvc)

    def uses_all(self, earned: Decimal) -> bool:
        """Tell whether an income is at least the whole capacity, in cents."""
        income, rvc = two_decimals(earned), two_decimals(self.rvc)
        return income >= rvc and bool(income or rvc)


def capacity_of_pct(ao_pct: Decimal, reference_wage: Decimal) -> Capacity:
    """Return the capacity for a percentage of incapacity: the rest of the old wage."""
    rounded = two_decimals(ao_pct)
    return Capacity(rounded, share(HUNDRED - rounded, reference_wage))


def capacity_of_rvc(rvc: Decimal, reference_wage: Decimal) -> Capacity:
    """Return the percentage for an earning capacity; 0 when somebody can earn the old wage or more.

    Compared with the wage without a maximum.
    """
    lost = max(ZERO, reference_wage - rvc)
    return Capacity(two_decimals(HUNDRED * lost / reference_wage), rvc)
