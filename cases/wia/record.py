"""A calculation as plain data: what went in, the parameter set and what came out, so that it can be kept for good.

Amounts are text with two decimals, per month including holiday allowance unless the name says otherwise.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cases.wia.cautions import ASSUMPTIONS, INDICATION, cautions, more_work_pays
from cases.wia.explain import explain
from cases.wia.figures import Figures
from cases.wia.inputs import Inputs
from cases.wia.outcome import Outcome
from cases.wia.person import Person
from cases.wia.phases import Phase, phases
from cases.wia.rounding import plain, two_decimals
from cases.wia.scenarios import Scenario

FORMAT = 1
"""Which keys a record has; a record of another format is shown by the code of that day."""
Record = dict[str, Any]


def amounts(outcome: Outcome) -> Record:
    """Return the amounts of one scenario for programs."""
    wage, after = outcome.wage, outcome.after
    return {
        "daily_wage": money(wage.amount),
        "month_wage": money(wage.month_wage),
        "factor": plain(wage.factor),
        "ao_pct": money(outcome.capacity.ao_pct),
        "year_1": money(outcome.sick_pay.year_1),
        "year_2": money(outcome.sick_pay.year_2),
        "lgu": _lgu(outcome),
        "after_lgu": {
            "kind": after.kind.value,
            "amount": money(after.amount),
            "amount_incl_holiday": money(after.amount_incl_holiday),
        },
        "total_lgu": money(outcome.total_lgu),
        "total_after": money(outcome.total_after),
        "income_requirement": money(outcome.income_requirement),
        "gap": money(outcome.wga_gap),
    }


def kept(inputs: Inputs, outcomes: Sequence[Outcome]) -> Record:
    """Return one person's scenarios, computed on one day, with everything that a page needs to show them again.

    The sentences are kept as well: what was said to somebody does not change with a later release.
    """
    first = outcomes[0]
    return {
        "format": FORMAT,
        "inputs": inputs.record() | _days(first.person),
        "figures": _figures(first.figures),
        "scenarios": [_scenario(outcome) for outcome in outcomes],
        "assumptions": list(ASSUMPTIONS),
        "indication": INDICATION,
    }


def money(amount: Decimal) -> str:
    """Write an amount in cents for programs: "817.95"."""
    return f"{two_decimals(amount):f}"


def _lgu(outcome: Outcome) -> dict[str, str] | None:
    if outcome.lgu is None:
        return None
    return {
        "months": plain(outcome.lgu.duration.months),
        "first_two_months": money(outcome.lgu.first_two_months),
        "later": money(outcome.lgu.later),
    }


def _days(person: Person) -> Record:
    days = {"wia_start": person.wia_start, "pension_on": person.pension_on}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _figures(figures: Figures) -> Record:
    return {"on": figures.on.isoformat(), "since": figures.since.isoformat(), "rows": figures.record()}


def _scenario(outcome: Outcome) -> Record:
    return {
        "title": outcome.scenario.title,
        "given": _given(outcome.scenario),
        "amounts": amounts(outcome),
        "phases": [_phase(phase) for phase in phases(outcome)],
        "more_work_pays": more_work_pays(outcome),
        "cautions": [caution._asdict() for caution in cautions(outcome)],
        "steps": [{"part": step.part.value, "text": step.text} for step in explain(outcome)],
    }


def _given(scenario: Scenario) -> Record:
    return {
        "ao_pct": None if scenario.ao_pct is None else plain(scenario.ao_pct),
        "rvc_month": None if scenario.rvc_month is None else money(scenario.rvc_month),
        "earned_month": money(scenario.earned_month),
        "durable": scenario.durable,
        "label": scenario.label,
    }


def _phase(phase: Phase) -> Record:
    return {
        "stage": phase.stage.value,
        "label": phase.label,
        "months": None if phase.months is None else plain(phase.months),
        "earned": money(phase.earned),
        "paid": money(phase.paid),
        "total": money(phase.total),
    }
