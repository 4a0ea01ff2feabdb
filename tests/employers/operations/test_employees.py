"""Who works for an employer."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.actor import acting_as
from accounts.models import User
from cases.models import Milestone
from employers import operations
from employers.models import Employee, EmployeeIdentity, Membership
from employers.operations._checks import day_text
from tests.cast import Cast
from tests.factories import cases as make_cases

BSN = "123456782"


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "first_name": "Mo",
        "last_name": "Bakker",
        "birth_date": date(1990, 2, 28),
        "function": "Verkoper",
        "contract_hours": Decimal("28.5"),
        "started_on": date(2026, 1, 1),
    } | changes


def register(cast: Cast, **changes: Any) -> Employee:
    return operations.register_employee(actor=cast.desk, employer=cast.bakery, **fields(**changes))


def refusal(cast: Cast, **changes: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        register(cast, **changes)
    messages: dict[str, list[str]] = refused.value.message_dict
    return messages


def test_an_employee_is_stored_as_given(cast: Cast) -> None:
    employee = register(cast)
    with acting_as(cast.anna):
        stored = Employee.objects.values(*fields(), "employer", "user").get(pk=employee.pk)
        identities = EmployeeIdentity.objects.filter(employee=employee).count()
    assert stored == fields() | {"employer": cast.bakery.pk, "user": None}
    assert identities == 0


def test_the_bsn_is_encrypted_and_hidden_from_the_desk(cast: Cast) -> None:
    employee = register(cast, bsn="1234.56.782")
    with acting_as(cast.anna):
        identity = EmployeeIdentity.objects.get(employee=employee)
        with connection.cursor() as cursor:
            cursor.execute("SELECT bsn FROM employers_employeeidentity WHERE employee_id = %s", [employee.pk])
            raw = cursor.fetchone()[0]
    assert (identity.bsn, identity.masked) == (BSN, "•••••••82")
    assert BSN not in raw


@pytest.mark.parametrize("number", ["123456789", "12345678", "1234567820", "12345678a", "000000000"])
def test_a_wrong_bsn_is_refused_and_nothing_is_kept(cast: Cast, number: str) -> None:
    text = "Dit is geen geldig BSN. Een BSN heeft 9 cijfers. Kijk het na op de loonstrook of het paspoort."
    assert refusal(cast, bsn=number) == {"bsn": [text]}
    with acting_as(cast.desk):
        assert Employee.objects.filter(last_name="Bakker").exists() is False


def test_an_address_gives_an_account_with_one_role(cast: Cast) -> None:
    employee = register(cast, email="Mo@Voorbeeld.Example")
    user = User.objects.get(email="mo@voorbeeld.example")
    with acting_as(cast.desk):
        roles = list(Membership.objects.filter(user=user).values_list("role", "employer", "employee"))
    assert roles == [("employee", cast.bakery.pk, employee.pk)]
    assert (user.name, user.has_usable_password()) == ("Mo Bakker", False)


def test_an_account_belongs_to_one_employment(cast: Cast) -> None:
    taken = cast.user(cast.carla).email
    text = "Dit e-mailadres hoort al bij een andere werknemer. Vul een eigen adres in."
    assert refusal(cast, email=taken) == {"email": [text]}


def test_a_person_of_another_role_keeps_that_role(cast: Cast) -> None:
    employee = register(cast, email=cast.user(cast.anna).email)
    with acting_as(cast.desk):
        roles = set(Membership.objects.filter(user_id=cast.anna.user_id).values_list("role", "employee"))
    assert roles == {("employer", None), ("employee", employee.pk)}


@pytest.mark.parametrize("hours", ["0", "-8", "60.1"])
def test_hours_are_those_of_a_week(cast: Cast, hours: str) -> None:
    text = "Vul het aantal uren per week in, meer dan 0 en hoogstens 60."
    assert refusal(cast, contract_hours=Decimal(hours)) == {"contract_hours": [text]}


@pytest.mark.parametrize("birth_date", [date(2013, 1, 2), date(1890, 1, 1), date(2030, 1, 1)])
def test_a_birth_date_fits_the_employment(cast: Cast, birth_date: date) -> None:
    text = "Deze geboortedatum past niet bij de datum van indiensttreding. Controleer het jaar."
    assert refusal(cast, birth_date=birth_date) == {"birth_date": [text]}


def test_thirteen_years_is_old_enough(cast: Cast) -> None:
    assert register(cast, birth_date=date(2013, 1, 1)).birth_date == date(2013, 1, 1)


def test_nobody_is_in_the_list_twice(cast: Cast) -> None:
    first = register(cast)
    assert refusal(cast, first_name="mo") == {"last_name": ["mo Bakker staat al in de lijst van deze werkgever."]}
    operations.end_employment(actor=cast.desk, employee=first, ended_on=date(2026, 2, 1))
    assert register(cast, started_on=date(2026, 3, 1)).pk != first.pk


def test_what_is_wrong_is_put_right(cast: Cast) -> None:
    """The account carries the name too: that is what the person sees on top of each page."""
    employee = register(cast, email="mo@bakkerij.example")
    right = fields(first_name="Moniek", birth_date=date(1989, 2, 28), contract_hours=Decimal(32))
    del right["started_on"]
    changed = operations.correct_employee(actor=cast.desk, employee=employee, **right)
    with acting_as(cast.desk):
        kept = Employee.objects.get(pk=changed.pk)
    assert (kept.full_name, kept.birth_date, kept.contract_hours) == ("Moniek Bakker", date(1989, 2, 28), 32)
    assert User.objects.get(email="mo@bakkerij.example").name == "Moniek Bakker"


def test_another_birth_date_moves_the_pension_in_the_file(cast: Cast) -> None:
    """Who reaches the pension during the sickness does not apply for WIA: the stored steps follow."""
    case = make_cases.report(cast.anna, cast.carla_file)
    pension = make_cases.day(101)
    person = {"first_name": "Carla", "last_name": "Jansen", "function": "Bakker", "contract_hours": Decimal(36)}
    states = []
    for years in (40, 67):
        born = pension.replace(year=pension.year - years)
        operations.correct_employee(actor=cast.desk, employee=cast.carla_file, birth_date=born, **person)
        with acting_as(cast.desk):
            applying = Milestone.objects.filter(case=case, key="wia_application")
            states.append(list(applying.values_list("state", flat=True)))
    assert states == [["pending"], ["cancelled"]]


def test_a_namesake_stays_refused(cast: Cast) -> None:
    register(cast)
    other = register(cast, first_name="Bo")
    wrong = fields()
    del wrong["started_on"]
    with pytest.raises(ValidationError) as refused:
        operations.correct_employee(actor=cast.desk, employee=other, **wrong)
    assert refused.value.message_dict == {"last_name": ["Mo Bakker staat al in de lijst van deze werkgever."]}


def test_leaving_has_a_day_after_the_first(cast: Cast) -> None:
    employee = register(cast)
    with pytest.raises(ValidationError) as refused:
        operations.end_employment(actor=cast.desk, employee=employee, ended_on=date(2026, 1, 1))
    text = "Het dienstverband begon op 1 januari 2026. Kies een dag daarna."
    assert refused.value.message_dict == {"ended_on": [text]}


def test_leaving_happens_once(cast: Cast) -> None:
    employee = operations.end_employment(actor=cast.desk, employee=register(cast), ended_on=date(2026, 2, 1))
    assert employee.ended_on == date(2026, 2, 1)
    with pytest.raises(ValidationError) as refused:
        operations.end_employment(actor=cast.desk, employee=employee, ended_on=date(2026, 3, 1))
    text = "Deze werknemer is al uit dienst per 1 februari 2026."
    assert refused.value.message_dict == {"ended_on": [text]}


def test_nobody_leaves_before_falling_ill(cast: Cast) -> None:
    """A wrong year would let the file go years too early."""
    case = make_cases.report(cast.anna, cast.carla_file)
    for days, refused in ((1, True), (366, True), (0, False)):
        day = case.first_sick_day - timedelta(days=days)
        if not refused:
            assert operations.end_employment(actor=cast.desk, employee=cast.carla_file, ended_on=day).ended_on == day
            continue
        with pytest.raises(ValidationError) as caught:
            operations.end_employment(actor=cast.desk, employee=cast.carla_file, ended_on=day)
        sick = day_text(case.first_sick_day)
        text = f"Deze werknemer is ziek gemeld per {sick}. Controleer het jaar, of kies {sick} of later."
        assert caught.value.message_dict == {"ended_on": [text]}


def test_leaving_while_sick_leaves_the_file_open(cast: Cast) -> None:
    case = make_cases.report(cast.anna, cast.carla_file)
    operations.end_employment(actor=cast.desk, employee=cast.carla_file, ended_on=date(2026, 2, 1))
    assert make_cases.fresh(cast.anna, case).is_open is True


def test_others_may_not(cast: Cast) -> None:
    for actor in (cast.anna, cast.bert, cast.daan, cast.noor, cast.carla):
        with pytest.raises(PermissionDenied):
            operations.register_employee(actor=actor, employer=cast.bakery, **fields())
        with pytest.raises(PermissionDenied):
            operations.end_employment(actor=actor, employee=cast.carla_file, ended_on=date(2026, 2, 1))
