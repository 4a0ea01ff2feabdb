"""Two employers, two arbodiensten, and everybody who may be somebody there, registered as the desk does it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.actor import Actor, acting_as
from accounts.models import User
from accounts.terms import BESIDE_THE_FILES, Role
from employers import operations as employers
from employers.acting import actor_for, memberships_of
from employers.models import (
    Employee,
    Employer,
    LabourExpert,
    Membership,
    OccupationalHealthService,
    OccupationalPhysician,
    Ontzorgmanager,
    Provider,
)
from interventions.models import Kind, Offering
from interventions.operations import register_provider

FAR, LONG_AGO = date(2099, 12, 31), date(2015, 1, 1)
# Who is no party to a file by a contract. Whoever adds a role to the access table gives it a person here.
ALONE = {
    Role.CLAIMS: "Klaas Schadezijde",
    Role.INTERMEDIARY: "Tineke Tussenpersoon",
    Role.PLATFORM: "Theo Platform",
    Role.PRIVACY_OFFICER: "Petra Privacy",
}


@dataclass
class Company:
    """One employer and who does HR there; `words` are texts that stand in its records only."""

    employer: Employer
    hr: Actor
    words: tuple[str, ...]


@dataclass
class Arbodienst:
    """One arbodienst with its planner and its doctors."""

    ohs: OccupationalHealthService
    planner: Actor
    doctors: list[tuple[OccupationalPhysician, Actor]]


def somebody(email: str, role: Role) -> Actor:
    """The person with this address, in this role."""
    return actor_for(membership(email, role))


def membership(email: str, role: Role) -> Membership:
    """This role of the person with this address."""
    return next(m for m in memberships_of(User.objects.get(email=email)) if m.role == role.value)


def first_of_the_desk() -> Actor:
    """Somebody must let the others in."""
    email = "ina.balie@isolatie.example"
    acting = Actor(role=Role.DESK, user_id=User.objects.create_user(email=email, name="Ina Balie").pk)
    return actor_for(employers.give_role(actor=acting, role=Role.DESK, email=email, name="Ina Balie"))


def second_of_the_desk(desk: Actor) -> Actor:
    """A colleague, whose own lists and drafts are nobody else's either."""
    values = {"email": "ida.balie@isolatie.example", "name": "Ida Balie"}
    return actor_for(employers.give_role(actor=desk, role=Role.DESK, **values))


def second_of_the_platform(desk: Actor) -> Actor:
    """Another administrator, who decides about what the first one asks."""
    return _in_role(desk, Role.PLATFORM, "Tom Platform")


def register_company(desk: Actor, name: str, hr: str, number: str, policy: str) -> Company:
    """An employer with a policy."""
    employer = employers.register_employer(
        actor=desk,
        name=name,
        sector="Bakkerij",
        address=f"{name}laan 1",
        city="Utrecht",
        phone=f"030 {number[:7]}",
        contact_name=hr,
        payroll_tax_number=f"{number}L01",
        own_risk_ziektewet=False,
        own_risk_wga=False,
    )
    employers.start_policy(
        actor=desk, employer=employer, number=policy, starts_on=LONG_AGO, casemanagement_by="insurer"
    )
    email = f"{hr.split(maxsplit=1)[0].lower()}@isolatie.example"
    given = employers.give_role(actor=desk, role=Role.EMPLOYER, email=email, name=hr, employer=employer)
    return Company(employer, actor_for(given), (name, hr, email, number, policy))


def register_arbodienst(desk: Actor, name: str, planner: str, doctors: dict[str, str]) -> Arbodienst:
    """An arbodienst; `doctors` are names and registration numbers."""
    address = f"{planner.split(maxsplit=1)[0].lower()}@isolatie.example"
    ohs = employers.register_ohs(
        actor=desk,
        name=name,
        certificate_number=f"SBCA-{name}",
        certificate_valid_until=FAR,
        contact_name=planner,
        phone="030 7654321",
        email=address,
    )
    given = employers.give_role(actor=desk, role=Role.ARBODIENST, email=address, name=planner, ohs=ohs)
    made = []
    for doctor, number in doctors.items():
        email = f"{doctor.split()[0].lower()}@isolatie.example"
        profile = employers.register_physician(actor=desk, ohs=ohs, name=doctor, email=email, big_number=number)
        made.append((profile, somebody(email, Role.BEDRIJFSARTS)))
    return Arbodienst(ohs, actor_for(given), made)


def register_manager(desk: Actor, name: str) -> tuple[Ontzorgmanager, Actor]:
    """An Ontzorgmanager with a valid registration."""
    email = f"{name.split(maxsplit=1)[0].lower()}@isolatie.example"
    values = {"basis": "register", "registration_number": "RNVC-1", "registered_until": FAR, "phone": "06 12345678"}
    profile = employers.register_ontzorgmanager(actor=desk, name=name, email=email, **values)
    return profile, somebody(email, Role.ONTZORGMANAGER)


def register_expert(desk: Actor, name: str) -> tuple[LabourExpert, Actor]:
    """An arbeidsdeskundige who can be called."""
    email = f"{name.split(maxsplit=1)[0].lower()}@isolatie.example"
    values = {"bureau": f"Bureau {name.split(maxsplit=1)[0]}", "phone": "030 5550100"}
    expert = employers.register_labour_expert(actor=desk, name=name, email=email, **values)
    return expert, somebody(email, Role.LABOUR_EXPERT)


def join_network(desk: Actor, name: str, person: str) -> tuple[Offering, Actor]:
    """A provider in the network, and who works there."""
    email = f"{person.split(maxsplit=1)[0].lower()}@isolatie.example"
    values = {"contact_name": person, "phone": f"030 55502{len(name):02d}", "email": f"info.{email}"}
    kinds = [Kind.PSYCHOLOGICAL.value]
    provider: Provider = register_provider(actor=desk, name=name, in_network_from=LONG_AGO, kinds=kinds, **values)
    given = employers.give_role(actor=desk, role=Role.PROVIDER, email=email, name=person, provider=provider)
    with acting_as(desk):
        return Offering.objects.select_related("provider").get(provider=provider), actor_for(given)


def register_employee(desk: Actor, company: Company, name: str, bsn: str) -> tuple[Employee, Actor]:
    """Somebody who works there, with an account and a BSN."""
    first, last = name.split()
    email = f"{first.lower()}@isolatie.example"
    employee = employers.register_employee(
        actor=desk,
        employer=company.employer,
        first_name=first,
        last_name=last,
        birth_date=date(1985, 5, 17),
        function="Bakker",
        contract_hours=Decimal(36),
        started_on=LONG_AGO,
        bsn=bsn,
        email=email,
    )
    return employee, somebody(email, Role.EMPLOYEE)


def without_a_file(desk: Actor, client: Company) -> dict[Role, Actor]:
    """The roles that no file gives anybody; the adviser is that of this company."""
    organisations: dict[Role, dict[str, Employer]] = {Role.INTERMEDIARY: {"employer": client.employer}}
    return {role: _in_role(desk, role, name, **organisations.get(role, {})) for role, name in ALONE.items()}


def _in_role(desk: Actor, role: Role, name: str, **organisation: Employer) -> Actor:
    email = f"{name.split(maxsplit=1)[0].lower()}.{role.value}@isolatie.example"
    with acting_as(Actor(role=Role.PLATFORM) if role in BESIDE_THE_FILES else desk):
        user = User.objects.create_user(email=email, name=name)
        return actor_for(Membership.objects.create(user=user, role=role.value, **organisation))
