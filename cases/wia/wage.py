"""The wage of the reference year, and the daily wage that the benefits are based on (Dagloonbesluit)."""

from dataclasses import dataclass
from decimal import Decimal

from cases.wia.figures import TWELVE, Figures
from cases.wia.parameters import Key
from cases.wia.rounding import HUNDRED

HOLIDAY_PCT = Decimal(8)


def reference_wage(
    gross_month_wage: Decimal, holiday_pct: Decimal = HOLIDAY_PCT, extra_year_wage: Decimal = Decimal(0)
) -> Decimal:
    """Return the wage per month including holiday allowance and a twelfth of what is paid once a year.

    `gross_month_wage` is without holiday allowance; `extra_year_wage` is for example a thirteenth month, per year.
    """
    return gross_month_wage * (HUNDRED + holiday_pct) / HUNDRED + extra_year_wage / TWELVE


def reference_wage_of_year(year_wage: Decimal) -> Decimal:
    """Return the same from the social-insurance wage of the reference year, which includes everything."""
    return year_wage / TWELVE


@dataclass(frozen=True, slots=True)
class DailyWage:
    """The daily wage before and after its maximum, and what that does to other amounts.

    `reference_wage` is the wage per month including holiday allowance, without a maximum (maatmanloon).
    """

    reference_wage: Decimal
    uncapped_amount: Decimal
    amount: Decimal
    month_wage: Decimal
    """The daily wage as an amount per month: 21.75 days (WIA-maandloon)."""

    @property
    def capped(self) -> bool:
        """Whether the wage is above the maximum."""
        return self.month_wage < self.reference_wage

    @property
    def factor(self) -> Decimal:
        """The part of the wage that counts, by which income is scaled as well; 1 below the maximum (WIA art. 61)."""
        return self.scaled(Decimal(1))

    def scaled(self, income: Decimal) -> Decimal:
        """Return the part of an income that counts. Multiplies before it divides: no cent is lost on the way."""
        return income * self.month_wage / self.reference_wage if self.capped else income

    @property
    def excess(self) -> Decimal:
        """The wage per month above the maximum, on which no benefit is based."""
        return self.reference_wage - self.month_wage


def daily_wage(reference_wage: Decimal, figures: Figures, *, uncapped: bool = False) -> DailyWage:
    """Return the daily wage for a wage per month including holiday allowance: a year's wage over 261 days.

    Below the maximum the month wage is the wage itself, exactly. `uncapped` leaves the maximum out.
    """
    per_day = reference_wage * TWELVE / figures[Key.DAYS_PER_YEAR]
    if uncapped or reference_wage <= figures.max_month_wage:
        return DailyWage(reference_wage, per_day, per_day, reference_wage)
    return DailyWage(reference_wage, per_day, figures[Key.MAX_DAILY_WAGE], figures.max_month_wage)
