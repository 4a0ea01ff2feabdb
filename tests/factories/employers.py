"""Valid minimal organisations and people. Everything is written through the desk's eyes, as in real life."""

from datetime import date
from itertools import count
from typing import Any

from accounts.actor import Actor, acting_as
from accounts.models import User
from accounts.terms import BESIDE_THE_FILES, Role
from employers.models import (
    DelegatedAdviser,
    Delegation,
    Employee,
    Employer,
    LabourExpert,
    Membership,
    OccupationalHealthService,
    OccupationalPhysician,
    OhsContract,
    Ontzorgmanager,
    Policy,
    Substitution,
    Task,
)

_serial = count(1)
ARRANGER = Actor(role=Role.DESK)  # writes what a test starts from
FAR = date(2099, 12, 31)
LONG_AGO = date(2015, 1, 1)


def make_user(name: str = "Anna Smit") -> User:
    """An account with an address of its own."""
    first = name.split(maxsplit=1)[0].lower()
    return User.objects.create_user(email=f"{first}{next(_serial)}@voorbeeld.example", name=name)


def make_employer(name: str | None = None, **fields: Any) -> Employer:
    """A company."""
    number = next(_serial)
    values = {
        "name": name or f"Bedrijf {number}",
        "sector": "Bakkerij",
        "address": "Dorpsstraat 1, 1234 AB",
        "city": "Utrecht",
        "phone": "030 1234567",
        "contact_name": "Anna Smit",
        "payroll_tax_number": f"{number:09d}L01",
        "own_risk_ziektewet": False,
        "own_risk_wga": False,
    }
    with acting_as(ARRANGER):
        return Employer.objects.create(**values | fields)


def make_employee(employer: Employer, first_name: str = "Carla", last_name: str = "Bos", **fields: Any) -> Employee:
    """Somebody who works there since long ago."""
    values = {
        "birth_date": date(1985, 5, 17),
        "function": "Bakker",
        "contract_hours": 36,
        "started_on": LONG_AGO,
    }
    with acting_as(ARRANGER):
        return Employee.objects.create(employer=employer, first_name=first_name, last_name=last_name, **values | fields)


def make_ohs(name: str | None = None, **fields: Any) -> OccupationalHealthService:
    """A certified arbodienst."""
    number = next(_serial)
    values = {
        "name": name or f"Arbodienst {number}",
        "certificate_number": f"SBCA-{number:04d}",
        "certificate_valid_until": FAR,
        "contact_name": "Bert Planner",
        "phone": "030 7654321",
        "email": "planning@voorbeeld.example",
    }
    with acting_as(ARRANGER):
        return OccupationalHealthService.objects.create(**values | fields)


def make_physician(ohs: OccupationalHealthService, name: str = "Daan Dokter", **fields: Any) -> OccupationalPhysician:
    """A bedrijfsarts of this arbodienst."""
    user = make_user(name)
    values = {"big_number": f"{next(_serial):011d}"}
    with acting_as(ARRANGER):
        return OccupationalPhysician.objects.create(user=user, ohs=ohs, **values | fields)


def make_manager(name: str = "Noor de Wit", **fields: Any) -> Ontzorgmanager:
    """An Ontzorgmanager with a valid registration."""
    user = make_user(name)
    values = {
        "basis": Ontzorgmanager.Basis.REGISTER,
        "registration_number": "RNVC-1",
        "registered_until": FAR,
        "phone": "06 12345678",
    }
    with acting_as(ARRANGER):
        return Ontzorgmanager.objects.create(user=user, **values | fields)


def make_adviser(ohs: OccupationalHealthService, name: str = "Dewi Begeleider") -> DelegatedAdviser:
    """A verzuimbegeleider of this arbodienst, with the role."""
    user = make_user(name)
    make_membership(user, Role.DELEGATE, ohs=ohs)
    with acting_as(ARRANGER):
        return DelegatedAdviser.objects.create(user=user, ohs=ohs, kind=DelegatedAdviser.Kind.GUIDE)


def make_labour_expert(name: str = "Arie Deskundige") -> LabourExpert:
    """An arbeidsdeskundige who can be called, with the role."""
    user = make_user(name)
    make_membership(user, Role.LABOUR_EXPERT)
    with acting_as(ARRANGER):
        return LabourExpert.objects.create(user=user, bureau="Bureau Werkwijzer", phone="030 5550100")


def make_delegation(doctor: OccupationalPhysician, adviser: DelegatedAdviser, **fields: Any) -> Delegation:
    """A delegation of every task, since long ago."""
    values = {"valid_from": LONG_AGO, "valid_to": FAR, "tasks": sorted(Task.values), "ohs": doctor.ohs} | fields
    with acting_as(Actor(role=Role.BEDRIJFSARTS, user_id=doctor.pk)):
        role = Membership.objects.get(user=doctor.pk, role=Role.BEDRIJFSARTS)
        values |= {"doctor_role": role.pk, "doctor_until": role.last_day}
        return Delegation.objects.create(bedrijfsarts=doctor, delegate=adviser, **values)


def make_substitution(absent: Ontzorgmanager, substitute: Ontzorgmanager, **fields: Any) -> Substitution:
    """Somebody stands in, since long ago."""
    values = {"valid_from": LONG_AGO, "valid_to": FAR} | fields
    with acting_as(ARRANGER):
        inbox = Membership.objects.get(user=absent.pk, role=Role.ONTZORGMANAGER)
        return Substitution.objects.create(absent=absent, substitute=substitute, inbox=inbox.pk, **values)


def make_contract(employer: Employer, physician: OccupationalPhysician, **fields: Any) -> OhsContract:
    """The employer's arbodienst, since long ago."""
    with acting_as(ARRANGER):
        return OhsContract.objects.create(
            employer=employer, ohs=physician.ohs, physician=physician, **{"starts_on": LONG_AGO} | fields
        )


def make_policy(employer: Employer, **fields: Any) -> Policy:
    """The insurance, since long ago."""
    with acting_as(ARRANGER):
        return Policy.objects.create(
            employer=employer, **{"number": f"P-{next(_serial):06d}", "starts_on": LONG_AGO} | fields
        )


def make_membership(user: User, role: Role, **organisation: Any) -> Membership:
    """A role for an account."""
    with acting_as(Actor(role=Role.PLATFORM) if role in BESIDE_THE_FILES else ARRANGER):
        return Membership.objects.create(user=user, role=role, **organisation)
