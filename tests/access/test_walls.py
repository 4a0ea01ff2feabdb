"""Who has no file: what the database shows them by raw SQL, table by table, when everything there is has happened."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from accounts.actor import acting_as
from accounts.rls import tenant_models
from accounts.terms import Role
from tests.access.helped import reported_progress
from tests.access.medical import given_envelope, noted
from tests.access.world import World, held, make_world, proposed_plan
from tests.cast import Cast

OWN = {"employers_membership", "accounts_auditevent"}
# The tables in which each of them finds a row; every other table is empty.
SEES = {
    Role.PRIVACY_OFFICER: OWN | {"employers_employer", "employers_occupationalhealthservice", "cases_legalhold"},
    Role.PLATFORM: OWN
    | {"employers_employer", "employers_occupationalhealthservice"}
    | {"employers_ontzorgmanager", "employers_occupationalphysician", "employers_labourexpert"},
    Role.CLAIMS: OWN | {"employers_employer", "employers_policy"},
    Role.INTERMEDIARY: OWN | {"employers_employer", "employers_policy"},
    # What was asked of the own organisation; no employee, no employer and no file.
    Role.PROVIDER: OWN
    | {"employers_provider", "cases_notice", "interventions_assignment", "interventions_briefing"}
    | {"interventions_intervention", "interventions_progressreport"},
}


@pytest.fixture
def world(cast: Cast) -> World:
    """Files with everything in them that somebody could see."""
    made = make_world(cast)
    made.open()
    for file in (made.own, made.other):
        proposed_plan(file)
        held(file)
        noted(file)
        given_envelope(file)
    reported_progress(made.own)
    return made


def found(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@pytest.mark.parametrize("role", SEES)
def test_database_shows_these_tables_and_no_other(world: World, role: Role) -> None:
    tables = sorted(model._meta.db_table for model in tenant_models())
    with acting_as(world.actor(role)):
        full = {table for table in tables if found(f"SELECT 1 FROM {table} LIMIT 1")}
    assert full | {"accounts_auditevent"} == SEES[role]


def test_only_the_privacy_officer_reads_what_others_did(world: World) -> None:
    for role in SEES:
        with acting_as(world.actor(role)):
            others = found("SELECT DISTINCT actor_id FROM accounts_auditevent")
        assert (len(others) > 1) is (role is Role.PRIVACY_OFFICER), role


def test_adviser_sees_one_employer_and_its_policies(world: World) -> None:
    with acting_as(world.actor(Role.INTERMEDIARY)):
        assert found("SELECT id FROM employers_employer") == [(world.cast.bakery.pk,)]
        assert found("SELECT DISTINCT employer_id FROM employers_policy") == [(world.cast.bakery.pk,)]


WRITES = {
    "change a policy": "UPDATE employers_policy SET number = 'X'",
    "change an employer": "UPDATE employers_employer SET name = 'X'",
    "remove a policy": "DELETE FROM employers_policy",
    "remove a role": "DELETE FROM employers_membership",
}


@pytest.mark.parametrize("statement", WRITES.values(), ids=list(WRITES))
def test_none_of_them_changes_what_they_read(world: World, statement: str) -> None:
    for role in SEES:
        with acting_as(world.actor(role)), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0, role


def test_nobody_makes_another_role_of_a_role(world: World) -> None:
    """Not even who may end it: role, person and organisation of a membership are never written again."""
    for actor in (world.actor(Role.PLATFORM), world.cast.ina):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), acting_as(actor):
            found("UPDATE employers_membership SET role = 'desk' RETURNING id")


def test_administrator_sees_and_writes_no_role_of_an_employee(world: World) -> None:
    """The database holds it, not only the list on the page."""
    theo, mine = world.actor(Role.PLATFORM), world.cast.carla_file
    with acting_as(theo), connection.cursor() as cursor:
        assert found("SELECT id FROM employers_membership WHERE role = 'employee'") == []
        assert found("SELECT id FROM employers_membership WHERE role = 'employer'") != []
        cursor.execute("UPDATE employers_membership SET valid_to = '2020-01-01' WHERE employee_id = %s", [mine.pk])
        assert cursor.rowcount == 0
    given = "INSERT INTO employers_membership (user_id, role, employer_id, employee_id) VALUES (%s, 'employee', %s, %s)"
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_as(theo):
        with connection.cursor() as cursor:
            cursor.execute(given, [theo.user_id, mine.employer_id, mine.pk])


def test_desk_reads_and_never_writes_the_roles_of_who_watch_it(world: World) -> None:
    with acting_as(world.cast.ina), connection.cursor() as cursor:
        assert found("SELECT id FROM employers_membership WHERE role = 'platform'") != []
        cursor.execute("UPDATE employers_membership SET valid_to = '2020-01-01' WHERE role = 'platform'")
        assert cursor.rowcount == 0
    given = "INSERT INTO employers_membership (user_id, role) VALUES (%s, 'claims')"
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        with acting_as(world.cast.ina), connection.cursor() as cursor:
            cursor.execute(given, [world.cast.ina.user_id])
