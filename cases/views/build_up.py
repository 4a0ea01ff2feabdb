"""A build-up schedule: employer or employee proposes it, the bedrijfsarts answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow, Stale
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other, wants_part
from cases import operations, working
from cases.forms.build_up import BuildUpPage
from cases.models import AbsenceCase, BuildUpSchedule
from cases.operations.build_up import NOT_SICK, OTHER
from cases.task_hours import Stand, build_up_from_tasks
from cases.timeline.dutch import format_hours


@require_http_methods(["GET", "POST"])
def propose(request: ActorRequest, case_id: int) -> HttpResponse:
    """Rows of a day and hours, filled in beforehand with the usual rhythm; a row is added without keeping anything."""
    require_verb(request, Verb.PROPOSE_BUILD_UP, "cases.absencecase")
    found = AbsenceCase.objects.visible_to(request.actor).with_people().with_facts()
    case = get_object_or_404(found, pk=case_id)
    panel = working.working_of(request.actor, case, timezone.localdate())
    if panel is None or not panel.may_propose:
        messages.info(request, OTHER[request.actor.role] if case.is_sick else NOT_SICK)
        return see_other(request, "cases:detail", case.pk)
    if request.method == "GET":
        operations.read_case(actor=request.actor, case=case)  # hours say what somebody can do
        return _page(request, case, _blank(request, case, panel))
    typed = dict(request.POST.lists())
    if edit := request.POST.get("edit"):
        return _page(request, case, BuildUpPage.typed(typed, request.POST.get("expected_version"), edit))
    page = BuildUpPage.sent(request.POST, case.employee.contract_hours)
    try:
        return _send(request, case, page)
    except ValidationError as error:
        refuse(page.form, error)
        return _page(request, case, page, status=422)
    except NotNow as error:
        return _page(request, case, BuildUpPage.typed(typed, case.version), conflict=str(error), status=409)


def _blank(request: ActorRequest, case: AbsenceCase, panel: working.Working) -> BuildUpPage:
    """What the tasks of the job make possible, one's own proposal that waits for an answer, or the usual rhythm."""
    if (stand := _from_tasks(request, case)) and stand.lines:
        return BuildUpPage.of_lines(case.version, stand.lines)
    waiting = BuildUpSchedule.objects.visible_to(request.actor).filter(case=case, state=BuildUpSchedule.State.PROPOSED)
    schedule = waiting.prefetch_related("lines").first()
    if schedule is not None:
        return BuildUpPage.of_lines(case.version, working.lines_of(schedule))
    facts = working.hours_of(request.actor, case)
    return BuildUpPage.of_lines(case.version, working.proposal(case, facts, timezone.localdate())[0])


def _from_tasks(request: ActorRequest, case: AbsenceCase) -> Stand | None:
    """For who comes from the page of the tasks."""
    wanted = request.GET.get("uit") == "taken"
    return build_up_from_tasks(request.actor, case, timezone.localdate()) if wanted else None


def _send(request: ActorRequest, case: AbsenceCase, page: BuildUpPage) -> HttpResponse:
    if not page.is_valid():
        return _page(request, case, page, status=422)
    operations.propose_build_up(
        actor=request.actor,
        case=case,
        lines=page.steps.lines(),
        today=timezone.localdate(),
        **page.form.cleaned_data,
    )
    messages.success(request, "Uw voorstel ligt nu bij de bedrijfsarts. U krijgt bericht van het antwoord.")
    return see_other(request, "cases:detail", case.pk)


def _page(
    request: ActorRequest, case: AbsenceCase, page: BuildUpPage, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    today, own = timezone.localdate(), request.actor.role is Role.EMPLOYEE
    panel = working.working_of(request.actor, case, today)
    stand = _from_tasks(request, case)
    context = {
        "case": Visible(case, request.actor.role),
        "form": page.form,
        "steps": page.steps,
        "here": reverse("cases:build_up", args=[case.pk]),
        "send": "Voorstel versturen",
        "conflict": conflict,
        "panel": panel,
        "title": "Uw opbouwschema voorstellen" if own else f"Opbouwschema voor {case.employee.short_name}",
        "below": f"Contract: {format_hours(case.employee.contract_hours)} per week. Dossier {case.number}.",
        "readers": working.readers(request.actor.role, case),
        "stand": stand,
        "sum": working.proposal(case, working.hours_of(request.actor, case), today)[1],
    }
    part = "cases/_build_up_form.html" if wants_part(request) else "cases/build_up.html"
    return render(request, part, context, status=status)


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, case_id: int, schedule_id: int) -> HttpResponse:
    """The bedrijfsarts reads a proposal beside what is worked now, and answers."""
    require_verb(request, Verb.ANSWER_BUILD_UP, "cases.buildupschedule")
    seen = BuildUpSchedule.objects.visible_to(request.actor).filter(case_id=case_id).prefetch_related("lines")
    schedule = get_object_or_404(seen.select_related("proposed_by"), pk=schedule_id)
    found = AbsenceCase.objects.visible_to(request.actor).with_people().with_facts()
    case = get_object_or_404(found, pk=case_id)
    if request.method == "GET":
        operations.read_case(actor=request.actor, case=case)
        return _answer_page(request, case, schedule)
    agreed = {"yes": True, "no": False}.get(request.POST.get("agreed", ""))
    if agreed is None:
        return _answer_page(request, case, schedule, problem="Kies akkoord of niet akkoord.", status=422)
    try:
        operations.answer_build_up(actor=request.actor, schedule=schedule, agreed=agreed, today=timezone.localdate())
    except (Stale, NotNow) as error:
        schedule = seen.select_related("proposed_by").get(pk=schedule_id)
        return _answer_page(request, case, schedule, problem=str(error), status=409)
    messages.success(request, "Uw antwoord is vastgelegd. Werkgever en werknemer krijgen bericht.")
    return see_other(request, "cases:detail", case.pk)


def _answer_page(
    request: ActorRequest, case: AbsenceCase, schedule: BuildUpSchedule, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "case": Visible(case, request.actor.role),
        "schedule": Visible(schedule, request.actor.role),
        "panel": working.working_of(request.actor, case, timezone.localdate()),
        "problem": problem,
        "is_open": schedule.state == BuildUpSchedule.State.PROPOSED and case.is_sick,
        "below": f"Contract: {format_hours(case.employee.contract_hours)} per week. Dossier {case.number}.",
    }
    return render(request, "cases/build_up_answer.html", context, status=status)
