"""The readable half of a copy: one page about the person, one for each file and document, one with the log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from accounts.actor import Actor
from accounts.audit import DONE
from accounts.describe import VERB_TEXTS
from accounts.models import AuditEvent, Draft, User
from accounts.terms import ROLE_LABELS, Role
from accounts.visible import Visible, visible_all
from cases import conferences, looked
from cases.consults import talks_of
from cases.dossier import grouped, late_report, report_facts, steps_of
from cases.income_picture import lay_out_income
from cases.models import (
    AbsenceCase,
    BuildUpSchedule,
    CapacityChange,
    CaseTransfer,
    CoachingNote,
    ContactMoment,
    CorrectionRequest,
    ExpertConsideration,
    GuidancePlan,
    LabourExpertCall,
    LegalHold,
    Notice,
    SickReport,
    Spell,
    WageRequest,
    WiaCalculation,
    WorkProposal,
)
from cases.operations.consults import requests_of
from cases.recorded import recorded_lines
from cases.task_analyses import lines_of
from cases.task_analyses import versions_of as tasks_in
from cases.visions import told, versions_of
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import Advice, Attachment, Document, Thread
from documents.threads import letters_of, readers_of
from employers.models import Employee, EmployeeIdentity, Membership
from interventions.models import Assignment, Briefing, Intervention, ProgressReport

_SAID = {verb.value: text for verb, text in VERB_TEXTS.items()}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log."""

    record: Visible
    by: str
    did: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a file, where its page is in the copy, and where its PDF."""

    document: Document
    page: str
    pdf: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A paper from outside, and where its file is in the copy; nowhere when it was taken back."""

    attachment: Attachment
    place: str


def page_of(case: AbsenceCase) -> str:
    """The name of the page of a file: its number, nothing about a person."""
    return f"dossier-{case.number}.html"


def paper(document: Document, *, has_pdf: bool) -> Paper:
    """Where a document stands in the copy."""
    stem = f"{document.spec.file_stem}-{document.case.number}-{document.edition}"
    return Paper(document, f"{stem}.html", f"documenten/{stem}.pdf" if has_pdf else "")


def person_page(actor: Actor, user: User) -> str:
    """Who somebody is here: employment, number, account, roles, what was not sent yet."""
    employee = Employee.objects.visible_to(actor).select_related("employer").get()
    identity = EmployeeIdentity.objects.visible_to(actor).first()
    roles = Membership.objects.visible_to(actor).select_related("employer", "ohs").order_by("pk")
    return _render(
        "documents/copy/person.html",
        employee=Visible(employee, actor.role),
        identity=Visible(identity, actor.role) if identity else None,
        account=user,
        roles=[ROLE_LABELS[Role(one.role)] for one in roles],
        drafts=visible_all(Draft.objects.visible_to(actor).order_by("pk"), actor.role),
    )


def case_page(
    actor: Actor,
    case: AbsenceCase,
    papers: Sequence[Paper],
    enclosed: Sequence[Enclosed],
    *,
    sent_along: Mapping[int, str],
    today: date,
) -> str:
    """One file: its days and steps, what was recorded, its documents and its messages."""
    steps = steps_of(case, actor.role, today)
    groups = grouped(steps, today)
    return _render(
        "documents/copy/case.html",
        case=Visible(case, actor.role),
        late_report=late_report(case),
        spells=_of(Spell, case, actor),
        reports=[
            (Visible(one, actor.role), report_facts(one, actor.role))
            for one in SickReport.objects.visible_to(actor).filter(case=case).select_related("reported_by")
        ],
        groups=[
            ("Nu", groups.now),
            ("Kan ook", groups.possible),
            ("Later", groups.coming),
            ("Gedaan", groups.done),
            ("Staat stil", groups.paused),
            ("Niet nodig", groups.waived),
        ],
        recorded=recorded_lines(case, actor),
        hours=_of(CapacityChange, case, actor, "recorded_by"),
        schedules=_of(BuildUpSchedule, case, actor, "proposed_by", "answered_by"),
        contacts=_of(ContactMoment, case, actor, "recorded_by"),
        calls=_of(LabourExpertCall, case, actor, "expert__user", "called_by"),
        conferences=conferences.told(actor, case, today),
        considerations=_of(ExpertConsideration, case, actor, "considered_by"),
        advices=visible_all(Advice.objects.visible_to(actor).filter(case=case).with_story(), actor.role),
        works=_of(WorkProposal, case, actor, "written_by", "reply__acted_by"),
        coachings=_of(CoachingNote, case, actor, "written_by"),
        guidance=_of(GuidancePlan, case, actor, "written_by"),
        transfers=_of(CaseTransfer, case, actor, "giver__user", "receiver__user", "worded_by"),
        helps=_helps(case, actor),
        holds=_of(LegalHold, case, actor),
        requests=_of(CorrectionRequest, case, actor, "answered_by"),
        talks=talks_of(actor, case, today),
        questions=visible_all(requests_of(case), actor.role),
        incomes=[lay_out_income(one.record) for one in WiaCalculation.objects.visible_to(actor).filter(case=case)],
        wages=_of(WageRequest, case, actor, "answered_by"),
        visions=[(Visible(one, actor.role), told(actor, one)) for one in reversed(versions_of(actor, case).all)],
        tasks=[(Visible(one, actor.role), lines_of(actor, one, today)) for one in reversed(tasks_in(actor, case).all)],
        threads=_threads(actor, case, sent_along),
        notices=_of(Notice, case, actor),
        papers=_papers(papers, actor),
        enclosed=[
            (Visible(one.attachment, actor.role), ROLE_LABELS[Role(one.attachment.added_as)], one.place)
            for one in enclosed
        ],
        looks=looked.told(actor, case, looked.looks(actor, case, own=True)),
    )


def document_page(actor: Actor, one: Paper) -> str:
    """The whole content of a document, with everybody's vision and signature."""
    document, role = one.document, actor.role
    is_analysis = document.kind == PROBLEM_ANALYSIS
    basis = None if is_analysis else Document.objects.visible_to(actor).analysis_of(document.case_id)
    return _render(
        "documents/copy/document.html",
        document=Visible(document, role),
        case=Visible(document.case, role),
        case_page=page_of(document.case),
        pdf=one.pdf,
        answers=visible_all(document.answers, role),
        is_analysis=is_analysis,
        analysis=Visible(document.analysis, role) if is_analysis else None,
        groups=[(name, visible_all(rows, role)) for name, rows in document.analysis.limitation_groups]
        if is_analysis
        else [],
        plan=None if is_analysis else Visible(document.plan, role),
        basis=Visible(basis, role) if basis else None,
    )


def log_page(actor: Actor) -> str:
    """What is in the log about the person and about no file; that of a file is on its own page."""
    found = AuditEvent.objects.visible_to(actor).filter(case_id=None, result=DONE)
    return _render("documents/copy/log.html", events=events(actor, found))


def index_page(actor: Actor, cases: Iterable[AbsenceCase], papers: Sequence[Paper], today: date) -> str:
    """What is in the copy and what is not."""
    employee = Employee.objects.visible_to(actor).select_related("employer").get()
    return _render(
        "documents/copy/index.html",
        employee=Visible(employee, actor.role),
        today=today,
        files=[(Visible(case, actor.role), page_of(case)) for case in cases],
        papers=_papers(papers, actor),
    )


def events(actor: Actor, found: Any) -> list[Event]:
    """Lines of the log in words, the newest first."""
    return [_event(one, actor) for one in found.select_related("actor").order_by("-at", "-pk")]


def _event(one: AuditEvent, actor: Actor) -> Event:
    seen = Visible(one, actor.role)
    who = seen.actor.name if one.actor else ""
    role = ROLE_LABELS[Role(one.role)]
    return Event(seen, f"{who} ({role})" if who else role, _SAID.get(one.action, "andere handeling"))


def _papers(papers: Sequence[Paper], actor: Actor) -> list[dict[str, Any]]:
    return [{"document": Visible(one.document, actor.role), "page": one.page, "pdf": one.pdf} for one in papers]


def _of(model: Any, case: AbsenceCase, actor: Actor, *people: str) -> list[Visible]:
    rows = model.objects.visible_to(actor).filter(case=case)
    return visible_all(rows.select_related(*people) if people else rows, actor.role)


def _threads(actor: Actor, case: AbsenceCase, places: Mapping[int, str]) -> list[dict[str, Any]]:
    """Each subject with who reads it and what was written; `places` says where the file of a message is."""
    return [
        {
            "one": Visible(thread, actor.role),
            "readers": readers_of(actor, case, thread),
            "letters": [(one, places.get(one.message.pk, "")) for one in letters_of(actor, thread, frozenset())],
        }
        for thread in Thread.objects.visible_to(actor).filter(case=case.pk)
    ]


def _helps(case: AbsenceCase, actor: Actor) -> list[dict[str, Any]]:
    """Each intervention with who helps, what was told and what was reported."""

    def by(model: Any, key: str, *joined: str) -> dict[int, Any]:
        rows = model.objects.visible_to(actor).filter(case=case)
        rows = rows.select_related(*joined) if joined else rows
        return {getattr(one, key): Visible(one, actor.role) for one in rows}

    assignments, told = by(Assignment, "pk", "provider"), by(Briefing, "assignment_id")
    reports: dict[int, list[Visible]] = {}
    for one in ProgressReport.objects.visible_to(actor).filter(case=case):
        reports.setdefault(one.intervention_id, []).append(Visible(one, actor.role))
    return [
        {
            "one": Visible(one, actor.role),
            "assignment": assignments[one.assignment_id],
            "told": told[one.assignment_id],
            "reports": reports.get(one.pk, []),
        }
        for one in Intervention.objects.visible_to(actor).filter(case=case).select_related("ordered_by")
    ]


def _render(template: str, **context: Any) -> str:
    return render_to_string(template, context)
