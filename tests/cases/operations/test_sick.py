"""Reporting sick: a new file or the one that goes on, once, with everything that belongs to it."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, CaseFact, Completion, HandoverNote, Milestone, Notice, SickReport, Spell
from cases.operations import AlreadyReported, ReportDetails, assess_report
from cases.operations.assessment import check_employment
from cases.operations.closing import close_due
from employers.models import Employee, Policy
from tests.cast import Cast
from tests.factories import cases as make
from tests.factories.employers import ARRANGER, make_employee

FIRST = make.MONDAY


def seen(actor: Actor, model: Any) -> list[Any]:
    with acting_as(actor):
        return list(model.objects.visible_to(actor))


def refusal(error: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = error.value.message_dict
    return found


def relapse(cast: Cast, gap: int, *, today: date | None = None) -> tuple[AbsenceCase, AbsenceCase]:
    """A file that recovered on day 11, and a report `gap` days later."""
    recovered_on = FIRST + timedelta(days=10)
    first = make.recover(cast.anna, make.report(cast.anna, cast.carla_file, FIRST), recovered_on)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=recovered_on + timedelta(days=gap))
    return first, make.report(cast.anna, cast.carla_file, recovered_on + timedelta(days=gap), today=today)


def test_report_details_are_the_complete_allowed_list() -> None:
    assert [item.name for item in fields(ReportDetails)] == [
        "expected_duration",
        "contact_phone",
        "stay_address",
        "vangnet_applies",
        "work_accident",
        "recourse_possible",
        "handover_notes",
    ]


def test_report_opens_a_file_with_arbodienst_doctor_and_day_one(cast: Cast) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST, today=FIRST + timedelta(days=2))
    assert (case.state, case.first_sick_day, case.reported_on) == ("reported", FIRST, FIRST + timedelta(days=2))
    assert (case.employer_id, case.ohs_id, case.physician_id) == (cast.bakery.pk, cast.vitaal.pk, cast.daan.user_id)
    assert (case.ontzorgmanager_id, case.insurer_manages, case.version) == (None, True, 1)
    assert [(spell.start, spell.recovered_on) for spell in seen(cast.anna, Spell)] == [(FIRST, None)]


def test_report_stores_what_was_asked_and_the_handover_apart(cast: Cast) -> None:
    key = uuid4()
    make.report(cast.anna, cast.carla_file, submission_key=key, work_accident=True, handover_notes="Sleutels")
    [report] = seen(cast.anna, SickReport)
    assert (report.submission_key, report.work_accident, report.vangnet_applies) == (key, True, False)
    assert (report.expected_duration, report.reported_by_id) == ("unknown", cast.anna.user_id)
    assert [note.text for note in seen(cast.anna, HandoverNote)] == ["Sleutels"]


def test_report_without_handover_stores_no_note(cast: Cast) -> None:
    make.report(cast.anna, cast.carla_file)
    assert seen(cast.anna, HandoverNote) == []


@pytest.mark.parametrize("name", ["carla", "daan", "bert", "noor", "ina", "eva"])
def test_handover_is_read_by_the_employer_only(cast: Cast, name: str) -> None:
    make.assign(cast, make.report(cast.anna, cast.carla_file, handover_notes="Sleutels"), on=make.day(8))
    assert seen(getattr(cast, name), HandoverNote) == []


def test_report_completes_the_first_step_on_the_day_of_reporting(cast: Cast) -> None:
    make.report(cast.anna, cast.carla_file, FIRST, today=FIRST + timedelta(days=2))
    assert [(done.key, done.done_on) for done in seen(cast.anna, Completion)] == [
        ("sick_report", FIRST + timedelta(days=2))
    ]


def test_report_plans_the_steps(cast: Cast) -> None:
    make.report(cast.anna, cast.carla_file)
    due = {step.key: step.due_on for step in seen(cast.anna, Milestone)}
    assert (due["problem_analysis"], due["plan_of_action"]) == (make.day(42), make.day(56))


def test_report_tells_arbodienst_and_employee(cast: Cast) -> None:
    make.report(cast.anna, cast.carla_file)
    told = {name: [notice.kind for notice in seen(getattr(cast, name), Notice)] for name in ("anna", "bert", "carla")}
    assert told == {"anna": [], "bert": ["sick_reported"], "carla": ["sick_reported"]}


def test_report_leaves_one_audit_event_of_the_reporter(cast: Cast) -> None:
    case = make.report(cast.anna, cast.carla_file)
    events = [(event.action, event.case_id, event.subject_id) for event in seen(cast.anna, AuditEvent)]
    assert events == [("report_sick", case.pk, cast.carla_file.pk)]


def test_report_of_a_policy_with_own_case_management_gets_no_ontzorgmanager_step(cast: Cast) -> None:
    with acting_as(ARRANGER):
        Policy.objects.filter(employer=cast.bakery).update(casemanagement_by="employer")
    case = make.report(cast.anna, cast.carla_file)
    steps = {step.key for step in seen(cast.anna, Milestone)}
    assert (case.insurer_manages, "assign_ontzorgmanager" in steps) == (False, False)


@pytest.mark.parametrize("gap", [0, 1, 27])
def test_report_within_four_weeks_reopens_the_same_file(cast: Cast, gap: int) -> None:
    first, second = relapse(cast, gap)
    assert (second.pk, second.state, second.recovered_on, second.closes_on) == (first.pk, "reported", None, None)
    assert second.first_sick_day == FIRST
    assert len(seen(cast.anna, Spell)) == 2


@pytest.mark.parametrize("gap", [1, 27])
def test_report_within_four_weeks_moves_open_steps_by_the_gap(cast: Cast, gap: int) -> None:
    relapse(cast, gap)
    due = {step.key: step.due_on for step in seen(cast.anna, Milestone)}
    assert due["problem_analysis"] == make.day(42) + timedelta(days=gap)


def test_report_within_four_weeks_keeps_the_ontzorgmanager(cast: Cast) -> None:
    case = make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))
    make.recover(cast.anna, case, make.day(11))
    again = make.report(cast.anna, cast.carla_file, make.day(20))
    assert (again.state, again.ontzorgmanager_id) == ("active", cast.noor.user_id)
    assert seen(cast.noor, Notice)[0].kind == "relapsed"


@pytest.mark.parametrize("gap", [28, 29, 400])
def test_report_from_four_weeks_opens_a_new_file(cast: Cast, gap: int) -> None:
    first, second = relapse(cast, gap)
    assert second.pk != first.pk
    assert (second.first_sick_day, second.state) == (FIRST + timedelta(days=10 + gap), "reported")
    assert make.fresh(cast.anna, first).state == "closed"


def test_late_report_reopens_a_file_that_was_closed_already(cast: Cast) -> None:
    recovered_on = make.day(11)
    first = make.recover(cast.anna, make.report(cast.anna, cast.carla_file), recovered_on)
    late = recovered_on + timedelta(days=40)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=late)
    again = make.report(cast.anna, cast.carla_file, recovered_on + timedelta(days=20), today=late)
    assert (again.pk, again.state, again.closed_on) == (first.pk, "reported", None)


def test_resend_raises_with_the_file_and_stores_nothing(cast: Cast) -> None:
    key = uuid4()
    case = make.report(cast.anna, cast.carla_file, submission_key=key)
    with pytest.raises(AlreadyReported) as error:
        make.report(cast.anna, cast.carla_file, submission_key=key)
    assert error.value.case == case
    assert [len(seen(cast.anna, model)) for model in (Spell, SickReport, AuditEvent)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("first", "today", "sentence"),
    [
        (make.day(2), FIRST, "Deze dag ligt in de toekomst. Kies een datum tot en met vandaag."),
        (
            FIRST,
            FIRST + timedelta(days=729),
            "Deze dag is meer dan twee jaar geleden. Controleer het jaar. Klopt het? Bel Re-integratie en Diensten.",
        ),
    ],
)
def test_impossible_day_is_refused(cast: Cast, first: date, today: date, sentence: str) -> None:
    with pytest.raises(ValidationError) as error:
        make.report(cast.anna, cast.carla_file, first, today=today)
    assert refusal(error) == {"first_sick_day": [sentence]}
    assert seen(cast.anna, AbsenceCase) == []


def test_oldest_possible_day_is_two_years_ago(cast: Cast) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST, today=FIRST + timedelta(days=728))
    assert case.first_sick_day == FIRST


def test_day_before_the_employment_is_refused(cast: Cast) -> None:
    newcomer = make_employee(cast.bakery, "Ali", "Aydin", started_on=make.day(2))
    with pytest.raises(ValidationError) as error:
        make.report(cast.anna, newcomer, FIRST)
    assert refusal(error) == {
        "first_sick_day": ["A. Aydin kwam pas op 6 januari 2026 in dienst. Kies die dag of een latere."]
    }


def test_day_after_the_employment_is_refused(cast: Cast) -> None:
    leaver = make_employee(cast.bakery, "Ali", "Aydin", ended_on=FIRST)
    with pytest.raises(ValidationError) as error:
        make.report(cast.anna, leaver, FIRST)
    assert refusal(error) == {"employee": ["A. Aydin is sinds 5 januari 2026 uit dienst. Zoek een ander."]}


AFTER_THE_END = (
    "C. Bos was op 31 januari 2026 voor het laatst in dienst. Wie binnen vier weken daarna ziek wordt, meldt zich zelf"
    " ziek bij UWV. Klopt de laatste dag niet? Bel Re-integratie en Diensten."
)


def leaving(cast: Cast) -> tuple[AbsenceCase, CaseFact]:
    """A file that recovered, in which the end of the employment was recorded."""
    case = make.report(cast.anna, cast.carla_file)
    fact = operations.record_fact(
        actor=cast.anna,
        case=case,
        kind="contract_end",
        on=date(2026, 1, 31),
        ground="fixed_term",
        expected_version=case.version,
        today=FIRST,
    )
    return make.recover(cast.anna, case, make.day(11)), fact


@pytest.mark.parametrize("days", [1, 27, 400])
def test_day_after_the_recorded_end_of_the_employment_is_refused(cast: Cast, days: int) -> None:
    """Also for a relapse: UWV pays now."""
    leaving(cast)
    day = date(2026, 1, 31) + timedelta(days=days)
    with acting_as(cast.anna), pytest.raises(ValidationError) as error:
        assess_report(employee=cast.carla_file, first_sick_day=day, today=day)
    assert refusal(error) == {"first_sick_day": [AFTER_THE_END]}
    with pytest.raises(ValidationError):
        make.report(cast.anna, cast.carla_file, day)


def test_who_was_better_before_the_end_may_have_a_new_contract(cast: Cast) -> None:
    """The file was closed by recovery: what it said about the employment is no news any more."""
    first, _ = leaving(cast)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=date(2026, 4, 1))
    again = make.report(cast.anna, cast.carla_file, date(2026, 4, 6))
    assert (again.pk != first.pk, again.first_sick_day) == (True, date(2026, 4, 6))


def test_a_mistaken_report_does_not_keep_its_end_of_the_employment(cast: Cast) -> None:
    case = make.report(cast.anna, cast.carla_file)
    operations.record_fact(
        actor=cast.anna,
        case=case,
        kind="contract_end",
        on=date(2026, 1, 31),
        ground="fixed_term",
        expected_version=case.version,
        today=FIRST,
    )
    version = make.fresh(cast.anna, case).version
    operations.cancel_report(actor=cast.anna, case=case, expected_version=version, today=date(2026, 1, 8))
    assert make.report(cast.anna, cast.carla_file, date(2026, 2, 9)).pk != case.pk


def test_last_day_of_the_employment_is_still_reported(cast: Cast) -> None:
    first, _ = leaving(cast)
    assert make.report(cast.anna, cast.carla_file, date(2026, 1, 31)).pk == first.pk


def test_an_end_that_was_withdrawn_counts_no_more(cast: Cast) -> None:
    case, fact = leaving(cast)
    operations.withdraw_fact(
        actor=cast.anna,
        case=case,
        fact_id=fact.pk,
        expected_version=make.fresh(cast.anna, case).version,
        at=datetime(2026, 1, 20, 9, 0, tzinfo=UTC),
    )
    assert make.report(cast.anna, cast.carla_file, date(2026, 2, 2)).pk == case.pk


def test_the_end_of_one_employment_is_not_that_of_a_colleague(cast: Cast) -> None:
    leaving(cast)
    colleague = make_employee(cast.bakery, "Ali", "Aydin")
    assert make.report(cast.anna, colleague, date(2026, 2, 2)).state == "reported"


def test_first_sick_day_is_not_moved_past_the_end_of_the_employment(cast: Cast) -> None:
    leaving(cast)
    with acting_as(cast.anna), pytest.raises(ValidationError) as error:
        check_employment(cast.carla_file, date(2026, 2, 1))
    assert refusal(error) == {"first_sick_day": [AFTER_THE_END]}


def test_who_is_sick_cannot_be_reported_again(cast: Cast) -> None:
    make.report(cast.anna, cast.carla_file)
    with pytest.raises(ValidationError) as error:
        make.report(cast.anna, cast.carla_file, make.day(3))
    assert refusal(error) == {"employee": ["Deze werknemer is al ziek gemeld. Open het dossier om iets door te geven."]}


def test_day_inside_an_earlier_spell_is_refused(cast: Cast) -> None:
    make.recover(cast.anna, make.report(cast.anna, cast.carla_file), make.day(11))
    with pytest.raises(ValidationError) as error:
        make.report(cast.anna, cast.carla_file, make.day(10), today=make.day(12))
    assert refusal(error) == {
        "first_sick_day": [
            "Er is al een ziekmelding van 5 januari 2026 tot 15 januari 2026. Kies 15 januari 2026 of een latere dag."
        ]
    }


def test_employee_of_another_employer_does_not_exist(cast: Cast) -> None:
    with pytest.raises(Employee.DoesNotExist):
        make.report(cast.eva, cast.carla_file)


@pytest.mark.parametrize("name", ["carla", "daan", "bert", "noor", "ina"])
def test_other_roles_do_not_report(cast: Cast, name: str) -> None:
    with pytest.raises(PermissionDenied):
        make.report(getattr(cast, name), cast.carla_file)


@pytest.mark.parametrize(("gap", "reopens"), [(0, True), (27, True), (28, False)])
def test_assessment_says_what_the_report_then_does(cast: Cast, gap: int, reopens: bool) -> None:
    case = make.recover(cast.anna, make.report(cast.anna, cast.carla_file), make.day(11))
    first = make.day(11) + timedelta(days=gap)
    with acting_as(cast.anna):
        answer = assess_report(employee=cast.carla_file, first_sick_day=first, today=first)
    assert (answer.reopens, answer.case, answer.gap_days) == (reopens, case if reopens else None, gap)


def test_assessment_changes_nothing(cast: Cast) -> None:
    with acting_as(cast.anna):
        assess_report(employee=cast.carla_file, first_sick_day=FIRST, today=FIRST)
    assert seen(cast.anna, AbsenceCase) == []


def test_report_after_104_weeks_is_for_the_insurer_to_judge(cast: Cast) -> None:
    case = make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(10))
    make.apply_for_wia(cast, case, make.day(645))
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        operations.end_sick_pay_due(actor=scheduler, today=make.day(729))
    assert make.fresh(cast.anna, case).state == "ended_104"
    with acting_as(cast.anna), pytest.raises(ValidationError) as refused:
        assess_report(employee=cast.carla_file, first_sick_day=make.day(730), today=make.day(730))
    assert refused.value.message_dict == {
        "employee": [
            "De 104 weken van deze werknemer zijn voorbij. Bel Re-integratie en Diensten voordat u opnieuw ziek meldt."
        ]
    }
