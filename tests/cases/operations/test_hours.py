"""Hours worked during sickness: facts within the contract, that move no date and never stand for incapacity."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, CapacityChange, Milestone, Notice
from tests.cast import Cast
from tests.factories import cases as make

TODAY = make.day(30)
NOW = datetime(2026, 2, 3, 9, tzinfo=UTC)
BEGAN = make.day(20)
STEP = ("hours_report_internal", 1)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))


def record(actor: Actor, case: AbsenceCase, hours: str = "12", on: date = BEGAN, **more: Any) -> AbsenceCase:
    values: dict[str, Any] = {"therapeutic": False, "expected_version": make.fresh(actor, case).version, "today": TODAY}
    return operations.record_hours(
        actor=actor, case=case, effective_from=on, hours_per_week=Decimal(hours), **values | more
    )


def remove(actor: Actor, case: AbsenceCase, on: date = BEGAN, **more: Any) -> AbsenceCase:
    values = {"expected_version": make.fresh(actor, case).version} | more
    return operations.remove_hours(actor=actor, case=case, effective_from=on, **values)


def forward(actor: Actor, case: AbsenceCase, **more: Any) -> AbsenceCase:
    values = {"expected_version": make.fresh(actor, case).version, "today": TODAY} | more
    return operations.forward_hours(actor=actor, case=case, **values)


def stored(actor: Actor) -> list[tuple[date, Decimal, bool, int]]:
    with acting_as(actor):
        names = ("effective_from", "hours_per_week", "therapeutic", "recorded_by_id")
        return list(CapacityChange.objects.values_list(*names))


def dates(case: AbsenceCase) -> dict[tuple[str, int], tuple[date | None, date | None, str]]:
    with acting_as(system(Role.PROJECTOR)):
        rows = Milestone.objects.filter(case_id=case.pk)
        return {(row.key, row.occurrence): (row.opens_on, row.due_on, row.state) for row in rows}


@pytest.mark.parametrize("who", ["anna", "carla", "noor"])
def test_hours_are_kept_with_who_recorded_them(cast: Cast, case: AbsenceCase, who: str) -> None:
    actor: Actor = getattr(cast, who)
    record(actor, case, "12.5", therapeutic=True)
    assert stored(actor) == [(make.day(20), Decimal("12.5"), True, actor.user_id)]


@pytest.mark.parametrize(("hours", "therapeutic"), [("18", False), ("36", False), ("36", True), ("0", False)])
def test_no_date_moves_and_the_file_stays_open(cast: Cast, case: AbsenceCase, hours: str, therapeutic: bool) -> None:
    before = dates(case)
    after = record(cast.anna, case, hours, therapeutic=therapeutic)
    assert dates(case) == before | {STEP: (TODAY, make.day(32), "done")}
    assert len(before) > 10
    assert (after.state, after.recovered_on) == ("active", None)


def test_who_records_decides_whether_the_employer_still_has_to_pass_it_on(cast: Cast, case: AbsenceCase) -> None:
    """The employer's own record is passed on with it; what the others recorded waits for him."""
    for who, hours, state in (("anna", "12", "done"), ("noor", "10", "pending")):
        record(getattr(cast, who), case, hours)
        assert dates(case)[STEP] == (TODAY, make.day(32), state)
    remove(cast.noor, case)
    assert STEP not in dates(case)
    record(cast.carla, case)
    assert dates(case)[STEP][2] == "pending"


def test_employer_passes_on_all_that_waits(cast: Cast, case: AbsenceCase) -> None:
    record(cast.carla, case, "8", on=make.day(10))
    record(cast.anna, case, "10", on=make.day(15))
    record(cast.noor, case, "12")
    assert [dates(case)[(STEP[0], place)][2] for place in (1, 2, 3)] == ["pending", "done", "pending"]
    forward(cast.anna, case, today=make.day(32))
    assert [dates(case)[(STEP[0], place)][2] for place in (1, 2, 3)] == ["done"] * 3
    with acting_as(cast.ina):
        assert list(CapacityChange.objects.values_list("passed_on", "passed_by")) == [
            (make.day(day), cast.anna.user_id) for day in (32, 30, 32)
        ]
    with pytest.raises(NotNow, match="Alle uren zijn al doorgegeven"):
        forward(cast.anna, case)


def test_what_is_mended_after_it_was_passed_on_waits_again(cast: Cast, case: AbsenceCase) -> None:
    record(cast.carla, case)
    forward(cast.anna, case)
    assert len(stored(cast.ina)) == 1
    record(cast.carla, case, "10")
    assert (dates(case)[STEP][2], stored(cast.ina)) == ("pending", [])


def test_nobody_passes_on_what_he_has_not_seen(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.anna, case).version
    record(cast.carla, case)
    with pytest.raises(Stale):
        forward(cast.anna, case, expected_version=version)


def test_hours_before_a_recovery_are_passed_on_after_it_while_the_file_is_open(cast: Cast, case: AbsenceCase) -> None:
    record(cast.carla, case)
    better = make.day(25)
    make.recover(cast.anna, case, better)
    assert dates(case)[STEP] == (TODAY, make.day(32), "pending")
    forward(cast.anna, case)
    assert (dates(case)[STEP][2], len(stored(cast.ina))) == ("done", 1)


def test_hours_are_not_passed_on_in_a_closed_file(cast: Cast, case: AbsenceCase) -> None:
    record(cast.carla, case)
    with acting_as(system(Role.SPLITTER)):
        AbsenceCase.objects.filter(pk=case.pk).update(state="closed", recovered_on=BEGAN, closed_on=TODAY)
    with pytest.raises(NotNow, match="Dit dossier is gesloten"):
        forward(cast.anna, case)


def test_what_is_recorded_late_gives_the_employer_his_days_from_then(cast: Cast, case: AbsenceCase) -> None:
    record(cast.carla, case, on=make.day(10), today=make.day(30))
    assert dates(case)[STEP][1] == make.day(32)
    record(cast.carla, case, on=make.day(10), today=make.day(40))
    assert dates(case)[STEP][1] == make.day(32)
    record(cast.carla, case, "10", on=make.day(10), today=make.day(40))
    assert dates(case)[STEP][1] == make.day(42)


@pytest.mark.parametrize("again", ["carla", "anna"])
def test_the_same_hours_again_stay_passed_on(cast: Cast, case: AbsenceCase, again: str) -> None:
    record(cast.noor if again == "anna" else cast.carla, case)
    forward(cast.anna, case)
    before = dates(case)[STEP]
    record(getattr(cast, again), case, today=make.day(40))
    assert (dates(case)[STEP], len(stored(cast.ina))) == (before, 1)
    with acting_as(cast.anna):
        assert CapacityChange.objects.get().passed_on == TODAY


def test_nobody_names_a_cause_at_a_time_that_gets_another_number(cast: Cast, case: AbsenceCase) -> None:
    """An earlier change that comes later would be the first one then, and take the cause over."""
    record(cast.carla, case)
    with pytest.raises(NotNow, match="Een oorzaak is niet nodig"):
        operations.name_delay(
            actor=cast.noor,
            case=case,
            key=STEP[0],
            occurrence=1,
            cause="employer",
            expected_version=make.fresh(cast.noor, case).version,
            today=make.day(60),
        )


@pytest.mark.parametrize("who", ["carla", "noor", "daan", "bert", "ina"])
def test_only_the_employer_passes_on(cast: Cast, case: AbsenceCase, who: str) -> None:
    record(cast.carla, case)
    with pytest.raises(PermissionDenied):
        forward(getattr(cast, who), case)


def test_the_employer_is_reminded_and_nobody_else(cast: Cast, case: AbsenceCase) -> None:
    record(cast.carla, case, on=make.day(29))
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        operations.remind(actor=scheduler, today=TODAY, at=NOW)
    with acting_as(system(Role.MAILER)):
        told = Notice.objects.filter(key=STEP[0]).values_list("membership__role", "due_on")
        assert list(told) == [("employer", make.day(32))]


@pytest.mark.parametrize(("first", "second"), [("carla", "carla"), ("anna", "noor"), ("noor", "anna")])
def test_same_day_again_corrects(cast: Cast, case: AbsenceCase, first: str, second: str) -> None:
    record(getattr(cast, first), case, "12")
    record(getattr(cast, second), case, "10", therapeutic=True)
    assert stored(cast.anna) == [(make.day(20), Decimal(10), True, getattr(cast, second).user_id)]


SIDES = [("carla", "anna", "Carla Bos"), ("carla", "noor", "Carla Bos")]
SIDES += [("anna", "carla", "Anna Smit"), ("noor", "carla", "Noor de Wit")]


@pytest.mark.parametrize(("first", "second", "name"), SIDES)
def test_one_side_does_not_replace_what_the_other_recorded(
    cast: Cast, case: AbsenceCase, first: str, second: str, name: str
) -> None:
    record(getattr(cast, first), case, "12")
    kept = stored(cast.anna)
    with pytest.raises(ValidationError) as error:
        record(getattr(cast, second), case, "10")
    assert error.value.message_dict == {
        "effective_from": [
            f"{name} heeft 12 uur per week vastgelegd vanaf 24 januari 2026. Klopt dat niet? "
            f"Vraag {name} om het te verbeteren, of leg uren vast vanaf een andere dag."
        ]
    }
    assert stored(cast.anna) == kept
    record(getattr(cast, second), case, "10", on=make.day(21))
    assert [row[1] for row in stored(cast.anna)] == [12, 10]


@pytest.mark.parametrize(("first", "second", "name"), SIDES)
def test_one_side_does_not_remove_what_the_other_recorded(
    cast: Cast, case: AbsenceCase, first: str, second: str, name: str
) -> None:
    record(getattr(cast, first), case)
    kept = stored(cast.anna)
    with pytest.raises(NotNow, match=f"Vraag {name} om het te verbeteren"):
        remove(getattr(cast, second), case)
    assert stored(cast.anna) == kept
    remove(getattr(cast, first), case)
    assert stored(cast.anna) == []


def test_who_has_both_roles_keeps_the_own_record(cast: Cast, case: AbsenceCase) -> None:
    as_employer = replace(cast.anna, user_id=cast.carla.user_id)
    record(cast.carla, case)
    record(as_employer, case, "10")
    assert stored(cast.anna)[0][1] == 10
    with pytest.raises(NotNow):
        remove(cast.anna, case)


@pytest.mark.parametrize(("first", "second"), [("carla", "carla"), ("anna", "noor"), ("noor", "anna")])
def test_removing_takes_back_one_record(cast: Cast, case: AbsenceCase, first: str, second: str) -> None:
    record(getattr(cast, first), case, "8", on=make.day(10))
    record(getattr(cast, first), case, "12")
    remove(getattr(cast, second), case)
    assert [row[0] for row in stored(cast.anna)] == [make.day(10)]
    with pytest.raises(NotNow, match="Deze uren staan er niet meer"):
        remove(getattr(cast, second), case)


def test_each_write_counts_and_leaves_one_audit_event(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.anna, case).version
    record(cast.anna, case)
    remove(cast.anna, case)
    assert make.fresh(cast.anna, case).version == version + 2
    with acting_as(cast.anna):
        events = AuditEvent.objects.visible_to(cast.anna).filter(action="record_hours")
        assert [event.case_id for event in events] == [case.pk, case.pk]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        (("36.5", make.day(20)), "hours_per_week", "Vul ten hoogste de contracturen in: 36 uur per week."),
        (("-1", make.day(20)), "hours_per_week", "Vul 0 of meer in."),
        (("12", make.day(31)), "effective_from", "Kies een dag van 5 januari 2026 tot en met vandaag."),
        (("12", date(2026, 1, 4)), "effective_from", "Kies een dag van 5 januari 2026 tot en met vandaag."),
    ],
)
def test_impossible_hours_are_refused(
    cast: Cast, case: AbsenceCase, given: tuple[str, date], field: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as error:
        record(cast.anna, case, *given)
    assert error.value.message_dict == {field: [sentence]}
    assert stored(cast.anna) == []


def test_day_inside_a_recovery_is_refused(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(15))
    make.report(cast.anna, cast.carla_file, make.day(25))
    with pytest.raises(ValidationError) as error:
        record(cast.anna, case, on=make.day(16))
    assert list(error.value.message_dict) == ["effective_from"]
    record(cast.anna, case, on=make.day(14))


def test_who_is_recovered_works_as_usual(cast: Cast, case: AbsenceCase) -> None:
    record(cast.anna, case)
    make.recover(cast.anna, case, make.day(25))
    for act in (record, remove):
        with pytest.raises(NotNow, match="niet ziek gemeld"):
            act(cast.anna, case)


def test_old_page_is_refused(cast: Cast, case: AbsenceCase) -> None:
    for act in (record, remove):
        with pytest.raises(Stale):
            act(cast.anna, case, expected_version=1)


@pytest.mark.parametrize("who", ["daan", "bert", "ina"])
def test_other_roles_do_not_record_hours(cast: Cast, case: AbsenceCase, who: str) -> None:
    for act in (record, remove):
        with pytest.raises(PermissionDenied):
            act(getattr(cast, who), case)


@pytest.mark.parametrize("who", ["eva", "finn", "loes"])
def test_file_of_others_does_not_exist(cast: Cast, case: AbsenceCase, who: str) -> None:
    with pytest.raises(AbsenceCase.DoesNotExist):
        record(getattr(cast, who), case, expected_version=2)


@pytest.mark.parametrize(("who", "outside"), [("anna", 1), ("carla", 0), ("noor", 0)])
def test_desk_and_planner_see_hours_once_they_are_passed_on(
    cast: Cast, case: AbsenceCase, who: str, outside: int
) -> None:
    record(getattr(cast, who), case)
    seen = {name: len(stored(getattr(cast, name))) for name in ("anna", "carla", "noor", "daan", "bert", "ina", "eva")}
    assert seen == {"anna": 1, "carla": 1, "noor": 1, "daan": 1, "bert": outside, "ina": outside, "eva": 0}
