"""Files that do not run the ordinary course. Every date here was counted by hand."""

from datetime import date

import pytest

from cases.timeline.absence import Absence, Leave, Spell
from cases.timeline.arithmetic_regimes import steps
from cases.timeline.facts import Facts, Period, VoluntaryExtension, WageSanction
from cases.timeline.moment import Moment
from cases.timeline.regimes import OnLeaving
from cases.timeline.schedule import Deadline, State, deadlines
from cases.timeline.wages import Ending, wage_end

D = date(2026, 1, 5)
A = Absence((Spell(D),))
CHAIN_BEFORE_JULY_2023 = Absence((Spell(date(2023, 6, 5), date(2023, 6, 19)), Spell(date(2023, 7, 10))))


def step(facts: Facts, key: str, occurrence: int = 1) -> Deadline:
    (found,) = [step for step in deadlines(facts) if step.key == key and step.occurrence == occurrence]
    return found


def states(facts: Facts, state: State) -> set[str]:
    return {step.key for step in deadlines(facts) if step.state is state}


def text(deadline: Deadline) -> str:
    return " ".join(deadline.why)


# State pension age


@pytest.mark.parametrize(
    ("absence", "last"),
    [
        (A, date(2026, 2, 15)),
        (Absence((Spell(date(2023, 7, 1)),)), date(2023, 8, 11)),
        (Absence((Spell(date(2023, 6, 26)),)), date(2023, 9, 24)),
        (CHAIN_BEFORE_JULY_2023, date(2023, 9, 24)),
    ],
)
def test_past_pension_age_six_weeks_of_pay_and_thirteen_before_july_2023(absence: Absence, last: date) -> None:
    facts = Facts(absence, pension_on=date(2023, 1, 1))
    end = wage_end(facts)
    assert (end.last_paid_day, end.wia_start, end.ending) == (last, None, Ending.PENSION)
    assert step(facts, "end_of_waiting_period").due == last
    without = {"plan_of_action", "casemanager_designated", "second_track_start", "first_year_evaluation"}
    assert not without & {step.key for step in deadlines(facts)}


def test_past_pension_age_only_the_first_weeks_remain() -> None:
    expected = {
        *("sick_report", "arbo_report", "long_absence_triage", "assign_ontzorgmanager", "employee_intake"),
        *("task_function_analysis", "problem_analysis"),
    }
    facts = Facts(A, pension_on=D)
    assert {step.key for step in deadlines(facts)} == expected | {"end_of_waiting_period"}
    recovered = Facts(Absence((Spell(D, date(2026, 1, 26)),)), pension_on=D)
    assert states(recovered, State.PAUSED) == expected | {"end_of_waiting_period"}
    closed = Facts(recovered.absence, pension_on=D, closed_on=date(2026, 2, 23))
    assert states(closed, State.CANCELLED) == expected | {"end_of_waiting_period"}
    assert "periodic_evaluation" not in {
        one.key for one in deadlines(Facts(A, {"plan_of_action": (D,)}, pension_on=D)) if one.state is State.PENDING
    }


def test_reaching_pension_age_while_sick_pays_six_weeks_more() -> None:
    facts = Facts(A, pension_on=date(2026, 6, 1))
    end = wage_end(facts)
    assert (end.last_paid_day, end.wia_start) == (date(2026, 7, 12), None)
    assert step(facts, "plan_of_action").due == date(2026, 3, 1)
    assert step(facts, "wia_income_insight").state is State.PENDING
    report = step(facts, "uwv_week_42_report")
    assert report.state is State.CANCELLED
    assert "door de AOW-leeftijd loopt het loon tot en met 12 juli 2026" in text(report)
    assert "De AOW-leeftijd is bereikt op 1 juni 2026." in text(step(facts, "end_of_waiting_period"))


@pytest.mark.parametrize(
    ("absence", "pension_on", "lines"),
    [
        (
            Absence((Spell(D),), (Leave(date(2026, 4, 10), date(2026, 6, 1)),)),
            date(2026, 4, 1),
            [
                "Het loon loopt vanaf die dag nog 6 weken door, tot en met 12 mei 2026.",
                "Door 53 dagen verlof schuift dat naar 4 juli 2026.",
            ],
        ),
        (
            Absence((Spell(D, date(2026, 4, 13)), Spell(date(2026, 4, 20)))),
            date(2026, 4, 15),
            [
                "Het loon loopt vanaf die dag nog 6 weken door, tot en met 26 mei 2026.",
                "Door 5 dagen herstel schuift dat naar 31 mei 2026.",
            ],
        ),
        (
            Absence((Spell(D, date(2026, 1, 12)), Spell(date(2026, 1, 19)))),
            date(2026, 1, 1),
            [
                "Het loon loopt vanaf de eerste ziektedag nog 6 weken door, tot en met 15 februari 2026.",
                "Door 7 dagen herstel schuift dat naar 22 februari 2026.",
            ],
        ),
        (
            Absence((Spell(D, date(2026, 1, 12)), Spell(date(2026, 1, 19)))),
            date(2026, 4, 1),
            ["Het loon loopt vanaf die dag nog 6 weken door, tot en met 12 mei 2026."],
        ),
    ],
)
def test_the_six_weeks_say_how_far_leave_and_recovery_move_them(
    absence: Absence, pension_on: date, lines: list[str]
) -> None:
    said = wage_end(Facts(absence, pension_on=pension_on)).why
    assert list(said) == [said[0], *lines]


def test_pension_never_lengthens_the_pay() -> None:
    end = wage_end(Facts(A, pension_on=date(2027, 12, 25)))
    assert (end.last_paid_day, end.wia_start, end.ending) == (date(2028, 1, 2), None, Ending.WAITING_PERIOD)
    assert wage_end(Facts(A, pension_on=date(2028, 1, 4))).wia_start == date(2028, 1, 3)


def test_no_step_towards_the_wia_when_the_pension_comes_first() -> None:
    facts = Facts(A, pension_on=date(2027, 12, 25))
    assert states(facts, State.CANCELLED) == {
        *("uwv_wia_letter", "current_opinion", "medical_information", "final_evaluation", "wia_application"),
        "uwv_sanction_deadline",
    }
    assert "de AOW-leeftijd wordt bereikt voordat de WIA kan beginnen" in text(step(facts, "wia_application"))


# The end of the employment


def test_leaving_in_the_fifth_week() -> None:
    facts = Facts(A, contract_end=date(2026, 2, 8))
    report = step(facts, "sick_leaving_employment_report")
    assert (report.opens, report.due) == (date(2026, 1, 11), date(2026, 2, 8))
    assert "duurt het verzuim 5 weken. Een re-integratieverslag is niet nodig." in text(report)
    left = {step.key for step in deadlines(facts)}
    assert not {"sick_leaving_employment_riv", "end_of_waiting_period"} & left
    assert step(facts, "problem_analysis").state is State.CANCELLED
    assert "na de laatste dag in dienst, 8 februari 2026" in text(step(facts, "problem_analysis"))
    assert step(facts, "arbo_report").state is State.PENDING


@pytest.mark.parametrize(
    ("last", "lasted"),
    [
        (date(2026, 1, 5), "1 dag"),
        (date(2026, 1, 7), "3 dagen"),
        (date(2026, 1, 11), "1 week"),
        (date(2026, 1, 12), "1 week en 1 dag"),
        (date(2026, 3, 16), "10 weken en 1 dag"),
        (date(2026, 3, 17), "10 weken en 2 dagen"),
    ],
)
def test_how_long_the_sickness_lasted_is_said_in_words(last: date, lasted: str) -> None:
    report = step(Facts(A, contract_end=last), "sick_leaving_employment_report")
    assert f"Op de laatste dag in dienst duurt het verzuim {lasted}. " in text(report)


def test_leaving_in_the_eighth_week() -> None:
    facts = Facts(A, contract_end=date(2026, 3, 1))
    riv = step(facts, "sick_leaving_employment_riv")
    assert (riv.opens, riv.due) == (date(2026, 2, 1), date(2026, 3, 1))
    assert "Een verkort re-integratieverslag is genoeg." in text(riv)
    assert step(facts, "plan_of_action").state is State.PENDING
    assert step(facts, "current_opinion").state is State.CANCELLED


def test_leaving_in_the_eleventh_week() -> None:
    facts = Facts(A, contract_end=date(2026, 3, 22))
    assert "Een volledig re-integratieverslag is nodig." in text(step(facts, "sick_leaving_employment_riv"))
    for key in ("current_opinion", "final_evaluation"):
        component = step(facts, key)
        assert (component.due, component.state) == (date(2026, 3, 22), State.PENDING)
    assert step(facts, "current_opinion").opens == date(2026, 2, 22)
    assert "De laatste dag in dienst: 22 maart 2026. De vroegste van deze datums telt: 22 maart 2026." in text(
        step(facts, "current_opinion")
    )
    before = OnLeaving(10, days=-28)
    lines = [reason.text for reason in steps(before, Moment(facts))]
    assert lines == ["De laatste dag in dienst: 22 maart 2026.", "Min 28 dagen: 22 februari 2026."]
    assert step(facts, "medical_information").state is State.CANCELLED
    assert wage_end(facts).last_paid_day == date(2026, 3, 22)
    assert wage_end(facts).wia_start == date(2028, 1, 3)


@pytest.mark.parametrize(
    ("last_day", "recovers", "state"),
    [
        (date(2026, 3, 15), False, State.CANCELLED),
        (date(2026, 3, 16), False, State.PENDING),
        (date(2026, 3, 16), True, State.CANCELLED),
        (date(2026, 5, 31), True, State.CANCELLED),
    ],
)
def test_what_only_the_full_report_holds(last_day: date, recovers: bool, state: State) -> None:
    """Day 70, exactly ten weeks, is 15 March: up to there, and with recovery in sight, the short report will do."""
    facts = Facts(A, contract_end=last_day, short_recovery_expected=recovers)
    for key in ("current_opinion", "final_evaluation"):
        assert step(facts, key).state is state
    assert step(facts, "sick_leaving_employment_riv").state is State.PENDING


@pytest.mark.parametrize(
    ("last_day", "says"),
    [
        (date(2026, 2, 14), "niet nodig"),
        (date(2026, 2, 15), "verkort"),
        (date(2026, 3, 15), "verkort"),
        (date(2026, 3, 16), "volledig"),
    ],
)
def test_the_form_of_the_report_changes_at_six_and_ten_weeks(last_day: date, says: str) -> None:
    assert says in text(step(Facts(A, contract_end=last_day), "sick_leaving_employment_report"))


def test_a_short_report_when_recovery_is_near() -> None:
    facts = Facts(A, contract_end=date(2026, 3, 22), short_recovery_expected=True)
    assert "De bedrijfsarts verwacht herstel binnen drie maanden." in text(step(facts, "sick_leaving_employment_riv"))


LEAVE = Absence((Spell(D),), (Leave(date(2026, 3, 1), date(2026, 6, 20)),))
RELAPSED = Absence((Spell(D, date(2026, 2, 20)), Spell(date(2026, 3, 10))))


@pytest.mark.parametrize(
    ("absence", "last_day"), [(LEAVE, date(2026, 5, 1)), (RELAPSED, date(2026, 3, 1)), (A, date(2026, 5, 1))]
)
def test_the_employment_ends_on_a_day_of_leave_or_before_a_relapse(absence: Absence, last_day: date) -> None:
    """Leave and a short recovery are part of the file: pay still ends with the employment."""
    end = wage_end(Facts(absence, contract_end=last_day))
    assert (end.last_paid_day, end.ending) == (last_day, Ending.CONTRACT)


def test_the_employment_ends_after_recovery() -> None:
    recovered = Absence((Spell(D, date(2026, 2, 20)),))
    assert wage_end(Facts(recovered, contract_end=date(2026, 3, 1))).ending is not Ending.CONTRACT


def test_opens_no_earlier_than_the_first_sick_day() -> None:
    assert step(Facts(A, contract_end=date(2026, 1, 20)), "sick_leaving_employment_report").opens == D


@pytest.mark.parametrize(
    ("absence", "last_day"),
    [
        (A, date(2028, 1, 2)),
        (A, date(2025, 12, 31)),
        (Absence((Spell(D, date(2026, 2, 2)),)), date(2026, 2, 2)),
    ],
)
def test_leaving_after_the_pay_before_the_sickness_or_after_recovery_changes_nothing(
    absence: Absence, last_day: date
) -> None:
    with_end, without = deadlines(Facts(absence, contract_end=last_day)), deadlines(Facts(absence))
    assert [(one.key, one.due, one.state) for one in with_end] == [(one.key, one.due, one.state) for one in without]


# After 104 weeks

SANCTION = WageSanction(date(2027, 11, 1), date(2028, 12, 31), "substantive")


def test_sanction_of_52_weeks() -> None:
    done = {"plan_of_action": (date(2026, 2, 20),), "periodic_evaluation": (date(2027, 12, 20),)}
    done |= {"wia_application": (date(2027, 10, 15),), "riv_upload": (date(2027, 10, 16),)}
    facts = Facts(A, done, sanction=SANCTION)
    assert (wage_end(facts).last_paid_day, wage_end(facts).wia_start) == (date(2028, 12, 31), date(2029, 1, 1))
    assert step(facts, "end_of_waiting_period").due == date(2028, 12, 31)
    assert "loonsanctie opgelegd tot en met 31 december 2028" in text(step(facts, "end_of_waiting_period"))
    assert step(facts, "periodic_evaluation", 2).due == date(2028, 1, 31)
    assert step(facts, "riv_upload").state is State.DONE
    decision = step(facts, "uwv_sanction_deadline")
    assert (decision.state, decision.done_on, decision.due) == (State.DONE, date(2027, 11, 1), date(2027, 11, 21))
    objection = step(facts, "sanction_objection")
    assert (objection.opens, objection.due) == (date(2027, 11, 1), date(2027, 12, 13))
    assert not objection.late(date(2028, 1, 1))


def test_sanction_is_never_longer_than_52_weeks() -> None:
    longer = WageSanction(date(2027, 11, 1), date(2029, 6, 30), "administrative")
    assert wage_end(Facts(A, sanction=longer)).last_paid_day == date(2028, 12, 31)
    shorter = WageSanction(date(2027, 11, 1), date(2027, 12, 1), "administrative")
    assert wage_end(Facts(A, sanction=shorter)).last_paid_day == date(2028, 1, 2)


def test_shortened_sanction_ends_six_weeks_after_the_decision() -> None:
    asked = WageSanction(SANCTION.decided_on, SANCTION.until, "substantive", date(2028, 2, 10))
    decision = step(Facts(A, sanction=asked), "shortening_decision")
    assert (decision.opens, decision.due, decision.state) == (date(2028, 2, 10), date(2028, 3, 2), State.PENDING)
    repaired = WageSanction(asked.decided_on, asked.until, "substantive", date(2028, 2, 10), date(2028, 3, 1))
    facts = Facts(A, sanction=repaired)
    assert wage_end(facts).last_paid_day == date(2028, 4, 12)
    assert step(facts, "shortening_decision").done_on == date(2028, 3, 1)
    assert "De loonsanctie eindigt dan op 12 april 2028." in text(step(facts, "end_of_waiting_period"))


@pytest.mark.parametrize(
    ("repaired_on", "last"), [(date(2027, 11, 15), date(2028, 1, 2)), (date(2028, 12, 1), date(2028, 12, 31))]
)
def test_repair_never_ends_before_104_weeks_nor_after_the_sanction(repaired_on: date, last: date) -> None:
    sanction = WageSanction(SANCTION.decided_on, SANCTION.until, "substantive", None, repaired_on)
    assert wage_end(Facts(A, sanction=sanction)).last_paid_day == last


def test_late_application_by_ten_days() -> None:
    facts = Facts(A, {"wia_application": (date(2027, 10, 27),)})
    assert (wage_end(facts).last_paid_day, wage_end(facts).wia_start) == (date(2028, 1, 12), date(2028, 1, 13))
    assert step(facts, "riv_upload").due == date(2027, 10, 28)
    assert "uwv_sanction_deadline" not in {one.key for one in deadlines(facts)}
    said = text(step(facts, "end_of_waiting_period"))
    assert "De laatste dag daarvoor was 17 oktober 2027. Door 10 dagen vertraging" in said


def test_voluntary_extension_of_26_weeks_moves_the_wia_as_far() -> None:
    facts = Facts(A, extension=VoluntaryExtension(date(2027, 10, 1), date(2028, 7, 2)))
    assert (wage_end(facts).last_paid_day, wage_end(facts).wia_start) == (date(2028, 7, 2), date(2028, 7, 3))
    moved = {
        "uwv_wia_letter": date(2028, 3, 12),
        "current_opinion": date(2028, 4, 2),
        "medical_information": date(2028, 4, 2),
        "final_evaluation": date(2028, 4, 2),
        "wia_application": date(2028, 4, 16),
        "uwv_sanction_deadline": date(2028, 5, 21),
        "end_of_waiting_period": date(2028, 7, 2),
    }
    assert {key: step(facts, key).due for key in moved} == moved
    assert step(facts, "early_iva_window").due == date(2027, 4, 25)
    assert "De vrijwillige verlenging duurt 182 dagen. Deze datum schuift mee naar 16 april 2028." in text(
        step(facts, "wia_application")
    )


def test_an_extension_does_not_touch_what_was_done_before_it() -> None:
    extension = VoluntaryExtension(date(2027, 10, 1), date(2028, 7, 2))
    done = {"current_opinion": (date(2027, 9, 20),), "medical_information": (date(2027, 10, 2),)}
    facts = Facts(A, done, extension=extension)
    assert step(facts, "current_opinion").due == date(2027, 10, 3)
    assert step(facts, "medical_information").due == date(2028, 4, 2)


@pytest.mark.parametrize(
    ("until", "last"), [(date(2030, 1, 1), date(2029, 1, 2)), (date(2027, 1, 1), date(2028, 1, 2))]
)
def test_extension_is_at_most_a_year_and_never_shortens(until: date, last: date) -> None:
    assert wage_end(Facts(A, extension=VoluntaryExtension(date(2026, 10, 1), until))).last_paid_day == last


def test_late_application_counts_from_the_extended_day() -> None:
    extension = VoluntaryExtension(date(2027, 10, 1), date(2028, 7, 2))
    facts = Facts(A, {"wia_application": (date(2028, 4, 19),)}, extension=extension)
    assert wage_end(facts).last_paid_day == date(2028, 7, 5)


def test_early_iva_ends_the_duties_but_not_the_pay() -> None:
    facts = Facts(A, iva_granted_on=date(2026, 10, 1), iva_settled_on=date(2026, 10, 1))
    assert (wage_end(facts).last_paid_day, wage_end(facts).wia_start) == (date(2028, 1, 2), date(2026, 10, 1))
    gone = {"first_year_evaluation", "second_track_start", "wia_application", "current_opinion"}
    assert gone <= states(facts, State.CANCELLED)
    assert step(facts, "early_iva_window").state is State.DONE
    kept = {"plan_of_action", "uwv_week_42_report", "sick_pay_year_2", "end_of_waiting_period"}
    assert kept <= states(facts, State.PENDING)
    assert "vervroegde IVA-uitkering vanaf 1 oktober 2026" in text(step(facts, "second_track_start"))


# Possibilities for work

WITHOUT = (Period(date(2026, 2, 10)),)


def test_without_possibilities_plan_evaluation_and_second_track_stand_still() -> None:
    facts = Facts(A, {"problem_analysis": (date(2026, 2, 10),)}, without_capacity=WITHOUT)
    still = {"plan_of_action", "casemanager_designated", "second_track_start", "final_evaluation"}
    assert states(facts, State.PAUSED) == still
    plan = step(facts, "plan_of_action")
    assert (plan.due, plan.late(date(2027, 1, 1))) == (None, False)
    assert "de bedrijfsarts ziet sinds 10 februari 2026 geen mogelijkheden voor werk" in text(plan)
    assert step(facts, "first_year_evaluation").state is State.PENDING


def test_what_was_done_stays_done_without_possibilities() -> None:
    facts = Facts(A, {"plan_of_action": (date(2026, 2, 5),)}, without_capacity=WITHOUT)
    assert step(facts, "plan_of_action").state is State.DONE
    assert step(facts, "periodic_evaluation").state is State.PAUSED
    assert step(facts, "final_evaluation").state is State.PENDING


def test_the_bedrijfsarts_checks_every_six_weeks() -> None:
    first = step(Facts(A, without_capacity=WITHOUT), "no_capacity_check")
    assert (first.opens, first.due) == (date(2026, 3, 10), date(2026, 3, 24))
    assert "De bedrijfsarts ziet geen mogelijkheden voor werk: 10 februari 2026. Plus 42 dagen" in text(first)
    facts = Facts(A, {"no_capacity_check": (date(2026, 3, 20),)}, without_capacity=WITHOUT)
    assert (step(facts, "no_capacity_check").due, step(facts, "no_capacity_check", 2).due) == (
        date(2026, 3, 24),
        date(2026, 5, 1),
    )
    again = (Period(date(2026, 2, 10), date(2026, 4, 1)), Period(date(2026, 5, 4)))
    second = Facts(A, {"no_capacity_check": (date(2026, 3, 20),)}, without_capacity=again)
    assert (step(second, "no_capacity_check").due, step(second, "no_capacity_check", 2).due) == (
        date(2026, 3, 24),
        date(2026, 6, 15),
    )


def test_possibilities_appear() -> None:
    period = (Period(date(2026, 2, 10), date(2026, 6, 1)),)
    facts = Facts(A, {"problem_analysis": (date(2026, 2, 10),)}, without_capacity=period)
    assert (step(facts, "plan_of_action").due, step(facts, "plan_of_action").state) == (
        date(2026, 6, 15),
        State.PENDING,
    )
    casemanager = step(facts, "casemanager_designated")
    assert (casemanager.due, casemanager.late(date(2026, 3, 2))) == (date(2026, 6, 15), False)
    assert "mogelijkheden voor werk vanaf 1 juni 2026. Plus 14 dagen: 15 juni 2026." in text(casemanager)
    assert "no_capacity_check" not in {one.key for one in deadlines(facts)}
    late = Facts(A, without_capacity=(Period(date(2026, 10, 1), date(2027, 2, 1)),))
    assert step(late, "second_track_start").due == date(2027, 3, 29)


def test_the_casemanager_is_named_by_day_56_when_possibilities_appear_before_it() -> None:
    early = Facts(A, without_capacity=(Period(date(2026, 1, 12), date(2026, 2, 2)),))
    assert step(early, "casemanager_designated").due == step(early, "plan_of_action").due == date(2026, 3, 1)


def test_an_existing_plan_is_adjusted_when_possibilities_appear() -> None:
    period = (Period(date(2026, 3, 2), date(2026, 6, 1)),)
    facts = Facts(A, {"plan_of_action": (date(2026, 2, 20),)}, without_capacity=period)
    assert step(facts, "plan_of_action").due == date(2026, 3, 1)
    assert step(facts, "periodic_evaluation").due == date(2026, 6, 15)
    assert "mogelijkheden voor werk: 1 juni 2026. Plus 14 dagen" in text(step(facts, "periodic_evaluation"))


# Sixty-plus


@pytest.mark.parametrize(
    ("born_on", "first_sick_day", "applies"),
    [
        (date(1966, 1, 4), date(2024, 1, 8), True),
        (date(1966, 1, 5), date(2024, 1, 8), False),
        (date(1960, 1, 1), date(2023, 9, 4), False),
        (date(1960, 1, 1), D, False),
        (None, date(2024, 1, 8), False),
    ],
)
def test_sixty_plus_card(born_on: date | None, first_sick_day: date, applies: bool) -> None:
    facts = Facts(Absence((Spell(first_sick_day),)), born_on=born_on)
    found = [one for one in deadlines(facts) if one.key == "sixty_plus_information"]
    assert bool(found) == applies
    for card in found:
        assert card.opens == date(2025, 9, 8)
        assert not card.late(date(2027, 1, 1))


def test_no_sixty_plus_card_after_recovery() -> None:
    facts = Facts(Absence((Spell(date(2024, 1, 8), date(2024, 3, 1)),)), born_on=date(1960, 1, 1))
    assert "sixty_plus_information" not in {one.key for one in deadlines(facts)}


def test_no_end_of_pay_when_recovery_comes_first() -> None:
    assert wage_end(Facts(Absence((Spell(D, date(2026, 3, 1)),)))).last_paid_day is None
    in_sanction = Facts(Absence((Spell(D, date(2028, 5, 1)),)), sanction=SANCTION)
    assert wage_end(in_sanction).last_paid_day is None
