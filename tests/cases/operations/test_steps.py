"""Recording steps that were done outside the application, and looking into a file."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError

from accounts.actor import acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import Completion, Milestone
from cases.models.milestone import RULE_BY_KEY
from cases.operations.steps import may_record
from tests.factories import cases as files

WEEK_42 = "uwv_week_42_report"
TODAY = files.day(300)


@pytest.fixture
def case(cast):
    case = files.report(cast.anna, cast.carla_file)
    return files.assign(cast, case, on=files.day(10))


DONE_ON = files.day(290)


def record(actor, case, key=WEEK_42, done_on=DONE_ON, version=None):
    version = version or files.fresh(actor, case).version
    return operations.record_step(
        actor=actor, case=case, key=key, done_on=done_on, expected_version=version, today=TODAY
    )


def test_employer_records_the_report_to_uwv(cast, case):
    record(cast.anna, case)
    with acting_as(cast.anna):
        step = Milestone.objects.visible_to(cast.anna).get(case=case, key=WEEK_42)
        fact = Completion.objects.visible_to(cast.anna).get(case=case, key=WEEK_42)
    assert (step.state, step.done_on) == ("done", files.day(290))
    assert (fact.done_on, fact.recorded_by_id) == (files.day(290), cast.anna.user_id)


@pytest.mark.parametrize("done_on", [files.day(0), files.day(301)])
def test_the_day_lies_in_the_file(cast, case, done_on):
    with pytest.raises(ValidationError) as refused:
        record(cast.anna, case, done_on=done_on)
    assert refused.value.message_dict == {"done_on": ["Kies een datum van 5 januari 2026 tot en met vandaag."]}


def test_a_report_to_uwv_cannot_be_done_before_it_begins(cast, case):
    """Recorded in week 7 it would never be asked for again, and a late one is finable."""
    with pytest.raises(ValidationError) as refused:
        record(cast.anna, case, done_on=files.day(280))
    assert refused.value.message_dict == {
        "done_on": ["Deze stap kan pas vanaf 12 oktober 2026. Kies die dag of een latere."]
    }
    record(cast.anna, case, done_on=files.day(281))


def test_an_old_page_is_refused(cast, case):
    old = files.fresh(cast.anna, case).version
    record(cast.noor, case, "employee_intake", files.day(20))
    with pytest.raises(Stale, match="Iemand anders heeft dit dossier intussen gewijzigd"):
        record(cast.anna, case, version=old)


def test_a_step_is_recorded_once(cast, case):
    record(cast.anna, case)
    with pytest.raises(NotNow, match="staat niet open"):
        record(cast.anna, case, done_on=files.day(291))


def test_a_step_that_the_file_does_not_have_is_refused(cast, case):
    with pytest.raises(NotNow, match="staat niet open"):
        record(cast.anna, case, "periodic_evaluation")  # there is no plan yet


def test_a_step_done_before_recovery_may_be_recorded_after_it(cast, case):
    files.recover(cast.anna, case, files.day(298))
    record(cast.anna, case)
    assert files.fresh(cast.anna, case).state == "recovered_waiting"


def test_another_employer_does_not_see_the_file(cast, case):
    with pytest.raises(ObjectDoesNotExist):
        record(cast.eva, case, version=1)


@pytest.mark.parametrize("name", ["carla", "daan", "bert", "ina"])
def test_other_roles_record_nothing(cast, case, name):
    with pytest.raises(PermissionDenied):
        record(getattr(cast, name), case)


def test_an_employer_does_not_record_the_steps_of_the_ontzorgmanager(cast, case):
    with pytest.raises(PermissionDenied):
        record(cast.anna, case, "employee_intake", files.day(20))


EMPLOYER_MAY = {
    "vangnet_report_uwv",
    "uwv_week_42_report",
    "first_year_evaluation",
    "periodic_evaluation",
    "second_track_start",
    "final_evaluation",
    "riv_upload",
    "frequent_absence_signal",
    "recovery_report_uwv",
    "sick_leaving_employment_report",
    "sick_leaving_employment_riv",
}
ONTZORGMANAGER_MAY = EMPLOYER_MAY | {
    "employee_intake",
    "task_function_analysis",
    "wia_income_insight",
    "labour_expert_assessment",
    "uwv_wia_letter",
    "current_opinion",
    "wia_application",
    "relapse_prevention_contact",
    "expert_opinion",
    "no_capacity_check",
    "shortening_decision",
}


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        (Role.EMPLOYER, EMPLOYER_MAY),
        (Role.ONTZORGMANAGER, ONTZORGMANAGER_MAY),
        (Role.EMPLOYEE, set()),
        (Role.BEDRIJFSARTS, {"current_opinion", "medical_information", "no_capacity_check"}),
        (Role.ARBODIENST, set()),
        (Role.DESK, set()),
    ],
)
def test_who_records_which_step(role, keys):
    assert {key for key in RULE_BY_KEY if may_record(role, key)} == keys


def test_an_unknown_step_is_nobodys():
    assert not may_record(Role.ONTZORGMANAGER, "no_such_step")


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "daan", "bert", "ina"])
def test_opening_a_file_leaves_a_trace(cast, case, name):
    actor = getattr(cast, name)
    operations.read_case(actor=actor, case=case)
    with acting_as(actor):
        seen = AuditEvent.objects.visible_to(actor).filter(action="read_case")
        assert list(seen.values_list("role", "case_id", "subject_id", "employer_id")) == [
            (actor.role, case.pk, cast.carla_file.pk, cast.bakery.pk)
        ]


def test_who_cannot_see_a_file_leaves_no_trace(cast, case):
    with pytest.raises(ObjectDoesNotExist):
        operations.read_case(actor=cast.eva, case=case)
    with acting_as(cast.eva):
        assert AuditEvent.objects.visible_to(cast.eva).filter(action="read_case").count() == 0


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("current_opinion", "Deze stap kan pas vanaf 6 september 2027. Kies die dag of een latere."),
        ("final_evaluation", "Deze stap kan pas na: Actueel oordeel en Plan van aanpak. Leg dat eerst vast."),
    ],
)
def test_a_step_of_much_later_is_refused(cast, case, key, sentence):
    with pytest.raises(ValidationError) as refused:
        record(cast.noor, case, key)
    assert refused.value.message_dict == {"done_on": [sentence]}
