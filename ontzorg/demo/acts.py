"""What each kind of event does: one call of one operation, by whoever does that in real life."""

from collections.abc import Callable, Mapping
from uuid import NAMESPACE_URL, uuid5

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import ContactMoment
from cases.operations import (
    ReportDetails,
    accept_report,
    assign,
    least_loaded,
    log_contact,
    record_leave,
    record_step,
    report_recovery,
    report_sick,
    triage,
)
from cases.operations.closing import close_case, end_sick_pay
from documents.models import Document
from documents.models.vocabulary import RefusalReason
from documents.operations import (
    draft_plan,
    draft_problem_analysis,
    propose_plan,
    refuse_plan,
    sign_plan,
    sign_problem_analysis,
)
from employers.models import Ontzorgmanager
from ontzorg.demo import papers, work
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.plan import Kind
from ontzorg.demo.scene import Scene
from ontzorg.demo.stories import CHOSEN_MANAGER

BY_EMPLOYER = frozenset({"vangnet_report_uwv", "uwv_week_42_report", "riv_upload"})


def report(scene: Scene) -> None:
    """The employer reports the employee sick: the spell that began last before this day."""
    person = scene.file.person
    spells = [spell for spell in scene.file.absence.spells if spell.start <= scene.day]
    actor = scene.employer
    case = report_sick(
        actor=actor,
        employee=scene.world.employees[person.bsn],
        first_sick_day=spells[-1].start,
        details=ReportDetails(
            expected_duration=scene.file.story.duration,
            contact_phone=person.phone,
            stay_address=person.address,
            vangnet_applies=scene.file.story.vangnet,
            work_accident=scene.file.story.accident,
            recourse_possible=False,
            handover_notes=papers.handover(scene.place),
        ),
        submission_key=uuid5(NAMESPACE_URL, f"demo:{person.bsn}:{spells[-1].start}"),
        today=scene.day,
    )
    scene.world.cases[person.bsn] = case.pk


def accept(scene: Scene) -> None:
    """The arbodienst receives the report."""
    accept_report(actor=scene.planner, case=scene.case, today=scene.day)


def judge(scene: Scene) -> None:
    """The arbodienst says whether it may last."""
    triage(actor=scene.planner, case=scene.case, expected_long_term=scene.file.lasts, today=scene.day)


def give_to_manager(scene: Scene) -> None:
    """The sweep gives the file to who has the fewest; or the desk to whom the employer asked for."""
    chosen = CHOSEN_MANAGER.get(scene.file.person.company)
    actor = scene.world.desk if chosen else system(Role.SCHEDULER)
    with acting_as(actor):
        manager = Ontzorgmanager.objects.get(user__name=chosen) if chosen else least_loaded(scene.day)
        if manager is not None:
            assign(actor=actor, case=scene.case, ontzorgmanager=manager, today=scene.day)


def speak_with(party: ContactMoment.Party) -> Callable[[Scene], None]:
    """The Ontzorgmanager speaks with one of the two."""

    def act(scene: Scene) -> None:
        log_contact(actor=scene.manager, case=scene.case, party=party.value, held_on=scene.day, today=scene.day)

    return act


def do_step(scene: Scene) -> None:
    """Something was done outside the application."""
    case = scene.case
    actor = scene.employer if scene.key in BY_EMPLOYER or case.ontzorgmanager_id is None else scene.manager
    record_step(
        actor=actor,
        case=case,
        key=scene.key,
        done_on=scene.day,
        expected_version=case.version,
        today=scene.day,
    )


def analyse(scene: Scene) -> None:
    """The bedrijfsarts writes and signs the Probleemanalyse."""
    case = scene.case
    actor = scene.world.actor(case.physician_id or 0, Role.BEDRIJFSARTS)
    content = papers.analysis(scene.place, scene.day)
    document = draft_problem_analysis(actor=actor, case=case, content=content, today=scene.day)
    signed = sign_problem_analysis(
        actor=actor,
        document=document,
        place=COMPANY[scene.file.person.company].town,
        expected_version=document.version_no,
        today=scene.day,
        at=scene.at,
    )
    with acting_as(actor):
        Document.objects.filter(pk=signed.pk).update(created_at=scene.at, updated_at=scene.at)


def write_plan(scene: Scene) -> None:
    """Who guides the file drafts the Plan van aanpak."""
    person, actor = scene.file.person, scene.guide
    company = COMPANY[person.company]
    content = papers.plan_of_action(scene.place, scene.day, person.hours, company.contact)
    if scene.case.self_guided_by:
        content = papers.of_employer(content, company.contact, company.phone)
    document = draft_plan(actor=actor, case=scene.case, content=content)
    with acting_as(actor):
        Document.objects.filter(pk=document.pk).update(created_at=scene.at, updated_at=scene.at)


def put_forward(scene: Scene) -> None:
    """Who guides the file puts the plan before both."""
    actor = scene.guide
    document = scene.plan(actor)
    propose_plan(actor=actor, document=document, expected_version=document.version_no, today=scene.day)


def sign_as(role: Role) -> Callable[[Scene], None]:
    """Employer or employee adds a vision and signs."""

    def act(scene: Scene) -> None:
        actor = scene.employer if role is Role.EMPLOYER else scene.employee
        say = papers.employer_vision if role is Role.EMPLOYER else papers.employee_vision
        document = scene.plan(actor)
        sign_plan(
            actor=actor,
            document=document,
            place=COMPANY[scene.file.person.company].town,
            expected_version=document.version_no,
            today=scene.day,
            at=scene.at,
            vision=say(scene.place),
        )

    return act


def refuse(scene: Scene) -> None:
    """The employee does not agree with the build-up."""
    document = scene.plan(scene.employee)
    refuse_plan(
        actor=scene.employee,
        document=document,
        reason=RefusalReason.BUILD_UP.value,
        note="De stap naar de helft van de uren komt voor mij te vroeg.",
        expected_version=document.version_no,
        today=scene.day,
        at=scene.at,
    )


def take_leave(scene: Scene) -> None:
    """The employer records the maternity leave."""
    case = scene.case
    for leave in scene.file.absence.leaves:
        record_leave(
            actor=scene.employer,
            case=case,
            first=leave.first,
            last=leave.last,
            expected_version=case.version,
            today=scene.day,
        )


def recover(scene: Scene) -> None:
    """The employer reports recovery from today."""
    case = scene.case
    report_recovery(
        actor=scene.employer, case=case, recovered_on=scene.day, expected_version=case.version, today=scene.day
    )


def close(scene: Scene) -> None:
    """Four weeks have passed."""
    close_case(actor=system(Role.SCHEDULER), case=scene.case, today=scene.day)


def end(scene: Scene) -> None:
    """104 weeks have passed."""
    end_sick_pay(actor=system(Role.SCHEDULER), case=scene.case, today=scene.day)


# Nobody hears of what is only ticked off.
SILENT = frozenset(
    {Kind.ACCEPT, Kind.TRIAGE, Kind.CONTACT_EMPLOYER, Kind.CONTACT_EMPLOYEE, Kind.STEP, Kind.DRAFT_PLAN, Kind.LEAVE}
)

ACTS: Mapping[Kind, Callable[[Scene], None]] = {
    Kind.REPORT: report,
    Kind.ACCEPT: accept,
    Kind.TRIAGE: judge,
    Kind.ASSIGN: give_to_manager,
    Kind.CONTACT_EMPLOYER: speak_with(ContactMoment.Party.EMPLOYER),
    Kind.CONTACT_EMPLOYEE: speak_with(ContactMoment.Party.EMPLOYEE),
    Kind.STEP: do_step,
    Kind.ANALYSIS: analyse,
    Kind.DRAFT_PLAN: write_plan,
    Kind.PROPOSE: put_forward,
    Kind.SIGN_EMPLOYEE: sign_as(Role.EMPLOYEE),
    Kind.REFUSE_EMPLOYEE: refuse,
    Kind.SIGN_EMPLOYER: sign_as(Role.EMPLOYER),
    Kind.LEAVE: take_leave,
    Kind.TELL: work.tell,
    Kind.HOURS: work.work,
    Kind.PROPOSE_BUILD_UP: work.propose,
    Kind.ANSWER_BUILD_UP: work.answer,
    Kind.WAIVE: work.waive,
    Kind.DELAY: work.delay,
    Kind.CANCEL: work.cancel,
    Kind.DIE: work.die,
    Kind.RECOVER: recover,
    Kind.CLOSE: close,
    Kind.END: end,
}
