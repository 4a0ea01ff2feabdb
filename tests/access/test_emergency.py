"""Break-glass: what a platform administrator finds by raw SQL before, during and after; and who can decide about it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.utils import timezone

from accounts.actor import Actor, acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow
from accounts.policy import POLICY
from accounts.rls import tenant_models
from accounts.terms import Field, Role
from cases import operations as cases
from cases.models import AbsenceCase, EmergencyAccess, EmergencyDecision, Notice
from employers.acting import actor_for
from tests.access.world import World, held, make_world, proposed_plan, self_guided
from tests.cast import Cast
from tests.factories import employers as make

HOURS = timedelta(hours=4)
SAID = {"reason": "broken", "note": "De pagina van dit dossier opent niet."}
# Seen without any emergency: accounts, roles, organisations and what was asked before.
ALWAYS = {
    *("accounts_auditevent", "employers_membership", "employers_employer", "employers_occupationalhealthservice"),
    *(
        "employers_ontzorgmanager",
        "employers_occupationalphysician",
        "employers_labourexpert",
        "accounts_wordingoverride",
    ),
    *("cases_emergencyaccess", "cases_emergencydecision", "cases_emergencyend", "cases_notice"),
}


@pytest.fixture
def world(cast: Cast) -> World:
    """Files with everything in them that somebody could see."""
    made = make_world(cast)
    made.open()
    for file in (made.own, made.other):
        proposed_plan(file)
        held(file)
    return made


@pytest.fixture
def second(world: World) -> Actor:
    return actor_for(make.make_membership(make.make_user("Judith Beheer"), Role.PLATFORM))


@pytest.fixture
def first(world: World) -> Actor:
    return world.actor(Role.PLATFORM)


def asked(world: World, first: Actor, **more: Any) -> EmergencyAccess:
    return cases.ask_emergency(
        actor=first, number=world.own.open().number, at=more.pop("at", timezone.now()), **SAID | more
    )


def opened(world: World, first: Actor, second: Actor, at: datetime | None = None) -> EmergencyAccess:
    at = at or timezone.now()
    access = asked(world, first, at=at)
    cases.decide_emergency(actor=second, access=access, granted=True, lasts=HOURS, at=at)
    return access


def rows(actor: Actor, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def found(actor: Actor) -> dict[str, int]:
    """How many rows this person finds by raw SQL in each table about files and people."""
    tables = sorted({model._meta.db_table for model in tenant_models()} - ALWAYS)
    counts = {table: len(rows(actor, f"SELECT 1 FROM {table}")) for table in tables}
    return {table: number for table, number in counts.items() if number}


def by_application(actor: Actor) -> list[int]:
    with acting_as(actor):
        return list(AbsenceCase.objects.visible_to(actor).values_list("pk", flat=True))


def test_nothing_before_one_table_during_nothing_after(world: World, first: Actor, second: Actor) -> None:
    assert found(first) == {}
    access = asked(world, first)
    assert (found(first), by_application(first)) == ({}, [])
    cases.decide_emergency(actor=second, access=access, granted=True, lasts=HOURS, at=timezone.now())
    assert found(first) == {"cases_absencecase": 1}
    assert rows(first, "SELECT id FROM cases_absencecase") == [(world.own.open().pk,)]
    assert by_application(first) == [world.own.open().pk]
    assert (found(second), by_application(second)) == ({}, [])
    cases.end_emergency(actor=second, access=access, at=timezone.now())
    assert (found(first), by_application(first)) == ({}, [])


@pytest.mark.parametrize("age", [HOURS, HOURS + timedelta(days=3)], ids=["to the moment", "days ago"])
def test_nothing_from_the_moment_it_expires(world: World, first: Actor, second: Actor, age: timedelta) -> None:
    access = opened(world, first, second, timezone.now() - age)
    assert (found(first), by_application(first)) == ({}, [])
    with pytest.raises(EmergencyAccess.DoesNotExist):
        cases.look_into(actor=first, access=access, at=timezone.now())


def test_just_before_it_expires_it_still_holds(world: World, first: Actor, second: Actor) -> None:
    opened(world, first, second, timezone.now() - HOURS + timedelta(minutes=1))
    assert found(first) == {"cases_absencecase": 1}


def test_refused_request_shows_nothing(world: World, first: Actor, second: Actor) -> None:
    access = asked(world, first)
    cases.decide_emergency(actor=second, access=access, granted=False, lasts=HOURS, at=timezone.now())
    assert (found(first), by_application(first)) == ({}, [])


def test_nothing_in_the_file_can_be_changed(world: World, first: Actor, second: Actor) -> None:
    opened(world, first, second)
    with acting_as(first), connection.cursor() as cursor:
        for statement in ("UPDATE cases_absencecase SET version = 99", "DELETE FROM cases_absencecase"):
            cursor.execute(statement)
            assert cursor.rowcount == 0


def test_the_policy_knows_no_person_functional_or_medical_field() -> None:
    granted = {name: line.fields for (role, name), line in POLICY.items() if role is Role.PLATFORM}
    about_files = {name for name in granted if name.startswith(("cases.", "documents.", "interventions."))}
    asks = {"cases.emergencyaccess", "cases.emergencydecision", "cases.emergencyend"}
    assert about_files == asks | {"cases.absencecase", "cases.notice"}
    assert granted["cases.absencecase"] == {Field.INTERNAL, Field.PROCESS}
    seen = set().union(*granted.values())
    assert seen == {Field.INTERNAL, Field.PROCESS, Field.ADMINISTRATIVE, Field.AUDIT}


def test_asker_cannot_decide(world: World, first: Actor, second: Actor) -> None:
    access = asked(world, first)
    with pytest.raises(PermissionDenied):
        cases.decide_emergency(actor=first, access=access, granted=True, lasts=HOURS, at=timezone.now())
    assert found(first) == {}


INSERT = (
    "INSERT INTO cases_emergencydecision (access_id, case_id, employee_id, employer_id, asked_by_id, decided_by_id, "
    "decided_at, granted, expires_at) SELECT id, case_id, employee_id, employer_id, %s, %s, now(), true, "
    "now() + %s::interval FROM cases_emergencyaccess RETURNING id"
)


def test_asker_cannot_decide_by_raw_sql(world: World, first: Actor, second: Actor) -> None:
    """Not in his own name, not in another's, and not by saying that another asked."""
    asked(world, first)
    me, other = first.user_id, second.user_id
    for asker, decider, error, words in (
        (me, me, IntegrityError, "emergency_second_person_decides"),
        (me, other, ProgrammingError, "row-level security"),
        (other, me, IntegrityError, "cases_emergencydecision_in_tenant"),
    ):
        with pytest.raises(error, match=words), transaction.atomic():
            rows(first, INSERT, asker, decider, "1 hour")
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert found(first) == {}


def test_no_longer_than_the_database_allows(world: World, first: Actor, second: Actor) -> None:
    asked(world, first)
    with pytest.raises(IntegrityError, match="emergency_granted_for_hours"), transaction.atomic():
        rows(second, INSERT, first.user_id, second.user_id, "9 hours")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_emergencydecision SET expires_at = now() + interval '7 hours'",
        "UPDATE cases_emergencyaccess SET note = 'iets anders'",
        "DELETE FROM cases_emergencyend",
        "DELETE FROM cases_emergencydecision",
        "DELETE FROM cases_emergencyaccess",
    ],
)
def test_nothing_is_rewritten(world: World, first: Actor, second: Actor, statement: str) -> None:
    access = opened(world, first, second)
    cases.end_emergency(actor=first, access=access, at=timezone.now())
    for actor in (first, second, world.actor(Role.PRIVACY_OFFICER)):
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0
    assert found(first) == {}


def test_another_administrator_cannot_use_it(world: World, first: Actor, second: Actor) -> None:
    access = opened(world, first, second)
    with pytest.raises(EmergencyAccess.DoesNotExist):
        cases.look_into(actor=second, access=access, at=timezone.now())


def test_an_older_request_for_the_same_file_opens_nothing(world: World, first: Actor, second: Actor) -> None:
    """Or the trace would name who allowed that one."""
    older = opened(world, first, second)
    cases.end_emergency(actor=first, access=older, at=timezone.now())
    opened(world, first, second)
    with pytest.raises(EmergencyAccess.DoesNotExist):
        cases.look_into(actor=first, access=older, at=timezone.now())


def test_other_roles_of_the_same_account_see_nothing_by_it(world: World, first: Actor, second: Actor) -> None:
    opened(world, first, second)
    other = Actor(role=Role.CLAIMS, user_id=first.user_id)
    assert rows(other, "SELECT 1 FROM cases_absencecase") == []


def test_each_look_says_who_allowed_it_and_why(world: World, first: Actor, second: Actor) -> None:
    access = opened(world, first, second)
    cases.look_into(actor=first, access=access, at=timezone.now())
    with acting_as(world.cast.carla):
        [event] = AuditEvent.objects.visible_to(world.cast.carla).filter(action="break_glass")
    assert (event.actor_id, event.on_behalf_of_id, event.role) == (first.user_id, second.user_id, "platform")
    assert (event.purpose, event.touched, event.case_id) == ("emergency", ["process"], world.own.open().pk)
    with acting_as(world.cast.carla):
        trail = AuditEvent.objects.visible_to(world.cast.carla).filter(role="platform").order_by("pk")
        assert [one.action for one in trail] == ["ask_emergency", "decide_emergency", "break_glass"]


def told(actor: Actor) -> int:
    with acting_as(actor):
        return Notice.objects.visible_to(actor).filter(kind="emergency_opened").count()


def test_doctor_and_manager_hear_at_once(world: World, first: Actor, second: Actor) -> None:
    access = asked(world, first)
    cast = world.cast
    assert [told(one) for one in (cast.daan, cast.noor, cast.anna, cast.carla)] == [0, 0, 0, 0]
    cases.decide_emergency(actor=second, access=access, granted=True, lasts=HOURS, at=timezone.now())
    assert [told(one) for one in (cast.daan, cast.noor, cast.anna, cast.carla)] == [1, 1, 0, 0]


def test_employer_without_an_ontzorgmanager_hears_instead(world: World, first: Actor, second: Actor) -> None:
    self_guided(world.own)
    opened(world, first, second)
    assert [told(one) for one in (world.cast.daan, world.cast.noor, world.cast.anna)] == [1, 0, 1]


def test_a_refusal_is_news_for_nobody(world: World, first: Actor, second: Actor) -> None:
    access = asked(world, first)
    cases.decide_emergency(actor=second, access=access, granted=False, lasts=HOURS, at=timezone.now())
    assert told(world.cast.daan) == 0


@pytest.mark.parametrize("number", ["26-9999", "99-{pk:04d}", "{pk}", "26-", "abc", "26-²", "26-" + "9" * 19])
def test_only_the_whole_number_of_a_file(world: World, first: Actor, number: str) -> None:
    with pytest.raises(ValidationError):
        cases.ask_emergency(actor=first, number=number.format(pk=world.own.open().pk), at=timezone.now(), **SAID)


def test_one_request_at_a_time_for_a_file(world: World, first: Actor, second: Actor) -> None:
    access = asked(world, first)
    with pytest.raises(NotNow):
        asked(world, first)
    cases.decide_emergency(actor=second, access=access, granted=True, lasts=HOURS, at=timezone.now())
    with pytest.raises(NotNow):
        asked(world, first)
    cases.end_emergency(actor=first, access=access, at=timezone.now())
    asked(world, first)


def test_nobody_decides_twice_late_or_after_it_was_taken_back(world: World, first: Actor, second: Actor) -> None:
    def decide(access: EmergencyAccess) -> None:
        cases.decide_emergency(actor=second, access=access, granted=True, lasts=HOURS, at=timezone.now())

    late = asked(world, first, at=timezone.now() - timedelta(hours=24))
    with pytest.raises(NotNow):
        decide(late)
    taken_back = asked(world, first)
    cases.end_emergency(actor=first, access=taken_back, at=timezone.now())
    with pytest.raises(NotNow):
        decide(taken_back)
    with pytest.raises(NotNow):
        cases.end_emergency(actor=first, access=taken_back, at=timezone.now())
    decided = asked(world, first)
    decide(decided)
    with pytest.raises(NotNow):
        decide(decided)
    with acting_as(second):
        assert EmergencyDecision.objects.visible_to(second).count() == 1


@pytest.mark.parametrize("who", ["asker", "decider", "officer"])
def test_both_administrators_and_the_privacy_officer_end_it(
    world: World, first: Actor, second: Actor, who: str
) -> None:
    enders = {"asker": first, "decider": second, "officer": world.actor(Role.PRIVACY_OFFICER)}
    access = opened(world, first, second)
    cases.end_emergency(actor=enders[who], access=access, at=timezone.now())
    assert found(first) == {}
