"""The werknemersvisie: who writes, who confirms, who reads what; held by the database as well."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow, Refused
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Completion, EmployeeVision, Notice, VisionAnswer
from cases.operations.vision import sharable
from cases.vision_questions import LONGEST
from cases.visions import told, versions_of
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.factories.cases import assign, day, fresh, report
from tests.factories.visions import ANSWERS, ON, write, write_together

EVERYBODY = "anna carla noor daan bert ina eva finn gijs hans loes".split()
ALL = {Role.EMPLOYER, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS}


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def raw(actor: Actor) -> list[str]:
    """What the database itself lets somebody read, without a filter."""
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT key FROM cases_visionanswer ORDER BY id")
        return [key for (key,) in cursor.fetchall()]


def seen(cast: Cast) -> dict[str, list[str]]:
    found = {name: raw(getattr(cast, name)) for name in EVERYBODY}
    return {name: keys for name, keys in found.items() if keys}


def told_kinds(actor: Actor) -> list[str]:
    with acting_as(actor):
        kinds = (Notice.Kind.VISION_TO_CONFIRM, Notice.Kind.VISION_SHARED)
        found = Notice.objects.visible_to(actor).filter(kind__in=kinds).order_by("pk")
        return list(found.values_list("kind", flat=True))


def statement(actor: Actor, sql: str, *values: Any) -> int:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def test_each_reads_what_is_shared_with_that_one_and_no_more(cast: Cast, case: AbsenceCase) -> None:
    write(cast.carla, case)
    assert seen(cast) == {
        "anna": ["still_can"],
        "carla": ["still_can", "helps", "goal"],
        "noor": ["still_can"],
        "daan": ["helps"],
    }
    assert raw(delegate_of(cast.daan_profile)) == ["helps"]


def test_nothing_is_shared_unless_somebody_says_so(cast: Cast, case: AbsenceCase) -> None:
    vision = write(cast.carla, case, shared={})
    assert seen(cast) == {"carla": ["still_can", "helps", "goal"]}
    assert vision.shown_to == ["employee"]
    for name in ("anna", "noor", "daan"):
        with acting_as(getattr(cast, name)):
            assert not EmployeeVision.objects.exists()  # not even that it was written


def test_own_version_counts_at_once_and_completes_the_intake(cast: Cast, case: AbsenceCase) -> None:
    vision = write(cast.carla, case)
    assert (vision.number, vision.filled_as, vision.confirmed_on) == (1, "employee", ON)
    with acting_as(cast.noor):
        done = Completion.objects.get(case=case, key="employee_intake")
    assert (done.done_on, done.recorded_as) == (ON, "employee")


def test_before_there_is_an_ontzorgmanager_the_step_waits(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    write(cast.carla, case, on=day(5))
    with acting_as(cast.carla):
        assert not Completion.objects.filter(key="employee_intake").exists()


def test_open_questions_stay_open_and_blanks_are_none(cast: Cast, case: AbsenceCase) -> None:
    write(cast.carla, case, {"goal": "  Twee dagen werken  ", "helps": "   "}, {})
    with acting_as(cast.carla):
        assert list(VisionAnswer.objects.values_list("key", "text")) == [("goal", "Twee dagen werken")]


@pytest.mark.parametrize(
    ("answers", "field"), [({}, "__all__"), ({"goal": " "}, "__all__"), ({"goal": "a" * (LONGEST + 1)}, "goal")]
)
def test_no_answer_or_too_long_an_answer_is_refused(
    cast: Cast, case: AbsenceCase, answers: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        write(cast.carla, case, answers, {})
    assert field in (caught.value.message_dict if hasattr(caught.value, "error_dict") else {"__all__"})


def test_file_without_an_ontzorgmanager_has_no_such_switch_or_question(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(cast.anna):
        AbsenceCase.objects.filter(pk=case.pk).update(insurer_manages=False, ontzorgmanager=None, assigned_on=None)
    alone = fresh(cast.carla, case)
    with acting_as(cast.carla):
        assert sharable(alone) == {Role.EMPLOYER, Role.BEDRIJFSARTS}
    made = write(cast.carla, alone, shared={"goal": ALL})
    assert made.shown_to == ["employee", "employer", "bedrijfsarts"]
    with pytest.raises(ValueError, match="from_manager"):
        write(cast.carla, alone, {"from_manager": "Niets"}, {})


def test_what_the_ontzorgmanager_writes_waits_for_the_employee(cast: Cast, case: AbsenceCase) -> None:
    made = operations.write_vision(actor=cast.noor, case=case, answers=ANSWERS, shared={"goal": ALL}, today=ON)
    assert (made.filled_by_id, made.filled_as, made.confirmed_on) == (cast.noor.user_id, "ontzorgmanager", None)
    assert seen(cast) == {"carla": list(ANSWERS), "noor": list(ANSWERS)}  # what Noor asked for is not heard
    assert told_kinds(cast.carla) == ["vision_to_confirm"]
    with acting_as(cast.noor):
        assert not Completion.objects.filter(key="employee_intake").exists()


def test_employee_confirms_word_for_word_and_shares(cast: Cast, case: AbsenceCase) -> None:
    made, later = write_together(cast.noor, case), ON + timedelta(days=2)
    operations.confirm_vision(
        actor=cast.carla, case=fresh(cast.carla, case), vision=made, shared={"goal": {Role.EMPLOYER}}, today=later
    )
    assert seen(cast) == {"anna": ["goal"], "carla": list(ANSWERS)}
    with acting_as(cast.carla):
        now = EmployeeVision.objects.get()
        done = Completion.objects.get(key="employee_intake")
    assert (now.confirmed_on, now.filled_as, done.done_on) == (later, "ontzorgmanager", later)
    assert told_kinds(cast.anna) == ["vision_shared"]
    assert told_kinds(cast.daan) == []
    with pytest.raises(NotNow, match="al bevestigd"):
        operations.confirm_vision(actor=cast.carla, case=fresh(cast.carla, case), vision=made, shared={}, today=later)


def test_own_version_takes_the_place_of_what_was_put_before_the_employee(cast: Cast, case: AbsenceCase) -> None:
    made = write_together(cast.noor, case)
    write(cast.carla, case, {"goal": "Iets anders"}, {})
    assert raw(cast.noor) == []
    with pytest.raises(NotNow, match="nieuwere versie"):
        operations.confirm_vision(actor=cast.carla, case=fresh(cast.carla, case), vision=made, shared={}, today=ON)


def test_newer_version_closes_the_older_to_everybody_else(cast: Cast, case: AbsenceCase) -> None:
    first = write(cast.carla, case)
    second = write(cast.carla, case, {"goal": "Vier ochtenden"}, {"goal": {Role.BEDRIJFSARTS}})
    assert second.number == 2
    assert seen(cast) == {"carla": [*ANSWERS, "goal"], "daan": ["goal"]}
    with acting_as(cast.carla):
        assert versions_of(cast.carla, case).current == second
        assert [line.text for line in told(cast.carla, first)] == list(ANSWERS.values())
    with pytest.raises(NotNow, match="nieuwere versie"):
        operations.share_vision(actor=cast.carla, vision=first, shared={"goal": ALL}, today=ON)


def test_numbers_go_on_where_the_ontzorgmanager_sees_none(cast: Cast, case: AbsenceCase) -> None:
    write(cast.carla, case, shared={})
    assert write_together(cast.noor, case).number == 2
    with acting_as(cast.carla):
        versions = versions_of(cast.carla, case)
        assert [one.number for one in (versions.current, versions.waiting) if one] == [1, 2]


def test_switches_change_at_any_time_and_tell_only_who_gains(cast: Cast, case: AbsenceCase) -> None:
    vision = write(cast.carla, case, shared={})
    for shared, day_of, told_to in (
        ({"goal": {Role.EMPLOYER}}, ON, ("vision_shared",)),
        ({}, ON, ("vision_shared",)),
        ({"goal": {Role.EMPLOYER}}, ON, ("vision_shared",)),  # on the same day: one message
        ({"goal": {Role.EMPLOYER}, "helps": {Role.EMPLOYER}}, ON + timedelta(days=1), ("vision_shared",) * 2),
    ):
        vision = operations.share_vision(actor=cast.carla, vision=vision, shared=shared, today=day_of)
        assert tuple(told_kinds(cast.anna)) == told_to
        assert raw(cast.anna) == [key for key in ANSWERS if key in shared]
    assert told_kinds(cast.noor) == told_kinds(cast.daan) == []


def test_closed_file_takes_no_words_and_still_takes_back(cast: Cast, case: AbsenceCase) -> None:
    vision = write(cast.carla, case)
    with acting_as(cast.anna):
        AbsenceCase.objects.filter(pk=case.pk).update(state="closed", closed_on=date(2026, 3, 1), recovered_on=ON)
    with pytest.raises(NotNow, match="gesloten"):
        write(cast.carla, case)
    operations.share_vision(actor=cast.carla, vision=vision, shared={}, today=date(2026, 3, 2))
    assert raw(cast.anna) == []


@pytest.mark.parametrize("who", ["anna", "daan", "bert", "ina"])
def test_nobody_else_writes_confirms_or_shares(cast: Cast, case: AbsenceCase, who: str) -> None:
    actor, made = getattr(cast, who), write(cast.carla, case, shared={"goal": ALL})
    with pytest.raises(Refused):
        write(actor, case)
    with pytest.raises(Refused):
        operations.confirm_vision(actor=actor, case=case, vision=made, shared={}, today=ON)
    with pytest.raises(Refused):
        operations.share_vision(actor=actor, vision=made, shared={}, today=ON)


def test_ontzorgmanager_neither_confirms_nor_shares(cast: Cast, case: AbsenceCase) -> None:
    made = write_together(cast.noor, case)
    with pytest.raises(Refused):
        operations.confirm_vision(actor=cast.noor, case=case, vision=made, shared={}, today=ON)
    with pytest.raises(Refused):
        operations.share_vision(actor=cast.noor, vision=made, shared={}, today=ON)


READERS = "UPDATE cases_visionanswer SET shown_to = ARRAY['employee', 'employer', 'ontzorgmanager', 'bedrijfsarts']"


@pytest.mark.parametrize("who", ["anna", "noor", "daan", "ina"])
def test_database_lets_nobody_else_open_an_answer(cast: Cast, case: AbsenceCase, who: str) -> None:
    write(cast.carla, case, shared={"goal": ALL})
    assert statement(getattr(cast, who), READERS) == 0
    assert statement(getattr(cast, who), "UPDATE cases_employeevision SET confirmed_on = '2026-03-01'") == 0
    assert statement(getattr(cast, who), "DELETE FROM cases_visionanswer") == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_visionanswer SET text = 'Iets anders'",
        "UPDATE cases_employeevision SET filled_as = 'employee'",
        "UPDATE cases_employeevision SET confirmed_on = '2026-03-01'",  # confirmed before
        "UPDATE cases_employeevision SET case_id = case_id + 1",
    ],
)
def test_database_lets_the_employee_change_no_word(cast: Cast, case: AbsenceCase, sql: str) -> None:
    write(cast.carla, case)
    with pytest.raises(ProgrammingError), transaction.atomic():
        statement(cast.carla, sql)


def test_database_shares_nothing_that_was_not_confirmed(cast: Cast, case: AbsenceCase) -> None:
    write_together(cast.noor, case)
    with pytest.raises(ProgrammingError), transaction.atomic():
        statement(cast.carla, READERS)


VISION = (
    "INSERT INTO cases_employeevision (case_id, employer_id, number, edition, filled_by_id, filled_as, written_on, "
    "confirmed_on, shown_to) VALUES (%s, %s, 9, 1, %s, %s, '2026-02-02', %s, ARRAY['employee', 'ontzorgmanager'])"
)


@pytest.mark.parametrize(("filled_as", "confirmed"), [("employee", ON), ("ontzorgmanager", ON), ("employee", None)])
def test_database_lets_the_ontzorgmanager_speak_for_nobody(
    cast: Cast, case: AbsenceCase, filled_as: str, confirmed: date | None
) -> None:
    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
        statement(cast.noor, VISION, case.pk, case.employer_id, cast.noor.user_id, filled_as, confirmed)


ANSWER = (
    "INSERT INTO cases_visionanswer (case_id, employer_id, vision_id, key, text, shown_to) "
    "VALUES (%s, %s, %s, 'enjoy', 'Erbij gezet', %s)"
)


@pytest.mark.parametrize("readers", [["employee", "ontzorgmanager"], ["employee", "employer", "ontzorgmanager"]])
def test_database_lets_the_ontzorgmanager_add_nothing_to_what_counts(
    cast: Cast, case: AbsenceCase, readers: list[str]
) -> None:
    made = write(cast.carla, case, shared={"goal": ALL})
    with pytest.raises(ProgrammingError), transaction.atomic():
        statement(cast.noor, ANSWER, case.pk, case.employer_id, made.pk, readers)
    waiting = write_together(cast.noor, case)
    if "employer" in readers:
        with pytest.raises(ProgrammingError), transaction.atomic():
            statement(cast.noor, ANSWER, case.pk, case.employer_id, waiting.pk, readers)


def test_database_keeps_the_employee_among_the_readers(cast: Cast, case: AbsenceCase) -> None:
    write(cast.carla, case)
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        statement(cast.carla, "UPDATE cases_visionanswer SET shown_to = ARRAY['employer']")


def test_opening_leaves_a_trace_that_others_see_only_with_the_vision(cast: Cast, case: AbsenceCase) -> None:
    private = write(cast.carla, case, shared={})
    operations.read_vision(actor=cast.carla, vision=private)
    shared = write(cast.carla, case)
    operations.read_vision(actor=cast.anna, vision=shared)

    def actions(actor: Actor) -> list[tuple[str, int]]:
        with acting_as(actor):
            found = AuditEvent.objects.visible_to(actor).filter(case=case.pk, action__contains="vision")
            return [(one.action, one.object_id) for one in found.exclude(actor=actor.user_id).order_by("pk")]

    assert actions(cast.carla) == [("read_vision", shared.pk)]
    assert actions(cast.daan) == [("write_vision", shared.pk), ("read_vision", shared.pk)]
    with acting_as(cast.carla):
        event = AuditEvent.objects.visible_to(cast.carla).get(action="read_vision", actor=cast.anna.user_id)
        assert event.touched == ["process", "vision"]


def test_vision_of_another_file_is_not_confirmed_here(cast: Cast, case: AbsenceCase) -> None:
    other = assign(cast, report(cast.eva, cast.finn_file), on=day(8), manager=cast.loes_profile)
    made = write_together(cast.loes, other)
    with pytest.raises(EmployeeVision.DoesNotExist):
        operations.confirm_vision(actor=cast.carla, case=fresh(cast.carla, case), vision=made, shared={}, today=ON)
