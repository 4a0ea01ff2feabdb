"""After an upgrade that puts a mistake in a rule right: what an operator runs, and what it leaves alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Milestone
from cases.operations.steps import complete, touch
from cases.policies import refresh_policies
from cases.projection import refresh_batch
from cases.timeline.expressions import Day
from cases.timeline.facts import Facts
from cases.timeline.rules import CASE_RULES, RULES, Rule
from cases.timeline.schedule import Deadline, deadlines
from employers.models import Policy
from tests.cases.timeline.scenarios import SCENARIOS
from tests.cast import Cast
from tests.factories import cases as make

KEY = "casemanager_designated"
MISTAKEN = {KEY: Day(56)}
"""By repaired row what its last day was before. A row that is repaired next adds its own."""
AGAIN = make.day(100)


def before(rule: Rule) -> Rule:
    return replace(rule, due=MISTAKEN[rule.key], repaired_on=None, repair="") if rule.key in MISTAKEN else rule


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    """Possibilities for work came up in week 15: a plan, and a casemanager in it, two weeks later."""
    found = make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))
    with acting_as(cast.daan):
        complete(case=found, key="problem_analysis", done_on=make.day(40), by=cast.daan)
        touch(found)
    version = make.fresh(cast.daan, found).version
    since = {"kind": "no_usable_capacity", "on": make.day(40), "until": AGAIN}
    operations.record_fact(actor=cast.daan, case=found, expected_version=version, today=AGAIN, **since)
    return found


def last_day(key: str) -> date | None:
    with acting_as(system(Role.PROJECTOR)):
        return Milestone.objects.get(key=key).due_on


def test_stored_steps_follow_the_repair_once_they_are_projected_again(
    cast: Cast, case: AbsenceCase, capsys: pytest.CaptureFixture[str]
) -> None:
    with acting_as(system(Role.PROJECTOR)):
        refresh_policies(Policy.objects.order_by("pk"))
        refresh_batch(AbsenceCase.objects.all(), [before(rule) for rule in CASE_RULES])
    assert last_day(KEY) == make.day(56)
    with pytest.raises(CommandError, match=r"1 differences in 1 files .*; script/manage reproject stores what is"):
        call_command("check_timelines")
    assert capsys.readouterr().out == f"{case.number} {KEY} 1: differs\n"
    call_command("reproject")
    assert last_day(KEY) == make.day(114)
    call_command("check_timelines")


def test_every_repaired_row_says_so_and_why_in_the_explanation() -> None:
    assert (
        {rule.key for rule in RULES if rule.repaired_on} == {rule.key for rule in RULES if rule.repair} == set(MISTAKEN)
    )
    (step,) = [one for one in deadlines(SCENARIOS["plan_after_capacity"]) if one.key == KEY]
    assert step.why[-1] == "Regelversie 1, verbeterd op 22 november 2026."
    assert all("verbeterd" not in one.why[-1] for one in deadlines(SCENARIOS["ordinary"]) if one.key != KEY)


def test_a_repair_moves_only_files_that_the_mistake_touched() -> None:
    old = [before(rule) for rule in CASE_RULES]
    for facts in SCENARIOS.values():
        moved = {
            one.key
            for one, was in zip(by_key(facts, CASE_RULES), by_key(facts, old), strict=True)
            if one.due != was.due
        }
        assert moved <= (set(MISTAKEN) if facts.usable_capacity_on else set())


def by_key(facts: Facts, rules: Sequence[Rule]) -> list[Deadline]:
    return sorted(deadlines(facts, rules), key=lambda step: (step.key, step.occurrence))
