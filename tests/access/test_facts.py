"""Raw SQL as the runtime role: what only the bedrijfsarts or the employee may say about a file."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase
from tests.cast import Cast
from tests.factories.cases import assign, day, report

EVERYBODY = ["employer", "employee", "ontzorgmanager", "bedrijfsarts", "desk", "arbodienst"]
INSERT = (
    'INSERT INTO cases_casefact (case_id, employer_id, kind, "on", number, ground, shown_to, recorded_as, '
    "recorded_by_id, recorded_at) VALUES (%s, %s, %s, %s, %s, '', %s, %s, %s, now())"
)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(10))


def insert(actor: Actor, case: AbsenceCase, *, kind: str, recorded_as: str) -> None:
    number = 50 if kind == "incapacity_percentage" else None
    values = [case.pk, case.employer_id, kind, day(9), number, EVERYBODY, recorded_as, actor.user_id]
    with transaction.atomic(), acting_as(actor), connection.cursor() as cursor:
        cursor.execute(INSERT, values)


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "ina", "bert"])
def test_nobody_else_writes_a_percentage(cast: Cast, case: AbsenceCase, name: str) -> None:
    """Not in one's own role, because of the kind; not in that of the bedrijfsarts, because of the row."""
    actor = getattr(cast, name)
    for role in (actor.role.value, Role.BEDRIJFSARTS.value):
        with pytest.raises((IntegrityError, ProgrammingError), match=r"fact_recorded_by_who_may|row-level security"):
            insert(actor, case, kind="incapacity_percentage", recorded_as=role)


def test_the_bedrijfsarts_of_the_file_does(cast: Cast, case: AbsenceCase) -> None:
    insert(cast.daan, case, kind="incapacity_percentage", recorded_as="bedrijfsarts")
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(cast.gijs, case, kind="incapacity_percentage", recorded_as="bedrijfsarts")


def test_nobody_reads_a_request_for_early_iva_but_employee_and_bedrijfsarts(cast: Cast, case: AbsenceCase) -> None:
    version = case.version
    operations.record_fact(
        actor=cast.carla, case=case, kind="early_iva_request", on=day(22), expected_version=version, today=day(22)
    )
    seen = {}
    for actor in (cast.anna, cast.carla, cast.noor, cast.daan, cast.bert, cast.ina):
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_casefact")
            seen[actor.role] = cursor.fetchone()[0]
    assert {role for role, count in seen.items() if count} == {Role.EMPLOYEE, Role.BEDRIJFSARTS}


@pytest.mark.parametrize("name", ["anna", "noor", "daan", "ina"])
def test_a_fact_is_withdrawn_in_the_role_that_recorded_it(cast: Cast, case: AbsenceCase, name: str) -> None:
    operations.record_fact(
        actor=cast.carla,
        case=case,
        kind="early_iva_granted",
        on=day(95),
        expected_version=case.version,
        today=day(95),
    )
    with acting_as(getattr(cast, name)), connection.cursor() as cursor:
        cursor.execute('UPDATE cases_casefact SET "on" = "on" + 1')
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM cases_casefact")
        assert cursor.rowcount == 0
