"""Deciding about a version: the employee confirms it or gives it back, the bedrijfsarts answers per task."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.guarded import GuardedForm
from accounts.operation import NotNow, Stale
from accounts.operations import draft_of, forget_draft
from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from accounts.web import kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.forms.task_answers import ReturnForm, RoundsForm, ability_forms, advice_forms, kept_in
from cases.models import AbsenceCase, TaskAdvice, TaskAnalysis
from cases.models.job_task import BEFORE
from cases.operations.job_tasks import CLOSED, Advised
from cases.readers import readers_by, say_readers
from cases.task_analyses import Line, lines_of
from cases.views.job_tasks import analysis_of

CONFIRMING, RETURNING, ANSWERING = "task_abilities", "return_tasks", "task_advice"
CONFIRMED = "U heeft de taken bevestigd. De bedrijfsarts krijgt bericht en antwoordt per taak."
ANSWERED = "Uw antwoord is vastgelegd. Werknemer, werkgever en Ontzorgmanager krijgen bericht."


@require_http_methods(["GET", "POST"])
def confirm(request: ActorRequest, case_id: int, analysis_id: int) -> HttpResponse:
    """The text and the question; the employee says of each task whether it can be done."""
    case, analysis = analysis_of(request, case_id, analysis_id)
    require_for(request, operations.confirm_tasks)
    today = timezone.localdate()
    lines = lines_of(request.actor, analysis, today)
    if request.method == "GET":
        operations.read_tasks(actor=request.actor, analysis=analysis, today=today)
        return _confirm_page(
            request, case, analysis, lines, ability_forms(lines, typed=_typed(request, CONFIRMING, analysis))
        )
    sent = ability_forms(lines, request.POST)
    if not all(form.is_valid() for form in sent):
        return _confirm_page(request, case, analysis, lines, sent, status=422)
    said = {line.pk: form.said() for line, form in zip(lines, sent, strict=True)}
    try:
        operations.confirm_tasks(actor=request.actor, case=case, analysis=analysis, said=said, today=today)
    except NotNow as error:
        return _confirm_page(request, case, analysis, lines, sent, conflict=str(error), status=409)
    _keep(request, CONFIRMING, case, analysis, sent)
    messages.success(request, CONFIRMED)
    return see_other(request, "cases:tasks", case.pk)


@require_http_methods(["GET", "POST"])
def give_back(request: ActorRequest, case_id: int, analysis_id: int) -> HttpResponse:
    """The employee says what is different about the work."""
    case, analysis = analysis_of(request, case_id, analysis_id)
    require_for(request, operations.return_tasks)
    if request.method == "GET":
        return _return_page(request, case, analysis, ReturnForm(initial=_typed(request, RETURNING, analysis)))
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _return_page(request, case, analysis, form, status=422)
    try:
        operations.return_tasks(actor=request.actor, analysis=analysis, today=timezone.localdate(), **form.cleaned_data)
    except NotNow as error:
        return _return_page(request, case, analysis, form, conflict=str(error), status=409)
    _keep(request, RETURNING, case, analysis, [form])
    messages.success(request, "Uw Ontzorgmanager krijgt bericht en past de tekst aan.")
    return see_other(request, "cases:tasks", case.pk)


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, case_id: int, analysis_id: int) -> HttpResponse:
    """The tasks with what the employee says; the bedrijfsarts answers some or all of them."""
    case, analysis = analysis_of(request, case_id, analysis_id)
    require_for(request, operations.answer_tasks)
    today = timezone.localdate()
    if not case.is_open:
        messages.info(request, CLOSED)
        return see_other(request, "cases:tasks", case.pk)
    if request.method == "GET":
        operations.read_tasks(actor=request.actor, analysis=analysis, today=today)
        typed = _typed(request, ANSWERING, analysis)
        lines = lines_of(request.actor, analysis, today)
        return _answer_page(request, case, analysis, lines, advice_forms(lines, today, typed=typed))
    return _answer(request, case, analysis)


def _answer(request: ActorRequest, case: AbsenceCase, analysis: TaskAnalysis) -> HttpResponse:
    today = timezone.localdate()
    lines = lines_of(request.actor, analysis, today)
    top, sent = RoundsForm(request.POST), advice_forms(lines, today, request.POST)
    if not all([top.is_valid(), *(form.is_valid() for form in sent)]):
        return _answer_page(request, case, analysis, lines, sent, top=top, status=422)
    answers: dict[int, Advised] = {
        line.pk: given for line, form in zip(lines, sent, strict=True) if (given := form.advised())
    }
    try:
        operations.answer_tasks(
            actor=request.actor, analysis=analysis, answers=answers, today=today, **top.cleaned_data
        )
    except ValidationError as error:
        refuse(top, error)
        return _answer_page(request, case, analysis, lines, sent, top=top, status=422)
    except (Stale, NotNow) as error:
        # What was typed stays, beside what stands there now; sent again it takes the place of that.
        _, now = analysis_of(request, case.pk, analysis.pk)
        again = advice_forms(lines, today, typed=request.POST.dict())
        return _answer_page(request, case, now, lines, again, conflict=str(error), status=409)
    _keep(request, ANSWERING, case, analysis, sent)
    messages.success(request, ANSWERED)
    return see_other(request, "cases:tasks", case.pk)


def _typed(request: ActorRequest, form: str, analysis: TaskAnalysis) -> dict[str, Any]:
    draft = draft_of(request.actor, form, analysis.pk)
    return kept_answers(draft).dict() if draft else {}


def _keep(
    request: ActorRequest, form: str, case: AbsenceCase, analysis: TaskAnalysis, sent: Sequence[GuardedForm]
) -> None:
    """After it was saved: record which words stayed, and let go of what was typed."""
    record_kept(request, form, analysis.pk, kept_in(sent), case_id=case.pk)
    forget_draft(request.actor, form, analysis.pk)


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
        "is_open": case.is_open and analysis.is_waiting,
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


def _answer_page(
    request: ActorRequest,
    case: AbsenceCase,
    analysis: TaskAnalysis,
    lines: Sequence[Line],
    sent: Sequence[GuardedForm],
    *,
    top: forms.Form | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "shown": Visible(analysis, role),
        "rows": list(zip(lines, sent, strict=True)),
        "top": top or RoundsForm(initial={"expected_rounds": analysis.rounds}),
        "conflict": conflict,
        "readers": say_readers(role, readers_by(TaskAdvice, "remark"), case=case),
    }
    return render(request, "cases/job_tasks_answer.html", context, status=status)
