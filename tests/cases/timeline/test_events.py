"""Steps that come up when something happens, and those of the policy."""

from datetime import date

import pytest

from cases.timeline.absence import Absence, Spell
from cases.timeline.facts import Facts, HoursWorked
from cases.timeline.reason import Kind
from cases.timeline.rules import CASE_RULES
from cases.timeline.schedule import Deadline, State, deadlines, policy_deadlines

D = date(2026, 1, 5)
A = Absence((Spell(D),))


def steps(facts: Facts, key: str) -> list[Deadline]:
    return [step for step in deadlines(facts) if step.key == key]


def test_each_change_of_possibilities_asks_for_an_update() -> None:
    changed = (date(2026, 5, 11), date(2026, 6, 22))
    facts = Facts(A, {"problem_analysis_update": (date(2026, 5, 12),)}, capacity_changed_on=changed)
    one, two = steps(facts, "problem_analysis_update")
    assert (one.due, one.done_on, one.done_late) == (date(2026, 5, 11), date(2026, 5, 12), True)
    assert (two.occurrence, two.opens, two.due, two.state) == (2, changed[1], changed[1], State.PENDING)
    assert two.late(date(2026, 6, 23))
    assert "De mogelijkheden of de verwachting zijn gewijzigd: 22 juni 2026." in two.why


def test_an_update_without_a_recorded_change_is_not_lost() -> None:
    facts = Facts(A, {"problem_analysis_update": (date(2026, 5, 12),)})
    (update,) = steps(facts, "problem_analysis_update")
    assert (update.state, update.due, update.opens) == (State.DONE, None, None)
    assert update.why[1] == "Gedaan op 12 mei 2026."


def test_the_plan_is_adjusted_within_two_weeks_after_an_update() -> None:
    done = {"plan_of_action": (date(2026, 4, 20),)}
    (evaluation,) = steps(Facts(A, done), "periodic_evaluation")
    assert evaluation.due == date(2026, 6, 1)
    done["problem_analysis_update"] = (date(2026, 5, 12),)
    (sooner,) = steps(Facts(A, done), "periodic_evaluation")
    assert sooner.due == date(2026, 5, 26)
    assert "De vroegste van deze datums telt: 26 mei 2026." in sooner.why
    done["problem_analysis_update"] = (date(2026, 5, 29),)
    assert steps(Facts(A, done), "periodic_evaluation")[0].due == date(2026, 6, 1)
    done["periodic_evaluation"] = (date(2026, 5, 30),)
    assert steps(Facts(A, done), "periodic_evaluation")[1].due == date(2026, 7, 11)


def test_each_change_of_hours_is_passed_on_within_two_days_in_any_order() -> None:
    """The employer's own record is passed on with it, also while an earlier one of the employee still waits."""
    hours = (HoursWorked(date(2026, 4, 6)), HoursWorked(date(2026, 5, 4), date(2026, 5, 7)))
    one, two = sorted(steps(Facts(A, hours=hours), "hours_report_internal"), key=lambda step: step.occurrence)
    assert (one.occurrence, one.opens, one.due, one.state) == (1, hours[0].since, date(2026, 4, 8), State.PENDING)
    assert one.late(date(2026, 4, 9))
    assert not one.late(date(2026, 4, 8))
    assert (two.occurrence, two.due, two.done_on, two.done_late) == (2, date(2026, 5, 6), date(2026, 5, 7), True)
    assert one.why[1:3] == (
        "De gewijzigde uren zijn ingegaan en vastgelegd: 6 april 2026.",
        "Plus 2 dagen: 8 april 2026.",
    )
    assert "Bron: Productafspraak." in one.why
    assert steps(Facts(A), "hours_report_internal") == []


def test_the_employer_has_his_days_from_when_the_hours_were_recorded() -> None:
    hours = (HoursWorked(date(2026, 4, 6), recorded_on=date(2026, 4, 20)),)
    (step,) = steps(Facts(A, hours=hours), "hours_report_internal")
    assert (step.opens, step.due) == (date(2026, 4, 20), date(2026, 4, 22))
    line = "De gewijzigde uren zijn ingegaan en vastgelegd: 20 april 2026."
    assert step.why[1:3] == (line, "Plus 2 dagen: 22 april 2026.")


def test_hours_are_passed_on_during_a_recovery_and_fall_away_with_the_file() -> None:
    better = Absence((Spell(D, date(2026, 5, 11)),))
    hours = (HoursWorked(date(2026, 4, 6)),)
    (waiting,) = steps(Facts(better, hours=hours), "hours_report_internal")
    (closed,) = steps(Facts(better, hours=hours, closed_on=date(2026, 6, 8)), "hours_report_internal")
    assert (waiting.state, closed.state) == (State.PENDING, State.CANCELLED)


def test_an_expert_opinion_has_no_term() -> None:
    (opinion,) = steps(Facts(A, opinion_requested_on=(date(2026, 5, 11),)), "expert_opinion")
    assert (opinion.opens, opinion.due, opinion.target) == (date(2026, 5, 11), None, date(2026, 6, 8))
    assert (opinion.status(date(2026, 5, 11)), opinion.late(date(2027, 1, 1))) == ("open", False)
    assert "Er is geen wettelijke termijn. Reken op 8 juni 2026." in opinion.why
    assert opinion.moved_by == ()


def test_frequent_absence_is_signalled_in_the_file_where_it_happens() -> None:
    days = (date(2025, 3, 3), date(2025, 9, 1), D)
    (signal,) = steps(Facts(A, report_days=days), "frequent_absence_signal")
    assert (signal.opens, signal.due) == (D, date(2026, 1, 19))
    assert not steps(Facts(A, report_days=days[1:]), "frequent_absence_signal")
    assert not steps(Facts(Absence((Spell(days[1], date(2025, 9, 8)),)), report_days=days), "frequent_absence_signal")


def test_the_talk_about_frequent_absence_outlives_recovery_but_not_a_cancelled_file() -> None:
    days = (date(2025, 3, 3), date(2025, 9, 1), D)
    recovered = Absence((Spell(D, date(2026, 1, 12)),))
    facts = Facts(recovered, report_days=days, closed_on=date(2026, 2, 9))
    assert steps(facts, "frequent_absence_signal")[0].state is State.PENDING
    cancelled = Facts(A, report_days=days, closed_on=date(2026, 1, 6))
    assert steps(cancelled, "frequent_absence_signal")[0].state is State.CANCELLED


def test_a_relapse_can_be_the_third_report_of_the_same_file() -> None:
    twice = Absence((Spell(date(2025, 12, 1), date(2025, 12, 15)), Spell(D)))
    facts = Facts(twice, report_days=(date(2025, 9, 1), date(2025, 12, 1), D))
    assert [signal.opens for signal in steps(facts, "frequent_absence_signal")] == [D]


@pytest.mark.parametrize(("vangnet", "due"), [(True, [date(2026, 2, 12)]), (False, [])])
def test_recovery_is_reported_to_uwv_only_under_a_safety_net(vangnet: bool, due: list[date]) -> None:
    facts = Facts(Absence((Spell(D, date(2026, 2, 10)),)), vangnet_applies=vangnet)
    assert [step.due for step in steps(facts, "recovery_report_uwv")] == due


def test_the_policy_has_its_own_steps() -> None:
    welcome, check = policy_deadlines(date(2026, 1, 31), {})
    assert (welcome.key, welcome.opens, welcome.due) == ("welcome_call", date(2026, 1, 31), date(2026, 2, 14))
    assert (check.opens, check.due) == (date(2026, 12, 31), date(2027, 1, 31))
    assert welcome.why[:3] == (
        "Eerste dag van de polis 31 januari 2026.",
        "De polis begint: 31 januari 2026.",
        "Plus 14 dagen: 14 februari 2026.",
    )
    assert not {"welcome_call", "prevention_check"} & {step.key for step in deadlines(Facts(A, policy_start=D))}


def test_the_prevention_check_comes_back_every_year() -> None:
    done = {"prevention_check": (date(2027, 1, 15), date(2028, 2, 29))}
    checks = [step for step in policy_deadlines(date(2026, 1, 31), done) if step.key == "prevention_check"]
    assert [(step.due, step.done_on, step.done_late) for step in checks] == [
        (date(2027, 1, 31), date(2027, 1, 15), False),
        (date(2028, 1, 15), date(2028, 2, 29), True),
        (date(2029, 2, 28), None, False),
    ]
    assert "Jaarlijkse preventiecheck: gedaan op 29 februari 2028." in checks[2].why
    assert checks[2].moved_by == ("Een andere datum voor deze stap schuift deze datum mee: Jaarlijkse preventiecheck.",)


@pytest.mark.parametrize(
    ("policy_end", "state"), [(date(2027, 1, 31), State.CANCELLED), (date(2027, 2, 1), State.PENDING)]
)
def test_nothing_is_promised_after_the_policy_ends(policy_end: date, state: State) -> None:
    _, check = policy_deadlines(date(2026, 1, 31), {}, policy_end)
    assert check.state is state
    assert ("Vervallen: de polis loopt tot en met 30 januari 2027." in check.why) == (state is State.CANCELLED)


def test_every_reason_has_a_kind_and_only_pending_dates_can_move() -> None:
    kinds = [reason.kind for reason in steps(Facts(A), "uwv_week_42_report")[0].reasons]
    assert kinds[:2] == [Kind.ANCHOR, Kind.ARITHMETIC]
    assert kinds[-1] is Kind.MOVES
    assert kinds[2:4] == [Kind.SOURCE, Kind.VERSION]
    for step in deadlines(Facts(A, contract_end=date(2026, 6, 1))):
        assert bool(step.moved_by) == (step.state is State.PENDING)
    assert len({rule.key for rule in CASE_RULES}) == 39
