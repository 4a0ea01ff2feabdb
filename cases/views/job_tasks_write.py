"""The Ontzorgmanager writes the tasks of a job, from an example or from the version before."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.operations import draft_of, forget_draft
from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other, wants_part
from cases import operations
from cases.forms.job_tasks import TasksPage
from cases.job_tasks.examples import EXAMPLES
from cases.models import AbsenceCase
from cases.models.task_analysis import BEFORE
from cases.operations.job_tasks import CLOSED
from cases.readers import say_readers
from cases.task_analyses import versions_of
from cases.views.job_tasks import file_of

DRAFT = "job_tasks"


@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, case_id: int) -> HttpResponse:
    """The tasks and the question; a line is added or removed without keeping anything."""
    case = file_of(request, case_id)
    require_for(request, operations.write_tasks)
    if not case.is_open:
        messages.info(request, CLOSED)
        return see_other(request, "cases:tasks", case.pk)
    return _begin(request, case) if request.method == "GET" else _sent(request, case)


def _sent(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    typed = dict(request.POST.lists())
    if edit := request.POST.get("edit"):
        return _page(request, case, TasksPage.typed(typed, request.POST.get("expected_number"), edit), edit=edit)
    page = TasksPage.sent(request.POST)
    try:
        return _send(request, case, page)
    except ValidationError as error:
        refuse(page.form, error)
        return _page(request, case, page, status=422)
    except NotNow as error:
        again = TasksPage.typed(typed, _newest(request, case))
        return _page(request, case, again, conflict=str(error), status=409)


def _newest(request: ActorRequest, case: AbsenceCase) -> int:
    versions = versions_of(request.actor, case).all
    return versions[0].number if versions else 0


def _begin(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    """An example that was chosen, what was typed and not sent, or the version before."""
    number = _newest(request, case)
    if example := request.GET.get("voorbeeld"):
        draft = draft_of(request.actor, DRAFT, case.pk)
        question = kept_answers(draft).get("question", "") if draft else ""
        return _page(request, case, TasksPage.of_example(number, example, question))
    if draft := brought_back(request, DRAFT, case.pk):
        return _page(request, case, TasksPage.typed(draft.data, number))
    versions = versions_of(request.actor, case).all
    if not versions:
        return _page(request, case, TasksPage.of_example(number, ""))
    before = operations.read_tasks(actor=request.actor, analysis=versions[0], today=timezone.localdate())
    tasks = before.tasks.order_by("position")
    return _page(request, case, TasksPage.of_tasks(number, before.question, tasks))


def _send(request: ActorRequest, case: AbsenceCase, page: TasksPage) -> HttpResponse:
    if not page.is_valid():
        return _page(request, case, page, status=422)
    made = operations.write_tasks(
        actor=request.actor,
        case=case,
        tasks=page.described(),
        today=timezone.localdate(),
        **page.form.cleaned_data,
    )
    record_kept(request, DRAFT, made.pk, page.kept, case_id=case.pk)
    forget_draft(request.actor, DRAFT, case.pk)
    messages.success(request, "De taken liggen nu bij de werknemer, die bericht krijgt, leest en bevestigt.")
    return see_other(request, "cases:tasks", case.pk)


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    page: TasksPage,
    *,
    conflict: str = "",
    edit: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    versions = versions_of(request.actor, case).all
    returned = versions[0] if versions and versions[0].returned_on else None
    context = {
        "case": Visible(case, role),
        "form": page.form,
        "tasks": page.tasks,
        "conflict": conflict,
        "focus": edit.split(":", maxsplit=1)[0],
        "is_first": not versions,
        "returned": Visible(returned, role) if returned else None,
        "returned_number": f"{returned.number}" if returned else "",
        "examples": EXAMPLES.values(),
        "readers": say_readers(role, {Role(one) for one in BEFORE}, case=case),
    }
    part = "cases/_job_tasks_form.html" if wants_part(request) else "cases/job_tasks_write.html"
    return render(request, part, context, status=status)
