"""The second lock by raw SQL: who finds a row of the vault, also when a line or a policy is too wide by mistake."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.audit import DENIED, Refusal, record_refusal
from accounts.models import AuditEvent
from accounts.rls import SECOND_LOCK, tenant_models
from accounts.terms import HUMAN_ROLES, SYSTEM_ROLES, Role
from cases import operations as cases
from cases.models import AbsenceCase
from documents import operations as documents
from documents.operations.vault import NOTES
from ontzorg.isolation.schema import schema_problems
from ontzorg.isolation.weaken import weaken
from tests.access.helped import reread, treated
from tests.access.medical import given_envelope, noted
from tests.access.test_isolation import as_owner
from tests.access.world import NOW, World, make_world, opened_in_emergency
from tests.cast import Cast
from tests.factories.employers import ARRANGER

TABLES = ("documents_consultnote", "documents_medicalinformation", "documents_treatmentreport")
_ALWAYS = {Role.BEDRIJFSARTS, Role.DELEGATE, Role.EMPLOYEE}
READ_BY = dict(zip(TABLES, (_ALWAYS, _ALWAYS, {*_ALWAYS, Role.PROVIDER}), strict=True))
COMMANDS = ("select", "insert", "update", "delete")


@pytest.fixture
def world(cast: Cast) -> World:
    """Four files, each with a note and with what the employee has for UWV."""
    made = make_world(cast)
    made.open()
    for file in made.all_files():
        noted(file)
        given_envelope(file)
        reread(treated(file), file)
    return made


def found(actor: Actor, table: str) -> list[int]:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(f"SELECT case_id FROM {table} ORDER BY case_id")
        return [row[0] for row in cursor.fetchall()]


def act(role: Role, world: World) -> Actor:
    return system(role) if role in SYSTEM_ROLES else world.actor(role)


@pytest.mark.parametrize("role", [*HUMAN_ROLES, *sorted(SYSTEM_ROLES)], ids=str)
def test_raw_sql_finds_the_own_rows_or_nothing(world: World, role: Role) -> None:
    own = [world.own.open().pk]
    every = sorted(file.open().pk for file in world.all_files())
    for table in TABLES:
        expected = own if role in READ_BY[table] else every if role is Role.PURGER else []
        assert found(act(role, world), table) == expected, table


def test_an_opened_file_opens_no_vault(world: World) -> None:
    """Break-glass: the administrator sees the file, and nothing medical of it."""
    opened_in_emergency(world.own)
    theo = world.actor(Role.PLATFORM)
    assert cases.break_glass(actor=theo, case=world.own.open()).pk == world.own.open().pk
    with acting_as(theo), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_absencecase")
        assert cursor.fetchall() == [(world.own.open().pk,)]
    assert [found(theo, table) for table in TABLES] == [[], [], []]


@pytest.mark.parametrize(
    "label", ["documents.consultnote", "documents.medicalinformation", "documents.treatmentreport"]
)
def test_policy_that_is_too_wide_gives_nobody_a_row(world: World, label: str) -> None:
    """Every permissive policy of the table lets everything through; the second lock holds."""
    table = label.replace(".", "_")
    before = {role: found(act(role, world), table) for role in (*HUMAN_ROLES, *SYSTEM_ROLES)}
    for command in COMMANDS:
        as_owner(weaken, f"open:{command}:{label}")
    assert {role: found(act(role, world), table) for role in before} == before
    for role in set(HUMAN_ROLES) - READ_BY[table]:
        with acting_as(act(role, world)), connection.cursor() as cursor:
            for statement in (f"UPDATE {table} SET content = content", f"DELETE FROM {table}"):
                cursor.execute(statement)
                assert cursor.rowcount == 0, (role, statement)


def test_too_wide_policy_lets_nobody_write_for_another_file(world: World) -> None:
    as_owner(weaken, "open:insert:documents.consultnote")
    columns = "employee_id, employer_id, ohs_id, shown_to, content, written_by_id, written_as, written_at, held_on, how"
    table = "documents_consultnote"
    copy = f"INSERT INTO {table} (case_id, {columns}) SELECT %s, {columns} FROM {table} LIMIT 1"
    for other in (world.same.open().pk, world.other.open().pk):
        for actor in (world.cast.daan, world.actor(Role.DELEGATE)):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_as(actor):
                with connection.cursor() as cursor:
                    cursor.execute(copy, [other])


def test_without_the_second_lock_it_would_leak(world: World) -> None:
    """Or the tests above would hold without it."""
    table = TABLES[0]
    as_owner(weaken, "open:select:documents.consultnote")
    as_owner(weaken, "unlock::documents.consultnote")
    assert len(found(world.cast.noor, table)) == 4
    assert f"{table}: no second lock" in schema_problems()


def test_every_medical_table_has_one_and_no_other_has(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname FROM pg_policies WHERE permissive = 'RESTRICTIVE' ORDER BY 1")
        assert cursor.fetchall() == [(table, SECOND_LOCK) for table in TABLES]
    assert sorted(model._meta.db_table for model in tenant_models() if model.vault) == list(TABLES)


OF_THE_VAULT = "resource IN ('documents.consultnote', 'documents.medicalinformation', 'documents.treatmentreport')"


def acts(actor: Actor, more: str = "true") -> list[str]:
    """What somebody reads in the trail about what others did in a vault, by raw SQL; through the first lock as well."""
    with acting_as(actor), connection.cursor() as cursor:
        others = f"{OF_THE_VAULT} AND actor_id IS DISTINCT FROM %s AND {more}"
        cursor.execute(f"SELECT action, id FROM accounts_auditevent WHERE {others} ORDER BY id", [actor.user_id])
        rows = cursor.fetchall()
        first_lock = AuditEvent.objects.visible_to(actor).extra(where=[others], params=[actor.user_id])
        assert [one.pk for one in first_lock.order_by("pk")] == [pk for _, pk in rows]
    return [action for action, _ in rows]


def opened(world: World) -> None:
    """The doctor, the delegate and Carla herself open the medical file of Carla."""
    for actor in (world.cast.daan, world.actor(Role.DELEGATE), world.cast.carla):
        documents.read_vault(actor=actor, case=world.own.open())


@pytest.mark.parametrize("role", HUMAN_ROLES, ids=str)
def test_that_it_was_opened_is_as_closed_as_what_is_in_it(world: World, role: Role) -> None:
    """The doctor reads what was done in what he may read, the employee everything, also what he may not read yet."""
    opened(world)
    written = ["write_note", "draft_medical_information", "sign_medical_information", "give_medical_information"]
    expected = {
        Role.BEDRIJFSARTS: ["report_treatment", "read_treatment", *["read_vault"] * 2],  # beside what he did himself
        Role.EMPLOYEE: [*written, "report_treatment", "read_treatment", *["read_vault"] * 2],
    }
    assert acts(world.actor(role)) == expected.get(role, [])


def test_privacy_officer_reads_who_tried_and_was_refused(world: World) -> None:
    """That is what he looks for, and it says nothing about anybody's health."""
    refused = Refusal("read_vault", NOTES, world.own.open().pk)
    record_refusal(world.actor(Role.ARBODIENST), refused, at=NOW)
    opened(world)
    assert acts(world.actor(Role.PRIVACY_OFFICER)) == ["read_vault"]
    assert acts(world.actor(Role.PRIVACY_OFFICER), f"result = '{DENIED}'") == ["read_vault"]


def test_next_arbodienst_does_not_read_that_it_was_opened_before(world: World) -> None:
    opened(world)
    file, other = world.own.open(), world.cast.gijs_profile
    with acting_as(ARRANGER):
        AbsenceCase.objects.filter(pk=file.pk).update(physician=other, ohs=other.ohs_id)
    assert acts(world.cast.gijs, f"case_id = {file.pk}") == []
    assert acts(world.cast.daan, f"case_id = {file.pk}") == []
    assert acts(world.cast.carla, "action = 'read_vault'") == ["read_vault"] * 2


def test_opening_an_empty_one_is_known_to_the_employee_alone(cast: Cast) -> None:
    """No note, so no number either: that of the file could be the number of somebody's note."""
    made = make_world(cast)
    made.open()
    opened(made)
    for role in HUMAN_ROLES:
        found = acts(made.actor(role))
        assert found == (["read_vault"] * 2 if role is Role.EMPLOYEE else []), role
    assert acts(cast.carla, "object_id IS NOT NULL") == []


def test_who_reports_for_others_sees_none(world: World) -> None:
    assert [found(ARRANGER, table) for table in TABLES] == [[], [], []]
