"""Cost of one file's timeline as a ratio to an empty function call, measured in one run.

Run with `python bench/timeline.py`. Ratios travel between machines; microseconds do not.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from timeit import repeat

sys.path.insert(0, str(Path(__file__).parents[1]))

from cases.timeline.absence import Absence, Spell
from cases.timeline.facts import Facts
from cases.timeline.schedule import deadlines

FACTS = Facts(
    Absence((Spell(date(2026, 1, 5), date(2026, 5, 4)), Spell(date(2026, 5, 25)))),
    {
        "sick_report": (date(2026, 1, 5),),
        "problem_analysis": (date(2026, 2, 12),),
        "plan_of_action": (date(2026, 2, 25),),
        "periodic_evaluation": (date(2026, 4, 7),),
    },
)


def empty() -> None:
    """Do nothing: the unit of measure."""


def dates() -> None:
    """Compute all deadlines."""
    deadlines(FACTS)


def dates_and_reasons() -> None:
    """Compute all deadlines and all explanations."""
    for step in deadlines(FACTS):
        _ = step.why


def seconds_per_call(function: Callable[[], None], times: int) -> float:
    """Return the best of five rounds."""
    return min(repeat(function, number=times, repeat=5)) / times


def main() -> None:
    """Print the two ratios."""
    unit = seconds_per_call(empty, 200_000)
    for name, function in (("schedule", dates), ("schedule with explanations", dates_and_reasons)):
        cost = seconds_per_call(function, 400)
        print(f"{name}: {cost / unit:,.0f} empty calls ({cost * 1e6:,.0f} microseconds here)")


if __name__ == "__main__":
    main()
