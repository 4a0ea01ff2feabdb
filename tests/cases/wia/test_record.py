"""What is kept of a calculation, and that it can be made again from what was kept."""

import json
from datetime import date
from decimal import Decimal

from cases.wia.calculate import calculate
from cases.wia.figures import Figures, figures_on
from cases.wia.inputs import Inputs
from cases.wia.parameters import Key, Row, Tag
from cases.wia.record import Record, amounts, kept
from cases.wia.scenarios import Scenario, default_scenarios
from cases.wia.scheme import scheme_of

ON = date(2026, 7, 1)
INPUTS = Inputs(
    gross_month_wage=Decimal("7407.41"),
    extra_year_wage=Decimal(1000),
    contract_hours=Decimal(36),
    worked_hours=Decimal(10),
    scheme=scheme_of((Decimal(100), Decimal(70))),
    years_before_2016=12,
    years_from_2016=9,
    ww_months=Decimal(2),
)


def record() -> Record:
    person = INPUTS.person(wia_start=date(2028, 1, 3), pension_on=date(2040, 5, 1))
    scenarios = (
        *default_scenarios(person.reference_wage),
        Scenario(rvc_month=Decimal(4000), earned_month=Decimal(3000)),
    )
    figures = figures_on(ON)
    made: Record = json.loads(json.dumps(kept(INPUTS, [calculate(person, one, figures) for one in scenarios])))
    return made


def test_everything_can_be_computed_again_from_what_was_kept() -> None:
    made = record()
    given = made["inputs"]
    optional = {name: Decimal(given[name]) for name in ("holiday_pct", "extra_year_wage", "worked_hours", "ww_months")}
    inputs = Inputs(
        gross_month_wage=Decimal(given["gross_month_wage"]),
        contract_hours=Decimal(given["contract_hours"]),
        scheme=scheme_of(tuple(map(Decimal, given["scheme"].split("/")))),
        years_before_2016=given["years_before_2016"],
        years_from_2016=given["years_from_2016"],
        weeks_26_of_36=given["weeks_26_of_36"],
        **optional,
    )
    days = {name: date.fromisoformat(given[name]) for name in ("wia_start", "pension_on")}
    person, figures = inputs.person(**days), figures_of(made)
    for one in made["scenarios"]:
        assert amounts(calculate(person, scenario_of(one["given"]), figures)) == one["amounts"], one["title"]


def figures_of(made: Record) -> Figures:
    rows = {
        Key(key): Row(Decimal(row["value"]), row["source"], Tag(row["tag"]), date.fromisoformat(row["from"]))
        for key, row in made["figures"]["rows"].items()
    }
    return Figures(date.fromisoformat(made["figures"]["on"]), rows)


def scenario_of(given: Record) -> Scenario:
    numbers = {name: None if given[name] is None else Decimal(given[name]) for name in ("ao_pct", "rvc_month")}
    return Scenario(
        **numbers, earned_month=Decimal(given["earned_month"]), durable=given["durable"], label=given["label"]
    )


def test_periods_are_those_of_the_amounts() -> None:
    for one in record()["scenarios"]:
        stages = {phase["stage"]: phase for phase in one["phases"]}
        assert stages["after"]["total"] == one["amounts"]["total_after"]
        assert stages["year_1"]["total"] == one["amounts"]["year_1"]
        assert ("lgu_first" in stages) == (one["amounts"]["lgu"] is not None)


def test_no_number_is_a_float() -> None:
    assert "." not in "".join(str(value) for value in _numbers(record()))


def _numbers(value: object) -> list[object]:
    if isinstance(value, dict):
        return [number for inner in value.values() for number in _numbers(inner)]
    if isinstance(value, list):
        return [number for inner in value for number in _numbers(inner)]
    return [value] if isinstance(value, (int, float)) else []
