"""Calculations of income, made the way people make them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from accounts.actor import Actor
from cases import operations
from cases.models import AbsenceCase, WageRequest, WiaCalculation
from cases.wia.inputs import Inputs
from cases.wia.scenarios import Scenario

ORDINARY = Inputs(gross_month_wage=Decimal(4000), contract_hours=Decimal(36))  # T14 of the specification
FIGURES = {
    "gross_month_wage": Decimal("3950.00"),
    "holiday_pct": Decimal(8),
    "extra_year_wage": Decimal(1200),
    "contract_hours": Decimal(36),
}


def calculate(
    actor: Actor,
    case: AbsenceCase,
    on: date = date(2026, 7, 1),
    *,
    inputs: Inputs = ORDINARY,
    own: Sequence[Scenario] = (),
) -> WiaCalculation:
    """The employee computes; day 178 of the ordinary file unless said otherwise."""
    return operations.calculate_income(actor=actor, case=case, inputs=inputs, own=own, today=on)


def ask_wage(actor: Actor, case: AbsenceCase, on: date = date(2026, 7, 1)) -> WageRequest:
    """The employee asks the employer for the wage."""
    return operations.ask_wage(actor=actor, case=case, today=on)
