"""Due dates of the ordinary file, and what recovery, closing and waiving do to them."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from cases.timeline.absence import Absence, Leave, Spell, chain
from cases.timeline.facts import Facts, Period
from cases.timeline.reminders import ESCALATE_TO, next_reminders, reminders
from cases.timeline.rules import RULES, Party
from cases.timeline.schedule import Deadline, State, deadlines

D = date(2026, 1, 5)
A = Absence((Spell(D),))
C = Absence((Spell(date(2022, 1, 3), date(2022, 7, 4)), Spell(date(2022, 7, 25))))


def facts(absence: Absence = A, done: dict[str, Iterable[date]] | None = None, **more: object) -> Facts:
    completions = {key: tuple(dates) for key, dates in (done or {}).items()}
    return Facts(absence, completions, **more)  # type: ignore[arg-type]  # the tests name the fields themselves


def step(facts: Facts, key: str, occurrence: int = 1) -> Deadline:
    (found,) = [step for step in deadlines(facts) if step.key == key and step.occurrence == occurrence]
    return found


def keys(facts: Facts) -> set[str]:
    return {step.key for step in deadlines(facts)}


def recovered(on: date, start: date = D) -> Absence:
    return Absence((Spell(start, on),))


VECTORS = [
    ("arbo_report", "due", date(2026, 1, 11), date(2022, 1, 9)),
    ("assign_ontzorgmanager", "opens", date(2026, 1, 12), date(2022, 1, 10)),
    ("assign_ontzorgmanager", "due", date(2026, 1, 18), date(2022, 1, 16)),
    ("problem_analysis", "due", date(2026, 2, 15), date(2022, 2, 13)),
    ("plan_of_action", "due", date(2026, 3, 1), date(2022, 2, 27)),
    ("wia_income_insight", "opens", date(2026, 6, 29), date(2022, 6, 27)),
    ("wia_income_insight", "due", date(2026, 7, 5), date(2022, 7, 3)),
    ("uwv_week_42_report", "target", date(2026, 10, 25), date(2022, 11, 13)),
    ("uwv_week_42_report", "due", date(2026, 10, 26), date(2022, 11, 14)),
    ("first_year_evaluation", "opens", date(2026, 11, 16), date(2022, 12, 5)),
    ("first_year_evaluation", "due", date(2027, 1, 3), date(2023, 1, 22)),
    ("sick_pay_year_2", "due", date(2027, 1, 4), date(2023, 1, 23)),
    ("second_track_start", "due", date(2027, 2, 14), date(2023, 3, 5)),
    ("early_iva_window", "opens", date(2026, 1, 26), date(2022, 1, 24)),
    ("early_iva_window", "due", date(2027, 4, 25), date(2023, 5, 14)),
    ("uwv_wia_letter", "opens", date(2027, 9, 6), date(2023, 9, 25)),
    ("current_opinion", "due", date(2027, 10, 3), date(2023, 10, 22)),
    ("medical_information", "due", date(2027, 10, 3), date(2023, 10, 22)),
    ("final_evaluation", "due", date(2027, 10, 3), date(2023, 10, 22)),
    ("wia_application", "due", date(2027, 10, 17), date(2023, 11, 5)),
    ("uwv_sanction_deadline", "due", date(2027, 11, 21), date(2023, 12, 10)),
    ("end_of_waiting_period", "due", date(2028, 1, 2), date(2024, 1, 21)),
]


@pytest.mark.parametrize(("key", "field", "plain", "composite"), VECTORS, ids=str)
def test_vector(key: str, field: str, plain: date, composite: date) -> None:
    assert getattr(step(facts(A), key), field) == plain
    assert getattr(step(facts(C), key), field) == composite


def test_vectors_of_the_waiting_period() -> None:
    assert (A.last_paid_day, A.wia_start, A.day(1092)) == (date(2028, 1, 2), date(2028, 1, 3), date(2028, 12, 31))
    assert (C.last_paid_day, C.wia_start, C.day(1092)) == (date(2024, 1, 21), date(2024, 1, 22), date(2025, 1, 19))


@pytest.mark.parametrize(
    ("analysis", "due"),
    [
        (date(2026, 1, 28), date(2026, 2, 11)),
        (date(2026, 2, 15), date(2026, 3, 1)),
        (date(2026, 2, 16), date(2026, 3, 2)),
        (date(2026, 3, 20), date(2026, 4, 3)),
    ],
)
def test_plan_is_due_two_weeks_after_the_analysis(analysis: date, due: date) -> None:
    plan = step(facts(done={"problem_analysis": [analysis]}), "plan_of_action")
    assert (plan.opens, plan.due) == (analysis, due)


def test_week_42_report_rolls_over_a_holiday() -> None:
    report = step(facts(Absence((Spell(date(2025, 7, 7)),))), "uwv_week_42_report")
    assert (report.due, report.target) == (date(2026, 4, 28), date(2026, 4, 26))


def test_term_after_a_step_skips_a_later_gap() -> None:
    analysis = {"problem_analysis": [date(2022, 6, 30)]}
    plan = step(facts(C, analysis), "plan_of_action")
    assert plan.due == date(2022, 7, 14) + timedelta(days=21)
    during_the_gap = step(facts(C, {"problem_analysis": [date(2022, 7, 10)]}), "plan_of_action")
    assert during_the_gap.due == date(2022, 7, 25) + timedelta(days=13)


def test_evaluation_waits_for_the_plan_and_then_repeats() -> None:
    assert "periodic_evaluation" not in keys(facts())
    done = {"plan_of_action": [date(2026, 2, 20)]}
    first = step(facts(done=done), "periodic_evaluation")
    assert (first.opens, first.due) == (date(2026, 3, 20), date(2026, 4, 3))
    done["periodic_evaluation"] = [date(2026, 4, 1), date(2026, 5, 20)]
    one, two, three = (step(facts(done=done), "periodic_evaluation", n) for n in (1, 2, 3))
    assert (one.due, one.done_on, one.done_late) == (date(2026, 4, 3), date(2026, 4, 1), False)
    assert (two.due, two.done_on, two.done_late) == (date(2026, 5, 13), date(2026, 5, 20), True)
    assert (three.due, three.state) == (date(2026, 7, 1), State.PENDING)


@pytest.mark.parametrize("counts", ["first_year_evaluation", "final_evaluation"])
def test_other_evaluations_count_as_one(counts: str) -> None:
    done = {"plan_of_action": [date(2026, 2, 20)], counts: [date(2026, 12, 1)]}
    assert step(facts(done=done), "periodic_evaluation").due == date(2027, 1, 12)


@pytest.mark.parametrize(
    ("evaluated", "due"), [(date(2026, 11, 20), date(2027, 1, 1)), (date(2027, 2, 1), date(2027, 2, 14))]
)
def test_second_track_six_weeks_after_the_evaluation_at_latest_day_406(evaluated: date, due: date) -> None:
    assert step(facts(done={"first_year_evaluation": [evaluated]}), "second_track_start").due == due


@pytest.mark.parametrize(
    ("found", "due"), [(date(2026, 3, 1), date(2027, 2, 14)), (date(2027, 2, 1), date(2027, 3, 29))]
)
def test_second_track_eight_weeks_after_later_possibilities(found: date, due: date) -> None:
    assert (
        step(facts(without_capacity=(Period(A.first_sick_day, found),) if found else ()), "second_track_start").due
        == due
    )


def test_riv_one_calendar_day_after_the_application() -> None:
    assert "riv_upload" not in keys(facts())
    assert step(facts(done={"wia_application": [date(2027, 10, 15)]}), "riv_upload").due == date(2027, 10, 16)


def test_no_sanction_date_when_the_application_is_late() -> None:
    assert "uwv_sanction_deadline" in keys(facts(done={"wia_application": [date(2027, 10, 17)]}))
    assert "uwv_sanction_deadline" not in keys(facts(done={"wia_application": [date(2027, 10, 18)]}))
    early = recovered(date(2027, 3, 1))
    assert "uwv_sanction_deadline" in keys(facts(early, {"wia_application": [date(2027, 2, 1)]}))


@pytest.mark.parametrize(
    ("absence", "triage", "assigned"),
    [
        (A, None, True),
        (A, True, True),
        (A, False, True),
        (recovered(date(2026, 1, 18)), False, False),
        (recovered(date(2026, 1, 19)), False, True),
        (recovered(date(2026, 1, 18)), None, True),
    ],
)
def test_still_absent_on_day_14_counts_as_long(absence: Absence, triage: bool | None, assigned: bool) -> None:
    found = keys(facts(absence, expected_long_term=triage))
    assert {"assign_ontzorgmanager", "problem_analysis", "plan_of_action"} & found == (
        {"assign_ontzorgmanager", "problem_analysis", "plan_of_action"} if assigned else set()
    )


def test_employer_with_his_own_case_manager_has_no_steps_of_the_ontzorgmanager() -> None:
    without = keys(facts()) - keys(facts(casemanagement_by_insurer=False))
    assert without == {"assign_ontzorgmanager", "employee_intake", "task_function_analysis", "wia_income_insight"}


def test_vangnet_report() -> None:
    assert "vangnet_report_uwv" not in keys(facts())
    report = step(facts(vangnet_applies=True), "vangnet_report_uwv")
    assert (report.target, report.due) == (date(2026, 1, 8), date(2026, 2, 15))
    (after_leave,) = chain([Spell(D)], [Leave(date(2025, 9, 1), date(2026, 1, 4))])
    assert step(facts(after_leave, vangnet_applies=True), "vangnet_report_uwv").due == date(2026, 1, 8)


def test_recovery_pauses_and_closing_cancels() -> None:
    done = {"arbo_report": [date(2026, 1, 6)]}
    absence = recovered(date(2026, 2, 10))
    paused = step(facts(absence, done), "problem_analysis")
    assert (paused.state, paused.due, paused.opens) == (State.PAUSED, None, None)
    assert paused.status(date(2026, 3, 1)) == "paused"
    assert not paused.late(date(2026, 3, 1))
    closed = facts(absence, done, closed_on=date(2026, 3, 10))
    assert step(closed, "problem_analysis").status(date(2026, 3, 10)) == "cancelled"
    assert step(closed, "arbo_report").state is State.DONE


def test_reopened_file_moves_open_dates_and_keeps_done_ones() -> None:
    done = {"arbo_report": [date(2026, 1, 6)]}
    spells = (Spell(D, date(2026, 2, 2)), Spell(date(2026, 2, 23)))
    before, after = facts(done=done), facts(Absence(spells), done)
    assert step(after, "problem_analysis").due == step(before, "problem_analysis").due + timedelta(days=21)
    assert step(after, "arbo_report") == step(before, "arbo_report")


def test_status_and_lateness_depend_on_today() -> None:
    analysis = step(facts(), "problem_analysis")
    assert [analysis.status(day) for day in (date(2026, 2, 1), date(2026, 2, 2))] == ["planned", "open"]
    assert [analysis.late(day) for day in (date(2026, 2, 15), date(2026, 2, 16))] == [False, True]
    done = step(facts(done={"problem_analysis": [date(2026, 2, 20)]}), "problem_analysis")
    assert (done.status(date(2026, 3, 1)), done.late(date(2026, 3, 1)), done.done_late) == ("done", False, True)


def test_step_that_opens_with_another_is_open_on_its_due_date_at_latest() -> None:
    plan = step(facts(), "plan_of_action")
    assert plan.opens is None
    assert [plan.status(day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == ["planned", "open"]


def test_lapsed_step_is_void_and_never_late() -> None:
    window = step(facts(), "early_iva_window")
    assert [window.status(day) for day in (date(2027, 4, 25), date(2027, 4, 26))] == ["open", "cancelled"]
    assert not window.late(date(2027, 4, 26))


def test_a_late_earlier_step_does_not_open_a_step_after_its_own_due_date() -> None:
    intake = step(facts(done={"assign_ontzorgmanager": [date(2026, 3, 1)]}), "employee_intake")
    assert intake.opens == intake.due == date(2026, 2, 1)


def test_waiving_holds_only_where_the_rule_allows_it() -> None:
    waived = {"labour_expert_assessment": date(2026, 12, 1), "problem_analysis": date(2026, 2, 1)}
    file = facts(waived=waived)
    assert step(file, "labour_expert_assessment").state is State.WAIVED
    assert not step(file, "labour_expert_assessment").late(date(2028, 1, 1))
    assert step(file, "problem_analysis").state is State.PENDING


@pytest.mark.parametrize(("recovered_on", "opens"), [(date(2026, 4, 5), None), (date(2026, 4, 6), date(2026, 10, 6))])
def test_relapse_contact_only_after_more_than_three_months(recovered_on: date, opens: date | None) -> None:
    file = facts(recovered(recovered_on), closed_on=recovered_on + timedelta(days=28))
    found = [step for step in deadlines(file) if step.key == "relapse_prevention_contact"]
    assert [(step.opens, step.due, step.state) for step in found] == (
        [(opens, date(2026, 10, 20), State.PENDING)] if opens else []
    )


@pytest.mark.parametrize(
    "more",
    [
        {"contract_end": date(2026, 9, 30)},
        {"policy_end": date(2026, 9, 30)},
        {"next_case_on": date(2026, 10, 6)},
        {"policy_end": date(2026, 10, 6)},
        {"policy_start": date(2026, 10, 7)},
        {"casemanagement_by_insurer": False},
    ],
)
def test_no_relapse_contact_when_its_ground_is_gone(more: dict[str, object]) -> None:
    file = recovered(date(2026, 4, 6))
    kept = {"contract_end": date(2026, 10, 6), "next_case_on": date(2026, 10, 7), "policy_start": date(2026, 1, 1)}
    assert "relapse_prevention_contact" in keys(facts(file, **kept))
    assert "relapse_prevention_contact" not in keys(facts(file, **more))


@pytest.mark.parametrize(
    ("cover", "promised"),
    [
        ([Period(date(2025, 1, 1), date(2026, 7, 1)), Period(date(2026, 7, 1))], True),
        ([Period(date(2025, 1, 1), date(2026, 7, 1)), Period(date(2026, 10, 6))], True),
        ([Period(date(2025, 1, 1), date(2026, 7, 1)), Period(date(2026, 10, 7))], False),
        ([Period(date(2025, 1, 1), date(2026, 7, 1)), Period(date(2026, 8, 1), date(2026, 10, 6))], False),
    ],
)
def test_relapse_contact_asks_for_cover_on_its_own_day(cover: list[Period], promised: bool) -> None:
    """The contact begins on 6 October; which policy covers that day does not matter."""
    first, *_ = cover
    file = facts(recovered(date(2026, 4, 6)), policy_start=first.start, policy_end=first.until, cover=tuple(cover))
    assert ("relapse_prevention_contact" in keys(file)) is promised


def test_each_recovery_is_passed_on() -> None:
    key = "recovery_report_internal"
    first, again = date(2026, 2, 2), date(2026, 3, 2)
    assert key not in keys(facts())
    report = step(facts(recovered(first)), key)
    assert (report.opens, report.due, report.state) == (first, date(2026, 2, 4), State.PENDING)
    assert step(facts(recovered(first), closed_on=date(2026, 3, 2)), key).state is State.PENDING
    passed_on = {key: [date(2026, 2, 3)]}
    assert [step.state for step in deadlines(facts(recovered(first), passed_on)) if step.key == key] == [State.DONE]
    twice = Absence((Spell(D, first), Spell(date(2026, 2, 16), again)))
    assert step(facts(twice, passed_on), key).due == date(2026, 2, 4)
    assert step(facts(twice, passed_on), key, 2).due == date(2026, 3, 4)
    assert step(facts(twice, {key: [date(2025, 1, 1)]}), key).due is None


def test_rule_of_another_time_is_left_out() -> None:
    assert step(facts(Absence((Spell(date(2023, 6, 30)),))), "plan_of_action").rule.version == 1
    assert step(facts(Absence((Spell(date(2023, 7, 1)),))), "plan_of_action").rule.version == 2


@pytest.mark.parametrize("more", [{}, {"contract_end": date(2026, 6, 1)}])
def test_what_stands_still_is_in_the_order_it_would_have_had(more: dict[str, date]) -> None:
    going_on = {step.key: step.due for step in deadlines(facts())}
    stopped = [step for step in deadlines(facts(recovered(date(2026, 2, 10)), **more)) if step.state is State.PAUSED]
    order = [(going_on[step.key], step.key) for step in stopped]
    assert len(order) > 10
    assert order == sorted(order)
    assert stopped[-1].key == "end_of_waiting_period"


def test_what_waits_for_possibilities_comes_in_legal_order() -> None:
    absent = facts(without_capacity=(Period(date(2026, 2, 2)),))
    order = [step.key for step in deadlines(absent) if step.state is State.PAUSED]
    assert order == [
        "casemanager_designated",
        "plan_of_action",
        "second_track_start",
        "final_evaluation",
    ]


def test_order_is_by_due_date_and_then_key() -> None:
    found = deadlines(facts(recovered(date(2026, 2, 10)), {"arbo_report": [date(2026, 1, 6)]}))
    order = [(step.due, step.key) for step in found if step.due is not None]
    assert len(order) > 1
    assert order == sorted(order)
    assert [step.key for step in deadlines(facts(), [rule for rule in RULES if rule.key == "sick_report"])] == [
        "sick_report"
    ]


def test_reminders_before_and_the_day_after() -> None:
    analysis = step(facts(), "problem_analysis")
    coming = reminders(analysis)
    assert [(each.offset, each.on) for each in coming] == [
        (-14, date(2026, 2, 1)),
        (-7, date(2026, 2, 8)),
        (-1, date(2026, 2, 14)),
        (1, date(2026, 2, 16)),
    ]
    assert coming[0].to == analysis.rule.remind
    assert coming[3].to == (Party.BEDRIJFSARTS, Party.ARBODIENST, Party.ONTZORGMANAGER, Party.DESK)
    assert set(ESCALATE_TO) <= set(coming[3].to)


def test_next_reminders_skip_what_is_past_and_what_needs_none() -> None:
    file = facts(done={"problem_analysis": [date(2026, 2, 10)]})
    coming = next_reminders(deadlines(file), date(2026, 2, 23))
    assert (coming[0].on, coming[0].deadline.key) == (date(2026, 2, 23), "plan_of_action")
    silent = {"problem_analysis", "sick_report", "end_of_waiting_period", "early_iva_window"}
    assert not silent & {each.deadline.key for each in coming}
    assert reminders(step(facts(recovered(date(2026, 2, 10))), "problem_analysis")) == ()
