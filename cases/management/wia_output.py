"""A WIA calculation as JSON, or as a table with the arithmetic under it."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from cases.timeline.dutch import format_date
from cases.wia.cautions import ASSUMPTIONS, INDICATION, MORE_WORK, cautions, more_work_pays
from cases.wia.dutch import bare, euro
from cases.wia.explain import HEADINGS, explain
from cases.wia.outcome import Outcome
from cases.wia.phases import Phase, phases
from cases.wia.record import amounts

HEAD = ("Periode", "Maanden", "Loon uit werk", "Loon bij ziekte of uitkering", "Samen")


def as_json(outcome: Outcome) -> str:
    """Write the amounts for programs: text with two decimals, per month with holiday allowance."""
    return json.dumps(amounts(outcome), indent=2, ensure_ascii=False)


def as_table(outcome: Outcome) -> str:
    """Write the income per period, what to mind and how each amount was computed, in Dutch."""
    rows = [HEAD, *map(_row, phases(outcome))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        [
            f"WIA-rekentool, berekend op {format_date(outcome.figures.on)}",
            outcome.scenario.title,
            "",
            *(_aligned(row, widths) for row in rows),
            "",
            *([MORE_WORK] if more_work_pays(outcome) else []),
            INDICATION,
            *_section("Let op", (caution.text for caution in cautions(outcome))),
            *_arithmetic(outcome),
            *_section("Waar de berekening van uitgaat", ASSUMPTIONS),
        ]
    )


def _arithmetic(outcome: Outcome) -> Iterator[str]:
    for part, steps in groupby(explain(outcome), lambda step: step.part):
        yield from _section(HEADINGS[part], (step.text for step in steps))


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    written = [f"  {line}" for line in lines]
    return ["", heading, *written] if written else []


def _row(phase: Phase) -> tuple[str, ...]:
    months = "" if phase.months is None else bare(phase.months)
    return phase.label, months, euro(phase.earned), euro(phase.paid), euro(phase.total)


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    """Words to the left, numbers to the right."""
    name, *numbers = zip(row, widths, strict=True)
    return "  ".join([name[0].ljust(name[1]), *(cell.rjust(width) for cell, width in numbers)]).rstrip()
