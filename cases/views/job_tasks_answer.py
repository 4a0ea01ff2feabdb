"""The bedrijfsarts answers per task."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.guarded import GuardedForm
from accounts.operation import NotNow, Stale
from accounts.request import ActorRequest
from accounts.visible import Visible
from accounts.web import refuse, require_for, see_other
from cases import operations
from cases.forms.task_answers import RoundsForm, advice_forms
from cases.job_tasks.said import Advised
from cases.models import AbsenceCase, TaskAdvice, TaskAnalysis
from cases.operations.task_answers import say_no_answer
from cases.readers import readers_by, say_readers
from cases.task_analyses import Line, lines_of
from cases.views._task_drafts import let_go, typed
from cases.views.job_tasks import analysis_of

DRAFT = "task_advice"
ANSWERED = "Uw antwoord is vastgelegd. Werknemer, werkgever en Ontzorgmanager krijgen bericht."


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, case_id: int, analysis_id: int) -> HttpResponse:
    """The tasks with what the employee says; the bedrijfsarts answers some or all of them."""
    case, analysis = analysis_of(request, case_id, analysis_id)
    require_for(request, operations.answer_tasks)
    today = timezone.localdate()
    if request.method == "GET":
        if problem := say_no_answer(analysis):
            messages.info(request, problem)
            return see_other(request, "cases:tasks", case.pk)
        operations.read_tasks(actor=request.actor, analysis=analysis, today=today)
        before = typed(request, DRAFT, analysis)
        lines = lines_of(request.actor, analysis, today)
        return _answer_page(request, case, analysis, lines, advice_forms(lines, today, typed=before))
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
        lines = lines_of(request.actor, now, today)
        again = advice_forms(lines, today, typed=request.POST.dict())
        return _answer_page(request, case, now, lines, again, conflict=str(error), status=409)
    let_go(request, DRAFT, case, analysis, sent)
    messages.success(request, ANSWERED)
    return see_other(request, "cases:tasks", case.pk)


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
