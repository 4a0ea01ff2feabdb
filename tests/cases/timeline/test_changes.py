"""A change of law is a new row from a first sick day on; what went before stays as it was."""

from datetime import date, timedelta

import pytest

from cases.timeline.absence import Absence, Spell
from cases.timeline.changes import CannotChange, Change, changeable, days_of, not_absorbed, with_changes, with_days
from cases.timeline.expressions import (
    AfterFact,
    AfterLast,
    AfterStep,
    CalendarDaysAfterStep,
    Day,
    Earliest,
    NextWorkday,
)
from cases.timeline.facts import Facts
from cases.timeline.rules import CASE_RULES, RULES, Scope
from cases.timeline.schedule import deadlines

FROM = date(2026, 7, 1)


def change(key: str = "problem_analysis", due: int | None = 35, opens: int | None = None, **fields: object) -> Change:
    values = {"version": 2, "in_force_from": FROM, "basis": "Stb. 2026, 1"} | fields
    return Change(key=key, opens_days=opens, due_days=due, **values)  # type: ignore[arg-type]  # a test's shorthand


def due(first_sick_day: date, *changes: Change, key: str = "problem_analysis") -> date | None:
    facts = Facts(Absence((Spell(first_sick_day),)))
    (step,) = [step for step in deadlines(facts, with_changes(CASE_RULES, changes)) if step.key == key]
    return step.due


@pytest.mark.parametrize(
    ("first", "days"), [(FROM - timedelta(days=1), 42), (FROM, 35), (FROM + timedelta(days=400), 35)]
)
def test_new_days_hold_from_the_first_sick_day_on(first: date, days: int) -> None:
    assert due(first, change()) == first + timedelta(days=days - 1)


def test_only_the_changed_rule_differs() -> None:
    rules = with_changes(CASE_RULES, [change()])
    assert len(rules) == len(CASE_RULES) + 1
    assert [rule for rule in rules if rule.key != "problem_analysis"] == [
        rule for rule in CASE_RULES if rule.key != "problem_analysis"
    ]
    old, new = (rule for rule in rules if rule.key == "problem_analysis")
    assert (old.in_force_until, new.in_force_from, new.version, new.basis) == (FROM, FROM, 2, "Stb. 2026, 1")
    assert (new.opens, new.due, new.term) == (old.opens, Day(35), old.term)


def test_each_file_says_its_own_version() -> None:
    for first, version in ((FROM - timedelta(days=1), 1), (FROM, 2)):
        facts = Facts(Absence((Spell(first),)))
        (step,) = [s for s in deadlines(facts, with_changes(CASE_RULES, [change()])) if s.key == "problem_analysis"]
        assert step.rule.version == version
        assert any(line.startswith(f"Regelversie {version}, ") for line in step.why)


def test_changes_follow_each_other_whatever_their_order() -> None:
    later = change(due=28, version=3, in_force_from=FROM + timedelta(days=100), opens=20)
    for changes in ([change(), later], [later, change()]):
        assert due(FROM + timedelta(days=99), *changes) == FROM + timedelta(days=99 + 34)
        assert due(FROM + timedelta(days=100), *changes) == FROM + timedelta(days=100 + 27)


def test_a_correction_from_the_same_day_takes_its_place() -> None:
    assert due(FROM, change(), change(due=40, version=3)) == FROM + timedelta(days=39)
    assert due(FROM - timedelta(days=1), change(), change(due=40, version=3)) == FROM + timedelta(days=40)


def test_next_workday_and_target_move_along() -> None:
    (new,) = [
        rule
        for rule in with_changes(CASE_RULES, [change("uwv_week_42_report", 302)])
        if (rule.key, rule.version) == ("uwv_week_42_report", 2)
    ]
    assert (new.due, new.target) == (NextWorkday(Day(302)), Day(301))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (change("end_of_waiting_period", 700), "volgen uit andere regels"),
        (change("sick_report", 2), "volgen uit andere regels"),
        (change("vangnet_report_uwv", 40), "niet één aantal dagen"),
        (change("plan_of_action", 70, version=9), "niet één aantal dagen"),
        (change("no_such_step"), "volgen uit andere regels"),
        (change(due=28), "na de laatste dag"),
        (change(due=None, opens=43), "na de laatste dag"),
        (change(due=0), "van 1 tot en met 2000"),
        (change(due=2001), "van 1 tot en met 2000"),
        (change("riv_upload", -1), "van 0 tot en met 2000"),
        (change(due=42), "gelden nu al"),
        (change(due=None), "gelden nu al"),
        (change(version=1), "nieuwere versie"),
    ],
)
def test_change_that_cannot_be_is_refused_in_dutch(wrong: Change, says: str) -> None:
    with pytest.raises(CannotChange, match=says):
        with_changes(CASE_RULES, [wrong])


def test_change_before_the_newest_row_is_refused() -> None:
    with pytest.raises(CannotChange, match="Kies een latere dag"):
        with_changes(CASE_RULES, [change(), change(due=30, version=3, in_force_from=FROM - timedelta(days=1))])


def test_change_that_the_program_took_over_is_left_out() -> None:
    taken_over = with_changes(CASE_RULES, [change()])
    later = change(due=30, version=3)
    assert not_absorbed(CASE_RULES, [change(), later]) == [change(), later]
    assert not_absorbed(taken_over, [change(), later]) == [later]


def test_every_rule_that_can_change_has_a_number_of_its_own() -> None:
    for rule in changeable(RULES):
        numbers = (days_of(rule.opens), days_of(rule.due))
        assert numbers != (None, None), rule.key
        assert rule.scope is Scope.CASE
    assert "problem_analysis" in {rule.key for rule in changeable(RULES)}


@pytest.mark.parametrize(
    "expression",
    [Day(3), AfterStep("a", 3), AfterLast(("a", "b"), 3), AfterFact("f", 3), CalendarDaysAfterStep("a", 3)],
    ids=lambda one: type(one).__name__,
)
def test_same_expression_with_other_days(expression: object) -> None:
    assert days_of(expression) == 3
    other = with_days(expression, 5)
    assert (type(other), days_of(other)) == (type(expression), 5)
    assert with_days(other, 3) == expression


def test_expression_of_several_dates_has_no_number() -> None:
    assert days_of(Earliest((Day(1), Day(2)))) is None
