"""Each date can say why it is that date."""

from datetime import date

import pytest

from cases.timeline.absence import Absence, Leave, Spell, chain
from cases.timeline.arithmetic_regimes import steps
from cases.timeline.explain import count_days, format_date, reasons
from cases.timeline.expressions import (
    AfterFact,
    AfterLast,
    AfterStep,
    CalendarDaysAfterStep,
    Day,
    Earliest,
    Expression,
    IfDone,
    Latest,
    MonthsAfterRecovery,
    NextWorkday,
    Recovered,
)
from cases.timeline.facts import Facts, Period, VoluntaryExtension
from cases.timeline.moment import Moment
from cases.timeline.moves import moves
from cases.timeline.occasions import AgreedDay, CalendarDaysAfterFact, Event, MonthsAfterLast, NextEvaluation, NoDate
from cases.timeline.parameters import INTAKE_DAY
from cases.timeline.reason import Kind
from cases.timeline.regimes import LastPaidDay, OnLeaving, WaitingDay
from cases.timeline.rules import CASE_RULES, RULES
from cases.timeline.schedule import deadlines

A = Absence((Spell(date(2026, 5, 6)),))
WITH_GAP = Absence((Spell(date(2026, 5, 6), date(2026, 6, 1)), Spell(date(2026, 6, 22))))


def why(facts: Facts, key: str) -> str:
    return " ".join(next(step for step in deadlines(facts) if step.key == key).why)


def said(expression: Expression, moment: Moment) -> list[str]:
    return [reason.text for reason in steps(expression, moment)]


def test_format_date() -> None:
    assert format_date(date(2026, 5, 6)) == "6 mei 2026"
    assert format_date(date(2028, 2, 29)) == "29 februari 2028"
    assert (count_days(1), count_days(21)) == ("1 dag", "21 dagen")


def test_full_explanation_of_a_shifted_date() -> None:
    assert why(Facts(WITH_GAP), "wia_income_insight") == (
        "Eerste ziektedag 6 mei 2026. Dag 182 is het einde van week 26: 3 november 2026. "
        "Door 21 dagen herstel schuift dat naar 24 november 2026. "
        "Bron: Productafspraak; convenant MKB verzuim-ontzorgverzekering: uiterlijk na een jaar. Regelversie 1."
    )


def test_gap_after_the_date_does_not_shift_it() -> None:
    assert "schuift" not in why(Facts(WITH_GAP), "assign_ontzorgmanager")


def test_leave_and_recovery_are_named_apart() -> None:
    leave = Leave(date(2026, 6, 1), date(2026, 6, 14))
    (running,) = chain([Spell(date(2026, 5, 6))], [leave])
    assert "Door 14 dagen verlof schuift dat naar" in why(Facts(running), "problem_analysis")
    (both,) = chain([Spell(date(2026, 5, 6), date(2026, 6, 1)), Spell(date(2026, 6, 22))], [leave])
    assert "Door 21 dagen herstel en verlof schuift dat naar" in why(Facts(both), "problem_analysis")


def test_only_interruptions_inside_the_term_are_named() -> None:
    early, late = Leave(date(2026, 5, 11), date(2026, 5, 13)), Leave(date(2027, 1, 4), date(2027, 1, 10))
    spells = [Spell(date(2026, 5, 6), date(2026, 6, 1)), Spell(date(2026, 6, 22))]
    (file,) = chain(spells, [late])
    assert "Door 21 dagen herstel schuift" in why(Facts(file), "problem_analysis")
    (file,) = chain(spells, [early, late])
    analysis = {"problem_analysis": (date(2026, 5, 25),)}
    assert "Door 21 dagen herstel schuift" in why(Facts(file, analysis), "plan_of_action")


def test_holiday_and_weekend() -> None:
    kings_day = why(Facts(Absence((Spell(date(2025, 7, 7)),))), "uwv_week_42_report")
    assert "27 april 2026 is een feestdag (Koningsdag). De eerste werkdag daarna is 28 april 2026." in kings_day
    sunday = why(Facts(Absence((Spell(date(2026, 1, 4)),))), "uwv_week_42_report")
    assert "25 oktober 2026 is een zondag. De eerste werkdag daarna is 26 oktober 2026." in sunday
    assert "werkdag" not in why(Facts(Absence((Spell(date(2026, 1, 5)),))), "uwv_week_42_report")


def test_plan_of_action_with_and_without_analysis() -> None:
    waiting = why(Facts(A), "plan_of_action")
    assert "Probleemanalyse: nog niet gedaan. Dag 56 is het einde van week 8: 30 juni 2026." in waiting
    assert waiting.endswith("Regelversie 2, vanaf eerste ziektedag 1 juli 2023.")
    done = why(Facts(A, {"problem_analysis": (date(2026, 6, 1),)}), "plan_of_action")
    assert "Probleemanalyse: gedaan op 1 juni 2026. Plus 14 dagen: 15 juni 2026." in done


def test_old_version_names_its_end() -> None:
    old = Facts(Absence((Spell(date(2023, 6, 30)),)))
    assert why(old, "plan_of_action").endswith("Regelversie 1, tot en met eerste ziektedag 30 juni 2023.")


def test_term_that_runs_through_a_gap() -> None:
    text = why(Facts(WITH_GAP, {"problem_analysis": (date(2026, 5, 25),)}), "plan_of_action")
    assert "Plus 14 dagen: 8 juni 2026. Door 21 dagen herstel schuift dat naar 29 juni 2026." in text


def test_step_recorded_before_a_corrected_first_day() -> None:
    text = why(Facts(A, {"problem_analysis": (date(2026, 5, 1),)}), "plan_of_action")
    assert "Plus 14 dagen: 15 mei 2026. Geteld in verzuimdagen is dat 19 mei 2026." in text


def test_evaluation_and_second_track() -> None:
    done = {"plan_of_action": (date(2026, 6, 20),), "first_year_evaluation": (date(2027, 3, 1),)}
    facts = Facts(A, done, without_capacity=(Period(A.first_sick_day, date(2027, 5, 1)),))
    evaluated = "Eerstejaarsevaluatie: gedaan op 1 maart 2027. Plus 42 dagen: 12 april 2027."
    assert evaluated in why(Facts(A, done), "periodic_evaluation")
    second = why(facts, "second_track_start")
    assert "De vroegste van deze datums telt: 12 april 2027." in second
    assert "De bedrijfsarts ziet mogelijkheden voor werk vanaf 1 mei 2027. Plus 56 dagen: 26 juni 2027." in second
    assert "De laatste van deze datums telt: 26 juni 2027." in second


def test_plain_calendar_days() -> None:
    text = why(Facts(A, {"wia_application": (date(2028, 2, 1),)}), "riv_upload")
    assert "WIA-aanvraag: gedaan op 1 februari 2028. Plus 1 dag: 2 februari 2028." in text


def test_recovery() -> None:
    facts = Facts(Absence((Spell(date(2026, 1, 5), date(2026, 4, 6)),)))
    assert "Eerste hersteldag: 6 april 2026. Plus 2 dagen: 8 april 2026." in why(facts, "recovery_report_internal")
    contact = why(facts, "relapse_prevention_contact")
    assert "Plus 6 kalendermaanden: 6 oktober 2026. Plus 14 dagen: 20 oktober 2026." in contact
    assert said(MonthsAfterRecovery(6), Moment(facts))[-1] == "Plus 6 kalendermaanden: 6 oktober 2026."


def test_states() -> None:
    absence = Absence((Spell(date(2026, 1, 5), date(2026, 2, 10)),))
    paused = why(Facts(absence), "problem_analysis")
    assert "Gepauzeerd: beter gemeld per 10 februari 2026. Bij een nieuwe ziekmelding tot en met 9 maart" in paused
    closed = why(Facts(absence, closed_on=date(2026, 3, 10)), "problem_analysis")
    assert "Vervallen: het dossier is gesloten op 10 maart 2026." in closed
    waived = why(Facts(A, waived={"second_track_start": date(2027, 5, 1)}), "second_track_start")
    assert "Vastgelegd is dat deze stap niet nodig is, op 1 mei 2027." in waived
    in_time = why(Facts(A, {"problem_analysis": (date(2026, 6, 16),)}), "problem_analysis")
    assert "Gedaan op 16 juni 2026. Bron" in in_time
    late = why(Facts(A, {"problem_analysis": (date(2026, 6, 17),)}), "problem_analysis")
    assert "Gedaan op 17 juni 2026, 1 dag na deze datum." in late


UNKNOWN: list[Expression] = [
    AfterStep("x", 1),
    AfterLast(("x",), 1),
    AfterFact("closed_on", 1),
    CalendarDaysAfterStep("x", 1),
    Recovered(1),
    MonthsAfterRecovery(1, 1),
    NextWorkday(AfterStep("x", 1)),
    Earliest((AfterStep("x", 1),)),
    Latest((AfterStep("x", 1),)),
    NoDate(),
    Event("opinion_requested_on", 1),
    CalendarDaysAfterFact("contract_end", 1),
    MonthsAfterLast("x", "policy_start", 1),
    NextEvaluation(("x",), 42, update="y", resumed="usable_capacity_on", update_days=14),
    OnLeaving(10),
]


@pytest.mark.parametrize("expression", UNKNOWN, ids=str)
def test_unknown_date_needs_no_words(expression: Expression) -> None:
    moment = Moment(Facts(A))
    assert expression.on(moment) is None
    assert said(expression, moment) == []


@pytest.mark.parametrize("expression", [LastPaidDay(), WaitingDay(700), AgreedDay(INTAKE_DAY)], ids=str)
def test_a_day_after_recovery_is_not_reached(expression: Expression) -> None:
    moment = Moment(Facts(Absence((Spell(date(2026, 5, 6), date(2026, 5, 11)),))))
    assert expression.on(moment) is None
    assert moves(expression, moment)


GAPS = (
    "Een herstel van minder dan vier weken schuift deze datum op met het aantal dagen herstel.",
    "Zwangerschaps- of bevallingsverlof schuift deze datum op met het aantal dagen verlof.",
)
OTHER_FIRST_DAY = "Een andere eerste ziektedag geeft een andere datum."


def moved_by(facts: Facts, key: str) -> tuple[str, ...]:
    return next(step for step in deadlines(facts) if step.key == key).moved_by


def test_what_would_move_a_date() -> None:
    analysis = "Een andere datum voor deze stap schuift deze datum mee: Probleemanalyse."
    assert moved_by(Facts(A), "problem_analysis") == (OTHER_FIRST_DAY, *GAPS)
    assert moved_by(Facts(A), "plan_of_action") == (
        "Is dit gedaan, dan telt die dag: Probleemanalyse.",
        OTHER_FIRST_DAY,
        *GAPS,
    )
    assert moved_by(Facts(A, {"problem_analysis": (date(2026, 6, 1),)}), "plan_of_action") == (analysis, *GAPS)
    assert moved_by(Facts(A, {"wia_application": (date(2028, 2, 1),)}), "riv_upload") == (
        "Een andere datum voor deze stap schuift deze datum mee: WIA-aanvraag.",
    )
    assert "Een vrijwillige verlenging schuift deze datum even ver op." in moved_by(Facts(A), "wia_application")
    assert moved_by(Facts(A, {"plan_of_action": (date(2026, 6, 20),)}), "periodic_evaluation")[-1] == (
        "Na een bijstelling probleemanalyse is de laatste dag al na 14 dagen."
    )
    assert moved_by(Facts(A, vangnet_applies=True), "vangnet_report_uwv") == (OTHER_FIRST_DAY, *GAPS)


def test_what_would_move_the_last_paid_day() -> None:
    ordinary = moved_by(Facts(A), "end_of_waiting_period")
    assert "Een loonsanctie van UWV schuift deze datum op, ten hoogste 52 weken." in ordinary
    assert moved_by(Facts(A, pension_on=date(2026, 1, 1)), "end_of_waiting_period") == (OTHER_FIRST_DAY, *GAPS)


def test_without_an_application_the_pay_runs_on() -> None:
    missing = "Wordt de WIA later aangevraagd dan 15 februari 2028, dan loopt het loon even lang door."
    in_general = "Elke dag dat de WIA-aanvraag te laat komt, schuift deze datum een dag op."
    assert missing in moved_by(Facts(A), "end_of_waiting_period")
    for settled in (
        Facts(A, {"wia_application": (date(2028, 2, 1),)}),
        Facts(A, waived={"wia_application": date(2028, 2, 1)}),
        Facts(A, iva_granted_on=date(2027, 6, 1)),
        Facts(A, pension_on=date(2028, 5, 1)),
    ):
        assert in_general in moved_by(settled, "end_of_waiting_period")
    extended = Facts(A, extension=VoluntaryExtension(date(2028, 1, 3), date(2028, 6, 1)))
    assert any("later aangevraagd dan 16 maart 2028" in line for line in moved_by(extended, "end_of_waiting_period"))


def test_what_would_move_a_date_of_a_regime() -> None:
    leaving = Facts(A, contract_end=date(2026, 8, 1))
    assert moved_by(leaving, "sick_leaving_employment_report") == (
        "Een andere laatste dag in dienst geeft een andere datum.",
    )
    assert "Een andere laatste dag in dienst geeft een andere datum." in moved_by(leaving, "current_opinion")
    without = Facts(A, without_capacity=(Period(date(2026, 6, 1)),))
    assert moved_by(without, "no_capacity_check") == GAPS
    again = Facts(A, without_capacity=(Period(date(2026, 6, 1), date(2026, 6, 22)),))
    assert moved_by(again, "plan_of_action")[-1] == (
        "Ziet de bedrijfsarts later weer mogelijkheden voor werk, dan schuift deze datum mee."
    )
    recovered = Facts(Absence((Spell(date(2026, 1, 5), date(2026, 4, 6)),)))
    assert moved_by(recovered, "recovery_report_internal") == ("Een andere eerste hersteldag geeft een andere datum.",)
    assert moved_by(recovered, "problem_analysis") == ()


def test_latest_waits_for_all_and_earliest_does_not() -> None:
    moment = Moment(Facts(A))
    parts = (Day(7), AfterStep("x", 1))
    assert Earliest(parts).on(moment) == date(2026, 5, 12)
    assert Latest(parts).on(moment) is None


def test_unknown_names_are_shown_as_they_are() -> None:
    moment = Moment(Facts(A, closed_on=date(2026, 6, 1)))
    assert said(IfDone("x", Day(1), Day(3)), moment) == ["x: nog niet gedaan.", "Dag 3 valt in week 1: 8 mei 2026."]
    assert said(AfterFact("closed_on", 1), moment)[0] == "closed_on vanaf 1 juni 2026."


def test_a_new_kind_of_expression_must_be_explained() -> None:
    with pytest.raises(TypeError, match="Expression is not explained"):
        steps(Expression(), Moment(Facts(A)))
    with pytest.raises(TypeError, match="does not say what moves it"):
        moves(Expression(), Moment(Facts(A)))
    with pytest.raises(TypeError, match="how it comes to a date"):
        Expression().on(Moment(Facts(A)))


def test_every_expression_of_the_rules_reads_as_english() -> None:
    for rule in RULES:
        assert "object at" not in f"{rule.opens} {rule.due} {rule.target}"


def test_reasons_never_contain_a_missing_value() -> None:
    found = reasons(CASE_RULES[0], Moment(Facts(A)), due=None, done_on=date(2026, 5, 6), state="done")
    assert found[1] == (Kind.STATE, "Gedaan op 6 mei 2026.")
    assert all("None" not in line for step in deadlines(Facts(WITH_GAP)) for line in step.why)
