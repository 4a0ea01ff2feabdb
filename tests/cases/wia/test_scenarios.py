"""The usual scenarios, own ones, and what a person can be."""

from datetime import date
from decimal import Decimal

import pytest

from cases.wia.calculate import calculate
from cases.wia.outcome import Benefit
from cases.wia.person import Person
from cases.wia.scenarios import Scenario, default_scenarios
from tests.cases.wia.make import JULY_2026, cents

WAGE = Decimal("4320.00")


def test_the_usual_scenarios_show_every_benefit() -> None:
    found = [calculate(Person(WAGE), scenario, JULY_2026) for scenario in default_scenarios(WAGE)]
    shown = [(str(one.capacity.ao_pct), one.after.kind, cents(one.total_after)) for one in found]
    assert shown == [
        ("25.00", Benefit.NONE, "3240.00"),
        ("50.00", Benefit.LAU, "3672.00"),
        ("50.00", Benefit.LAU, "2592.00"),
        ("50.00", Benefit.VVU, "883.39"),
        ("100.00", Benefit.LAU, "3024.00"),
        ("100.00", Benefit.IVA, "3240.00"),
    ]


def test_half_of_the_capacity_meets_the_requirement_for_every_wage() -> None:
    for wage in ("0.01", "1000.01", "3333.33", "2999.99", "12345.67"):
        half = default_scenarios(Decimal(wage))[2]
        assert calculate(Person(Decimal(wage)), half, JULY_2026).after.kind is Benefit.LAU


def test_a_scenario_has_a_title() -> None:
    assert default_scenarios(WAGE)[3].title == "Voor de helft arbeidsongeschikt, u werkt niet"
    assert Scenario(ao_pct=Decimal("62.50")).title == "62,5% arbeidsongeschikt, inkomen € 0,00"
    own = Scenario(rvc_month=Decimal(1250), earned_month=Decimal(700), durable=True)
    assert own.title == "U kunt nog € 1.250,00 verdienen, duurzaam, inkomen € 700,00"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({}, "niet allebei"),
        ({"ao_pct": Decimal(50), "rvc_month": Decimal(500)}, "niet allebei"),
        ({"ao_pct": Decimal("100.01")}, "0 tot en met 100"),
        ({"ao_pct": Decimal("-0.01")}, "0 tot en met 100"),
        ({"ao_pct": Decimal("NaN")}, "0 tot en met 100"),
        ({"rvc_month": Decimal(-1)}, "niet lager zijn dan 0"),
        ({"ao_pct": Decimal(50), "earned_month": Decimal(-1)}, "niet lager zijn dan 0"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused(given: dict[str, Decimal], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Scenario(**given)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"reference_wage": Decimal(0)}, "hoger zijn dan 0"),
        ({"reference_wage": Decimal(-1)}, "niet lager zijn dan 0"),
        ({"reference_wage": Decimal("Infinity")}, "niet lager zijn dan 0"),
        ({"contract_hours": Decimal(0)}, "uren per week"),
        ({"contract_hours": Decimal(169)}, "uren per week"),
        ({"worked_share": Decimal("1.01")}, "hele werktijd"),
        ({"ww_months": Decimal(-1)}, "niet lager zijn dan 0"),
        ({"years_before_2016": -1}, "niet lager zijn dan 0"),
        ({"years_from_2016": -1}, "niet lager zijn dan 0"),
    ],
)
def test_a_person_that_cannot_be_is_refused(given: dict[str, Decimal], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Person(**{"reference_wage": WAGE, **given})


def test_dates_do_not_change_an_amount() -> None:
    plain = Person(WAGE)
    dated = Person(WAGE, wia_start=date(2028, 1, 1), pension_on=date(2028, 6, 1))
    scenario = Scenario(ao_pct=Decimal(50))
    one, other = calculate(plain, scenario, JULY_2026), calculate(dated, scenario, JULY_2026)
    assert (one.sick_pay, one.lgu, one.after) == (other.sick_pay, other.lgu, other.after)
