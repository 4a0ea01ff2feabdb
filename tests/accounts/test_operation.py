"""What every write has in common, seen on real operations."""

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.utils import OperationalError
from django_fsm import TransitionNotAllowed

from accounts.actor import Actor, NoActor, acting_as, current_actor
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases import operations
from cases.events import case_recovered, case_reported
from cases.models import AbsenceCase
from tests.cast import Cast
from tests.factories.cases import day, recover, report

OUR_TABLES = ("cases_absencecase", "cases_completion", "cases_spell", "cases_notice", "accounts_auditevent")
EVERYTHING = Actor(role=Role.DESK)


def trail(actor: Actor) -> list[tuple[str, str, int | None]]:
    """What this person left in the audit trail, the oldest first."""
    with acting_as(actor):
        events = AuditEvent.objects.visible_to(actor).filter(actor=actor.user_id).order_by("pk")
        return [(event.action, event.resource, event.object_id) for event in events]


def sizes() -> dict[str, int]:
    """How many rows there are, for the desk and the people together."""
    found = {}
    with acting_as(EVERYTHING), connection.cursor() as cursor:
        for table in OUR_TABLES[:3]:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


def test_success_leaves_exactly_one_event(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    assert trail(cast.anna) == [("report_sick", "employers.employee", case.pk)]
    operations.accept_report(actor=cast.bert, case=case, today=day(1))
    assert trail(cast.bert) == [("accept_report", "cases.absencecase", case.pk)]


def test_role_without_the_verb_leaves_no_trace(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    before = sizes()
    with pytest.raises(PermissionDenied):
        operations.accept_report(actor=cast.carla, case=case, today=day(1))
    assert (sizes(), trail(cast.carla)) == (before, [])


def test_row_that_is_not_visible_leaves_no_trace(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    before = sizes()
    with pytest.raises(AbsenceCase.DoesNotExist):
        operations.accept_report(actor=cast.hans, case=case, today=day(1))
    assert (sizes(), trail(cast.hans)) == (before, [])


def test_refused_input_leaves_no_trace(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    before = sizes()
    with pytest.raises(ValidationError):
        recover(cast.anna, case, day(9), today=day(8))
    assert sizes() == before
    assert [action for action, *_ in trail(cast.anna)] == ["report_sick"]


def test_impossible_transition_leaves_no_trace(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    recover(cast.anna, case, day(9))
    before = sizes()
    with pytest.raises(TransitionNotAllowed):
        recover(cast.anna, case, day(10))
    assert sizes() == before
    assert [action for action, *_ in trail(cast.anna)] == ["report_sick", "report_recovery"]


def test_write_before_a_failure_is_undone(cast: Cast) -> None:
    """Not only what the database refuses: whatever the operation did before it raised."""

    @operation(Verb.REPORT_RECOVERY, on="case", resource="cases.absencecase")
    def half_done(*, actor: Actor, case: AbsenceCase) -> AbsenceCase:
        case.version = 77
        case.save(update_fields=["version"])
        raise NotNow("Nu niet.")

    case = report(cast.anna, cast.carla_file)
    with pytest.raises(NotNow):
        half_done(actor=cast.anna, case=case)
    with acting_as(cast.anna):
        assert AbsenceCase.objects.get().version == 1
    assert [action for action, *_ in trail(cast.anna)] == ["report_sick"]


def test_reading_is_an_event_of_its_own(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    operations.read_case(actor=cast.bert, case=case)
    assert trail(cast.bert) == [("read_case", "cases.absencecase", case.pk)]


def test_target_is_loaded_anew(cast: Cast) -> None:
    """The record that a page held is only an address: what it said may be old."""
    old = report(cast.anna, cast.carla_file)
    operations.accept_report(actor=cast.bert, case=old, today=day(1))
    old.version = 77
    assert operations.accept_report(actor=cast.bert, case=old, today=day(1)).version == 2
    assert old.version == 77


def test_old_page_is_refused(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    operations.accept_report(actor=cast.bert, case=case, today=day(1))
    with pytest.raises(Stale):
        operations.report_recovery(
            actor=cast.anna, case=case, recovered_on=day(9), expected_version=case.version, today=day(9)
        )


def test_positional_arguments_are_refused(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    with pytest.raises(TypeError, match="keyword arguments only"):
        operations.read_case(case, actor=cast.anna)
    with pytest.raises(TypeError):
        operations.read_case(case=case)


def test_operation_acts_as_its_actor_and_gives_back_the_one_before(cast: Cast) -> None:
    seen: list[Actor] = []

    @operation(Verb.SAVE_DRAFT, resource="accounts.draft")
    def look(*, actor: Actor) -> None:
        seen.append(current_actor())

    with acting_as(cast.bert):
        look(actor=cast.anna)
        assert current_actor() is cast.bert
    assert seen == [cast.anna]
    with pytest.raises(NoActor):
        current_actor()


@pytest.fixture
def announced() -> Iterator[list[tuple[Any, Any]]]:
    """What was announced of reports and recoveries, with whether it was in the audit trail by then."""
    heard: list[tuple[Any, Any]] = []

    def hear(subject: AbsenceCase, actor: Actor, **_: Any) -> None:
        recorded = AuditEvent.objects.visible_to(actor).order_by("-pk").first()
        heard.append((subject.pk, recorded and recorded.action))

    for signal in (case_reported, case_recovered):
        signal.connect(hear)
    yield heard
    for signal in (case_reported, case_recovered):
        signal.disconnect(hear)


def test_success_is_announced_once_and_after_the_trail(cast: Cast, announced: list[tuple[Any, Any]]) -> None:
    case = report(cast.anna, cast.carla_file)
    assert announced == [(case.pk, "report_sick")]


def test_failure_is_not_announced(cast: Cast, announced: list[tuple[Any, Any]]) -> None:
    case = report(cast.anna, cast.carla_file)
    announced.clear()
    with pytest.raises(ValidationError):
        recover(cast.anna, case, day(9), today=day(8))
    assert announced == []


@pytest.mark.django_db(transaction=True)
def test_target_is_locked_until_the_operation_ends(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    inside, may_end = Event(), Event()

    @operation(Verb.ACCEPT_REPORT, on="case", resource="cases.absencecase")
    def slow(*, actor: Actor, case: AbsenceCase) -> None:
        inside.set()
        may_end.wait(10)

    def work() -> None:
        try:
            slow(actor=cast.bert, case=case)
        finally:
            connection.close()

    other = Thread(target=work)
    other.start()
    try:
        assert inside.wait(10)
        with pytest.raises(OperationalError), acting_as(cast.anna), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM cases_absencecase WHERE id = %s FOR UPDATE NOWAIT", [case.pk])
    finally:
        may_end.set()
        other.join()


@pytest.mark.django_db(transaction=True)
def test_locked_target_may_still_be_referred_to(cast: Cast) -> None:
    """A new row about it takes no lock that waits for the operation: that is how two would wait for each other."""
    case = report(cast.anna, cast.carla_file)
    inside, may_end = Event(), Event()

    @operation(Verb.ACCEPT_REPORT, on="case", resource="cases.absencecase")
    def slow(*, actor: Actor, case: AbsenceCase) -> None:
        inside.set()
        may_end.wait(10)

    def work() -> None:
        try:
            slow(actor=cast.bert, case=case)
        finally:
            connection.close()

    other = Thread(target=work)
    other.start()
    try:
        assert inside.wait(10)
        with acting_as(cast.anna), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM cases_absencecase WHERE id = %s FOR KEY SHARE NOWAIT", [case.pk])
            assert cursor.fetchone() == (case.pk,)
    finally:
        may_end.set()
        other.join()
