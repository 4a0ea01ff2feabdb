"""Raw SQL as the runtime role: the database shows nobody what is not theirs."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import NoActor, acting_as, system
from accounts.rls import STILL, conditions, tenant_models
from accounts.terms import Role
from cases.models import AbsenceCase, Completion, Spell
from cases.operations import record_leave
from employers.models import Employee
from ontzorg.isolation.schema import schema_problems
from tests.access.test_isolation import as_owner
from tests.cast import Cast
from tests.factories.cases import MONDAY, report

TENANT_TABLES = sorted(model._meta.db_table for model in tenant_models())
VAULT = {"documents_consultnote", "documents_medicalinformation", "documents_treatmentreport"}


def rows(table: str, column: str = "*") -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return list(cursor.fetchall())


@pytest.fixture
def files(cast: Cast) -> Cast:
    """A file on each side, so that there is something to leak."""
    report(cast.anna, cast.carla_file, handover_notes="De oven wordt dinsdag nagekeken.")
    report(cast.eva, cast.finn_file, handover_notes="De brug staat op slot.")
    return cast


def test_runtime_role_is_no_superuser_and_owns_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("ontzorg_app", False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_tenant_table_is_under_forced_row_level_security(db: None, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", [table])
        assert cursor.fetchone() == (True, True)
        cursor.execute("SELECT cmd, permissive FROM pg_policies WHERE tablename = %s ORDER BY cmd", [table])
        found = cursor.fetchall()
    assert [cmd for cmd, kind in found if kind == "PERMISSIVE"] == ["DELETE", "INSERT", "SELECT", "UPDATE"]
    assert [cmd for cmd, kind in found if kind == "RESTRICTIVE"] == (["ALL"] if table in VAULT else [])


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_without_context_a_tenant_table_is_empty(files: Cast, table: str) -> None:
    assert rows(table) == []


@pytest.mark.parametrize(
    ("who", "mine", "theirs"), [("anna", "bakery", "garage"), ("eva", "garage", "bakery")], ids=["anna", "eva"]
)
def test_employer_sees_own_rows_only(files: Cast, who: str, mine: str, theirs: str) -> None:
    own = getattr(files, mine).pk
    with acting_as(getattr(files, who)):
        for table in ("cases_absencecase", "cases_spell", "cases_sickreport", "cases_handovernote", "cases_milestone"):
            assert {row[0] for row in rows(table, "employer_id")} == {own}, table
        assert rows("employers_employer", "id") == [(own,)]
        assert {row[0] for row in rows("employers_employee", "employer_id")} == {own}


def test_hand_over_notes_stay_with_the_employer(files: Cast) -> None:
    for actor in (files.carla, files.daan, files.bert, files.noor, files.ina):
        with acting_as(actor):
            assert rows("cases_handovernote") == [], actor.role


@pytest.mark.parametrize("labelled", ["bakery", "garage"])
def test_employer_cannot_add_to_a_file_of_another_company(files: Cast, labelled: str) -> None:
    """Neither as the other company nor by calling the row one's own."""
    with acting_as(files.eva):
        theirs = AbsenceCase.objects.get()
    insert = (
        "INSERT INTO cases_completion (case_id, employer_id, key, done_on, recorded_as, recorded_by_id, recorded_at, "
        "rule_version, why, shown_to) VALUES (%s, %s, %s, %s, 'employer', %s, now(), 1, '{}', '{employer}')"
    )
    values = [theirs.pk, getattr(files, labelled).pk, "arbo_report", MONDAY, files.anna.user_id]
    with pytest.raises((ProgrammingError, IntegrityError), match=r"row-level security|tenant"), acting_as(files.anna):
        with connection.cursor() as cursor:
            cursor.execute(insert, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_update_and_delete_of_others_rows_touch_nothing(files: Cast) -> None:
    with acting_as(files.anna), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_absencecase SET version = 99 WHERE employer_id = %s", [files.garage.pk])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM cases_spell WHERE employer_id = %s", [files.garage.pk])
        assert cursor.rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM cases_completion",
        "DELETE FROM cases_absencecase",
        "DELETE FROM cases_spell",
        "DELETE FROM cases_sickreport",
        "UPDATE cases_sickreport SET contact_phone = '0'",
        "UPDATE employers_employer SET name = 'Iemand anders'",
    ],
)
def test_employer_cannot_rewrite_what_was_recorded(files: Cast, statement: str) -> None:
    """Rows of the own company, but no operation does this: so the database does not either."""
    with acting_as(files.anna), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 0


def test_row_that_is_only_locked_cannot_be_changed(files: Cast) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(files.anna), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE employers_employee SET birth_date = '1990-01-01'")


def test_scheduler_knows_about_leave(files: Cast) -> None:
    """It decides about the end of 104 weeks, and leave does not count."""
    with acting_as(files.anna):
        case = AbsenceCase.objects.get()
    first, last = MONDAY + timedelta(days=100), MONDAY + timedelta(days=211)
    record_leave(actor=files.anna, case=case, first=first, last=last, expected_version=case.version, today=last)
    with acting_as(system(Role.SCHEDULER)):
        seen = AbsenceCase.objects.get(pk=case.pk).absence().last_paid_day
    assert seen == MONDAY + timedelta(days=727 + 112)


def test_audit_trail_is_append_only(files: Cast) -> None:
    for statement in ("UPDATE accounts_auditevent SET role = 'desk'", "DELETE FROM accounts_auditevent"):
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(files.anna), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)


def test_milestones_are_written_by_the_projector_only(files: Cast) -> None:
    with acting_as(files.anna), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_milestone SET due_on = due_on + 7")
        assert cursor.rowcount == 0


def test_early_iva_is_never_shown_to_the_employer(files: Cast) -> None:
    seen = {}
    for actor in (files.anna, files.carla, files.bert, files.ina):
        with acting_as(actor):
            seen[actor.role] = ("early_iva_window",) in rows("cases_milestone", "key")
    assert seen == {Role.EMPLOYER: False, Role.EMPLOYEE: True, Role.ARBODIENST: False, Role.DESK: False}


def test_what_was_recorded_as_done_is_rewritten_by_nobody(files: Cast) -> None:
    """A step is taken back, and that is all that an operation does: the database allows nobody more."""
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        with acting_as(files.anna), connection.cursor() as cursor:
            cursor.execute("UPDATE cases_completion SET done_on = done_on - 30")


def test_looking_without_an_actor_raises(db: None) -> None:
    with pytest.raises(NoActor):
        list(Employee.objects.all())


def test_scheduler_reads_no_sick_report_and_no_content(files: Cast) -> None:
    with acting_as(system(Role.SCHEDULER)):
        assert rows("cases_sickreport") == []
        assert rows("cases_handovernote") == []
        assert rows("employers_employeeidentity") == []
        assert {row[0] for row in rows("cases_absencecase", "employer_id")} == {files.bakery.pk, files.garage.pk}


def test_child_in_the_wrong_tenant_is_impossible(files: Cast) -> None:
    """Even where row-level security would allow it: the composite key refuses."""
    with acting_as(files.anna):
        case = AbsenceCase.objects.get()
    with pytest.raises(IntegrityError, match="tenant"), transaction.atomic():
        with acting_as(system(Role.PROJECTOR)), connection.cursor() as cursor:
            cursor.execute("UPDATE cases_milestone SET employer_id = %s WHERE case_id = %s", [files.garage.pk, case.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_nested_actor_is_given_back(files: Cast) -> None:
    with acting_as(files.anna):
        with acting_as(files.eva):
            assert rows("employers_employer", "id") == [(files.garage.pk,)]
        assert rows("employers_employer", "id") == [(files.bakery.pk,)]
        assert Completion.objects.count() == 1
    assert rows("employers_employer") == []


def test_roles_that_see_the_same_rows_share_one_condition() -> None:
    """Every condition is planned in every statement: a line per role would cost more than the query itself."""
    assert conditions(Spell).count("FROM cases_absencecase") == 1
    for model in tenant_models():
        parts = conditions(model).split(" OR (")
        rows = [part.split(" AND ", 1)[1:] for part in parts]
        assert len(rows) == len({tuple(one) for one in rows}), model


def test_plan_made_for_another_role_reaches_nothing(files: Cast) -> None:
    """A plan can be kept while somebody else begins to act; then it must not show what the first one sees."""
    counted = "SELECT count(*) FROM cases_spell"

    def ask(statement: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return int(cursor.fetchone()[0])

    with acting_as(files.ina):
        with connection.cursor() as cursor:
            cursor.execute(f"PREPARE spells AS {counted}")
        assert (ask("EXECUTE spells"), ask(counted)) == (2, 2)
    for actor, seen in ((files.anna, 1), (files.carla, 1), (system(Role.MAILER), 0)):
        with acting_as(actor):
            assert (ask("EXECUTE spells"), ask(counted)) == (0, seen), actor.role
    assert (ask("EXECUTE spells"), ask(counted)) == (0, 0)
    with acting_as(files.ina):
        assert ask("EXECUTE spells") == 2


def test_kept_plan_of_another_role_changes_nothing(files: Cast) -> None:
    """A plan of the part of the system that keeps the dates, in the hands of an employer."""
    writes = {
        "change": "UPDATE cases_milestone SET due_on = due_on",
        "remove": "DELETE FROM cases_milestone",
    }
    with acting_as(system(Role.PROJECTOR)), connection.cursor() as cursor:
        for name, statement in writes.items():
            cursor.execute(f"PREPARE {name} AS {statement}")
        cursor.execute("EXECUTE change")
        assert cursor.rowcount > 0
    with acting_as(files.anna), connection.cursor() as cursor:
        for name in writes:
            cursor.execute(f"EXECUTE {name}")
            assert cursor.rowcount == 0, name


@pytest.mark.parametrize("breaks", ["plan", "beside it", "guard"])
def test_schema_that_trusts_an_old_plan_is_found(files: Cast, breaks: str) -> None:
    broken = {
        "plan": (
            "ALTER POLICY select_by_role ON cases_spell USING (accounts_planned_role() = 'desk')",
            "cases_spell.select_by_role: trusts a plan that can be older than the role",
        ),
        "beside it": (
            f"ALTER POLICY select_by_role ON cases_spell USING ({STILL} OR accounts_planned_role() = 'desk')",
            "cases_spell.select_by_role: trusts a plan that can be older than the role",
        ),
        "guard": (
            "ALTER FUNCTION documents_signature_guard() RESET plan_cache_mode",
            "documents_signature_guard(): keeps a plan that can be older than the role",
        ),
    }
    statement, problem = broken[breaks]
    assert schema_problems() == []
    as_owner(run, "SET CONSTRAINTS ALL IMMEDIATE", statement)
    assert schema_problems() == [problem]


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
