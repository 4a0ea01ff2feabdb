"""Wage during sickness: the law, the floor of the first year, and what employer and employee agreed."""

from decimal import Decimal

import pytest

from cases.wia.scheme import Scheme, scheme_of
from cases.wia.sick_pay import sick_pay
from cases.wia.wage import reference_wage
from tests.cases.wia.make import JULY_2026, cents


def scheme(*parts: int) -> Scheme:
    return scheme_of(tuple(Decimal(part) for part in parts))


def years(wage: str, **given: object) -> tuple[str, str]:
    pay = sick_pay(Decimal(wage), JULY_2026, **given)  # type: ignore[arg-type]  # a test names what it varies
    return cents(pay.year_1), cents(pay.year_2)


def test_seventy_per_cent_and_never_of_more_than_the_maximum() -> None:
    assert years("3000") == ("2100.00", "2100.00")
    assert years("8000") == ("4718.38", "4718.38")
    assert years("8000", uncapped=True) == ("5600.00", "5600.00")


def test_the_floor_is_the_minimum_wage_but_not_more_than_the_wage() -> None:
    """40 hours at 14.99 with holiday allowance: 14.99 x 40 x 52 / 12 x 1.08 = 2806.128."""
    assert years("3000", contract_hours=Decimal(40)) == ("2806.13", "2100.00")
    assert years("2000", contract_hours=Decimal(40)) == ("2000.00", "1400.00")
    assert years("4008.76", contract_hours=Decimal(40)) == ("2806.13", "2806.13")
    assert years("4008.80", contract_hours=Decimal(40)) == ("2806.16", "2806.16")


def test_a_floor_is_told_apart_from_70_per_cent() -> None:
    def floored(wage: str, hours: str | None) -> bool:
        return sick_pay(Decimal(wage), JULY_2026, contract_hours=Decimal(hours) if hours else None).floored

    assert [floored("3000", "40"), floored("3000", None), floored("5000", "40")] == [True, False, False]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((100,), ("3000.00", "3000.00")),
        ((100, 70), ("3000.00", "2100.00")),
        ((100, 50), ("3000.00", "2100.00")),  # never below the law
        ((100, 90, 80, 70), ("2850.00", "2250.00")),
        ((100, 100, 85, 85), ("3000.00", "2550.00")),
    ],
)
def test_a_scheme_counts_where_it_is_higher(parts: tuple[int, ...], expected: tuple[str, str]) -> None:
    assert years("3000", scheme=scheme(*parts)) == expected


def test_a_scheme_is_of_the_whole_wage_also_above_the_maximum() -> None:
    assert years("8000", scheme=scheme(100, 70)) == ("8000.00", "5600.00")


def test_a_scheme_may_change_in_any_week() -> None:
    steps = Scheme(((1, Decimal(100)), (27, Decimal(70))))
    assert [steps.pct(week) for week in (1, 26, 27, 104)] == [100, 100, 70, 70]
    assert years("3000", scheme=steps) == ("2550.00", "2100.00")
    assert str(scheme(100, 90, 80, 70)) == "100/90/80/70"


def test_hours_worked_are_paid_in_full() -> None:
    assert years("3000", worked_share=Decimal("0.5")) == ("2550.00", "2550.00")
    assert years("3000", worked_share=Decimal(1)) == ("3000.00", "3000.00")


@pytest.mark.parametrize(
    "steps",
    [
        (),
        ((2, Decimal(100)),),
        ((1, Decimal(100)), (1, Decimal(70))),
        ((1, Decimal(100)), (53, Decimal(70)), (27, Decimal(80))),
        ((1, Decimal(100)), (105, Decimal(70))),
        ((1, Decimal(101)),),
        ((1, Decimal(-1)),),
        ((1, Decimal("NaN")),),
    ],
)
def test_a_scheme_that_cannot_be_is_refused(steps: tuple[tuple[int, Decimal], ...]) -> None:
    with pytest.raises(ValueError, match=r"eerste stap|percentage"):
        Scheme(steps)


@pytest.mark.parametrize("count", [0, 3, 5])
def test_other_numbers_of_parts_do_not_fit_two_years(count: int) -> None:
    with pytest.raises(ValueError, match="Geef één percentage"):
        scheme_of((Decimal(100),) * count)


def test_the_wage_includes_holiday_allowance_and_a_twelfth_of_what_is_yearly() -> None:
    assert reference_wage(Decimal(3000)) == 3240
    assert reference_wage(Decimal(3000), Decimal("8.33"), Decimal(3000)) == Decimal("3499.90")
