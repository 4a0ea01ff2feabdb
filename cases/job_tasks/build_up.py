"""A build-up in the usual rhythm as far as the suitable tasks reach."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from cases.timeline.buildup import Line, default_schedule
from cases.timeline.dutch import format_date, format_hours


def towards(
    possible: Decimal, contract_hours: Decimal, worked: Decimal, start: date
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Grow from the hours that are worked now to those of the suitable tasks; the lines, and why, in Dutch.

    The steps are those of the usual rhythm for the contract, the first on `start`; the last one has exactly the
    possible hours. No lines when nothing is possible yet, or when as much is worked already.
    """
    if possible <= 0:
        return (), ("Er is nu geen taak die kan. Een opbouw begint als er een taak kan.",)
    says = f"Nu gewerkt: {format_hours(worked)} per week. Mogelijk met deze taken: {format_hours(possible)} per week."
    if worked >= possible:
        return (), (says, "Meer uren kunnen pas als er meer taken kunnen.")
    lines = _until(possible, default_schedule(contract_hours, start, worked))
    steps = " → ".join(format_hours(line.hours_per_week).removesuffix(" uur") for line in lines)
    last = lines[-1]
    further = f"Verder dan {format_hours(possible)} gaat het nog niet: meer taken kunnen er nu niet."
    return lines, (
        says,
        f"Zo groeit het werk in het gebruikelijke ritme: {steps} uur per week.",
        f"Het begint op {format_date(lines[0].starts_on)} en is op {format_date(last.starts_on)} zover.",
        *([further] if possible < contract_hours else []),
    )


def say_past_answer(lines: Iterable[Line], until: date | None) -> str:
    """Say in Dutch that a step begins after `until`, the last day (inclusive) of an answer on which the lines rest.

    Empty when none does, and for None: then no answer of the bedrijfsarts stands behind them.
    """
    if until is None or all(line.starts_on <= until for line in lines):
        return ""
    holds = f"Het antwoord van de bedrijfsarts waarop dit rust, geldt tot en met {format_date(until)}"
    return f"{holds}: voor een stap daarna is eerst een nieuw antwoord nodig."


def _until(possible: Decimal, usual: tuple[Line, ...]) -> tuple[Line, ...]:
    below = tuple(line for line in usual if line.hours_per_week < possible)
    reached = next(line for line in usual if line.hours_per_week >= possible)
    return (*below, Line(reached.starts_on, possible))
