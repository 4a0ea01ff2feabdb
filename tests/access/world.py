"""Files on every side of every fence, each with the people who work on it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases import operations as cases
from cases.models import (
    AbsenceCase,
    BuildUpSchedule,
    CaseFact,
    CorrectionRequest,
    EmergencyAccess,
    LabourExpertCall,
    LegalHold,
    MaternityLeave,
    SavedView,
    WageRequest,
    WiaAcknowledgement,
    WiaCalculation,
    WiaShare,
)
from cases.timeline.buildup import Line
from documents import operations as documents
from documents.contents import ActivityLine, AnalysisContent, PlanContent
from documents.models import Attachment, Document, OwnCopy, Rendition
from documents.operations.rendering import claim
from employers.acting import actor_for
from employers.models import (
    DelegatedAdviser,
    Delegation,
    Employee,
    LabourExpert,
    Membership,
    OccupationalPhysician,
    OhsContract,
    Ontzorgmanager,
    Substitution,
)
from tests.cast import Cast
from tests.documents.papers import make_pdf
from tests.factories import employers as make
from tests.factories import income, interventions
from tests.factories.cases import assign, day, report

TODAY = day(10)
NOW = datetime(2026, 1, 14, 9, 0, tzinfo=UTC)
ANALYSIS = AnalysisContent(
    consult_on=day(9),
    expected_long_term=True,
    work_related="no",
    suitable_work="adapted",
    max_hours_per_day=Decimal(2),
    full_recovery="unknown",
    end_goal="own_work",
)
NETWORK = "Praktijk De Haven"
OTHERS = {
    Role.CLAIMS: "Kees Schade",
    Role.INTERMEDIARY: "Tess Adviseur",
    Role.PLATFORM: "Theo Beheer",
    Role.PRIVACY_OFFICER: "Petra Privacy",
}
PLAN = PlanContent(
    end_goal="own_work",
    contact_with="employer",
    contact_every="week",
    next_evaluation_on=TODAY + timedelta(days=40),
    activities=(
        ActivityLine(
            activity="Twee uur per dag inpakken",
            type="adapted_work",
            responsible="employer",
            starts_on=TODAY,
            ends_on=TODAY + timedelta(days=28),
            result="Werkritme",
        ),
    ),
)


PAPER: dict[str, Any] = {
    "kind": "expert_opinion",
    "dated_on": TODAY,
    "content": make_pdf(),
    "today": TODAY,
    "at": NOW,
}
OWN_PLAN = replace(PLAN, case_manager_name="Anna Smit", case_manager_phone="030 1234567")


@dataclass
class File:
    """One file and the actors who work on it, each in their own role."""

    employee: Employee
    employer: Actor
    bedrijfsarts: Actor
    arbodienst: Actor
    ontzorgmanager: Actor
    case: AbsenceCase | None = field(default=None)

    def open(self) -> AbsenceCase:
        """The sick report, once."""
        if self.case is None:
            self.case = report(self.employer, self.employee)
        return self.case


@dataclass(frozen=True)
class World:
    """For each role three files: its own, another of the same employer, and one of the other employer.

    "Same employer" is a colleague's file, with another doctor of the same arbodienst and another Ontzorgmanager.
    For the arbodienst it is a file that another arbodienst of the same employer has.
    """

    cast: Cast
    own: File
    same: File
    same_elsewhere: File
    other: File
    others: dict[Role, Actor]
    """Who has no file of their own by the contract, but is there."""

    def files(self, role: Role) -> tuple[File, File, File]:
        """Own, same employer, other employer."""
        return self.own, self.same_elsewhere if role is Role.ARBODIENST else self.same, self.other

    def actor(self, role: Role) -> Actor:
        """The person of the own file in this role."""
        people = {
            Role.EMPLOYER: self.cast.anna,
            Role.EMPLOYEE: self.cast.carla,
            Role.ONTZORGMANAGER: self.cast.noor,
            Role.BEDRIJFSARTS: self.cast.daan,
            Role.ARBODIENST: self.cast.bert,
            Role.DESK: self.cast.ina,
            Role.VISITOR: Actor(role=Role.VISITOR, user_id=self.cast.anna.user_id),
        }
        return people.get(role) or self.others[role]

    def all_files(self) -> tuple[File, ...]:
        """Every file, the own one first."""
        return self.own, self.same, self.same_elsewhere, self.other

    def open(self) -> None:
        """Report everybody sick and give each file its doctor and its Ontzorgmanager."""
        doctors = (self.cast.daan_profile, self.second_doctor, self.cast.gijs_profile, self.cast.gijs_profile)
        for file, doctor in zip(self.all_files(), doctors, strict=True):
            _let_work(file.employee, doctor)
            file.case = assign(self.cast, file.open(), self.profile(file.ontzorgmanager), on=day(8))
        called(self.own, self.actor(Role.LABOUR_EXPERT))

    @property
    def second_doctor(self) -> OccupationalPhysician:
        """Another doctor of the first arbodienst."""
        with acting_as(self.cast.ina):
            return OccupationalPhysician.objects.get(user_id=self.same.bedrijfsarts.user_id)

    def profile(self, actor: Actor) -> Ontzorgmanager:
        """The registration behind an Ontzorgmanager."""
        return self.cast.noor_profile if actor == self.cast.noor else self.cast.loes_profile


def make_world(cast: Cast) -> World:
    """Nobody is sick yet."""
    dora = make.make_physician(cast.vitaal, "Dora Dokter")
    dora_acts = actor_for(make.make_membership(dora.user, Role.BEDRIJFSARTS, ohs=cast.vitaal))
    dirk = make.make_employee(cast.bakery, "Dirk", "Duin")
    emma = make.make_employee(cast.bakery, "Emma", "Eik")
    return World(
        cast=cast,
        own=File(cast.carla_file, cast.anna, cast.daan, cast.bert, cast.noor),
        same=File(dirk, cast.anna, dora_acts, cast.bert, cast.loes),
        same_elsewhere=File(emma, cast.anna, cast.gijs, cast.hans, cast.loes),
        other=File(cast.finn_file, cast.eva, cast.gijs, cast.hans, cast.loes),
        others={
            role: actor_for(make.make_membership(make.make_user(name), role, **_client_of(cast, role)))
            for role, name in OTHERS.items()
        }
        | {
            Role.DELEGATE: delegate_of(cast.daan_profile),
            Role.LABOUR_EXPERT: labour_expert(),
            Role.PROVIDER: interventions.make_helper(interventions.make_provider(NETWORK), "Pim Helper"),
        },
    )


def _client_of(cast: Cast, role: Role) -> dict[str, Any]:
    return {"employer": cast.bakery} if role is Role.INTERMEDIARY else {}


def delegate_of(doctor: OccupationalPhysician, **fields: Any) -> Actor:
    """Somebody who works under taakdelegatie of this doctor."""
    adviser = make.make_adviser(doctor.ohs)
    delegation = make.make_delegation(doctor, adviser, **fields)
    with acting_as(make.ARRANGER):
        return actor_for(Membership.objects.get(user=adviser.pk), delegation)


def labour_expert(name: str = "Arie Deskundige") -> Actor:
    """Somebody who can be called to a file."""
    expert = make.make_labour_expert(name)
    with acting_as(make.ARRANGER):
        return actor_for(Membership.objects.get(user=expert.pk))


def called(file: File, expert: Actor | None = None) -> AbsenceCase:
    """The Ontzorgmanager called somebody to this file, for longer than the database's own today."""
    case = file.open()
    expert = expert or labour_expert(f"Aad {file.employee.last_name}")
    with acting_as(file.ontzorgmanager):
        if not LabourExpertCall.objects.filter(case=case, ended_at=None).exists():
            LabourExpertCall.objects.create(
                case=case,
                employer_id=case.employer_id,
                expert_id=expert.person_id,
                question="Past het inpakwerk?",
                valid_from=TODAY,
                valid_to=make.FAR,
                called_as=Role.ONTZORGMANAGER.value,
                called_by_id=file.ontzorgmanager.person_id,
            )
            AbsenceCase.objects.filter(pk=case.pk).update(labour_expert=expert.person_id, labour_expert_until=make.FAR)
        file.case = AbsenceCase.objects.get(pk=case.pk)
    return file.case


def not_called(file: File) -> AbsenceCase:
    """Nobody is called to this file any more."""
    case = file.open()
    with acting_as(file.ontzorgmanager):
        LabourExpertCall.objects.filter(case=case).update(ended_at=NOW)
        AbsenceCase.objects.filter(pk=case.pk).update(labour_expert=None, labour_expert_until=None)
        return AbsenceCase.objects.get(pk=case.pk)


def self_guided_and_called(file: File) -> AbsenceCase:
    """Its employer guides it himself, and somebody is called to it."""
    called(file)
    return self_guided(file)


def known_expert(file: File) -> LabourExpert:
    """Somebody of the desk's list."""
    with acting_as(make.ARRANGER):
        return LabourExpert.objects.select_related("user").order_by("pk")[0]


def _let_work(employee: Employee, doctor: OccupationalPhysician) -> None:
    """The next contract of this employer, long before anybody is sick."""
    with acting_as(make.ARRANGER):
        running = OhsContract.objects.get(employer_id=employee.employer_id, ends_on=None)
        running.ends_on = running.starts_on + timedelta(days=1)
        running.save()
        OhsContract.objects.create(
            employer_id=employee.employer_id, ohs_id=doctor.ohs_id, physician=doctor, starts_on=running.ends_on
        )


def drafted_analysis(file: File) -> Document:
    """The doctor wrote a probleemanalyse."""
    return documents.draft_problem_analysis(actor=file.bedrijfsarts, case=file.open(), content=ANALYSIS, today=TODAY)


def signed_analysis(file: File) -> Document:
    """The doctor signed it."""
    return documents.sign_problem_analysis(
        actor=file.bedrijfsarts,
        document=drafted_analysis(file),
        place="Utrecht",
        expected_version=1,
        today=TODAY,
        at=NOW,
    )


def drafted_plan(file: File) -> Document:
    """The Ontzorgmanager wrote a plan on it."""
    signed_analysis(file)
    return documents.draft_plan(actor=file.ontzorgmanager, case=file.open(), content=PLAN)


def proposed_plan(file: File) -> Document:
    """The Ontzorgmanager put it before employer and employee."""
    return documents.propose_plan(
        actor=file.ontzorgmanager, document=drafted_plan(file), expected_version=1, today=TODAY
    )


def self_guided(file: File) -> AbsenceCase:
    """Its employer guides it himself; there is no Ontzorgmanager any more."""
    with acting_as(file.employer):
        found = AbsenceCase.objects.filter(pk=file.open().pk)
        found.update(insurer_manages=False, ontzorgmanager=None, assigned_on=None)
        return found.get()


def own_drafted_plan(file: File) -> Document:
    """The employer wrote a plan on it."""
    signed_analysis(file)
    return documents.draft_plan(actor=file.employer, case=self_guided(file), content=OWN_PLAN)


def own_proposed_plan(file: File) -> Document:
    """The employer put it before both."""
    drafted = own_drafted_plan(file)
    return documents.propose_plan(actor=file.employer, document=drafted, expected_version=1, today=TODAY)


def failed_pdf(file: File) -> Document:
    """Making the PDF of the probleemanalyse failed for good."""
    document = signed_analysis(file)
    with acting_as(system(Role.RENDERER)):
        rendition = Rendition.objects.get(document=document)
    held = claim(rendition.pk, NOW)
    assert held is not None
    return documents.give_up_rendering(actor=system(Role.RENDERER), document=document, held=held, error="Oops")


def paper_of_employer(file: File) -> Attachment:
    """The employer added a paper to it."""
    return documents.add_attachment(actor=file.employer, case=file.case, **PAPER)


def paper_of_guide(file: File) -> Attachment:
    """The Ontzorgmanager did."""
    return documents.add_attachment(actor=file.ontzorgmanager, case=file.case, **PAPER)


def colleague_of(world: World) -> DelegatedAdviser:
    """Somebody of the first arbodienst to whom nothing was left yet."""
    return make.make_adviser(world.cast.vitaal, "Olga Begeleider")


def left_tasks(file: File) -> Delegation:
    """The doctor of this file left tasks to somebody."""
    with acting_as(make.ARRANGER):
        doctor = OccupationalPhysician.objects.select_related("ohs").get(user_id=file.bedrijfsarts.user_id)
    return make.make_delegation(doctor, make.make_adviser(doctor.ohs, "Olaf Begeleider"))


def arranged_substitution(file: File) -> Substitution:
    """Somebody stands in for the Ontzorgmanager of this file; in days of its own."""
    day_one = TODAY + timedelta(days=file.employee.pk)
    with acting_as(make.ARRANGER):
        absent = Ontzorgmanager.objects.get(user_id=file.ontzorgmanager.user_id)
    return make.make_substitution(absent, make.make_manager("Sam Los"), valid_from=day_one, valid_to=day_one)


def waived_intake(file: File) -> AbsenceCase:
    """The Ontzorgmanager recorded that the intake is not needed."""
    case = file.open()
    return cases.waive_step(
        actor=file.ontzorgmanager,
        case=case,
        key="employee_intake",
        ground="declined",
        expected_version=case.version,
        today=TODAY,
    )


def reported_to_uwv(file: File) -> AbsenceCase:
    """The employer recorded the report of week 42."""
    return _recorded(file, file.employer, "uwv_week_42_report", day(290))


def held_intake(file: File) -> AbsenceCase:
    """The Ontzorgmanager recorded the intake."""
    return _recorded(file, file.ontzorgmanager, "employee_intake", TODAY)


def _recorded(file: File, actor: Actor, key: str, on: date) -> AbsenceCase:
    version = _current(file).version
    return cases.record_step(actor=actor, case=file.open(), key=key, done_on=on, expected_version=version, today=on)


def held(file: File) -> LegalHold:
    """The Ontzorgmanager keeps this file as evidence."""
    case = cases.hold_file(actor=file.ontzorgmanager, case=file.open(), ground="dispute", today=TODAY)
    with acting_as(file.ontzorgmanager):
        found: LegalHold = LegalHold.objects.select_related("case").get(case=case)
        return found


def asked_correction(file: File) -> CorrectionRequest:
    """The employee asks the employer to put a day right."""
    case = file.open()
    actor = Actor(role=Role.EMPLOYEE, organisation_id=case.employer_id, employee_id=case.employee_id)
    asked = {"case": case, "employer_id": case.employer_id, "asked_on": TODAY, "shown_to": ["employee", "employer"]}
    with acting_as(actor):
        found: CorrectionRequest = CorrectionRequest.objects.create(topic="report", text="Een dag later.", **asked)
        return found


def asked_emergency(file: File) -> EmergencyAccess:
    """A platform administrator who is in no other story asks for sight of this file."""
    asker = actor_for(make.make_membership(make.make_user("Bas Beheer"), Role.PLATFORM))
    return cases.ask_emergency(
        actor=asker, number=file.open().number, reason="broken", note="Opent niet.", at=timezone.now()
    )


def opened_in_emergency(file: File) -> AbsenceCase:
    """The one administrator of this world sees this file, if it is one of the first arbodienst."""
    with acting_as(make.ARRANGER):
        asker = actor_for(Membership.objects.get(role=Role.PLATFORM, user__name=OTHERS[Role.PLATFORM]))
    if file.ontzorgmanager.user_id == first_manager():
        access = cases.ask_emergency(
            actor=asker, number=file.open().number, reason="broken", note="Opent niet.", at=timezone.now()
        )
        second = actor_for(make.make_membership(make.make_user("Judith Beheer"), Role.PLATFORM))
        lasts = timedelta(hours=1)
        cases.decide_emergency(actor=second, access=access, granted=True, lasts=lasts, at=timezone.now())
    return file.open()


def first_manager() -> int:
    """The Ontzorgmanager of the own file."""
    with acting_as(make.ARRANGER):
        return int(Ontzorgmanager.objects.get(user__name="Noor de Wit").pk)


def computed_income(file: File) -> WiaCalculation:
    """The employee computes what long sickness does to income."""
    return income.calculate(employee_of(file), file.open(), TODAY)


def employee_of(file: File) -> Actor:
    """The employee of a file, with an account: a colleague in this world has none."""
    case, user = file.open(), make.make_user("Wie Rekent")
    own = {"organisation_id": case.employer_id, "employee_id": case.employee_id}
    return Actor(role=Role.EMPLOYEE, user_id=user.pk, **own)


def shared_income(file: File) -> WiaShare:
    """The same, and the employer may read it."""
    made = computed_income(file)
    return cases.share_income(actor=employee_of(file), case=file.open(), calculation=made, today=TODAY)


def seen_income(file: File) -> WiaAcknowledgement:
    """The same, and the employee says to have seen it in week 26."""
    made = shared_income(file).calculation
    return cases.acknowledge_income(actor=employee_of(file), case=file.open(), calculation=made, today=day(176))


def asked_wage(file: File) -> WageRequest:
    """The employee asks the employer for the wage."""
    return income.ask_wage(employee_of(file), file.open(), TODAY)


def own_copy(file: File) -> OwnCopy:
    """The employee asked for everything about oneself, and it was made."""
    employee = file.employee
    actor = Actor(role=Role.EMPLOYEE, organisation_id=employee.employer_id, employee_id=employee.pk)
    with acting_as(actor):
        made: OwnCopy = OwnCopy.objects.create(
            employee=employee,
            asked_at=NOW,
            state="ready",
            progress=100,
            path="copies/a.zip",
            sha256="0" * 64,
            finished_at=NOW,
        )
    return made


def saved_view(file: File) -> SavedView:
    """The Ontzorgmanager of this file keeps a list."""
    return cases.save_view(actor=file.ontzorgmanager, name="Mijn lijst", query="laat=1")


def reported_recovered(file: File) -> AbsenceCase:
    """The employer reported recovery."""
    case = _current(file)
    return cases.report_recovery(
        actor=file.employer, case=case, recovered_on=TODAY, expected_version=case.version, today=TODAY
    )


def applied_for_wia(file: File) -> AbsenceCase:
    """The employee applied for the WIA, and the Ontzorgmanager recorded it."""
    case, on = file.open(), day(645)
    return cases.record_step(
        actor=file.ontzorgmanager,
        case=case,
        key="wia_application",
        done_on=on,
        expected_version=case.version,
        today=on,
    )


def recorded_hours(file: File) -> AbsenceCase:
    """The employer recorded hours worked."""
    case = _current(file)
    return cases.record_hours(
        actor=file.employer,
        case=case,
        effective_from=day(9),
        hours_per_week=Decimal(12),
        therapeutic=False,
        expected_version=case.version,
        today=TODAY,
    )


def hours_to_forward(file: File) -> AbsenceCase:
    """The Ontzorgmanager recorded hours worked, and the employer has yet to pass them on."""
    case = _current(file)
    return cases.record_hours(
        actor=file.ontzorgmanager,
        case=case,
        effective_from=day(9),
        hours_per_week=Decimal(12),
        therapeutic=False,
        expected_version=case.version,
        today=TODAY,
    )


def proposed_build_up(file: File) -> BuildUpSchedule:
    """The employer proposed a build-up."""
    case = _current(file)
    lines = [Line(TODAY, Decimal(8)), Line(TODAY + timedelta(days=14), Decimal(16))]
    return cases.propose_build_up(
        actor=file.employer, case=case, lines=lines, expected_version=case.version, today=TODAY
    )


def on_leave(file: File) -> MaternityLeave:
    """The employer recorded maternity leave."""
    case = _current(file)
    cases.record_leave(
        actor=file.employer, case=case, first=day(30), last=day(50), expected_version=case.version, today=TODAY
    )
    with acting_as(file.employer):
        found: MaternityLeave = MaternityLeave.objects.select_related("case").get(case=case)
        return found


def sick_after_leave(file: File) -> AbsenceCase:
    """Recovered at the leave and sick again right after it: one file until the doctor says otherwise."""
    case = _current(file)
    cases.report_recovery(
        actor=file.employer, case=case, recovered_on=day(5), expected_version=case.version, today=TODAY
    )
    version = _current(file).version
    cases.record_leave(actor=file.employer, case=case, first=day(5), last=day(7), expected_version=version, today=TODAY)
    with acting_as(make.ARRANGER):
        doctor = OccupationalPhysician.objects.get(user_id=file.bedrijfsarts.user_id)
    _let_work(file.employee, doctor)  # a report gives the file to the doctor of the contract
    report(file.employer, file.employee, day(8), today=TODAY)
    return _current(file)


def membership(file: File) -> Membership:
    """The role in which the employer's user acts."""
    with acting_as(file.employer):
        found: Membership = Membership.objects.select_related("user").get(pk=file.employer.membership_id)
        return found


def contract_ending(file: File) -> CaseFact:
    """The employer recorded the end of the employment."""
    version = _current(file).version
    values: dict[str, Any] = {"kind": "contract_end", "on": day(90), "ground": "ended", "expected_version": version}
    return cases.record_fact(actor=file.employer, case=file.open(), today=TODAY, **values)


def without_capacity(file: File) -> CaseFact:
    """The doctor saw no possibilities for work."""
    version = _current(file).version
    values: dict[str, Any] = {"kind": "no_usable_capacity", "on": day(5), "expected_version": version}
    return cases.record_fact(actor=file.bedrijfsarts, case=file.open(), today=TODAY, **values)


def _current(file: File) -> AbsenceCase:
    with acting_as(file.employer):
        found: AbsenceCase = AbsenceCase.objects.get(pk=file.open().pk)
        return found
