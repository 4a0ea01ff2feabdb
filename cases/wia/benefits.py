"""The benefits of the WIA, each as one formula. Amounts per month, not rounded, never below zero."""

from decimal import Decimal

from cases.wia.capacity import Capacity
from cases.wia.figures import Figures
from cases.wia.parameters import Key
from cases.wia.rounding import HUNDRED, ZERO, share
from cases.wia.wage import DailyWage

CLASSES = (
    (Decimal(65), Key.VVU_PCT_65),
    (Decimal(55), Key.VVU_PCT_55),
    (Decimal(45), Key.VVU_PCT_45),
    (Decimal(35), Key.VVU_PCT_35),
)
"""The incapacity classes of the follow-up benefit, from the highest: first percentage, inclusive, and its rate."""


def wage_related_benefit(wage: DailyWage, earned: Decimal, pct: Decimal) -> Decimal:
    """Return the LGU: a percentage of the daily wage minus what is earned (WIA art. 61)."""
    return max(ZERO, share(pct, wage.month_wage - wage.scaled(earned)))


def iva_benefit(wage: DailyWage, earned: Decimal, figures: Figures) -> Decimal:
    """Return the IVA: 75% of the daily wage, minus 70% of what is earned (WIA art. 51 and 52)."""
    taken_off = share(figures[Key.IVA_SET_OFF_PCT], wage.scaled(earned))
    return max(ZERO, share(figures[Key.IVA_PCT], wage.month_wage) - taken_off)


def supplement_on_earnings(wage: DailyWage, earned: Decimal, figures: Figures) -> Decimal:
    """Return the LAU of somebody who is fully incapacitated or uses the whole capacity: on what is really earned."""
    return max(ZERO, share(figures[Key.LAU_PCT], wage.month_wage - wage.scaled(earned)))


def supplement_on_capacity(wage: DailyWage, capacity: Capacity, figures: Figures) -> Decimal:
    """Return the LAU of somebody who meets the requirement: as if the whole capacity were earned."""
    return supplement_on_earnings(wage, capacity.rvc, figures)


def class_pct(ao_pct: Decimal, figures: Figures) -> Decimal:
    """Return the rate of the follow-up benefit for a percentage from 35 to below 80; ValueError for another."""
    if ao_pct >= figures[Key.FULL_INCAPACITY_PCT]:
        raise ValueError(f"{ao_pct} is full incapacity: it has no follow-up benefit")
    for first, key in CLASSES:
        if ao_pct >= first:
            return figures[key]
    raise ValueError(f"{ao_pct} is below the lowest class")


def follow_up_base(wage: DailyWage, figures: Figures) -> Decimal:
    """Return what the follow-up benefit is a percentage of: the monthly minimum wage, or the old wage if lower."""
    return min(figures[Key.REFERENCE_MONTH_MIN_WAGE], wage.month_wage)


def follow_up_benefit(wage: DailyWage, ao_pct: Decimal, figures: Figures) -> Decimal:
    """Return the VVU without the holiday allowance that comes on top (WIA art. 62)."""
    return share(class_pct(ao_pct, figures), follow_up_base(wage, figures))


def with_holiday_allowance(benefit: Decimal, figures: Figures) -> Decimal:
    """Return a follow-up benefit with its holiday allowance."""
    return benefit * (HUNDRED + figures[Key.VVU_HOLIDAY_PCT]) / HUNDRED
