"""Steps that are not needed, and what caused that a step is late."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.actor import acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import Delay, Milestone, Notice, Waiver
from cases.models.milestone import PRIVATE_KEYS, RULE_BY_KEY
from cases.operations.delays import causes_for, holding
from cases.sweep import sweep
from tests.factories import cases as files

TODAY = files.day(43)
INTAKE = "employee_intake"
ANALYSIS = "problem_analysis"


@pytest.fixture
def case(cast):
    return files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(10))


def waive(actor, case, key=INTAKE, ground="declined", version=None):
    version = version or files.fresh(actor, case).version
    return operations.waive_step(actor=actor, case=case, key=key, ground=ground, expected_version=version, today=TODAY)


def delay(actor, case, key=ANALYSIS, cause="uwv", *, version=None, occurrence=1):
    version = version or files.fresh(actor, case).version
    return operations.name_delay(
        actor=actor,
        case=case,
        key=key,
        occurrence=occurrence,
        cause=cause,
        expected_version=version,
        today=TODAY,
    )


def state_of(actor, case, key):
    with acting_as(actor):
        return Milestone.objects.visible_to(actor).get(case=case, key=key).state


def test_a_step_that_is_not_needed_is_kept_with_reason_and_name(cast, case):
    waive(cast.noor, case)
    assert state_of(cast.noor, case, INTAKE) == "waived"
    with acting_as(cast.noor):
        kept = Waiver.objects.get(case=case)
        trace = AuditEvent.objects.visible_to(cast.noor).filter(action="waive_step")
        assert [(event.case_id) for event in trace] == [case.pk]
    assert (kept.key, kept.ground, kept.waived_on, kept.recorded_by_id) == (
        INTAKE,
        "declined",
        TODAY,
        cast.noor.user_id,
    )


def test_it_can_be_needed_after_all_with_the_same_last_day(cast, case):
    with acting_as(cast.noor):
        before = Milestone.objects.get(case=case, key=INTAKE).due_on
    waive(cast.noor, case)
    operations.undo_waiver(
        actor=cast.noor, case=case, key=INTAKE, expected_version=files.fresh(cast.noor, case).version
    )
    with acting_as(cast.noor):
        step = Milestone.objects.get(case=case, key=INTAKE)
        assert (step.state, step.due_on, Waiver.objects.count()) == ("pending", before, 0)


@pytest.mark.parametrize("ground", ["", "return_expected", "anders"])
def test_only_a_reason_of_this_rule(cast, case, ground):
    with pytest.raises(ValidationError) as refused:
        waive(cast.noor, case, ground=ground)
    assert refused.value.message_dict == {"ground": ["Kies waarom deze stap niet nodig is."]}


@pytest.mark.parametrize("key", ["plan_of_action", "uwv_week_42_report", "x"])
def test_a_step_that_always_has_to_be_done_is_refused(cast, case, key):
    with pytest.raises(NotNow, match="Deze stap is altijd nodig"):
        waive(cast.noor, case, key=key)


def test_twice_is_refused_and_so_is_taking_back_nothing(cast, case):
    waive(cast.noor, case)
    with pytest.raises(NotNow, match="Deze stap staat niet open"):
        waive(cast.noor, case)
    with pytest.raises(NotNow, match="Deze stap staat al open"):
        operations.undo_waiver(
            actor=cast.noor,
            case=case,
            key="task_function_analysis",
            expected_version=files.fresh(cast.noor, case).version,
        )


def test_nothing_is_taken_back_in_a_file_that_is_over(cast, case):
    waive(cast.noor, case)
    files.recover(cast.anna, case, files.day(20), today=files.day(20))
    sweep(today=files.day(60), at=datetime(2026, 12, 31, tzinfo=UTC))
    with pytest.raises(NotNow):
        operations.undo_waiver(
            actor=cast.noor, case=case, key=INTAKE, expected_version=files.fresh(cast.noor, case).version
        )
    with acting_as(cast.noor):
        assert Waiver.objects.filter(case=case, key=INTAKE).exists()


def test_an_old_page_is_refused(cast, case):
    old = files.fresh(cast.noor, case).version
    waive(cast.noor, case)
    with pytest.raises(Stale):
        waive(cast.noor, case, key="task_function_analysis", version=old)
    with pytest.raises(Stale):
        delay(cast.noor, case, version=old)


def test_no_step_between_employee_and_doctor_has_reasons_that_all_would_read():
    assert [key for key in PRIVATE_KEYS if RULE_BY_KEY[key].can_be_waived] == []


def test_the_cause_of_a_late_step_is_kept_and_moves_no_date(cast, case):
    with acting_as(cast.noor):
        before = {row.pk: row.due_on for row in Milestone.objects.filter(case=case)}
    delay(cast.anna, case)
    with acting_as(cast.noor):
        kept = Delay.objects.get(case=case)
        assert {row.pk: row.due_on for row in Milestone.objects.filter(case=case)} == before
    assert (kept.key, kept.occurrence, kept.cause, kept.recorded_by_id) == (ANALYSIS, 1, "uwv", cast.anna.user_id)


def answers(actor):
    with acting_as(actor):
        return list(Delay.objects.order_by("pk"))


def test_the_last_answer_counts_and_the_earlier_one_stays(cast, case):
    delay(cast.anna, case, cause="other")
    delay(cast.noor, case, cause="arbodienst")
    kept = answers(cast.noor)
    assert [(one.cause, one.recorded_as) for one in kept] == [("other", "employer"), ("arbodienst", "ontzorgmanager")]
    assert holding(kept) == {(ANALYSIS, 1): kept[1]}


def test_nobody_comes_after_the_bedrijfsarts(cast, case):
    delay(cast.anna, case, cause="employee")
    delay(cast.daan, case, cause="medical")
    for actor in (cast.anna, cast.noor):
        with pytest.raises(NotNow, match="De bedrijfsarts heeft vastgelegd dat deze stap niet eerder kon"):
            delay(actor, case, cause="arbodienst")
    kept = answers(cast.anna)
    assert [one.cause for one in kept] == ["employee", "medical"]
    assert holding(kept) == holding(reversed(kept)) == {(ANALYSIS, 1): kept[1]}


def test_the_same_answer_twice_is_one(cast, case):
    delay(cast.anna, case)
    with pytest.raises(NotNow, match="Deze oorzaak is al vastgelegd"):
        delay(cast.anna, case)
    assert len(answers(cast.anna)) == 1


def test_the_database_lets_nobody_answer_for_another_role_or_change_an_answer(cast, case):
    delay(cast.anna, case)
    [kept] = answers(cast.anna)
    copy = {name: getattr(kept, name) for name in ("case_id", "employer_id", "key", "occurrence", "shown_to")}
    with acting_as(cast.anna):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Delay.objects.create(**copy, cause="uwv", recorded_as="ontzorgmanager", recorded_by_id=cast.anna.user_id)
        with pytest.raises(IntegrityError, match="delay_medical"), transaction.atomic():
            Delay.objects.create(**copy, cause="medical", recorded_as="employer", recorded_by_id=cast.anna.user_id)
        assert Delay.objects.filter(pk=kept.pk).update(cause="employee") == 0


@pytest.mark.parametrize("cause", ["", "ziekte"])
def test_only_a_known_cause(cast, case, cause):
    with pytest.raises(ValidationError) as refused:
        delay(cast.noor, case, cause=cause)
    assert refused.value.message_dict == {"cause": ["Kies waardoor deze stap later is."]}


@pytest.mark.parametrize(("key", "occurrence"), [("plan_of_action", 1), ("end_of_waiting_period", 1), (ANALYSIS, 2)])
def test_a_step_that_is_not_late_has_no_cause(cast, case, key, occurrence):
    with pytest.raises(NotNow, match="Deze stap is niet te laat"):
        delay(cast.noor, case, key=key, occurrence=occurrence)


def test_a_step_that_was_done_late_has_one(cast, case):
    operations.record_step(
        actor=cast.noor,
        case=case,
        key=INTAKE,
        done_on=files.day(40),
        expected_version=files.fresh(cast.noor, case).version,
        today=TODAY,
    )
    delay(cast.noor, case, key=INTAKE, cause="employee")
    with acting_as(cast.noor):
        assert Delay.objects.get(case=case).cause == "employee"


@pytest.mark.parametrize("name", ["anna", "noor"])
def test_only_the_bedrijfsarts_says_that_it_could_medically_not_be_sooner(cast, case, name):
    with pytest.raises(PermissionDenied):
        delay(getattr(cast, name), case, cause="medical")
    delay(cast.daan, case, cause="medical")
    with acting_as(cast.noor):
        kept = Delay.objects.get(case=case)
    assert (kept.cause, kept.recorded_by_id) == ("medical", cast.daan.user_id)


@pytest.mark.parametrize("cause", sorted(set(Delay.Cause.values) - {"medical"}))
def test_the_bedrijfsarts_says_nothing_else(cast, case, cause):
    with pytest.raises(PermissionDenied):
        delay(cast.daan, case, cause=cause)


def test_every_cause_is_somebodys():
    assert set(causes_for(Role.EMPLOYER)) == set(causes_for(Role.ONTZORGMANAGER))
    assert {*causes_for(Role.EMPLOYER), *causes_for(Role.BEDRIJFSARTS)} == set(Delay.Cause)


WIA = "wia_application"


def told(actor, kind):
    with acting_as(actor):
        return Notice.objects.visible_to(actor).filter(kind=kind).count()


@pytest.mark.parametrize("ground", ["not_wanted", "extension", "declined"])
def test_nobody_gives_up_the_wia_but_the_employee_in_writing(cast, case, ground):
    with pytest.raises(ValidationError):
        waive(cast.noor, case, WIA, ground)


def test_the_employee_hears_that_his_wia_is_given_up_and_open_again(cast, case):
    for times in (1, 2):
        waive(cast.noor, case, WIA, "declined_in_writing")
        assert state_of(cast.carla, case, WIA) == "waived"
        assert (told(cast.carla, "wia_waived"), told(cast.carla, "wia_needed")) == (times, times - 1)
        version = files.fresh(cast.noor, case).version
        operations.undo_waiver(actor=cast.noor, case=case, key=WIA, expected_version=version)
        assert (told(cast.carla, "wia_waived"), told(cast.carla, "wia_needed")) == (times, times)
    assert [told(actor, "wia_waived") for actor in (cast.anna, cast.noor, cast.daan, cast.bert)] == [0, 0, 0, 0]


def test_of_another_step_nobody_is_told(cast, case):
    waive(cast.noor, case)
    assert told(cast.carla, "wia_waived") == 0


def test_a_reason_that_is_no_longer_offered_keeps_its_words(cast, case):
    rule = RULE_BY_KEY[WIA]
    assert rule.ground("not_wanted") == "De werknemer kiest ervoor de WIA niet aan te vragen"
    assert rule.ground("declined_in_writing").startswith("De werknemer heeft zelf schriftelijk laten weten")
    assert rule.ground("x") == ""
