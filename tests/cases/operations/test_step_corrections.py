"""A step recorded by mistake or on the wrong day: taken back by the role that recorded it, and the record stays."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Completion, Milestone, Notice
from cases.models.milestone import readers_of
from cases.operations.closing import close_due
from tests.cast import Cast
from tests.factories import cases as files

WEEK_42 = "uwv_week_42_report"
OPINION = "current_opinion"
DONE_ON = files.day(290)
TODAY = files.day(300)
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(10))


def record(actor: Actor, case: AbsenceCase, key: str = WEEK_42, done_on: date = DONE_ON, today: date = TODAY) -> None:
    version = files.fresh(actor, case).version
    operations.record_step(
        actor=actor, case=case, key=key, done_on=done_on, expected_version=version, today=max(today, done_on)
    )


def withdraw(actor: Actor, case: AbsenceCase, key: str = WEEK_42, version: int = 0) -> AbsenceCase:
    version = version or files.fresh(actor, case).version
    return operations.withdraw_step(actor=actor, case=case, key=key, expected_version=version, at=NOW)


def correct(actor: Actor, case: AbsenceCase, done_on: date, key: str = WEEK_42, today: date = TODAY) -> AbsenceCase:
    version = files.fresh(actor, case).version
    return operations.correct_step(
        actor=actor, case=case, key=key, done_on=done_on, expected_version=version, today=today, at=NOW
    )


def step(actor: Actor, case: AbsenceCase, key: str) -> Milestone:
    with acting_as(actor):
        return Milestone.objects.visible_to(actor).get(case=case, key=key)


def dates(cast: Cast, case: AbsenceCase) -> list[tuple[Any, ...]]:
    with acting_as(cast.noor):
        rows = Milestone.objects.filter(case=case).order_by("key", "occurrence")
        return list(rows.values_list("key", "occurrence", "opens_on", "due_on", "done_on", "state"))


def test_file_stands_as_if_it_was_not_recorded(cast: Cast, case: AbsenceCase) -> None:
    before = dates(cast, case)
    record(cast.anna, case)
    assert step(cast.anna, case, WEEK_42).state == "done"
    withdraw(cast.anna, case)
    assert dates(cast, case) == before


def test_later_steps_that_counted_from_it_move_back(cast: Cast, case: AbsenceCase) -> None:
    applied = files.day(660)  # nine days late: the weeks of pay go on for as long
    before = step(cast.noor, case, "end_of_waiting_period").due_on
    for key, day in ((OPINION, 612), ("wia_application", 660)):
        record(cast.noor, case, key, files.day(day), applied)
    assert step(cast.noor, case, "end_of_waiting_period").due_on != before
    with acting_as(cast.noor):
        assert Milestone.objects.filter(case=case, key="riv_upload").exists()
    withdraw(cast.noor, case, "wia_application")
    assert step(cast.noor, case, "end_of_waiting_period").due_on == before
    with acting_as(cast.noor):
        assert not Milestone.objects.filter(case=case, key="riv_upload").exists()


def test_both_records_stay(cast: Cast, case: AbsenceCase) -> None:
    record(cast.anna, case)
    withdraw(cast.anna, case)
    with acting_as(cast.anna):
        assert not Completion.objects.filter(key=WEEK_42).exists()
        kept = Completion.history.get(case=case, key=WEEK_42)
        trace = list(AuditEvent.objects.visible_to(cast.anna).order_by("pk").values_list("action", "case_id"))
    assert (kept.done_on, kept.recorded_as, kept.recorded_by_id) == (DONE_ON, "employer", cast.anna.user_id)
    assert (kept.withdrawn_by_id, kept.withdrawn_at) == (cast.anna.user_id, NOW)
    assert (kept.due_on, kept.why[0]) == (files.day(295), "Eerste ziektedag 5 januari 2026.")
    assert trace[-2:] == [("record_step", case.pk), ("withdraw_step", case.pk)]


def test_it_can_be_recorded_again_on_the_same_day(cast: Cast, case: AbsenceCase) -> None:
    for _ in range(2):
        record(cast.anna, case)
        withdraw(cast.anna, case)
    record(cast.anna, case)
    with acting_as(cast.anna):
        assert Completion.history.filter(key=WEEK_42).count() == 3
    assert step(cast.anna, case, WEEK_42).done_on == DONE_ON


def test_nobody_is_told_as_nobody_was_told_of_the_step(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(system(Role.MAILER)):
        before = Notice.objects.count()
    record(cast.anna, case)
    withdraw(cast.anna, case)
    with acting_as(system(Role.MAILER)):
        assert Notice.objects.count() == before


@pytest.mark.parametrize("name", ["noor", "daan"])
def test_only_the_role_that_recorded_it(cast: Cast, case: AbsenceCase, name: str) -> None:
    record(cast.anna, case)
    with pytest.raises(PermissionDenied):
        withdraw(getattr(cast, name), case)
    with pytest.raises(PermissionDenied):
        correct(getattr(cast, name), case, files.day(291))


@pytest.mark.parametrize("name", ["carla", "bert", "ina"])
def test_who_records_no_steps_takes_none_back(cast: Cast, case: AbsenceCase, name: str) -> None:
    record(cast.anna, case)
    with pytest.raises(PermissionDenied):
        withdraw(getattr(cast, name), case)


def test_another_ontzorgmanager_does_not_see_the_file(cast: Cast, case: AbsenceCase) -> None:
    record(cast.noor, case)
    with pytest.raises(ObjectDoesNotExist):
        withdraw(cast.loes, case, version=3)


def test_the_next_ontzorgmanager_puts_right_what_the_one_before_recorded(cast: Cast, case: AbsenceCase) -> None:
    record(cast.noor, case)
    files.hand_over(cast, case, on=TODAY)
    withdraw(cast.loes, case)
    assert step(cast.loes, case, WEEK_42).state == "pending"


@pytest.mark.parametrize("key", ["sick_report", "arbo_report"])
def test_an_act_with_a_screen_of_its_own_is_not_taken_back_here(cast: Cast, case: AbsenceCase, key: str) -> None:
    operations.accept_report(actor=cast.bert, case=case, today=TODAY)
    with pytest.raises(PermissionDenied):
        withdraw(cast.anna, case, key)


def test_a_day_that_passed_is_not_taken_back(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        operations.pass_days(actor=scheduler, today=files.day(366))
    assert step(cast.noor, case, "sick_pay_year_2").state == "done"
    with pytest.raises(PermissionDenied):
        withdraw(cast.noor, case, "sick_pay_year_2")


def test_what_was_not_recorded_or_is_gone_already(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(NotNow, match="niet vastgelegd, of al ingetrokken"):
        withdraw(cast.anna, case)
    record(cast.anna, case)
    withdraw(cast.anna, case)
    with pytest.raises(NotNow, match="niet vastgelegd, of al ingetrokken"):
        withdraw(cast.anna, case)


def test_old_page_is_refused(cast: Cast, case: AbsenceCase) -> None:
    record(cast.anna, case)
    old = files.fresh(cast.anna, case).version
    record(cast.noor, case, "employee_intake", files.day(20))
    with pytest.raises(Stale):
        withdraw(cast.anna, case, version=old)


def test_closed_file_stays_as_it_is(cast: Cast, case: AbsenceCase) -> None:
    record(cast.anna, case)
    files.recover(cast.anna, case, TODAY)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=files.day(330))
    with pytest.raises(NotNow, match="Dit dossier is gesloten"):
        withdraw(cast.anna, case)
    with pytest.raises(NotNow, match="Dit dossier is gesloten"):
        correct(cast.anna, case, files.day(291))


def test_recovered_file_that_waits_is_still_open_for_it(cast: Cast, case: AbsenceCase) -> None:
    record(cast.anna, case)
    files.recover(cast.anna, case, TODAY)
    withdraw(cast.anna, case)
    assert step(cast.anna, case, WEEK_42).state == "paused"


def test_of_a_repeating_step_the_last_time_goes_first(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(cast.bert):
        Completion.objects.create(
            case=case,
            employer_id=case.employer_id,
            key="plan_of_action",
            shown_to=readers_of("plan_of_action"),
            done_on=files.day(50),
            recorded_as="arbodienst",
            recorded_by_id=cast.bert.user_id,
        )
    for day in (90, 130):
        record(cast.noor, case, "periodic_evaluation", files.day(day))
    withdraw(cast.noor, case, "periodic_evaluation")
    with acting_as(cast.noor):
        left = [row.done_on for row in Completion.objects.filter(key="periodic_evaluation")]
    assert left == [files.day(90)]
    record(cast.noor, case, "periodic_evaluation", files.day(130))
    with pytest.raises(ValidationError) as refused:
        correct(cast.noor, case, files.day(90), "periodic_evaluation")
    [sentence] = refused.value.message_dict["done_on"]
    assert sentence == "De vorige keer was op 4 april 2026. Kies een latere dag, of wijzig die datum."
    with pytest.raises(ValidationError):
        record(cast.noor, case, "periodic_evaluation", files.day(129))


def test_another_day_is_one_act_with_what_is_true_now(cast: Cast, case: AbsenceCase) -> None:
    record(cast.anna, case)
    correct(cast.anna, case, files.day(285))
    with acting_as(cast.anna):
        rows = list(Completion.history.filter(case=case, key=WEEK_42).order_by("pk"))
    assert [(row.done_on, row.withdrawn_at) for row in rows] == [(DONE_ON, NOW), (files.day(285), None)]
    assert (rows[1].due_on, rows[1].recorded_as) == (files.day(295), "employer")
    assert step(cast.anna, case, WEEK_42).done_on == files.day(285)


@pytest.mark.parametrize(
    ("done_on", "sentence"),
    [
        (DONE_ON, "Deze dag is al vastgelegd. Kies een andere dag, of ga terug."),
        (files.day(280), "Deze stap kan pas vanaf 12 oktober 2026. Kies die dag of een latere."),
        (files.day(301), "Kies een datum van 5 januari 2026 tot en met vandaag."),
    ],
)
def test_impossible_day_leaves_the_old_one(cast: Cast, case: AbsenceCase, done_on: date, sentence: str) -> None:
    record(cast.anna, case)
    with pytest.raises(ValidationError) as refused:
        correct(cast.anna, case, done_on)
    assert refused.value.message_dict == {"done_on": [sentence]}
    with acting_as(cast.anna):
        assert Completion.objects.get(case=case, key=WEEK_42).done_on == DONE_ON


@pytest.mark.parametrize("name", ["noor", "daan", "carla", "bert", "ina"])
def test_database_keeps_other_roles_from_it(cast: Cast, case: AbsenceCase, name: str) -> None:
    record(cast.anna, case)
    with acting_as(getattr(cast, name)), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_completion SET withdrawn_by_id = recorded_by_id, withdrawn_at = now() WHERE key = %s",
            [WEEK_42],
        )
        assert cursor.rowcount == 0
