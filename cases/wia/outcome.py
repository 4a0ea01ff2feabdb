"""What comes out of a calculation, with everything that went in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cases.wia.capacity import Capacity
from cases.wia.duration import Duration
from cases.wia.figures import Figures
from cases.wia.person import Person
from cases.wia.scenarios import Scenario
from cases.wia.sick_pay import SickPay
from cases.wia.wage import DailyWage


class Benefit(StrEnum):
    """The benefit that lasts until state pension age, as long as nothing changes."""

    IVA = "IVA"
    LAU = "LAU"
    VVU = "VVU"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WageRelated:
    """The wage-related benefit (LGU): amounts per month in the first two months and from the third."""

    duration: Duration
    first_two_months: Decimal
    later: Decimal


@dataclass(frozen=True, slots=True)
class Lasting:
    """The benefit after the wage-related one, or at once where there is none.

    `amount_incl_holiday` differs from `amount` only for a VVU: the others include the holiday allowance already.
    """

    kind: Benefit
    amount: Decimal
    amount_incl_holiday: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """One person, one scenario, one parameter set, and the income that follows. Amounts are not rounded."""

    person: Person
    scenario: Scenario
    figures: Figures
    wage: DailyWage
    sick_pay: SickPay
    capacity: Capacity
    lgu: WageRelated | None
    after: Lasting
    income_requirement: Decimal
    """What must be earned per month for a LAU; 0 where nothing must."""
    wga_gap: Decimal
    """What a VVU is lower than the LAU would be for the same capacity, both with holiday allowance; otherwise 0."""

    @property
    def total_lgu(self) -> Decimal:
        """Income during the wage-related benefit from its third month; where there is none, the income after it."""
        return self.total_after if self.lgu is None else self.scenario.earned_month + self.lgu.later

    @property
    def total_after(self) -> Decimal:
        """Income after the wage-related benefit."""
        return self.scenario.earned_month + self.after.amount_incl_holiday
