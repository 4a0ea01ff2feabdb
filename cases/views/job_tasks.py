"""The taak-functieanalyse in a file: the version that counts, each version, and two side by side."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, visible_all
from cases import operations
from cases.job_tasks.compare import TaskChange, compare_tasks
from cases.job_tasks.hours import is_answered
from cases.models import AbsenceCase, TaskAnalysis
from cases.operations.task_answers import say_no_answer
from cases.operations.task_decisions import say_no_decision
from cases.readers import readers_by, say_readers
from cases.side_by_side import BADGES
from cases.task_analyses import Line, lines_of, versions_of
from cases.task_hours import stand_of
from cases.timeline.compare import Kind

RESOURCE = "cases.taskanalysis"
MARKS = {
    TaskChange.CHANGED: ("info", "Gewijzigd"),
    TaskChange.NEW: BADGES[Kind.NEW],
    TaskChange.GONE: BADGES[Kind.GONE],
    TaskChange.SAME: BADGES[Kind.SAME],
}


def file_of(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file, for who may read something of an analysis; for everybody else there is nothing here."""
    if (request.actor.role, RESOURCE) not in POLICY:
        raise Http404
    found = AbsenceCase.objects.visible_to(request.actor).with_people().with_facts()
    case: AbsenceCase = get_object_or_404(found, pk=case_id)
    return case


def analysis_of(request: ActorRequest, case_id: int, analysis_id: int) -> tuple[AbsenceCase, TaskAnalysis]:
    """One version of a file."""
    case = file_of(request, case_id)
    found = TaskAnalysis.objects.visible_to(request.actor).select_related("written_by", "seen_by", "case")
    return case, get_object_or_404(found.filter(case=case), pk=analysis_id)


@require_safe
def overview(request: ActorRequest, case_id: int) -> HttpResponse:
    """The version that counts, what it makes possible, and what is to be done with it. Opening it leaves a trace."""
    case, actor = file_of(request, case_id), request.actor
    versions = versions_of(actor, case)
    shown = versions.current or versions.pending
    if shown is None:
        operations.read_case(actor=actor, case=case)
        return render(request, "cases/job_tasks.html", _page(request, case))
    lines = lines_of(actor, shown, timezone.localdate())
    context = _page(request, case) | _version(request, shown, lines) | _counting(request, case, shown, lines)
    pending = versions.pending if versions.pending != shown else None
    context["pending"] = Visible(pending, actor.role) if pending else None
    context["is_returned"] = versions.all[0].returned_on is not None
    context["versions"] = visible_all(versions.all, actor.role)
    context["compared"] = [one.pk for one in versions.all[:2]] if len(versions.all) > 1 else []
    return render(request, "cases/job_tasks.html", context)


@require_safe
def version(request: ActorRequest, case_id: int, analysis_id: int) -> HttpResponse:
    """One version as it was confirmed and answered."""
    case, found = analysis_of(request, case_id, analysis_id)
    lines = lines_of(request.actor, found, timezone.localdate())
    context = _page(request, case) | _version(request, found, lines)
    others = [one for one in versions_of(request.actor, case).all if one != found]
    context["others"] = visible_all(others, request.actor.role)
    return render(request, "cases/job_tasks_version.html", context)


@require_safe
def compare(request: ActorRequest, case_id: int, analysis_id: int, other_id: int) -> HttpResponse:
    """Two versions side by side, the earlier one first."""
    case, one = analysis_of(request, case_id, analysis_id)
    _, other = analysis_of(request, case_id, other_id)
    old, new = sorted((one, other), key=lambda found: found.number)
    today = timezone.localdate()
    sides = []
    for found in (old, new):
        operations.read_tasks(actor=request.actor, analysis=found, today=today)
        sides.append(lines_of(request.actor, found, today))
    rows = compare_tasks(*([line.facts for line in lines] for lines in sides))
    context = _page(request, case) | {
        "old": Visible(old, request.actor.role),
        "new": Visible(new, request.actor.role),
        "rows": [(row, *MARKS[row.kind]) for row in rows],
    }
    return render(request, "cases/job_tasks_compare.html", context)


def _page(request: ActorRequest, case: AbsenceCase) -> dict[str, object]:
    role = request.actor.role
    return {
        "case": Visible(case, role),
        "role": role.value,
        "has_physician": case.physician_id is not None,
        "guided": not case.is_self_guided,
        "may_write": case.is_open and request.actor.may(Verb.WRITE_TASKS, "cases.absencecase"),
        "may_propose": case.is_sick and request.actor.may(Verb.PROPOSE_BUILD_UP, "cases.absencecase"),
        "readers": say_readers(role, readers_by(TaskAnalysis, "question"), case=case),
    }


def _version(request: ActorRequest, found: TaskAnalysis, lines: Sequence[Line]) -> dict[str, object]:
    """A version with its tasks. Opening it leaves a trace."""
    actor = request.actor
    shown = operations.read_tasks(actor=actor, analysis=found, today=timezone.localdate())
    may_decide = actor.role is Role.EMPLOYEE and not say_no_decision(found)
    return {"shown": Visible(shown, actor.role), "lines": lines, "may_decide": may_decide}


def _counting(
    request: ActorRequest, case: AbsenceCase, found: TaskAnalysis, lines: Sequence[Line]
) -> dict[str, object]:
    """What the version that counts makes possible once the employee has said so, and what the bedrijfsarts owes it."""
    actor, today = request.actor, timezone.localdate()
    answers = found.is_confirmed and actor.may(Verb.ANSWER_TASKS, RESOURCE)
    return {
        "stand": stand_of(actor, case, found, lines, today) if found.is_confirmed else None,
        "may_answer": answers and not say_no_answer(found),
        "is_answered": is_answered((line.advised.until if line.advised else None for line in lines), today),
    }
