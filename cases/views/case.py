"""The page of one file, for everybody who may see it."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.actor import Actor
from accounts.request import ActorRequest
from accounts.visible import Visible, visible_all
from cases import dossier, endings, operations
from cases.forms.triage import TriageForm
from cases.joining import together
from cases.models import AbsenceCase, CaseTransfer, ContactMoment, HandoverNote, SickReport
from cases.neighbours import reported_in, running_file
from cases.operations.contact import talk_after
from cases.operations.transfers import unread
from cases.search import STATE_KINDS
from cases.talk_guides import OF_FILES


def detail(request: ActorRequest, case_id: int) -> HttpResponse:
    """Where the file stands, what to do now and why; opening it leaves a trace of who looked."""
    actor, today = request.actor, timezone.localdate()
    files = AbsenceCase.objects.visible_to(actor).with_people().prefetch_related("spells", "leaves", "completions")
    files = files.annotate(handed_over=Exists(CaseTransfer.objects.filter(unread(), case=OuterRef("pk"))))
    case = get_object_or_404(files, pk=case_id)
    operations.read_case(actor=actor, case=case)
    shown = dossier.shown_deadlines(case, actor.role)
    groups = dossier.grouped(dossier.steps_of(case, actor.role, today, shown), today)
    report = SickReport.objects.visible_to(actor).filter(case=case).last()
    ending = endings.ending_of(case, actor.role)
    quiet = ending is not None and ending.quiet
    running = running_file(case, actor)
    contacts = list(_contacts(actor, case))
    talk = talk_after(case, contacts)
    before = reported_in(case, actor) if report is None else None
    context = {
        "case": Visible(case, actor.role),
        "role": actor.role.value,
        "today": today,
        "deadlines": shown,
        "groups": groups,
        "version": case.version,
        "ending": ending,
        "weeks_total": endings.paid_weeks(shown[0].moment.facts),
        "together": together(case, case.absence(), actor, today) if case.is_open else None,
        "pay": "" if ending else endings.pay_of(shown[0].moment.facts, actor.role, today),
        "late_report": "" if quiet else dossier.late_report(case),
        "next": dossier.next_step(groups, actor.role),
        "following": dossier.say_following(dossier.following(groups)),
        "facts": [] if quiet or report is None else dossier.report_facts(report, actor.role),
        "reported_in": Visible(before, actor.role) if before else None,
        "contacts": visible_all(contacts, actor.role),
        "talk": talk,
        "guides": OF_FILES,
        "talk_late": talk is not None and talk.is_late(today),
        "handovers": visible_all(HandoverNote.objects.visible_to(actor).filter(case=case), actor.role),
        "triage_form": TriageForm(initial={"expected_long_term": _answer(case.expected_long_term)}),
        "state_kind": STATE_KINDS[case.state],
        "handed_over": getattr(case, "handed_over", False),
        "running": Visible(running, actor.role) if running else None,
    }
    return render(request, "cases/detail.html", context)


def _answer(expected: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[expected]


def _contacts(actor: Actor, case: AbsenceCase) -> "QuerySet[ContactMoment]":
    found: QuerySet[ContactMoment] = ContactMoment.objects.visible_to(actor).filter(case=case)
    return found.select_related("recorded_by").order_by("-held_on", "-pk")
