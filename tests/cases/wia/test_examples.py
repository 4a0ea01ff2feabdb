"""The worked examples, to the cent. Every number was written out by hand from the description of the calculation."""

from datetime import date
from decimal import Decimal

import pytest

from cases.wia.calculate import calculate
from cases.wia.figures import figures_on
from cases.wia.outcome import Benefit
from cases.wia.person import Person
from cases.wia.scenarios import Scenario
from cases.wia.scheme import scheme_of
from cases.wia.wage import reference_wage, reference_wage_of_year
from tests.cases.wia.make import JULY_2026, cents, outcome

EXCLUDING_HOLIDAY = Decimal("1.08")


def test_1_a_wage_of_1200() -> None:
    idle = outcome("1200", ao_pct="100")
    assert idle.lgu is not None
    assert (cents(idle.lgu.first_two_months), cents(idle.lgu.later)) == ("900.00", "840.00")
    working = outcome("1200", ao_pct="50", earned_month="400")
    assert working.lgu is not None
    assert (cents(working.lgu.later), cents(working.total_lgu)) == ("560.00", "960.00")


def test_2_a_year_wage_of_40_000_and_half_the_capacity() -> None:
    year = Decimal(40_000)
    person = Person(reference_wage_of_year(year))
    scenario = Scenario(ao_pct=Decimal(50), earned_month=Decimal(15_000) / 12)
    found = calculate(person, scenario, JULY_2026)
    assert found.lgu is not None
    assert cents(found.capacity.rvc * 12) == "20000.00"
    assert cents(found.lgu.later * 12) == "17500.00"
    assert (found.after.kind, cents(found.after.amount * 12)) == (Benefit.LAU, "14000.00")


@pytest.mark.parametrize(("earned", "kind"), [("625.00", Benefit.LAU), ("624.99", Benefit.VVU)])
def test_5_the_income_requirement_is_625(earned: str, kind: Benefit) -> None:
    found = outcome("3000", rvc_month="1250", earned_month=earned)
    assert (cents(found.capacity.ao_pct), cents(found.income_requirement)) == ("58.33", "625.00")
    assert found.after.kind is kind


def test_5_the_class_of_58_33_pays_42_per_cent() -> None:
    assert cents(outcome("3000", rvc_month="1250").after.amount) == "981.54"  # 0.42 x 2337.00


def test_7_a_wage_of_6000_below_the_maximum_of_january_2026() -> None:
    found = outcome("6000", figures_on(date(2026, 2, 1)), ao_pct="100")
    assert found.lgu is not None
    assert (cents(found.figures.max_month_wage), found.wage.factor, found.wage.capped) == ("6617.44", 1, False)
    assert cents(found.lgu.later) == "4200.00"


def test_9_a_wage_above_the_maximum() -> None:
    idle = outcome("8000.00", ao_pct="100")
    assert cents(idle.wage.uncapped_amount) == "367.82"
    assert (cents(idle.wage.amount), cents(idle.wage.month_wage)) == ("309.91", "6740.54")
    assert idle.wage.factor == Decimal("0.8425678125")
    assert idle.lgu is not None
    assert (cents(idle.lgu.first_two_months), cents(idle.lgu.later)) == ("5055.41", "4718.38")
    durable = outcome("8000.00", ao_pct="100", durable=True)
    assert (durable.after.kind, cents(durable.after.amount), durable.lgu) == (Benefit.IVA, "5055.41", None)


def test_9_income_is_scaled_as_the_wage_is() -> None:
    found = outcome("8000.00", rvc_month="4000", earned_month="3000")
    assert cents(found.wage.scaled(Decimal(3000))) == "2527.70"
    assert found.lgu is not None
    assert (cents(found.lgu.first_two_months), cents(found.lgu.later)) == ("3159.63", "2948.99")
    assert cents(found.total_lgu) == "5948.99"
    assert (cents(found.capacity.ao_pct), found.after.kind) == ("50.00", Benefit.LAU)
    assert (cents(found.after.amount), cents(found.total_after)) == ("2359.19", "5359.19")


def test_9_too_little_income_gives_a_follow_up_benefit() -> None:
    found = outcome("8000.00", rvc_month="4000", earned_month="1500")
    assert (found.after.kind, cents(found.after.amount)) == (Benefit.VVU, "817.95")
    assert cents(found.after.amount_incl_holiday) == "883.39"  # 817.95 x 1.08
    assert cents(found.total_after) == "2383.39"
    assert cents(found.wga_gap) == "1475.80"  # 0.70 x (6740.5425 - 3370.27125) - 883.386


def test_11_the_minimum_wage_is_a_floor_in_the_first_year() -> None:
    wage = reference_wage(Decimal("1612.00"))
    person = Person(wage, contract_hours=Decimal(24))
    pay = calculate(person, Scenario(ao_pct=Decimal(100)), JULY_2026).sick_pay
    assert pay.minimum_wage is not None
    assert cents(pay.minimum_wage / EXCLUDING_HOLIDAY) == "1558.96"
    assert cents(pay.year_1 / EXCLUDING_HOLIDAY) == "1558.96"
    assert cents(pay.year_2 / EXCLUDING_HOLIDAY) == "1128.40"
    assert (cents(pay.year_1), cents(pay.year_2)) == ("1683.68", "1218.67")


def test_11_a_scheme_below_the_floor_changes_nothing() -> None:
    scheme = scheme_of((Decimal(90), Decimal(70)))
    person = Person(reference_wage(Decimal("1612.00")), contract_hours=Decimal(24), scheme=scheme)
    pay = calculate(person, Scenario(ao_pct=Decimal(100)), JULY_2026).sick_pay
    assert cents(pay.year_1 / EXCLUDING_HOLIDAY) == "1558.96"


def test_14_an_ordinary_wage() -> None:
    wage = reference_wage(Decimal(4000))
    person = Person(wage, scheme=scheme_of((Decimal(100), Decimal(70))))
    found = calculate(person, Scenario(ao_pct=Decimal(50)), JULY_2026)
    assert (cents(wage), cents(found.wage.amount), cents(found.wage.month_wage)) == ("4320.00", "198.62", "4320.00")
    assert cents(found.sick_pay.year_1 / EXCLUDING_HOLIDAY) == "4000.00"
    assert cents(found.sick_pay.year_2 / EXCLUDING_HOLIDAY) == "2800.00"
    assert found.lgu is not None
    assert (cents(found.lgu.first_two_months), cents(found.lgu.later)) == ("3240.00", "3024.00")
    assert (found.after.kind, cents(found.after.amount)) == (Benefit.VVU, "817.95")


def test_14_all_capacity_used() -> None:
    found = outcome("4320.00", ao_pct="50", earned_month="2160")
    assert (found.after.kind, cents(found.after.amount), cents(found.total_after)) == (
        Benefit.LAU,
        "1512.00",
        "3672.00",
    )


@pytest.mark.parametrize(
    ("pct", "kind", "amount"),
    [
        ("34.99", Benefit.NONE, "0.00"),
        ("35.00", Benefit.VVU, "654.36"),  # 0.28 x 2337.00
        ("79.99", Benefit.VVU, "1186.03"),  # 0.5075 x 2337.00 = 1186.0275
        ("80.00", Benefit.LAU, "3024.00"),
    ],
)
def test_15_the_edges_of_the_classes(pct: str, kind: Benefit, amount: str) -> None:
    found = outcome("4320.00", ao_pct=pct)
    assert (found.after.kind, cents(found.after.amount)) == (kind, amount)
    assert (found.lgu is None) == (kind is Benefit.NONE)
