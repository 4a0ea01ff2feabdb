"""Past results stand: each file in golden/ is a whole schedule that a change of the rules may not alter.

A changed line is a changed legal date and needs the eye of somebody who knows the law. A new file is written with
`python tests/cases/timeline/test_golden.py NAME` (with the project folder on PYTHONPATH).
"""

import csv
import io
import sys
from datetime import date
from pathlib import Path

import pytest

from cases.timeline.absence import Leave, Spell, chain
from cases.timeline.facts import Facts
from cases.timeline.schedule import deadlines

GOLDEN = Path(__file__).parent / "golden"
COLUMNS = ("key", "occurrence", "version", "opens", "due", "target", "done_on", "state")
MATERNITY = Leave(date(2025, 3, 17), date(2025, 7, 6))
DONE = {
    "sick_report": (date(2026, 1, 5),),
    "arbo_report": (date(2026, 1, 6),),
    "long_absence_triage": (date(2026, 1, 12),),
    "assign_ontzorgmanager": (date(2026, 1, 14),),
    "problem_analysis": (date(2026, 1, 28),),
    "plan_of_action": (date(2026, 2, 13),),
    "casemanager_designated": (date(2026, 2, 13),),
    "periodic_evaluation": (date(2026, 3, 25), date(2026, 5, 8)),
}

SCENARIOS = {
    "ordinary": Facts(chain([Spell(date(2026, 1, 5))])[0]),
    "halfway": Facts(chain([Spell(date(2026, 1, 5))])[0], DONE, expected_long_term=True),
    "composite": Facts(chain([Spell(date(2022, 1, 3), date(2022, 7, 4)), Spell(date(2022, 7, 25))])[0]),
    "maternity": Facts(
        chain([Spell(date(2025, 1, 6), date(2025, 3, 3)), Spell(date(2025, 7, 14))], [MATERNITY])[0],
        vangnet_applies=True,
    ),
    "kings_day": Facts(chain([Spell(date(2025, 7, 7))])[0]),
    "leap_year": Facts(chain([Spell(date(2024, 2, 29))])[0]),
    "year_end": Facts(chain([Spell(date(2024, 12, 31))])[0]),
    "recovered": Facts(chain([Spell(date(2026, 1, 5), date(2026, 5, 11))])[0], DONE),
    "closed": Facts(chain([Spell(date(2026, 1, 5), date(2026, 5, 11))])[0], DONE, closed_on=date(2026, 6, 8)),
}


def schedule(facts: Facts) -> str:
    """Write a schedule as CSV."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    for step in deadlines(facts):
        dates = (step.opens, step.due, step.target, step.done_on)
        lines.writerow((step.key, step.occurrence, step.rule.version, *(day or "" for day in dates), step.state))
    return text.getvalue()


@pytest.mark.parametrize("name", SCENARIOS)
def test_past_result_stands(name: str) -> None:
    assert schedule(SCENARIOS[name]) == (GOLDEN / f"{name}.csv").read_text(encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    assert {path.stem for path in GOLDEN.glob("*.csv")} == set(SCENARIOS)


if __name__ == "__main__":
    for scenario in sys.argv[1:]:
        (GOLDEN / f"{scenario}.csv").write_text(schedule(SCENARIOS[scenario]), encoding="utf-8")
