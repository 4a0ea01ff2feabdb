"""One moment in one file: who are there, and on which day."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases.models import AbsenceCase, BuildUpSchedule
from documents.kinds import PLAN_OF_ACTION
from documents.models import Document
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.partners import PARTNERS
from ontzorg.demo.people import address_of
from ontzorg.demo.plan import File
from ontzorg.demo.stories import BuildUp, Hours, Told
from ontzorg.demo.world import World

_PARTNER = {partner.key: partner for partner in PARTNERS}


@dataclass(frozen=True)
class Scene:
    """`place` is the file's place in the list; `key` names a step, `about` what is told."""

    world: World
    file: File
    place: int
    day: date
    at: datetime
    key: str
    about: Told | Hours | BuildUp | None = None

    @property
    def employer(self) -> Actor:
        """Who does HR at the company."""
        company = COMPANY[self.file.person.company]
        return self.world.by_email(address_of(company.contact, company.domain), Role.EMPLOYER)

    @property
    def employee(self) -> Actor:
        """Whose file it is."""
        return self.world.by_email(self.file.person.email, Role.EMPLOYEE)

    @cached_property
    def case(self) -> AbsenceCase:
        """The file as it was when the scene began."""
        with acting_as(self.world.desk):
            found: AbsenceCase = AbsenceCase.objects.get(pk=self.world.cases[self.file.person.bsn])
        return found

    @property
    def planner(self) -> Actor:
        """Who plans at the arbodienst."""
        partner = _PARTNER[COMPANY[self.file.person.company].ohs]
        return self.world.by_email(address_of(partner.planner, partner.domain), Role.ARBODIENST)

    @property
    def manager(self) -> Actor:
        """The file's Ontzorgmanager."""
        return self.world.actor(self.case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)

    @property
    def guide(self) -> Actor:
        """Who writes the plan: the Ontzorgmanager, or an employer who guides the file himself."""
        return self.manager if self.case.ontzorgmanager_id else self.employer

    @property
    def physician(self) -> Actor:
        """The file's bedrijfsarts."""
        return self.world.actor(self.case.physician_id or 0, Role.BEDRIJFSARTS)

    def acting(self, role: str) -> Actor:
        """The person of this file in a role."""
        people = {
            Role.EMPLOYER: lambda: self.employer,
            Role.EMPLOYEE: lambda: self.employee,
            Role.ONTZORGMANAGER: lambda: self.manager,
            Role.BEDRIJFSARTS: lambda: self.physician,
        }
        return people[Role(role)]()

    def waiting_schedule(self, actor: Actor) -> BuildUpSchedule:
        """The proposal for the build-up that has no answer yet."""
        with acting_as(actor):
            found: BuildUpSchedule = BuildUpSchedule.objects.get(case=self.case, state="proposed")
        return found

    def plan(self, actor: Actor) -> Document:
        """The file's Plan van aanpak, through the eyes of one of its parties."""
        with acting_as(actor):
            found: Document = Document.objects.of_kind(PLAN_OF_ACTION).filter(case=self.case).select_related("case")[0]
        return found
