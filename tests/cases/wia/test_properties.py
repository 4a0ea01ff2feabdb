"""What holds for every wage, percentage and income."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from cases.wia.calculate import calculate
from cases.wia.figures import Figures, figures_on
from cases.wia.outcome import Benefit, Outcome
from cases.wia.parameters import Key
from cases.wia.person import Person
from cases.wia.phases import phases
from cases.wia.rounding import two_decimals
from cases.wia.scenarios import Scenario
from cases.wia.scheme import scheme_of

FIGURES = st.sampled_from([figures_on(date(year, month, 1)) for year in (2024, 2025, 2026) for month in (1, 7)])
WAGES = st.decimals("0.01", 20_000, places=2)
AMOUNTS = st.decimals(0, 20_000, places=2)
PERCENTAGES = st.decimals(0, 100, places=2)
PARTS = st.sampled_from([1, 2, 4]).flatmap(lambda n: st.tuples(*[st.decimals(0, 100, places=1)] * n))


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Anybody, capped or not."""
    return Person(
        reference_wage=draw(WAGES),
        contract_hours=draw(st.none() | st.decimals("0.5", 60, places=1)),
        scheme=draw(st.none() | PARTS.map(scheme_of)),
        worked_share=draw(st.decimals(0, 1, places=2)),
        years_before_2016=draw(st.none() | st.integers(0, 50)),
        years_from_2016=draw(st.none() | st.integers(0, 30)),
        ww_months=draw(st.decimals(0, 30, places=1)),
        weeks_26_of_36=draw(st.booleans()),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any decision and any income."""
    ao_pct, rvc = draw(st.one_of(st.tuples(PERCENTAGES, st.none()), st.tuples(st.none(), AMOUNTS)))
    return Scenario(ao_pct=ao_pct, rvc_month=rvc, earned_month=draw(AMOUNTS), durable=draw(st.booleans()))


OUTCOMES = st.builds(calculate, persons(), scenarios(), FIGURES)


@given(OUTCOMES)
def test_no_benefit_is_negative_or_passes_its_part_of_the_maximum(found: Outcome) -> None:
    most = Decimal("0.75") * found.figures.max_month_wage
    assert 0 <= found.after.amount <= found.after.amount_incl_holiday
    assert found.after.amount <= most
    assert found.wage.month_wage <= found.figures.max_month_wage
    assert found.wage.amount <= found.figures[Key.MAX_DAILY_WAGE]
    if found.lgu is not None:
        assert 0 <= found.lgu.later <= found.lgu.first_two_months <= most
    assert found.wga_gap >= 0
    assert 0 < found.wage.factor <= 1


@given(persons(), scenarios(), FIGURES, AMOUNTS)
def test_more_work_never_lowers_the_income_under_lgu_lau_or_iva(
    person: Person, scenario: Scenario, figures: Figures, more: Decimal
) -> None:
    """Across the requirement a low wage can lose: that is between a VVU and a LAU, and the tool warns of it."""
    less = calculate(person, scenario, figures)
    other = calculate(person, replace(scenario, earned_month=scenario.earned_month + more), figures)
    if less.lgu is not None and other.lgu is not None:
        assert other.total_lgu >= less.total_lgu
    if less.after.kind is other.after.kind:
        assert other.total_after >= less.total_after


@given(OUTCOMES)
def test_the_income_is_at_least_what_is_earned(found: Outcome) -> None:
    assert min(found.total_lgu, found.total_after) >= found.scenario.earned_month


@given(OUTCOMES)
def test_the_benefit_follows_from_percentage_durability_and_requirement(found: Outcome) -> None:
    pct, kind = found.capacity.ao_pct, found.after.kind
    assert (pct < 35) == (kind is Benefit.NONE)
    assert (kind is Benefit.IVA) == (pct >= 80 and found.scenario.durable)
    if kind is Benefit.VVU:
        assert pct < 80
        assert found.scenario.earned_month < found.income_requirement
    if kind is Benefit.LAU and pct < 80:
        assert found.scenario.earned_month >= found.income_requirement
    assert (found.lgu is not None) == (kind in (Benefit.LAU, Benefit.VVU) and found.person.weeks_26_of_36)


@given(OUTCOMES)
def test_the_duration_lies_within_3_and_24_months_in_the_phases_as_well(found: Outcome) -> None:
    if found.lgu is None:
        assert not any(phase.stage.startswith("lgu") for phase in phases(found))
        return
    assert 3 <= found.lgu.duration.months <= 24
    assert (
        sum(phase.months or 0 for phase in phases(found) if phase.stage.startswith("lgu")) == found.lgu.duration.months
    )


@given(OUTCOMES)
def test_sick_pay_lies_between_the_law_and_the_wage(found: Outcome) -> None:
    pay, wage = found.sick_pay, found.wage.reference_wage
    assert Decimal("0.7") * found.wage.month_wage <= pay.year_2 <= wage
    assert Decimal("0.7") * found.wage.month_wage <= pay.year_1 <= wage
    if pay.minimum_wage is not None:
        assert pay.year_1 >= min(wage, pay.minimum_wage)


@given(persons(), scenarios(), FIGURES)
def test_exactly_the_requirement_is_enough_and_a_cent_less_is_not(
    person: Person, scenario: Scenario, figures: Figures
) -> None:
    least = calculate(person, scenario, figures).income_requirement
    if least:
        kinds = [
            calculate(person, replace(scenario, earned_month=earned), figures).after.kind
            for earned in (least - Decimal("0.01"), least)
        ]
        assert kinds == [Benefit.VVU, Benefit.LAU]


@given(WAGES, st.decimals(35, "79.99", places=2), FIGURES)
def test_nothing_is_lost_on_the_way(wage: Decimal, pct: Decimal, figures: Figures) -> None:
    """The same in fractions, which round nowhere: the supplement for half of the capacity, to the cent."""
    requirement = calculate(Person(wage), Scenario(ao_pct=pct), figures).income_requirement
    found = calculate(Person(wage), Scenario(ao_pct=pct, earned_month=requirement), figures)
    assume(found.after.kind is Benefit.LAU and not found.capacity.uses_all(requirement))
    lost = Fraction(pct) / 100
    exact = Fraction(7, 10) * lost * min(Fraction(wage), Fraction(figures[Key.MAX_DAILY_WAGE]) * Fraction(87, 4))
    assert Fraction(two_decimals(found.after.amount)) == Fraction(int(exact * 100 + Fraction(1, 2)), 100)
