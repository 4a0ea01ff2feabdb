"""The calculation: which benefit somebody gets in a scenario, and how much."""

from decimal import Decimal

from cases.wia.benefits import (
    follow_up_benefit,
    iva_benefit,
    supplement_on_capacity,
    supplement_on_earnings,
    wage_related_benefit,
    with_holiday_allowance,
)
from cases.wia.capacity import Capacity
from cases.wia.duration import lgu_duration
from cases.wia.figures import Figures
from cases.wia.outcome import Benefit, Lasting, Outcome, WageRelated
from cases.wia.parameters import Key
from cases.wia.person import Person
from cases.wia.rounding import ZERO
from cases.wia.scenarios import Scenario
from cases.wia.sick_pay import sick_pay
from cases.wia.wage import DailyWage, daily_wage


def calculate(person: Person, scenario: Scenario, figures: Figures) -> Outcome:
    """Return the income during sickness and in the WIA for one scenario.

    The parameters are those of the day of calculation, not of the day on which the WIA would begin; nothing is indexed.
    """
    wage = daily_wage(person.reference_wage, figures, uncapped=person.uncapped)
    capacity = scenario.capacity(person.reference_wage)
    after = _lasting(wage, capacity, scenario, figures)
    return Outcome(
        person=person,
        scenario=scenario,
        figures=figures,
        wage=wage,
        sick_pay=sick_pay(
            person.reference_wage,
            figures,
            contract_hours=person.contract_hours,
            scheme=person.scheme,
            worked_share=person.worked_share,
            uncapped=person.uncapped,
        ),
        capacity=capacity,
        lgu=_wage_related(person, scenario, wage, after.kind, figures),
        after=after,
        income_requirement=capacity.requirement(figures) if _must_earn(capacity, after.kind, figures) else ZERO,
        wga_gap=_gap(wage, capacity, after, figures),
    )


def _lasting(wage: DailyWage, capacity: Capacity, scenario: Scenario, figures: Figures) -> Lasting:
    earned = scenario.earned_month
    if capacity.ao_pct < figures[Key.WIA_THRESHOLD_PCT]:
        return Lasting(Benefit.NONE, ZERO, ZERO)
    if capacity.ao_pct >= figures[Key.FULL_INCAPACITY_PCT]:
        if scenario.durable:
            return _including(Benefit.IVA, iva_benefit(wage, earned, figures))
        return _including(Benefit.LAU, supplement_on_earnings(wage, earned, figures))
    if capacity.uses_all(earned):
        return _including(Benefit.LAU, supplement_on_earnings(wage, earned, figures))
    if capacity.meets_requirement(earned, figures):
        return _including(Benefit.LAU, supplement_on_capacity(wage, capacity, figures))
    follow_up = follow_up_benefit(wage, capacity.ao_pct, figures)
    return Lasting(Benefit.VVU, follow_up, with_holiday_allowance(follow_up, figures))


def _including(kind: Benefit, amount: Decimal) -> Lasting:
    return Lasting(kind, amount, amount)


def _wage_related(
    person: Person, scenario: Scenario, wage: DailyWage, kind: Benefit, figures: Figures
) -> WageRelated | None:
    """Only in the WGA, and only for who worked in 26 of 36 weeks (WIA art. 58)."""
    if kind in (Benefit.NONE, Benefit.IVA) or not person.weeks_26_of_36:
        return None
    before, since = person.years_before_2016 or 0, person.years_from_2016 or 0
    return WageRelated(
        duration=lgu_duration(before, since, person.ww_months, figures),
        first_two_months=wage_related_benefit(wage, scenario.earned_month, figures[Key.LGU_FIRST_PCT]),
        later=wage_related_benefit(wage, scenario.earned_month, figures[Key.LGU_LATER_PCT]),
    )


def _must_earn(capacity: Capacity, kind: Benefit, figures: Figures) -> bool:
    return kind is not Benefit.NONE and capacity.ao_pct < figures[Key.FULL_INCAPACITY_PCT]


def _gap(wage: DailyWage, capacity: Capacity, after: Lasting, figures: Figures) -> Decimal:
    """Both sides with holiday allowance: the daily wage includes it, the follow-up benefit gets it on top."""
    if after.kind is not Benefit.VVU:
        return ZERO
    return max(ZERO, supplement_on_capacity(wage, capacity, figures) - after.amount_incl_holiday)
