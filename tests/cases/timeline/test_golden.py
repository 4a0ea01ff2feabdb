"""Past results stand: each file in golden/ is a whole schedule that a change of the rules may not alter.

A changed line is a changed legal date and needs the eye of somebody who knows the law. One file is written anew, on
purpose, with `python -m tests.cases.timeline.test_golden NAME` from the project folder; `wages` is one of the names.
"""

import csv
import io
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from cases.timeline.facts import Facts
from cases.timeline.schedule import Deadline, deadlines, policy_deadlines
from cases.timeline.wages import wage_end
from tests.cases.timeline.scenarios import POLICY_DONE, POLICY_START, SCENARIOS

GOLDEN = Path(__file__).parent / "golden"
COLUMNS = ("key", "occurrence", "version", "opens", "due", "target", "done_on", "state")
WAGE_COLUMNS = ("scenario", "last_paid_day", "wia_start", "ending")


def schedule(steps: Iterable[Deadline]) -> str:
    """Write a schedule as CSV."""
    rows = [
        (step.key, step.occurrence, step.rule.version, step.opens, step.due, step.target, step.done_on, step.state)
        for step in steps
    ]
    return table(COLUMNS, rows)


def wages(scenarios: Mapping[str, Facts]) -> str:
    """Write for every scenario when the pay ends, when the WIA begins, and by what."""
    found = [(name, wage_end(facts)) for name, facts in scenarios.items()]
    return table(WAGE_COLUMNS, [(name, one.last_paid_day, one.wia_start, one.ending) for name, one in found])


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(head)
    lines.writerows(rows)
    return text.getvalue()


def computed(name: str) -> str:
    """Return what the golden file of this name should hold."""
    if name == "wages":
        return wages(SCENARIOS)
    if name == "policy":
        return schedule(policy_deadlines(POLICY_START, POLICY_DONE))
    return schedule(deadlines(SCENARIOS[name]))


NAMES = (*SCENARIOS, "policy", "wages")


@pytest.mark.parametrize("name", NAMES)
def test_past_result_stands(name: str) -> None:
    assert computed(name) == (GOLDEN / f"{name}.csv").read_text(encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    assert {path.stem for path in GOLDEN.glob("*.csv")} == set(NAMES)


if __name__ == "__main__":
    for chosen in sys.argv[1:]:
        (GOLDEN / f"{chosen}.csv").write_text(computed(chosen), encoding="utf-8")
