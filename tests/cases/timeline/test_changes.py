"""A change of law is a new row from a first sick day on; what went before stays as it was."""

from datetime import date, timedelta

import pytest

from cases.timeline.absence import Absence, Spell
from cases.timeline.changes import CannotChange, Change, changeable, newest_rows, not_absorbed, why_fixed, with_changes
from cases.timeline.expressions import (
    AfterFact,
    AfterLast,
    AfterStep,
    CalendarDaysAfterStep,
    Day,
    Earliest,
    Expression,
    NextWorkday,
)
from cases.timeline.facts import Facts
from cases.timeline.numbers import numbers_in, values_of, with_numbers
from cases.timeline.rules import CASE_RULES, RULES, Rule, Scope
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
        (change("vangnet_report_uwv", 40), "heeft 2 getallen"),
        (change("plan_of_action", 70, version=9), "heeft 3 getallen"),
        (change("plan_of_action", 14, version=9, due_more=(56, 14)), "gelden nu al"),
        (change("second_track_start", 42, due_more=(0, 56)), "van 1 tot en met 2000"),
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


def test_every_rule_can_change_or_says_why_not() -> None:
    can = {rule.key for rule in changeable(RULES)}
    for rule in newest_rows(RULES):
        assert (rule.key in can) == (not why_fixed(rule)), rule.key
        if rule.key in can:
            assert rule.scope is Scope.CASE
            assert values_of(rule.opens) + values_of(rule.due), rule.key
    assert {"problem_analysis", "plan_of_action", "employee_intake", "relapse_prevention_contact"} <= can
    assert not can & {"sick_report", "end_of_waiting_period", "welcome_call", "prevention_check"}


@pytest.mark.parametrize("rule", [rule for rule in newest_rows(CASE_RULES) if not why_fixed(rule)], ids=lambda r: r.key)
@pytest.mark.parametrize("side", ["opens", "due"])
def test_numbers_are_exchanged_and_nothing_else(rule: Rule, side: str) -> None:
    term = getattr(rule, side)
    before = values_of(term)
    more = tuple(value + 3 for value in before)
    other = with_numbers(term, more)
    assert values_of(other) == more
    assert type(other) is type(term)
    assert values_of(with_numbers(other, before)) == before
    assert str(with_numbers(other, before)) == str(term)


@pytest.mark.parametrize(
    ("key", "numbers"),
    [
        ("plan_of_action", (14, 56, 14)),
        ("second_track_start", (42, 406, 56)),
        ("vangnet_report_uwv", (4, 42)),
        ("periodic_evaluation", (42, 14)),
        ("current_opinion", (637,)),
        ("relapse_prevention_contact", (6, 14)),
        ("employee_intake", (28,)),
        ("expert_opinion", ()),
    ],
)
def test_each_number_of_a_term_is_found_once(key: str, numbers: tuple[int, ...]) -> None:
    (rule,) = [rule for rule in newest_rows(RULES) if rule.key == key]
    assert values_of(rule.due) == numbers


def test_days_before_something_stay_before_it() -> None:
    (rule,) = [rule for rule in newest_rows(RULES) if rule.key == "sick_leaving_employment_report"]
    (number,) = numbers_in(rule.opens)
    assert (number.value, number.before) == (28, True)
    assert str(with_numbers(rule.opens, (35,))) == "latest of (contract_end - 35 calendar days; day 1)"


def test_compound_term_moves_as_asked() -> None:
    """The plan within three weeks of the analysis, ten weeks at the latest."""
    new = change("plan_of_action", 21, version=3, due_more=(70, 14))
    first = FROM
    assert due(first, new, key="plan_of_action") == first + timedelta(days=69)
    analysed = first + timedelta(days=39)
    facts = Facts(Absence((Spell(first),)), {"problem_analysis": (analysed,)})
    (plan,) = [step for step in deadlines(facts, with_changes(CASE_RULES, [new])) if step.key == "plan_of_action"]
    assert plan.due == analysed + timedelta(days=21)
    assert any("Plus 21 dagen" in line for line in plan.why)


def test_agreed_number_moves_for_new_files_only() -> None:
    """A dated parameter becomes the number of the new row; the old row keeps the parameter."""
    new = change("employee_intake", 21)
    assert due(FROM, new, key="employee_intake") == FROM + timedelta(days=20)
    before = FROM - timedelta(days=1)
    assert due(before, new, key="employee_intake") == before + timedelta(days=27)


@pytest.mark.parametrize(
    "expression",
    [Day(3), AfterStep("a", 3), AfterLast(("a", "b"), 3), AfterFact("f", 3), CalendarDaysAfterStep("a", 3)],
    ids=lambda one: type(one).__name__,
)
def test_same_expression_with_other_days(expression: Expression) -> None:
    assert values_of(expression) == (3,)
    other = with_numbers(expression, (5,))
    assert (type(other), values_of(other)) == (type(expression), (5,))
    assert with_numbers(other, (3,)) == expression


def test_a_bare_day_has_no_number_beside_others() -> None:
    assert values_of(Earliest((Day(1), Day(2)))) == (2,)
    assert values_of(AfterStep("a")) == (0,)
    with pytest.raises(ValueError, match="argument"):
        with_numbers(Day(2), (3, 4))
