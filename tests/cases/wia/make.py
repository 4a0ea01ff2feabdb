"""Short ways to write an example down."""

from datetime import date
from decimal import Decimal
from typing import Any

from cases.wia.calculate import calculate
from cases.wia.figures import Figures, figures_on
from cases.wia.outcome import Outcome
from cases.wia.person import Person
from cases.wia.rounding import two_decimals
from cases.wia.scenarios import Scenario

JULY_2026 = figures_on(date(2026, 7, 1))
MONEY = {"reference_wage", "contract_hours", "worked_share", "ww_months", "ao_pct", "rvc_month", "earned_month"}
OF_SCENARIO = {"ao_pct", "rvc_month", "earned_month", "durable", "label"}


def outcome(reference_wage: str, figures: Figures = JULY_2026, **given: Any) -> Outcome:
    """Calculate for a wage including holiday allowance; amounts are written as text."""
    values = {name: Decimal(value) if name in MONEY else value for name, value in given.items()}
    scenario = {name: value for name, value in values.items() if name in OF_SCENARIO}
    person = {name: value for name, value in values.items() if name not in OF_SCENARIO}
    return calculate(Person(Decimal(reference_wage), **person), Scenario(**scenario), figures)


def cents(amount: Decimal) -> str:
    """Return an amount as it would be shown."""
    return str(two_decimals(amount))
