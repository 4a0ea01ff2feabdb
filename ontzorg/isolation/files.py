"""One file and the people who work on it, and everything that can happen in it, done by whoever does that in life."""

from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils.timezone import localdate

from accounts import operations as accounts
from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow
from accounts.terms import Role
from accounts.wording.kept import Kept, Reason
from accounts.wording.words import Kind
from cases import operations as cases
from cases.job_tasks.said import Advised, Described, Said
from cases.job_tasks.words import Ability, Frequency, Verdict
from cases.models import AbsenceCase, Completion, CorrectionRequest, StepConfirmation
from cases.models.milestone import readers_of
from cases.operations.holds import hold_file
from cases.timeline.buildup import Line
from cases.wia.inputs import Inputs
from documents import operations as documents
from documents.contents import NEEDED, ActivityLine, AnalysisContent, BuildUpLine, LimitationLine, PlanContent
from documents.models import Document, Rendition
from documents.operations.guarantee_facts import standing_of
from documents.operations.rendering import claim
from documents.tasks import finish
from employers.models import Employee, LabourExpert, Ontzorgmanager
from interventions import operations as interventions
from interventions.models import Offering

MONDAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 14, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.7 invented"
PAPER = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
"""The smallest picture there is."""


def day(k: int) -> date:
    """The k-th day of a file that began on that Monday and was never interrupted."""
    return MONDAY + timedelta(days=k - 1)


TODAY = day(10)
ANALYSIS = AnalysisContent(
    consult_on=day(9),
    expected_long_term=True,
    work_related="no",
    suitable_work="adapted",
    max_hours_per_day=Decimal(2),
    full_recovery="unknown",
    end_goal="own_work",
    limitations=(LimitationLine(ability="sitting", degree=1),),
)
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
    build_up=(BuildUpLine(starts_on=TODAY, hours_per_week=Decimal(8)),),
)


@dataclass
class File:
    """One sick employee. `said` stands in this file and nowhere else: telephone, address, what is handed over."""

    employee: Employee
    profile: Ontzorgmanager
    employer: Actor
    own: Actor
    """The employee as a user."""
    bedrijfsarts: Actor
    arbodienst: Actor
    ontzorgmanager: Actor
    labour_expert: Actor
    expert: LabourExpert
    provider: Actor
    offering: Offering
    bsn: str
    said: tuple[str, str, str]
    case: AbsenceCase
    asked_of_doctor: int | None = None
    """Number of the request for correction that the bedrijfsarts answers."""
    shared_with_doctor: int | None = None
    """Number of the vision of which the bedrijfsarts reads an answer."""
    tasks_of_doctor: int | None = None
    """Number of the version of the tasks that the bedrijfsarts answered about."""
    consult_of_doctor: int | None = None
    """Number of the question that the bedrijfsarts reads."""
    threads_of_doctor: set[int] = field(default_factory=set)
    """Numbers of the threads that the bedrijfsarts reads."""
    messages_of_doctor: set[int] = field(default_factory=set)
    """Numbers of the messages in them."""

    @property
    def secret(self) -> str:
        """A word that stands in the medical part of this file only."""
        return f"Geheimwoord{self.case.pk}"

    @property
    def treated(self) -> str:
        """A word that stands in what the provider reported to the doctor of this file only."""
        return f"Behandelwoord{self.case.pk}"

    def current(self) -> AbsenceCase:
        """The file as it is now."""
        with acting_as(self.employer):
            found: AbsenceCase = AbsenceCase.objects.get(pk=self.case.pk)
            return found

    def do(self, operation: Callable[..., Any], actor: Actor, **values: Any) -> Any:
        """One operation on this file, on its newest version."""
        case = self.current()
        return operation(actor=actor, case=case, expected_version=case.version, **values)


def report_sick(employer: Actor, employee: Employee, said: tuple[str, str, str]) -> AbsenceCase:
    """The sick report, with words of its own in every text that it takes."""
    phone, address, notes = said
    return cases.report_sick(
        actor=employer,
        employee=employee,
        first_sick_day=day(1),
        details=cases.ReportDetails(
            expected_duration="unknown",
            contact_phone=phone,
            stay_address=address,
            vangnet_applies=False,
            work_accident=False,
            recourse_possible=False,
            handover_notes=notes,
        ),
        submission_key=uuid4(),
        today=day(1),
    )


def fill(file: File, desk: Actor) -> None:
    """Everything that can stand in a file: at least one row in each table that hangs on it."""
    cases.assign(actor=desk, case=file.case, ontzorgmanager=file.profile, today=day(8))
    file.do(cases.record_leave, file.employer, first=day(30), last=day(50), today=TODAY)
    for since, actor in ((day(9), file.employer), (day(8), file.own)):
        values = {"effective_from": since, "hours_per_week": Decimal(12), "therapeutic": False, "today": TODAY}
        file.do(cases.record_hours, actor, **values)
    file.do(cases.propose_build_up, file.employer, lines=[Line(TODAY, Decimal(8))], today=TODAY)
    hold_file(actor=file.ontzorgmanager, case=file.current(), ground="dispute", today=TODAY)
    _facts(file)
    _asked(file)
    _income(file)
    _steps(file)
    _visions(file)
    _tasks(file)
    _documents(file)
    _called(file)
    _advised(file, desk)
    _guidance(file)
    _handed_on(file)
    _helped(file)
    _vault(file)
    _own_words(file)


def _facts(file: File) -> None:
    """Of each kind of reader one."""
    file.do(cases.record_fact, file.employer, kind="contract_end", on=day(400), ground="ended", today=TODAY)
    file.do(cases.record_fact, file.own, kind="early_iva_request", on=day(22), today=day(22))
    file.do(cases.record_fact, file.bedrijfsarts, kind="incapacity_percentage", on=TODAY, number=50, today=TODAY)
    file.do(cases.record_fact, file.bedrijfsarts, kind="short_recovery_expected", on=TODAY, answer=True, today=TODAY)


def _asked(file: File) -> None:
    """One for each role that answers; their words are for that role, so they are none of those that nobody shows."""
    for topic in CorrectionRequest.Topic.values:
        asked = {"topic": topic, "text": "Dit was anders.", "today": TODAY}
        made = cases.ask_correction(actor=file.own, case=file.current(), **asked)
        if topic == CorrectionRequest.Topic.ADVICE:
            file.asked_of_doctor = made.pk


def _income(file: File) -> None:
    """One calculation, seen and shared, and a question about the wage that waits."""
    inputs = Inputs(gross_month_wage=Decimal(3456), contract_hours=Decimal(36))
    made = cases.calculate_income(actor=file.own, case=file.current(), inputs=inputs, own=(), today=TODAY)
    about = {"actor": file.own, "calculation": made}
    cases.share_income(case=file.current(), today=TODAY, **about)
    cases.acknowledge_income(case=file.current(), today=day(260), **about)  # the leave moved week 26
    cases.ask_wage(actor=file.own, case=file.current(), today=TODAY)


def _steps(file: File) -> None:
    late = {"key": "problem_analysis", "occurrence": 1, "cause": "uwv", "today": day(90)}
    file.do(cases.name_delay, file.ontzorgmanager, **late)
    file.do(cases.waive_step, file.ontzorgmanager, key="employee_intake", ground="declined", today=TODAY)
    advised = {"key": "labour_expert_assessment", "ground": "no_capacity", "today": TODAY}
    file.do(cases.waive_step, file.ontzorgmanager, **advised)
    step = {"key": "uwv_week_42_report", "done_on": day(311), "today": day(311)}
    file.do(cases.record_step, file.employer, **step)
    # Its derivation tells what the bedrijfsarts expects.
    left = {"key": "sick_leaving_employment_report", "done_on": day(380), "today": day(380)}
    file.do(cases.record_step, file.employer, **left)
    _judged_by_a_delegate(file)
    contact = {"party": "employee", "held_on": TODAY, "today": TODAY, "guide": "intake", "subjects": ["meet"]}
    cases.log_contact(actor=file.ontzorgmanager, case=file.current(), **contact)


def _judged_by_a_delegate(file: File) -> None:
    """A step that somebody recorded under taakdelegatie before the file was split, and the doctor confirms."""
    tied = {"case_id": file.case.pk, "employer_id": file.employee.employer_id, "key": "long_absence_triage"}
    with acting_as(system(Role.SPLITTER)):
        Completion.objects.create(
            **tied, done_on=day(10), recorded_as=Role.DELEGATE, shown_to=readers_of("long_absence_triage")
        )
    with acting_as(file.bedrijfsarts):
        done = Completion.objects.get(**tied)
        beside = {"case_id": done.case_id, "employer_id": done.employer_id, "shown_to": done.shown_to}
        StepConfirmation.objects.create(completion=done, confirmed_by_id=file.bedrijfsarts.person_id, **beside)


def _visions(file: File) -> None:
    """One that the employee shares in part, and one that waits for the employee."""
    answers = {"enjoy": "Met klanten praten.", "still_can": "Bellen.", "goal": "Weer drie dagen werken."}
    shared = {"enjoy": {Role.EMPLOYER, Role.ONTZORGMANAGER}, "still_can": {Role.BEDRIJFSARTS}}
    about = {"today": TODAY, "answers": answers, "shared": shared}
    file.shared_with_doctor = cases.write_vision(actor=file.own, case=file.current(), **about).pk
    cases.write_vision(actor=file.ontzorgmanager, case=file.current(), **about)


def _tasks(file: File) -> None:
    """One that the bedrijfsarts opened and answered, and one that waits for the employee."""
    task = Described(f"Taken van {file.employee.last_name}", 100, Frequency.DAILY, True, "Zittend", {"sitting": 3})
    about = {"question": "Past deze taak?", "tasks": [task], "today": TODAY}
    made = cases.write_tasks(actor=file.ontzorgmanager, case=file.current(), expected_number=0, **about)
    with acting_as(file.own):
        number = made.tasks.get().pk
    said = {number: Said(Ability.ADAPTED, "Zittend")}
    cases.confirm_tasks(actor=file.own, case=file.current(), analysis=made, said=said, today=TODAY)
    cases.read_tasks(actor=file.bedrijfsarts, analysis=made, today=TODAY)
    answers = {number: Advised(Verdict.ADAPTED, TODAY, "Twee uur")}
    cases.answer_tasks(actor=file.bedrijfsarts, analysis=made, answers=answers, expected_rounds=0, today=TODAY)
    cases.write_tasks(actor=file.ontzorgmanager, case=file.current(), expected_number=1, **about)
    file.tasks_of_doctor = made.pk


def _documents(file: File) -> None:
    """A signed probleemanalyse with its PDF, and a plan that lies before employer and employee."""
    draft = documents.draft_problem_analysis(
        actor=file.bedrijfsarts, case=file.current(), content=ANALYSIS, today=TODAY
    )
    signed = {"place": "Utrecht", "expected_version": 1, "today": TODAY, "at": NOW}
    analysis = documents.sign_problem_analysis(actor=file.bedrijfsarts, document=draft, **signed)
    _render(analysis)
    plan = documents.draft_plan(actor=file.ontzorgmanager, case=file.current(), content=PLAN)
    documents.propose_plan(actor=file.ontzorgmanager, document=plan, expected_version=1, today=TODAY)
    documents.add_vision(actor=file.own, document=plan, vision=file.said[1])
    paper = {"kind": "expert_opinion", "dated_on": TODAY, "content": PAPER, "today": TODAY, "at": NOW}
    documents.add_attachment(actor=file.own, case=file.current(), **paper)


def _render(document: Document) -> None:
    with acting_as(system(Role.RENDERER)):
        waiting = Rendition.objects.get(document=document).pk
    held = claim(waiting, NOW)
    if held is None:
        raise RuntimeError("The PDF of this world is made by somebody else.")
    finish(held, PDF, NOW)


def _called(file: File) -> None:
    """Somebody is called to it, by the date of the database."""
    today = localdate()
    cases.call_labour_expert(
        actor=file.ontzorgmanager,
        case=file.current(),
        expert=file.expert,
        question=f"Past het werk van {file.employee.last_name}?",
        valid_to=today + timedelta(days=30),
        today=today,
    )


def _advised(file: File, desk: Actor) -> None:
    """Advice of each who gives it, answered by whom it is for; and the guarantee, confirmed by both sides."""
    told = {"text": f"Laat {file.employee.last_name} rustig beginnen.", "due_on": TODAY + timedelta(days=14)}
    for actor, addressee in (
        (file.ontzorgmanager, "employer"),
        (file.bedrijfsarts, "employee"),
        (file.labour_expert, "ontzorgmanager"),
    ):
        about = {"addressee": addressee, "today": TODAY, **told}
        made = documents.give_advice(actor=actor, case=file.current(), **about)
        who = {"employer": file.employer, "employee": file.own, "ontzorgmanager": file.ontzorgmanager}[addressee]
        said = {"answer": "refused", "note": "Het past nog niet.", "expected_number": 0, "today": TODAY}
        documents.answer_advice(actor=who, case=file.current(), advice=made, **said)
        withdrawn = {"note": "Ander advies volgt.", "expected_number": 1, "today": TODAY}
        documents.withdraw_advice(actor=actor, case=file.current(), advice=made, **withdrawn)
    for number, actor in enumerate((file.ontzorgmanager, desk)):
        seen = standing_of(file.current(), TODAY).state.value
        said = {"state": seen, "words": "", "expected_number": number, "seen": seen, "today": TODAY}
        documents.confirm_guarantee(actor=actor, case=file.current(), **said)


def _guidance(file: File) -> None:
    """How the Ontzorgmanager sees the way back."""
    file_says = f"De weg terug van {file.employee.last_name}."
    cases.write_guidance(
        actor=file.ontzorgmanager,
        case=file.current(),
        outlook=file_says,
        steps={"for_employer": "Zoekt licht werk"},
        review_on=TODAY + timedelta(days=28),
        reason="",
        expected_number=0,
        today=TODAY,
    )


def _handed_on(file: File) -> None:
    """What the Ontzorgmanager laid down for who comes after."""
    words = f"Belt {file.employee.last_name} in de ochtend."
    cases.write_transfer(actor=file.ontzorgmanager, case=file.current(), words=words, expected_number=0, at=NOW)


def _helped(file: File) -> None:
    """Help that runs, with a report, by the date of the database."""
    today = localdate()
    made = interventions.order_intervention(
        actor=file.ontzorgmanager,
        case=file.current(),
        offering=file.offering,
        goal="Weer 32 uur per week.",
        abilities=f"Zittend werk lukt {file.employee.last_name} goed.",
        starts_on=today,
        ends_on=today + timedelta(days=60),
        today=today,
    )
    about = {"actor": file.provider, "intervention": made}
    interventions.accept_assignment(starts_on=today, today=today, **about)
    interventions.start_intervention(started_on=today, today=today, **about)
    interventions.report_progress(text="Het werk gaat stap voor stap vooruit.", today=today, **about)
    report = documents.report_treatment(sort="intake", text=f"Gesproken. {file.treated}", at=NOW, **about)
    documents.report_treatment(sort="intake", text=f"Nu goed. {file.treated}", at=NOW, replaces=report, **about)


def _vault(file: File) -> None:
    """A note that was put right, what the employee has for UWV, and the draft of a next one."""
    about = {"actor": file.bedrijfsarts, "case": file.current()}
    said = {"held_on": TODAY, "how": "visit", "today": TODAY, "at": NOW}
    note = documents.write_note(text=f"Besproken. {file.secret}", **about, **said)
    documents.correct_note(note=note, text=f"Beter besproken. {file.secret}", **about, **said)
    parts = dict.fromkeys(NEEDED, file.secret)
    made = documents.draft_medical_information(parts=parts, expected_version=0, at=NOW, **about)
    signed = {"actor": file.bedrijfsarts, "information": made}
    documents.sign_medical_information(place="Utrecht", expected_version=1, at=NOW, **signed)
    documents.give_medical_information(today=TODAY, **signed)
    documents.draft_medical_information(parts=parts, expected_version=0, at=NOW, **about)


def _own_words(file: File) -> None:
    """What each of them is still typing, keeps as a list or kept in spite of a warning."""
    kept = Kept("vision", (Kind.CARE,), 1, Reason.WORK)
    people = (file.employer, file.own, file.bedrijfsarts, file.arbodienst, file.ontzorgmanager, file.labour_expert)
    for actor in (*people, file.provider):
        about = {"form": "vision", "about_id": file.case.pk}
        accounts.save_draft(actor=actor, data={"vision": file.said[2]}, **about)
        accounts.keep_wording(actor=actor, case_id=file.case.pk, kept=kept, **about)
    for actor in (file.arbodienst, file.ontzorgmanager):
        cases.save_view(actor=actor, name=f"Lijst {file.case.pk}", query="laat=1")
    with suppress(NotNow):  # one copy for all files of a person
        documents.ask_copy(actor=file.own, at=NOW)
