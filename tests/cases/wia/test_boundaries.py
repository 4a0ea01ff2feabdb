"""The edges at which a rule changes, one cent or one hundredth on either side."""

from decimal import Decimal

import pytest

from cases.wia.benefits import class_pct
from cases.wia.capacity import capacity_of_pct, capacity_of_rvc
from cases.wia.duration import lgu_duration
from cases.wia.outcome import Benefit
from cases.wia.rounding import plain
from tests.cases.wia.make import JULY_2026, cents, outcome

MAXIMUM = Decimal("6740.5425")  # 309.91 x 21.75


@pytest.mark.parametrize(
    ("pct", "rounded", "kind"),
    [
        ("34.994", "34.99", Benefit.NONE),
        ("34.995", "35.00", Benefit.VVU),
        ("79.994", "79.99", Benefit.VVU),
        ("79.995", "80.00", Benefit.LAU),
        ("0", "0.00", Benefit.NONE),
        ("100", "100.00", Benefit.LAU),
    ],
)
def test_the_percentage_is_rounded_before_it_is_classified(pct: str, rounded: str, kind: Benefit) -> None:
    found = outcome("3000", ao_pct=pct)
    assert (str(found.capacity.ao_pct), found.after.kind) == (rounded, kind)


@pytest.mark.parametrize(
    ("rvc", "pct", "kind"),
    [
        ("1950.15", "35.00", Benefit.VVU),  # 34.995
        ("1950.16", "34.99", Benefit.NONE),
        ("600.15", "80.00", Benefit.LAU),  # 79.995
        ("600.16", "79.99", Benefit.VVU),
        ("0", "100.00", Benefit.LAU),
        ("3000", "0.00", Benefit.NONE),
        ("3000.01", "0.00", Benefit.NONE),
    ],
)
def test_a_capacity_gives_a_percentage(rvc: str, pct: str, kind: Benefit) -> None:
    found = outcome("3000", rvc_month=rvc)
    assert (str(found.capacity.ao_pct), found.after.kind) == (pct, kind)


@pytest.mark.parametrize(
    ("pct", "rate"),
    [
        ("35", "28"),
        ("44.99", "28"),
        ("45", "35"),
        ("54.99", "35"),
        ("55", "42"),
        ("64.99", "42"),
        ("65", "50.75"),
        ("79.99", "50.75"),
    ],
)
def test_the_classes_of_the_follow_up_benefit(pct: str, rate: str) -> None:
    assert class_pct(Decimal(pct), JULY_2026) == Decimal(rate)


@pytest.mark.parametrize("pct", ["34.99", "80"])
def test_there_is_no_class_outside_them(pct: str) -> None:
    with pytest.raises(ValueError, match=r"full incapacity|below the lowest"):
        class_pct(Decimal(pct), JULY_2026)


@pytest.mark.parametrize(
    ("wage", "daily", "monthly", "capped"),
    [
        (MAXIMUM - Decimal("0.01"), "309.91", MAXIMUM - Decimal("0.01"), False),
        (MAXIMUM, "309.91", MAXIMUM, False),
        (MAXIMUM + Decimal("0.01"), "309.91", MAXIMUM, True),
    ],
)
def test_a_cent_around_the_maximum_daily_wage(wage: Decimal, daily: str, monthly: Decimal, capped: bool) -> None:
    found = outcome(str(wage), ao_pct="100")
    assert (cents(found.wage.amount), found.wage.month_wage, found.wage.capped) == (daily, monthly, capped)
    assert (found.wage.factor < 1) == capped
    assert found.wage.excess == (Decimal("0.01") if capped else 0)


def test_without_the_maximum_the_wage_is_the_base_of_everything() -> None:
    found = outcome("8000", ao_pct="100", earned_month="1000", uncapped=True)
    assert (found.wage.month_wage, found.wage.factor) == (8000, 1)
    assert found.sick_pay.year_2 == 5600
    assert found.after.amount == 4900


@pytest.mark.parametrize(
    ("rvc", "earned", "kind", "least"),
    [
        ("1250.00", "624.99", Benefit.VVU, "625.00"),
        ("1250.00", "625.00", Benefit.LAU, "625.00"),
        ("1250.01", "625.00", Benefit.VVU, "625.01"),
        ("1250.01", "625.01", Benefit.LAU, "625.01"),
        ("1249.99", "625.00", Benefit.LAU, "625.00"),
        ("1249.99", "624.99", Benefit.VVU, "625.00"),
    ],
)
def test_exactly_the_income_requirement_is_enough(rvc: str, earned: str, kind: Benefit, least: str) -> None:
    found = outcome("3000", rvc_month=rvc, earned_month=earned)
    assert (found.after.kind, cents(found.income_requirement)) == (kind, least)


def test_a_capacity_that_is_no_round_number_has_half_of_it_as_requirement() -> None:
    """58.33% of 3333.33 leaves 1388.998611, in cents 1389.00: half is 694.50. 50% of 1000.01 leaves 500.01 in cents."""
    for wage, pct, least, less in (("3333.33", "58.33", "694.50", "694.49"), ("1000.01", "50", "250.01", "250.00")):
        assert cents(outcome(wage, ao_pct=pct).income_requirement) == least
        assert outcome(wage, ao_pct=pct, earned_month=least).after.kind is Benefit.LAU
        assert outcome(wage, ao_pct=pct, earned_month=less).after.kind is Benefit.VVU


def test_between_half_and_all_of_the_capacity_the_supplement_does_not_change() -> None:
    amounts = {outcome("3000", rvc_month="1250", earned_month=one).after.amount for one in ("625", "900", "1250")}
    assert amounts == {Decimal("1225.00")}
    more = outcome("3000", rvc_month="1250", earned_month="1350")
    assert (more.after.amount, more.total_after) == (Decimal("1155.00"), Decimal("2505.00"))


def test_full_incapacity_has_no_income_requirement() -> None:
    for earned in ("0", "500", "5000"):
        found = outcome("3000", ao_pct="90", earned_month=earned)
        assert (found.after.kind, found.income_requirement, found.wga_gap) == (Benefit.LAU, 0, 0)


def test_without_capacity_any_income_meets_the_requirement() -> None:
    capacity = capacity_of_pct(Decimal(100), Decimal(3000))
    assert capacity.rvc == 0
    assert [capacity.meets_requirement(Decimal(earned), JULY_2026) for earned in ("0", "0.01")] == [False, True]
    assert [capacity.uses_all(Decimal(earned)) for earned in ("0", "0.01")] == [False, True]
    assert capacity_of_rvc(Decimal(0), Decimal(3000)) == capacity


def test_durable_counts_from_80_per_cent_only() -> None:
    assert outcome("3000", ao_pct="79.99", durable=True).after.kind is Benefit.VVU
    assert outcome("3000", ao_pct="80", durable=True).after.kind is Benefit.IVA


def test_an_iva_takes_off_70_per_cent_of_income() -> None:
    found = outcome("3000", ao_pct="100", durable=True, earned_month="1000")
    assert (found.after.amount, found.total_after, found.total_lgu) == (1550, 2550, 2550)
    assert outcome("3000", ao_pct="100", durable=True, earned_month="4000").after.amount == 0


@pytest.mark.parametrize(("pct", "kind"), [("50", Benefit.VVU), ("90", Benefit.LAU), ("20", Benefit.NONE)])
def test_less_than_26_of_36_weeks_has_no_wage_related_benefit(pct: str, kind: Benefit) -> None:
    found = outcome("3000", ao_pct=pct, weeks_26_of_36=False)
    assert (found.lgu, found.after.kind, found.total_lgu) == (None, kind, found.total_after)


def test_below_35_per_cent_the_income_is_what_is_earned() -> None:
    found = outcome("3000", ao_pct="34.99", earned_month="1900")
    assert (found.total_after, found.total_lgu, found.income_requirement, found.wga_gap) == (1900, 1900, 0, 0)


def test_a_wage_below_the_minimum_wage_is_the_base_of_the_follow_up_benefit() -> None:
    """2336.99 is a cent below the monthly figure of 2337.00."""
    assert cents(outcome("2336.99", ao_pct="40").after.amount) == "654.36"  # 0.28 x 2336.99 = 654.3572
    low = outcome("1000", ao_pct="40")
    assert (cents(low.after.amount), cents(low.after.amount_incl_holiday)) == ("280.00", "302.40")
    assert cents(low.wga_gap) == "0.00"  # 0.70 x (1000 - 600) = 280 is less than 302.40


@pytest.mark.parametrize(
    ("before", "since", "ww", "months"),
    [
        (0, 2, "0", "3"),
        (10, 0, "0", "10"),
        (8, 4, "0", "11"),
        (5, 10, "0", "12.5"),
        (9, 11, "0", "15"),
        (12, 9, "0", "16.5"),
        (0, 24, "0", "17"),
        (20, 10, "0", "24"),
        (0, 0, "0", "3"),
        (0, 3, "0", "3"),
        (0, 4, "0", "4"),
        (24, 0, "0", "24"),
        (25, 0, "0", "24"),
        (20, 10, "1", "24"),  # 25 - 1: the WW comes off before the maximum
        (20, 10, "2", "23"),
        (12, 9, "16", "3"),
        (12, 9, "2.5", "14"),
    ],
)
def test_the_duration_of_the_wage_related_benefit(before: int, since: int, ww: str, months: str) -> None:
    assert plain(lgu_duration(before, since, Decimal(ww), JULY_2026).months) == months
