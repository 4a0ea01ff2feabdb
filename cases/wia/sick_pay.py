"""Wage during the 104 weeks of sickness (BW art. 7:629)."""

from dataclasses import dataclass
from decimal import Decimal

from cases.wia.figures import TWELVE, Figures
from cases.wia.parameters import Key
from cases.wia.rounding import HUNDRED, share
from cases.wia.scheme import Scheme

WEEKS_PER_YEAR = 52


@dataclass(frozen=True, slots=True)
class SickPay:
    """Wage per month including holiday allowance, as an average over each year of sickness."""

    year_1: Decimal
    year_2: Decimal
    base: Decimal
    """The wage up to the maximum daily wage, of which 70% is statutory."""
    minimum_wage: Decimal | None
    """The minimum wage for the hours of the contract; None when those are not known."""
    floored: bool
    """Whether the minimum wage makes the statutory pay of the first year higher."""


def minimum_wage(contract_hours: Decimal, figures: Figures) -> Decimal:
    """Return the minimum wage per month for so many hours a week, including holiday allowance."""
    hourly = figures[Key.MIN_WAGE_HOUR] * (HUNDRED + figures[Key.MIN_WAGE_HOLIDAY_PCT]) / HUNDRED
    return hourly * contract_hours * WEEKS_PER_YEAR / TWELVE


def sick_pay(
    reference_wage: Decimal,
    figures: Figures,
    *,
    contract_hours: Decimal | None = None,
    scheme: Scheme | None = None,
    worked_share: Decimal = Decimal(0),
    uncapped: bool = False,
) -> SickPay:
    """Return the wage during sickness.

    By law 70% of the wage up to the maximum, in weeks 1-52 at least the minimum wage; the scheme where that is higher.
    `worked_share` is the part of the contract hours that is worked and paid in full, from 0 to 1. Without
    `contract_hours` there is no minimum wage to compare with, and the floor is left out.
    """
    base = reference_wage if uncapped else min(reference_wage, figures.max_month_wage)
    minimum = None if contract_hours is None else minimum_wage(contract_hours, figures)
    later = share(figures[Key.SICK_PAY_PCT], base)
    early = later if minimum is None else max(later, min(reference_wage, minimum))

    def paid(week: int) -> Decimal:
        statutory = early if week <= figures[Key.SICK_PAY_FLOOR_WEEKS] else later
        agreed = Decimal(0) if scheme is None else share(scheme.pct(week), reference_wage)
        return worked_share * reference_wage + (1 - worked_share) * max(statutory, agreed)

    def average(first: int) -> Decimal:
        return sum((paid(week) for week in range(first, first + WEEKS_PER_YEAR)), Decimal(0)) / WEEKS_PER_YEAR

    return SickPay(average(1), average(1 + WEEKS_PER_YEAR), base, minimum, floored=early > later)
