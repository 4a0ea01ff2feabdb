"""The employee confirms a version with what he can do of each task, or gives it back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.guarded import GuardedForm
from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from accounts.web import require_for, see_other
from cases import operations
from cases.forms.task_answers import ReturnForm, ability_forms
from cases.models import AbsenceCase, TaskAnalysis
from cases.models.task_analysis import BEFORE
from cases.operations.task_decisions import say_no_decision
from cases.readers import readers_by, say_readers
from cases.task_analyses import Line, lines_of
from cases.views._task_drafts import let_go, typed
from cases.views.job_tasks import analysis_of

CONFIRMING, RETURNING = "task_abilities", "return_tasks"
CONFIRMED = "U heeft de taken bevestigd. De bedrijfsarts krijgt bericht en antwoordt per taak."
CONFIRMED_ALONE = "U heeft de taken bevestigd. Bij uw dossier hoort nog geen bedrijfsarts die kan antwoorden."


@require_http_methods(["GET", "POST"])
def confirm(request: ActorRequest, case_id: int, analysis_id: int) -> HttpResponse:
    """The text and the question; the employee says of each task whether it can be done."""
    case, analysis = analysis_of(request, case_id, analysis_id)
    require_for(request, operations.confirm_tasks)
    if request.method == "GET" and (problem := say_no_decision(analysis)):
        return _too_late(request, case, problem)
    today = timezone.localdate()
    lines = lines_of(request.actor, analysis, today)
    if request.method == "GET":
        operations.read_tasks(actor=request.actor, analysis=analysis, today=today)
        return _confirm_page(
            request, case, analysis, lines, ability_forms(lines, typed=typed(request, CONFIRMING, analysis))
        )
    sent = ability_forms(lines, request.POST)
    if not all(form.is_valid() for form in sent):
        return _confirm_page(request, case, analysis, lines, sent, status=422)
    said = {line.pk: form.said() for line, form in zip(lines, sent, strict=True)}
    try:
        operations.confirm_tasks(actor=request.actor, case=case, analysis=analysis, said=said, today=today)
    except NotNow as error:
        return _confirm_page(request, case, analysis, lines, sent, conflict=str(error), status=409)
    let_go(request, CONFIRMING, case, analysis, sent)
    messages.success(request, CONFIRMED if case.physician_id else CONFIRMED_ALONE)
    return see_other(request, "cases:tasks", case.pk)


@require_http_methods(["GET", "POST"])
def give_back(request: ActorRequest, case_id: int, analysis_id: int) -> HttpResponse:
    """The employee says what is different about the work."""
    case, analysis = analysis_of(request, case_id, analysis_id)
    require_for(request, operations.return_tasks)
    if request.method == "GET" and (problem := say_no_decision(analysis)):
        return _too_late(request, case, problem)
    if request.method == "GET":
        return _return_page(request, case, analysis, ReturnForm(initial=typed(request, RETURNING, analysis)))
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _return_page(request, case, analysis, form, status=422)
    try:
        operations.return_tasks(actor=request.actor, analysis=analysis, today=timezone.localdate(), **form.cleaned_data)
    except NotNow as error:
        return _return_page(request, case, analysis, form, conflict=str(error), status=409)
    let_go(request, RETURNING, case, analysis, [form])
    messages.success(request, "Uw Ontzorgmanager krijgt bericht en past de tekst aan.")
    return see_other(request, "cases:tasks", case.pk)


def _too_late(request: ActorRequest, case: AbsenceCase, problem: str) -> HttpResponse:
    messages.info(request, problem)
    return see_other(request, "cases:tasks", case.pk)


def _confirm_page(
    request: ActorRequest,
    case: AbsenceCase,
    analysis: TaskAnalysis,
    lines: Sequence[Line],
    sent: Sequence[GuardedForm],
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "shown": Visible(analysis, role),
        "rows": list(zip(lines, sent, strict=True)),
        "conflict": conflict,
        "is_open": not say_no_decision(analysis),
        "readers": say_readers(role, readers_by(TaskAnalysis, "question"), case=case),
    }
    return render(request, "cases/job_tasks_confirm.html", context, status=status)


def _return_page(
    request: ActorRequest,
    case: AbsenceCase,
    analysis: TaskAnalysis,
    form: ReturnForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "shown": Visible(analysis, role),
        "form": form,
        "conflict": conflict,
        "readers": say_readers(role, {Role(one) for one in BEFORE}, case=case),
    }
    return render(request, "cases/job_tasks_return.html", context, status=status)
