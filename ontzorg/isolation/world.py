"""Who is who in the world of the proof, and whose each file is: known here without asking the database."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.actor import Actor, acting_as, system
from accounts.terms import HUMAN_ROLES, SYSTEM_ROLES, Role
from cases.operations.law import propose_rule_change
from cases.operations.wia_figures import propose_figure
from cases.policies import refresh_policies
from documents.operations.purging import purge_files
from employers.models import LabourExpert, Ontzorgmanager, Policy
from employers.operations import conclude_contract
from interventions.models import Offering
from ontzorg.isolation import people
from ontzorg.isolation.consults import consult
from ontzorg.isolation.emergencies import open_in_emergency
from ontzorg.isolation.files import NOW, TODAY, File, fill, report_sick
from ontzorg.isolation.letters import write_letters
from ontzorg.isolation.people import FAR, LONG_AGO, Arbodienst, Company
from ontzorg.isolation.standing_in import StandingIn, stand_in
from ontzorg.isolation.together import agree


@dataclass(frozen=True)
class Post:
    """Somebody who falls ill, and who will work on the file; `since` is when the contract with the doctor began."""

    company: Company
    name: str
    bsn: str
    arbodienst: Arbodienst
    doctor: int
    manager: tuple[Ontzorgmanager, Actor]
    expert: tuple[LabourExpert, Actor]
    provider: tuple[Offering, Actor]
    since: date


@dataclass(frozen=True)
class World:
    """Five files: `files[0]` is everybody's own one.

    The next has another doctor, Ontzorgmanager, arbeidsdeskundige and provider; the third another
    arbodienst as well; the last two are of the other employer.
    """

    files: tuple[File, ...]
    companies: tuple[Company, Company]
    arbodiensten: tuple[Arbodienst, Arbodienst]
    contracts: frozenset[tuple[int, int]]
    """Employer and arbodienst."""
    actors: dict[Role, Actor]
    colleagues: tuple[Actor, ...]
    """Others in the same roles, with words of their own."""
    standing_in: StandingIn
    opened: tuple[Actor, File]
    """The administrator to whom a second one opened a file, and that file."""

    def actor(self, role: Role) -> Actor:
        """The person in this role; for a part of the system, that part. Raises KeyError for a role without one."""
        return system(role) if role in SYSTEM_ROLES else self.actors[role]

    def people(self) -> list[Actor]:
        """Everybody, the system included."""
        papers = (self.standing_in.substitute, *self.standing_in.former)
        return [*self.actors.values(), *self.colleagues, *papers, *(system(role) for role in sorted(SYSTEM_ROLES))]

    def principal(self, actor: Actor) -> Actor | None:
        """Whose work somebody does: the own, that of another, or nobody's once that has ended."""
        return self.standing_in.principals.get(actor) if actor.mandate_id is not None else actor

    def asked_of_doctors(self) -> set[int | None]:
        """Numbers of the requests for correction that a bedrijfsarts answers."""
        return {file.asked_of_doctor for file in self.files}

    def shared_with_doctors(self) -> set[int | None]:
        """Numbers of the visions of which a bedrijfsarts reads an answer."""
        return {file.shared_with_doctor for file in self.files}

    def tasks_of_doctors(self) -> set[int | None]:
        """Numbers of the versions of tasks that a bedrijfsarts reads."""
        return {file.tasks_of_doctor for file in self.files}

    def consults_of_doctors(self) -> set[int | None]:
        """Numbers of the questions that a bedrijfsarts reads."""
        return {file.consult_of_doctor for file in self.files}

    def threads_of_doctors(self) -> set[int | None]:
        """Numbers of the threads that a bedrijfsarts reads."""
        return {number for file in self.files for number in file.threads_of_doctor}

    def messages_of_doctors(self) -> set[int | None]:
        """Numbers of the messages that a bedrijfsarts reads."""
        return {number for file in self.files for number in file.messages_of_doctor}

    def missing(self) -> list[Role]:
        """Roles of the access table in which nobody acts here: about them the proof would say nothing."""
        return [role for role in HUMAN_ROLES if role not in self.actors]


def make_world() -> World:
    """Register everybody and let everything happen."""
    desk = people.first_of_the_desk()
    first = people.register_company(desk, "Korenmolen", "Anneke Aartsma", "999777002", "POL-AAA-1")
    other = people.register_company(desk, "Quirijnwerf", "Evelien Quispel", "999777014", "POL-QQQ-2")
    near = people.register_arbodienst(
        desk, "Vitaalkring", "Berthe Vitaal", {"Daantje Dokter": "10000000001", "Dorinde Dokter": "10000000002"}
    )
    far = people.register_arbodienst(desk, "Oosterkring", "Hansje Ooster", {"Gijsbert Genezer": "10000000003"})
    noor, loes = people.register_manager(desk, "Noortje Wit"), people.register_manager(desk, "Loesje Vos")
    aukje, aafke = people.register_expert(desk, "Aukje Arbeidsdeskundige"), people.register_expert(desk, "Aafke Ander")
    hilda = people.join_network(desk, "Praktijk Zonnewende", "Hilda Helpster")
    hester = people.join_network(desk, "Praktijk Maanlicht", "Hester Helpster")
    plan = (
        Post(first, "Carolien Bosveld", "888111009", near, 0, noor, aukje, hilda, LONG_AGO),
        Post(first, "Dirkje Duinveld", "888111010", near, 1, loes, aafke, hester, date(2016, 1, 1)),
        Post(first, "Emmie Eikveld", "888111022", far, 0, loes, aafke, hester, date(2017, 1, 1)),
        Post(other, "Finette Prinsveld", "888111034", far, 0, loes, aafke, hester, LONG_AGO),
        Post(other, "Gonnie Zeeveld", "888111046", far, 0, loes, aafke, hester, date(2016, 1, 1)),
    )
    files = tuple(_file(desk, number, post) for number, post in enumerate(plan))
    _promises_and_law(desk)
    standing_in = stand_in(desk, near, noor, loes)
    actors = {
        Role.VISITOR: Actor(role=Role.VISITOR, user_id=first.hr.user_id),
        Role.EMPLOYER: first.hr,
        Role.EMPLOYEE: files[0].own,
        Role.ONTZORGMANAGER: noor[1],
        Role.BEDRIJFSARTS: near.doctors[0][1],
        Role.ARBODIENST: near.planner,
        Role.DESK: desk,
        Role.DELEGATE: standing_in.delegate,
        Role.LABOUR_EXPERT: aukje[1],
        Role.PROVIDER: hilda[1],
    } | people.without_a_file(desk, first)
    second = people.second_of_the_platform(desk)
    opened = open_in_emergency(actors[Role.PLATFORM], second, files)
    colleagues = [
        second,
        other.hr,
        far.planner,
        loes[1],
        aafke[1],
        hester[1],
        near.doctors[1][1],
        far.doctors[0][1],
        *(file.own for file in files[1:]),
    ]
    return World(
        files=files,
        companies=(first, other),
        arbodiensten=(near, far),
        contracts=frozenset((file.employee.employer_id, file.arbodienst.organisation_id or 0) for file in files),
        actors=actors,
        colleagues=(*colleagues, people.second_of_the_desk(desk)),
        standing_in=standing_in,
        opened=opened,
    )


def _file(desk: Actor, number: int, post: Post) -> File:
    profile, doctor = post.arbodienst.doctors[post.doctor]
    contract = {"ohs": post.arbodienst.ohs, "physician": profile, "starts_on": post.since}
    conclude_contract(actor=desk, employer=post.company.employer, **contract)
    employee, own = people.register_employee(desk, post.company, post.name, post.bsn)
    said = (f"06 7000{number:04d}", f"Schuilweg {number}7, Utrecht", f"overdracht nummer {number}{number}{number}")
    file = File(
        employee=employee,
        profile=post.manager[0],
        employer=post.company.hr,
        own=own,
        bedrijfsarts=doctor,
        arbodienst=post.arbodienst.planner,
        ontzorgmanager=post.manager[1],
        labour_expert=post.expert[1],
        expert=post.expert[0],
        provider=post.provider[1],
        offering=post.provider[0],
        bsn=post.bsn,
        said=said,
        case=report_sick(post.company.hr, employee, said),
    )
    fill(file, desk)
    agree(file)
    file.consult_of_doctor = consult(file)
    write_letters(file)
    return file


def _promises_and_law(desk: Actor) -> None:
    """What policies promise, a change of law that waits for a colleague, and the proof that nothing was due to go."""
    purge_files(actor=system(Role.PURGER), on=TODAY, at=NOW, proof=True)
    with acting_as(desk):
        policies = list(Policy.objects.order_by("pk"))
    refresh_policies(policies)
    propose_figure(
        actor=desk, key="max_daily_wage", value=Decimal(320), in_force_from=date(2027, 1, 1), source="Stcrt.", at=NOW
    )
    propose_rule_change(
        actor=desk,
        at=NOW,
        key="labour_expert_assessment",
        opens_days=None,
        due_days=400,
        in_force_from=FAR,
        basis="Stb.",
    )
