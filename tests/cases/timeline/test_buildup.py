"""The usual rhythm of a build-up, and what a schedule says on a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.timeline.buildup import (
    Line,
    default_schedule,
    hours_on,
    is_full,
    percentage_of,
    say_impossible,
    share_of,
    working_days,
)

START = date(2026, 11, 2)
HOURS = st.decimals(0, 60, places=1)


@pytest.mark.parametrize(
    ("hours", "days"),
    [
        ("40", 5), ("36", 5), ("35.9", 4), ("28", 4), ("27.9", 3), ("22", 3), ("21.9", 2), ("15", 2), ("14.9", 1),
        ("8", 1),
    ],
)  # fmt: skip
def test_working_days_follow_from_contract_hours(hours: str, days: int) -> None:
    assert working_days(Decimal(hours), START) == days


def test_four_days_a_week_grow_by_four_hours_every_two_weeks() -> None:
    lines = default_schedule(Decimal(30), START)
    assert [line.hours_per_week for line in lines] == [4, 8, 12, 16, 20, 24, 28, 30]
    assert [line.starts_on for line in lines] == [START + timedelta(days=14 * n) for n in range(8)]


def test_somebody_who_works_already_begins_with_those_hours_and_grows_two_weeks_later() -> None:
    lines = default_schedule(Decimal(24), START, Decimal("16.5"))
    assert lines == (
        Line(START, Decimal("16.5")),
        Line(date(2026, 11, 16), Decimal("19.5")),
        Line(date(2026, 11, 30), Decimal("22.5")),
        Line(date(2026, 12, 14), Decimal(24)),
    )


def test_who_works_nothing_yet_begins_with_an_hour_on_each_working_day() -> None:
    assert default_schedule(Decimal(24), START)[0] == Line(START, Decimal(3))
    assert default_schedule(Decimal("0.5"), START) == (Line(START, Decimal("0.5")),)


def test_nothing_to_build_up_when_all_hours_are_worked() -> None:
    assert default_schedule(Decimal(24), START, Decimal(24)) == ()


@pytest.mark.parametrize(("contract", "worked"), [(-1, 0), (24, -1)])
def test_hours_below_zero_are_refused(contract: int, worked: int) -> None:
    with pytest.raises(ValueError, match="below zero"):
        default_schedule(Decimal(contract), START, Decimal(worked))


@given(HOURS, HOURS, st.dates(date(2022, 1, 1), date(2035, 1, 1)))
def test_a_schedule_rises_from_the_hours_of_now_to_exactly_the_contract(
    contract: Decimal, worked: Decimal, start: date
) -> None:
    lines = default_schedule(contract, start, worked)
    hours = [line.hours_per_week for line in lines]
    assert hours == sorted(set(hours))
    assert bool(hours) == (worked < contract)
    assert hours[-1:] == [contract][: len(hours)]
    assert hours[:1] == [worked or min(contract, working_days(contract, start))][: len(hours)]
    assert [line.starts_on for line in lines] == [start + timedelta(days=14 * n) for n in range(len(lines))]


def test_hours_on_a_day_are_those_of_the_line_that_runs() -> None:
    lines = default_schedule(Decimal(16), START)
    found = [hours_on(reversed(lines), START + timedelta(days=n)) for n in (-1, 0, 13, 14, 400)]
    assert found == [None, 2, 2, 4, 16]


@pytest.mark.parametrize(
    ("hours", "some", "sentence"),
    [
        ("-0.5", False, "Vul 0 of meer in."),
        ("0", False, ""),
        ("0", True, "Vul meer dan 0 uur in."),
        ("0.5", True, ""),
        ("32", True, ""),
        ("32.5", False, "Vul ten hoogste de contracturen in: 32 uur per week."),
    ],
)
def test_hours_lie_within_the_contract(hours: str, *, some: bool, sentence: str) -> None:
    assert say_impossible(Decimal(32), Decimal(hours), some=some) == sentence


@pytest.mark.parametrize(
    ("hours", "therapeutic", "full"), [("32", False, True), ("31.9", False, False), ("32", True, False)]
)
def test_only_the_whole_contract_with_wage_value_is_full(hours: str, *, therapeutic: bool, full: bool) -> None:
    assert is_full(Decimal(32), Decimal(hours), therapeutic=therapeutic) is full


@pytest.mark.parametrize(
    ("contract", "percentage", "hours"),
    [("40", 40, "16.0"), ("38", 33, "12.5"), ("36", 100, "36.0"), ("8", 31, "2.5"), ("32", 1, "0.3")],
)
def test_percentage_of_the_contract_in_hours_and_back(contract: str, percentage: int, hours: str) -> None:
    assert share_of(Decimal(contract), percentage) == Decimal(hours)
    assert percentage_of(Decimal(contract), Decimal(hours)) == percentage


@given(contract=st.integers(8, 400), percentage=st.integers(1, 100))
def test_percentage_never_gives_more_than_the_contract(contract: int, percentage: int) -> None:
    hours = Decimal(contract) / 10
    assert 0 <= share_of(hours, percentage) <= hours
    assert share_of(hours, 100) == hours


def test_without_contract_hours_there_is_no_percentage() -> None:
    assert percentage_of(Decimal(0), Decimal(4)) == 0
