"""Registers the desk, the partners, the employers and their people, through the ordinary operations."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.contrib.auth.hashers import make_password

from accounts.actor import Actor
from accounts.models import User
from accounts.terms import Role
from employers.acting import actor_for, memberships_of
from employers.models import (
    DelegatedAdviser,
    Employee,
    Employer,
    OccupationalHealthService,
    OccupationalPhysician,
    Policy,
    Task,
)
from employers.operations import (
    conclude_contract,
    delegate,
    give_other_role,
    give_role,
    register_adviser,
    register_employee,
    register_employer,
    register_labour_expert,
    register_ohs,
    register_ontzorgmanager,
    register_physician,
    start_policy,
)
from interventions.models import Kind
from interventions.operations import register_provider
from ontzorg.demo.companies import COMPANIES, Company
from ontzorg.demo.partners import (
    ADVISER,
    ADVISER_DOMAIN,
    CLAIMS,
    DESK,
    EXPERT,
    EXPERT_BUREAU,
    EXPERT_DOMAIN,
    INSURER_DOMAIN,
    MANAGERS,
    PARTNERS,
    PLATFORM,
    PRIVACY,
    PROVIDER_DOMAIN,
    PROVIDER_NAME,
    PROVIDER_PERSON,
    SECOND_PLATFORM,
    Partner,
)
from ontzorg.demo.people import Person, address_of, numbers
from ontzorg.demo.personas import PASSWORD
from ontzorg.demo.promises import keep
from ontzorg.demo.stories import SICK_HR


@dataclass(slots=True)
class World:
    """Everybody and everything that was registered, by the keys of the demo's own lists."""

    desk: Actor
    ohs: dict[str, OccupationalHealthService] = field(default_factory=dict)
    physicians: dict[str, OccupationalPhysician] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    """By BSN."""
    cases: dict[str, int] = field(default_factory=dict)
    """Number of the file, by BSN of the employee."""
    _actors: dict[tuple[int, Role], Actor] = field(default_factory=dict)
    _users: dict[str, int] = field(default_factory=dict)

    def actor(self, user_id: int, role: Role) -> Actor:
        """A person in one role."""
        if (user_id, role) not in self._actors:
            for membership in memberships_of(User.objects.get(pk=user_id)):
                self._actors[user_id, Role(membership.role)] = actor_for(membership)
        return self._actors[user_id, role]

    def by_email(self, email: str, role: Role) -> Actor:
        """A person in one role, by address."""
        if email not in self._users:
            self._users = dict(User.objects.values_list("email", "pk"))
        return self.actor(self._users[email], role)


def register_all(today: date, people: tuple[Person, ...]) -> World:
    """Everything but the files."""
    world = World(desk=_first_of_the_desk())
    for name in DESK[1:]:
        give_role(actor=world.desk, role=Role.DESK, email=address_of(name, INSURER_DOMAIN), name=name)
    _let_in_beside_the_files()
    big_number = 19_900_550_000
    for partner in PARTNERS:
        big_number = _register_partner(world, partner, today, big_number)
    for manager in MANAGERS:
        register_ontzorgmanager(
            actor=world.desk,
            name=manager.name,
            email=address_of(manager.name, INSURER_DOMAIN),
            basis=manager.basis,
            registration_number=manager.registration,
            registered_until=today + timedelta(days=manager.valid_days),
            phone=manager.phone,
        )
    register_labour_expert(
        actor=world.desk,
        name=EXPERT,
        email=address_of(EXPERT, EXPERT_DOMAIN),
        bureau=EXPERT_BUREAU,
        phone="0575 555 260",
    )
    _join_network(world, today)
    payroll_numbers = numbers(999_000_000)
    for number, company in enumerate(COMPANIES, start=1):
        _register_company(world, company, number, next(payroll_numbers), today)
    for person in people:
        world.employees[person.bsn] = _register_person(world, person)
    give_role(
        actor=world.desk,
        role=Role.EMPLOYER,
        email=address_of(SICK_HR, "puntkomma.example"),
        name=SICK_HR,
        employer=world.employers["puntkomma"],
    )
    give_role(
        actor=world.desk,
        role=Role.INTERMEDIARY,
        email=address_of(ADVISER, ADVISER_DOMAIN),
        name=ADVISER,
        employer=world.employers["korenaar"],
    )
    # One hash for all: making three hundred would take minutes.
    User.objects.update(password=make_password(PASSWORD))
    return world


def _join_network(world: World, today: date) -> None:
    provider = register_provider(
        actor=world.desk,
        name=PROVIDER_NAME,
        contact_name=PROVIDER_PERSON,
        phone="0575 555 280",
        email=f"info@{PROVIDER_DOMAIN}",
        in_network_from=today - timedelta(days=400),
        kinds=[Kind.PSYCHOLOGICAL.value, Kind.JOB_PLACEMENT.value],
    )
    email = address_of(PROVIDER_PERSON, PROVIDER_DOMAIN)
    give_role(actor=world.desk, role=Role.PROVIDER, email=email, name=PROVIDER_PERSON, provider=provider)


def _first_of_the_desk() -> Actor:
    email = address_of(DESK[0], INSURER_DOMAIN)
    user = User.objects.create_user(email=email, name=DESK[0])
    acting = Actor(role=Role.DESK, user_id=user.pk)
    return actor_for(give_role(actor=acting, role=Role.DESK, email=email, name=DESK[0]))


_BESIDE_THE_FILES = (
    (Role.PLATFORM, PLATFORM),
    (Role.PRIVACY_OFFICER, PRIVACY),
    (Role.CLAIMS, CLAIMS),
    (Role.PLATFORM, SECOND_PLATFORM),
)


def _let_in_beside_the_files() -> None:
    email = address_of(PLATFORM, INSURER_DOMAIN)
    user = User.objects.create_user(email=email, name=PLATFORM)
    acting = Actor(role=Role.PLATFORM, user_id=user.pk)
    for role, name in _BESIDE_THE_FILES:
        give_other_role(actor=acting, role=role, email=address_of(name, INSURER_DOMAIN), name=name)


def _register_partner(world: World, partner: Partner, today: date, big_number: int) -> int:
    ohs = register_ohs(
        actor=world.desk,
        name=partner.name,
        certificate_number=partner.certificate,
        certificate_valid_until=today + timedelta(days=partner.valid_days),
        contact_name=partner.contact,
        phone=partner.phone,
        email=f"info@{partner.domain}",
    )
    world.ohs[partner.key] = ohs
    give_role(
        actor=world.desk,
        role=Role.ARBODIENST,
        email=address_of(partner.planner, partner.domain),
        name=partner.planner,
        ohs=ohs,
    )
    for name in partner.physicians:
        big_number += 1
        world.physicians[name] = register_physician(
            actor=world.desk,
            ohs=ohs,
            name=name,
            email=address_of(name, partner.domain),
            big_number=str(big_number),
        )
    if partner.adviser:
        _leave_tasks(world, partner, ohs, today)
    return big_number


def _leave_tasks(world: World, partner: Partner, ohs: OccupationalHealthService, today: date) -> None:
    adviser = register_adviser(
        actor=world.desk,
        ohs=ohs,
        name=partner.adviser,
        email=address_of(partner.adviser, partner.domain),
        kind=DelegatedAdviser.Kind.GUIDE,
    )
    delegate(
        actor=world.by_email(address_of(partner.physicians[0], partner.domain), Role.BEDRIJFSARTS),
        delegate=adviser,
        tasks=[Task.TRIAGE, Task.ANALYSIS, Task.VAULT],
        valid_from=today,
        valid_to=today + timedelta(days=180),
        today=today,
    )


def _register_company(world: World, company: Company, number: int, payroll_number: str, today: date) -> None:
    employer = register_employer(
        actor=world.desk,
        name=company.name,
        sector=company.sector,
        address=company.address,
        city=company.city,
        phone=company.phone,
        contact_name=company.contact,
        payroll_tax_number=f"{payroll_number}L01",
        own_risk_ziektewet=False,
        own_risk_wga=False,
    )
    world.employers[company.key] = employer
    insured_from = today.replace(day=1) - relativedelta(months=company.insured_for)
    by = Policy.CaseManagement.EMPLOYER if company.own_casemanagement else Policy.CaseManagement.INSURER
    policy = start_policy(
        actor=world.desk,
        employer=employer,
        number=f"VO-{insured_from:%Y}-{number:04d}",
        starts_on=insured_from,
        casemanagement_by=by.value,
    )
    keep(world.desk, policy, number, today)
    conclude_contract(
        actor=world.desk,
        employer=employer,
        ohs=world.ohs[company.ohs],
        physician=world.physicians[company.physician],
        starts_on=insured_from,
    )
    give_role(
        actor=world.desk,
        role=Role.EMPLOYER,
        email=address_of(company.contact, company.domain),
        name=company.contact,
        employer=employer,
    )


def _register_person(world: World, person: Person) -> Employee:
    return register_employee(
        actor=world.desk,
        employer=world.employers[person.company],
        first_name=person.first_name,
        last_name=person.last_name,
        birth_date=person.birth_date,
        function=person.function,
        contract_hours=Decimal(person.hours),
        started_on=person.started_on,
        bsn=person.bsn,
        email=person.email,
    )
