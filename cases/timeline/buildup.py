"""Build-up of work during sickness: the usual rhythm, and what a schedule says on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from cases.timeline.dated import Dated, Parameter
from cases.timeline.dutch import format_hours

WORKING_DAYS = Parameter(
    "working_days",
    "Working days a week by contract hours a week: (hours from which it holds, days)",
    (Dated(((36, 5), (28, 4), (22, 3), (15, 2), (0, 1)), "Praktijk; de bedrijfsarts kan een ander ritme geven"),),
)
BUILD_UP_STEP_DAYS = Parameter(
    "build_up_step_days",
    "Days between two steps of a build-up without a rhythm of the bedrijfsarts",
    (Dated(14, "Praktijk; de bedrijfsarts kan een ander ritme geven"),),
)
BUILD_UP_STEP_HOURS = Parameter(
    "build_up_step_hours",
    "Hours that one working day grows by at each step of that build-up",
    (Dated(1, "Praktijk; de bedrijfsarts kan een ander ritme geven"),),
)

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Line:
    """From `starts_on` on, inclusive, so many hours are worked a week; until the next line begins."""

    starts_on: date
    hours_per_week: Decimal


def say_impossible(contract_hours: Decimal, hours: Decimal, *, some: bool = False) -> str:
    """Say in Dutch why nobody can work so many hours a week in this contract; empty when he can.

    From 0 to the contract hours, inclusive; with `some`, as for a step of a build-up, more than 0.
    """
    if hours < 0:
        return "Vul 0 of meer in."
    if some and hours == 0:
        return "Vul meer dan 0 uur in."
    return (
        f"Vul ten hoogste de contracturen in: {format_hours(contract_hours)} per week."
        if hours > contract_hours
        else ""
    )


def share_of(contract_hours: Decimal, percentage: int) -> Decimal:
    """Return the hours a week that this percentage of the contract is, to the nearest tenth; a half goes up."""
    return (contract_hours * percentage / 100).quantize(_TENTH, ROUND_HALF_UP)


def percentage_of(contract_hours: Decimal, hours: Decimal) -> int:
    """Return which whole percentage of the contract these hours a week are; a half goes up, 0 without a contract."""
    if not contract_hours:
        return 0
    return int((hours * 100 / contract_hours).quantize(Decimal(1), ROUND_HALF_UP))


def working_days(contract_hours: Decimal, on: date) -> int:
    """Return how many days a week somebody with this contract works, as far as the hours tell."""
    return next(days for hours, days in WORKING_DAYS.value_on(on) if contract_hours >= hours)


def default_schedule(contract_hours: Decimal, start: date, start_hours: Decimal = Decimal(0)) -> tuple[Line, ...]:
    """Propose a build-up in the usual rhythm: every two weeks one hour more on each working day.

    The first line begins on `start` with `start_hours`, the hours a week that are worked already; who works nothing
    yet begins with one hour on each working day. The first increase is two weeks later and the last line has exactly
    the contract hours. Empty when those are worked already. ValueError when either is below zero.
    """
    if contract_hours < 0 or start_hours < 0:
        raise ValueError("Hours a week are never below zero")
    return tuple(_lines(contract_hours, start, start_hours)) if start_hours < contract_hours else ()


def step_hours(contract_hours: Decimal, on: date) -> int:
    """Return how many hours a week one step of the usual rhythm adds."""
    return working_days(contract_hours, on) * BUILD_UP_STEP_HOURS.value_on(on)


def _lines(contract_hours: Decimal, start: date, start_hours: Decimal) -> Iterator[Line]:
    step = step_hours(contract_hours, start)
    every = timedelta(days=BUILD_UP_STEP_DAYS.value_on(start))
    hours = start_hours or min(Decimal(step), contract_hours)
    yield Line(start, hours)
    while hours < contract_hours:
        start, hours = start + every, min(hours + step, contract_hours)
        yield Line(start, hours)


def hours_on(lines: Iterable[Line], day: date) -> Decimal | None:
    """Return the hours a week that the schedule asks for on `day`; None before it begins."""
    begun = [line for line in lines if line.starts_on <= day]
    return max(begun, key=lambda line: line.starts_on).hours_per_week if begun else None


def is_full(contract_hours: Decimal, hours: Decimal, *, therapeutic: bool) -> bool:
    """Tell whether these hours a week are the whole contract, so that a recovery report may follow.

    Therapeutic work has no wage value: somebody who does only that is wholly sick, whatever the hours.
    """
    return not therapeutic and hours >= contract_hours
