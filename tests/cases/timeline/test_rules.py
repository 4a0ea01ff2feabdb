"""The table of rules is complete, consistent and fit to be shown."""

from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from cases.timeline.describe import describe
from cases.timeline.expressions import Day
from cases.timeline.parameters import (
    PENSION_AGE_SICK_PAY_WEEKS,
    RELAPSE_WINDOW_DAYS,
    STATE_PENSION_AGE,
    UWV_FINE_SCALE,
    latest_evaluation,
    uwv_fine,
)
from cases.timeline.rules import CASE_RULES, EVERYBODY, POLICY_RULES, RULES, Party, Rule, Weight, resting_with_employer

DOCS = Path(__file__).parents[3] / "docs" / "timeline.md"
STALE = (
    "Stale. Renew with: python -c 'from cases.timeline import describe, rules; "
    'print(describe.describe(rules.RULES), end="")\' > docs/timeline.md'
)
KEYS = {rule.key for rule in RULES}
HEALTH_WORDS = ("ziek ", "ziekte", "klacht", "diagnose", "medisch", "behandel", "zwanger", "beperking", "pijn")


def by_key(key: str, first_sick_day: date = date(2026, 1, 5)) -> Rule:
    (rule,) = [rule for rule in RULES if rule.key == key and rule.in_force_on(first_sick_day)]
    return rule


def test_every_step_of_the_law_is_there() -> None:
    expected = {
        *("sick_report", "arbo_report", "long_absence_triage", "assign_ontzorgmanager", "employee_intake"),
        *("task_function_analysis", "problem_analysis", "casemanager_designated", "plan_of_action"),
        *("periodic_evaluation", "wia_income_insight", "uwv_week_42_report", "labour_expert_assessment"),
        *("first_year_evaluation", "sick_pay_year_2", "second_track_start", "early_iva_window", "uwv_wia_letter"),
        *("current_opinion", "medical_information", "final_evaluation", "wia_application", "riv_upload"),
        *("uwv_sanction_deadline", "end_of_waiting_period", "relapse_prevention_contact"),
        *("recovery_report_internal", "recovery_report_uwv", "vangnet_report_uwv", "problem_analysis_update"),
        *("sick_leaving_employment_report", "sick_leaving_employment_riv", "welcome_call", "prevention_check"),
        *("frequent_absence_signal", "expert_opinion", "hours_report_internal"),
    }
    assert len(expected) == 37  # the 36 of the law and the product, of which one also asks for partial changes
    of_the_regimes = {"no_capacity_check", "sixty_plus_information", "sanction_objection", "shortening_decision"}
    assert expected | of_the_regimes == KEYS
    assert {rule.key for rule in POLICY_RULES} == {"welcome_call", "prevention_check"}
    assert set(CASE_RULES) | set(POLICY_RULES) == set(RULES)


def test_versions_of_a_key_never_hold_together() -> None:
    for one, two in combinations(RULES, 2):
        if one.key == two.key:
            assert one.version != two.version
            assert one.in_force_until <= two.in_force_from or two.in_force_until <= one.in_force_from


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.key}-{rule.version}")
def test_rule_is_well_formed(rule: Rule) -> None:
    assert set(rule.prerequisites) <= KEYS - {rule.key}
    assert rule.in_force_from < rule.in_force_until
    assert len(rule.short) <= 22
    assert len(rule.key) <= 40
    assert rule.folded_into in {"", *KEYS}
    assert rule.repeats >= bool(rule.each)
    assert hash(rule)
    for text in (rule.closes, rule.applies, rule.consequence, rule.explain):
        assert text.endswith(".")
        assert "!" not in text
    assert not [word for word in HEALTH_WORDS if word in rule.consequence.lower()]
    assert set(rule.remind) <= rule.shown_to


def test_what_two_carry_names_somebody_else_who_may_see_it() -> None:
    shared = {rule.key: (rule.responsible, *rule.together) for rule in RULES if rule.together}
    employer, employee = Party.EMPLOYER, Party.EMPLOYEE
    assert shared == {
        "employee_intake": (Party.ONTZORGMANAGER, employee),
        "task_function_analysis": (Party.ONTZORGMANAGER, employer, employee),
        "sick_leaving_employment_riv": (employer, Party.BEDRIJFSARTS),
    } | dict.fromkeys(
        (
            "casemanager_designated",
            "plan_of_action",
            "periodic_evaluation",
            "first_year_evaluation",
            "final_evaluation",
        ),
        (employer, employee),
    )
    for rule in RULES:
        assert rule.responsible not in rule.together
        assert set(rule.together) <= rule.shown_to
    assert resting_with_employer(by_key("task_function_analysis")).together == (employee,)


def test_plan_and_first_year_evaluation_hold_both_visions_since_july_2023() -> None:
    for key in ("plan_of_action", "first_year_evaluation"):
        assert by_key(key, date(2023, 6, 30)).version == 1
        assert by_key(key, date(2023, 7, 1)).version == 2
        assert "visie" in by_key(key, date(2023, 7, 1)).closes
        assert "visie" not in by_key(key, date(2023, 6, 30)).closes


def test_early_iva_is_hidden_from_the_employer_and_his_helpers() -> None:
    assert by_key("early_iva_window").shown_to == {Party.EMPLOYEE, Party.BEDRIJFSARTS}


def test_steps_that_follow_from_the_advice_are_hidden_from_desk_and_planner() -> None:
    hidden = {rule.key: EVERYBODY - rule.shown_to for rule in RULES if rule.shown_to != EVERYBODY}
    del hidden["early_iva_window"]
    outside = {Party.DESK, Party.ARBODIENST}
    assert hidden == {"problem_analysis_update": outside, "no_capacity_check": outside}


def test_weight_follows_the_consequence() -> None:
    assert by_key("plan_of_action").weight == Weight.WAGE_SANCTION > by_key("uwv_week_42_report").weight
    assert by_key("wia_application").weight == Weight.FINE_OR_DELAY > by_key("employee_intake").weight
    for rule in RULES:
        assert ("52 weken" in rule.consequence) == (rule.weight == Weight.WAGE_SANCTION)


def test_every_party_has_a_dutch_name() -> None:
    assert {party.label for party in Party} >= {"werkgever", "werknemer", "bedrijfsarts", "UWV"}


@pytest.mark.parametrize(("days", "euro"), [(0, 0), (1, 70), (6, 70), (7, 230), (27, 230), (28, 455), (200, 455)])
def test_fine_for_a_late_report(days: int, euro: int) -> None:
    assert uwv_fine(days, date(2026, 1, 5)) == euro


def test_the_fine_in_the_rule_is_the_top_of_the_scale() -> None:
    top = max(euro for _, euro in UWV_FINE_SCALE.value_on(date(2026, 1, 5)))
    assert f"tot € {top} (" in by_key("uwv_week_42_report").consequence
    assert f"tot € {top} (" in by_key("vangnet_report_uwv").consequence


def test_parameters_are_dated() -> None:
    change = date(2023, 7, 1)
    assert PENSION_AGE_SICK_PAY_WEEKS.value_on(change - timedelta(days=1)) == 13
    assert PENSION_AGE_SICK_PAY_WEEKS.value_on(change) == 6
    assert STATE_PENSION_AGE.value_on(date(2027, 12, 31)) == (67, 0)
    assert STATE_PENSION_AGE.value_on(date(2028, 1, 1)) == (67, 3)
    assert RELAPSE_WINDOW_DAYS.value_on(date(2026, 1, 5)) == 28
    assert STATE_PENSION_AGE.value_on(date(2012, 12, 31)) == (65, 0)


def test_the_page_in_docs_is_what_the_rules_say() -> None:
    assert DOCS.read_text(encoding="utf-8") == describe(RULES), STALE


def test_description_names_what_is_special() -> None:
    text = describe([by_key("uwv_week_42_report"), by_key("early_iva_window"), by_key("plan_of_action")])
    assert "first working day on or after day 295" in text
    assert "**Shown only to:** bedrijfsarts, employee" in text
    assert "`plan_of_action` v2: Plan van aanpak" in text
    assert "while `problem_analysis` is not done: day 56" in text
    assert str(Day(42)) == "day 42"


def test_next_evaluation_of_a_plan_is_within_six_weeks():
    assert latest_evaluation(date(2026, 1, 5)) == date(2026, 2, 16)
