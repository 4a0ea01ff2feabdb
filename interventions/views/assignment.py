"""The assignments of a provider: the list, one of them, and the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_fsm import can_proceed

from accounts.guarded import REASON, SEEN, GuardedForm
from accounts.operation import NotNow, Operation
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_verb, see_other
from interventions import operations
from interventions.forms.answer import AcceptForm, EndForm, RefuseForm, ReportForm, StartForm
from interventions.models import Assignment, Intervention, ProgressReport
from interventions.models.intervention import State
from interventions.readers import reads


@require_safe
def start(request: ActorRequest) -> HttpResponse:
    """What waits for an answer, what goes on, and what is over and can still be seen."""
    actor = request.actor
    found = Intervention.objects.visible_to(actor).select_related("assignment__briefing").order_by("starts_on", "pk")
    groups: dict[str, list[Intervention]] = {"waiting": [], "running": [], "over": []}
    for one in found:
        groups["waiting" if one.state == State.ORDERED else "running" if one.is_open else "over"].append(one)
    context = {name: [_parts(request, one) for one in rows] for name, rows in groups.items()}
    return render(request, "interventions/assignments.html", context)


@require_safe
def assignment(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """One assignment: what is asked, about whom, from when to when, and what was reported."""
    require_verb(request, Verb.READ_ASSIGNMENT, "interventions.assignment")
    found = _load(request, intervention_id)
    operations.read_assignment(actor=request.actor, assignment=Assignment(pk=found.assignment_id))
    reports = ProgressReport.objects.visible_to(request.actor).filter(intervention=found).order_by("-written_on", "-pk")
    context = _parts(request, found) | {
        "reports": visible_all(reports, request.actor.role),
        "misses_end": operations.misses_end_report(found),
    }
    return render(request, "interventions/assignment.html", context)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing a provider can say: when, what the page is called, what is said after it, the name of its draft."""

    operation: Operation[..., Any]
    waits: Callable[[Intervention], bool]
    title: str
    done: str
    draft: str = ""


ACCEPT = Answer(
    operations.accept_assignment,
    lambda found: can_proceed(found.accept),
    "Opdracht aannemen",
    "De opdracht is aangenomen. Wie het dossier begeleidt, krijgt bericht.",
)
REFUSE = Answer(
    operations.refuse_assignment,
    lambda found: can_proceed(found.refuse),
    "Opdracht weigeren",
    "U heeft de opdracht geweigerd. Vandaag ziet u die nog, daarna niet meer.",
    "refuse_assignment",
)
BEGIN = Answer(
    operations.start_intervention,
    lambda found: can_proceed(found.start),
    "Begin vastleggen",
    "Vastgelegd dat de interventie is begonnen.",
)
REPORT = Answer(
    operations.report_progress,
    lambda found: can_proceed(found.complete) or operations.misses_end_report(found),
    "Voortgang melden",
    "Uw verslag is verstuurd. Wie het mag lezen, krijgt bericht.",
    "report_progress",
)
END = Answer(
    operations.end_intervention,
    lambda found: can_proceed(found.complete),
    "Einde melden",
    "Het einde is vastgelegd. Wie het eindverslag mag lezen, krijgt bericht.",
    "end_intervention",
)


@require_http_methods(["GET", "POST"])
def accept(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """Take it."""
    found = _loaded_for(request, ACCEPT, intervention_id)
    return _answer(request, found, AcceptForm(request.POST or None, initial={"starts_on": found.starts_on}), ACCEPT)


@require_http_methods(["GET", "POST"])
def refuse_it(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """Do not take it."""
    found = _loaded_for(request, REFUSE, intervention_id)
    return _answer(request, found, RefuseForm(request.POST or None, initial=_drafted(request, REFUSE, found)), REFUSE)


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """Say that it began."""
    found = _loaded_for(request, BEGIN, intervention_id)
    return _answer(request, found, StartForm(request.POST or None, initial={"started_on": timezone.localdate()}), BEGIN)


@require_http_methods(["GET", "POST"])
def report(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """Report how it goes."""
    found = _loaded_for(request, REPORT, intervention_id)
    return _answer(request, found, ReportForm(request.POST or None, initial=_drafted(request, REPORT, found)), REPORT)


@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """Report that it is over, with the end report."""
    found = _loaded_for(request, END, intervention_id)
    usual = {"ended_on": timezone.localdate()} | _drafted(request, END, found)
    return _answer(request, found, EndForm(request.POST or None, initial=usual), END)


def _answer(request: ActorRequest, found: Intervention, form: Form, said: Answer) -> HttpResponse:
    """A page with one form; what it says goes to one operation. Words that come too late stay there, to copy."""
    if request.method == "GET" and not said.waits(found):
        messages.info(request, "Dat kan niet bij de stand van deze opdracht.")
        return see_other(request, "interventions:assignment", found.pk)
    late = False
    if request.method == "POST" and form.is_valid():
        try:
            said.operation(actor=request.actor, intervention=found, today=timezone.localdate(), **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        except NotNow as error:
            if not isinstance(form, GuardedForm):
                messages.info(request, str(error))
                return see_other(request, "interventions:assignment", found.pk)
            form.add_error(None, str(error))
            late = True
        else:
            messages.success(request, said.done)
            if isinstance(form, GuardedForm):
                record_kept(request, said.draft, found.pk, form.kept, case_id=found.case_id)
                forget_draft(request.actor, said.draft, found.pk)
            return see_other(request, "interventions:assignment", found.pk)
    role = request.actor.role
    readers: dict[str, tuple[type[Any], str]] = {"note": (Assignment, "refusal_note"), "text": (ProgressReport, "text")}
    rows = [
        (form[name], reads(role, *readers[name]) if name in readers else "")
        for name in form.fields
        if name not in (REASON, SEEN)
    ]
    context = _parts(request, found) | {"form": form, "rows": rows, "title": said.title, "draft": said.draft}
    return render(request, "interventions/answer.html", context, status=409 if late else 422 if form.errors else 200)


def _drafted(request: ActorRequest, said: Answer, found: Intervention) -> dict[str, Any]:
    kept = brought_back(request, said.draft, found.pk) if request.method == "GET" else None
    return kept_answers(kept).dict() if kept else {}


def _loaded_for(request: ActorRequest, said: Answer, intervention_id: int) -> Intervention:
    require_verb(request, said.operation.verb, said.operation.resource)
    return _load(request, intervention_id)


def _load(request: ActorRequest, intervention_id: int) -> Intervention:
    seen = Intervention.objects.visible_to(request.actor).select_related("assignment__briefing", "ordered_by")
    found: Intervention = get_object_or_404(seen, pk=intervention_id)
    return found


def _parts(request: ActorRequest, found: Intervention) -> dict[str, Any]:
    role = request.actor.role
    return {
        "intervention": Visible(found, role),
        "assignment": Visible(found.assignment, role),
        "told": Visible(found.assignment.briefing, role),
    }
