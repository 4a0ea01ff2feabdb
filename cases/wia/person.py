"""What is known of somebody, apart from how the future turns out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.wia.rounding import ZERO
from cases.wia.scheme import Scheme

HOURS_IN_A_WEEK = 168


@dataclass(frozen=True, slots=True)
class Person:
    """The wage, the hours, the work before and the dates of one employee.

    `reference_wage` is per month including holiday allowance, see `wage.reference_wage`. `None` means not known; the
    calculation then says what it leaves out. `uncapped` leaves out the maximum daily wage everywhere.
    """

    reference_wage: Decimal
    contract_hours: Decimal | None = None
    scheme: Scheme | None = None
    worked_share: Decimal = ZERO
    years_before_2016: int | None = None
    """Calendar years with at least 208 paid hours, up to and including 2015."""
    years_from_2016: int | None = None
    """The same from 2016, without the year in which the WIA begins."""
    ww_months: Decimal = ZERO
    """Months of unemployment benefit used before the sickness."""
    weeks_26_of_36: bool = True
    """Whether somebody worked in at least 26 of the 36 weeks before the sickness."""
    wia_start: date | None = None
    pension_on: date | None = None
    """The first day of state pension age."""
    uncapped: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be computed with, in Dutch."""
        amounts = (self.reference_wage, self.contract_hours or ZERO, self.worked_share, self.ww_months)
        years = (self.years_before_2016 or 0, self.years_from_2016 or 0)
        if not all(amount.is_finite() and amount >= 0 for amount in amounts) or min(years) < 0:
            raise ValueError("Een bedrag of aantal kan niet lager zijn dan 0")
        if not self.reference_wage:
            raise ValueError("Het loon moet hoger zijn dan 0")
        if self.contract_hours is not None and not 0 < self.contract_hours <= HOURS_IN_A_WEEK:
            raise ValueError("Het aantal uren per week moet hoger zijn dan 0 en hoogstens 168")
        if self.worked_share > 1:
            raise ValueError("Er kan niet meer dan de hele werktijd gewerkt zijn")

    @property
    def history_known(self) -> bool:
        """Whether the years of work were given; without them the shortest duration is shown."""
        return self.years_before_2016 is not None or self.years_from_2016 is not None
