"""The people who work for an employer."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from stdnum.nl import bsn as citizen_number

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Role, Verb
from employers.events import employee_corrected, employment_ended
from employers.models import Employee, EmployeeIdentity, Employer
from employers.operations._accounts import account_for, add_membership
from employers.operations._checks import check_fields, day_text, refuse

RESOURCE = "employers.employer"
YOUNGEST = 13  # years; below it only work for which a permit is needed (Arbeidstijdenwet art. 3:1 and 3:2)
OLDEST = 100  # years; above it the year was mistyped
MOST_HOURS = 60  # a week (Arbeidstijdenwet art. 5:7)


@operation(Verb.REGISTER_EMPLOYEE, on="employer", resource=RESOURCE)
def register_employee(
    *,
    actor: Actor,
    employer: Employer,
    first_name: str,
    last_name: str,
    birth_date: date,
    function: str,
    contract_hours: Decimal,
    started_on: date,
    bsn: str = "",
    email: str = "",
) -> Employee:
    """Add somebody who works for this employer from `started_on` (inclusive), for `contract_hours` a week.

    The BSN is optional, kept encrypted and apart. With an e-mail address the person gets an account and the role of
    employee. Raises ValidationError for what cannot be true, and for somebody who is registered already.
    """
    employee = Employee(
        employer=employer,
        first_name=first_name,
        last_name=last_name,
        birth_date=birth_date,
        function=function,
        contract_hours=contract_hours,
        started_on=started_on,
    )
    number = compact_bsn(bsn)
    _check(employee)
    if email:
        _give_account(employee, email)
    employee.save(force_insert=True)
    if employee.user is not None:
        add_membership(employee.user, Role.EMPLOYEE, employer=employer, employee=employee)
    if number:
        EmployeeIdentity.objects.create(employee=employee, employer=employer, bsn=number)
    return employee


@operation(Verb.REGISTER_EMPLOYEE, on="employee", resource=RESOURCE, announces=employment_ended)
def end_employment(*, actor: Actor, employee: Employee, ended_on: date) -> Employee:
    """Record that somebody leaves. `ended_on` is the first day on which the person no longer works here.

    An open file stays open: leaving while sick ends nothing by itself (Ziektewet art. 38). Raises ValidationError for a
    day before somebody fell ill here: the year was mistyped, and the end of employment decides when files go.
    """
    check_ending(employee, ended_on)
    employee.ended_on = ended_on
    employee.save(update_fields=["ended_on"])
    return employee


def check_ending(employee: Employee, ended_on: date) -> None:
    """Refuse a day on which somebody cannot have left. Raises ValidationError."""
    if employee.ended_on is not None:
        refuse("ended_on", f"Deze werknemer is al uit dienst per {day_text(employee.ended_on)}.")
    if ended_on <= employee.started_on:
        refuse("ended_on", f"Het dienstverband begon op {day_text(employee.started_on)}. Kies een dag daarna.")
    sick = employee.spells.filter(mistaken=False, start__gt=ended_on).order_by("-start").first()
    if sick is not None:
        day = day_text(sick.start)
        refuse("ended_on", f"Deze werknemer is ziek gemeld per {day}. Controleer het jaar, of kies {day} of later.")


@operation(Verb.CORRECT_EMPLOYEE, on="employee", resource=RESOURCE, announces=employee_corrected)
def correct_employee(
    *,
    actor: Actor,
    employee: Employee,
    first_name: str,
    last_name: str,
    birth_date: date,
    function: str,
    contract_hours: Decimal,
) -> Employee:
    """Put right who somebody is, or the job and the hours (AVG art. 16).

    With another birth date the day on which the state pension begins moves in an open file; the file follows. The
    account carries the new name, unless its owner works in another role as well: then the name is that person's own.
    Raises ValidationError for what cannot be true, and for a name that is there already.
    """
    check_corrected(
        employee,
        first_name=first_name,
        last_name=last_name,
        birth_date=birth_date,
        function=function,
        contract_hours=contract_hours,
    )
    employee.save(update_fields=["first_name", "last_name", "birth_date", "function", "contract_hours"])
    if employee.user is not None and not employee.user.memberships.exclude(employee=employee).exists():
        employee.user.name = employee.full_name
        employee.user.save(update_fields=["name"])
    return employee


def check_corrected(employee: Employee, **right: Any) -> None:
    """Set what is right on the record, unsaved, and refuse what cannot be true. Raises ValidationError."""
    for name, value in right.items():
        setattr(employee, name, value)
    _check(employee)


def compact_bsn(number: str) -> str:
    """A BSN without separators, leading zero kept; empty stays empty. A number that fails the check is refused."""
    compact = re.sub(r"[\s.-]", "", number)
    if compact and not (re.fullmatch(r"[0-9]{9}", compact) and citizen_number.is_valid(compact)):
        refuse("bsn", "Dit is geen geldig BSN. Een BSN heeft 9 cijfers. Kijk het na op de loonstrook of het paspoort.")
    return compact


def _check(employee: Employee) -> None:
    if not 0 < employee.contract_hours <= MOST_HOURS:
        refuse("contract_hours", f"Vul het aantal uren per week in, meer dan 0 en hoogstens {MOST_HOURS}.")
    check_fields(employee)
    age = relativedelta(employee.started_on, employee.birth_date).years
    if not YOUNGEST <= age <= OLDEST or employee.birth_date > employee.started_on:
        refuse("birth_date", "Deze geboortedatum past niet bij de datum van indiensttreding. Controleer het jaar.")
    namesakes = Employee.objects.filter(employer_id=employee.employer_id, birth_date=employee.birth_date).employed()
    namesakes = namesakes.exclude(pk=employee.pk)
    if namesakes.filter(first_name__iexact=employee.first_name, last_name__iexact=employee.last_name).exists():
        refuse("last_name", f"{employee.full_name} staat al in de lijst van deze werkgever.")


def _give_account(employee: Employee, email: str) -> None:
    user = account_for(email=email, name=employee.full_name)
    if Employee.objects.filter(user=user).exists():
        refuse("email", "Dit e-mailadres hoort al bij een andere werknemer. Vul een eigen adres in.")
    employee.user = user
