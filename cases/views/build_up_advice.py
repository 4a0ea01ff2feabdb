"""The bedrijfsarts advises another build-up than the one that was proposed, as dated percentages."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other, wants_part
from cases import operations, working
from cases.forms.build_up import AdvicePage, Typed
from cases.models import BuildUpSchedule
from cases.timeline.dutch import format_hours


@require_http_methods(["GET", "POST"])
def advise(request: ActorRequest, case_id: int, schedule_id: int) -> HttpResponse:
    """Rows of a day and a percentage, which begin as the proposal; a row is added without keeping anything."""
    require_verb(request, Verb.ANSWER_BUILD_UP, "cases.buildupschedule")
    seen = BuildUpSchedule.objects.visible_to(request.actor).filter(case_id=case_id).prefetch_related("lines")
    schedule = get_object_or_404(seen.select_related("proposed_by", "case__employee"), pk=schedule_id)
    case = schedule.case
    if request.method == "GET":
        if schedule.state != BuildUpSchedule.State.PROPOSED:
            return see_other(request, "cases:build_up_answer", case.pk, schedule.pk)
        operations.read_case(actor=request.actor, case=case)
        lines = working.lines_of(schedule)
        return _page(request, schedule, AdvicePage.of_proposal(lines, case.employee.contract_hours))
    typed = dict(request.POST.lists())
    if edit := request.POST.get("edit"):
        return _page(request, schedule, AdvicePage.typed(typed, None, edit))
    return _send(request, schedule, typed)


def _send(request: ActorRequest, schedule: BuildUpSchedule, typed: Typed) -> HttpResponse:
    page = AdvicePage.sent(request.POST, schedule.case.employee.contract_hours)
    if not page.is_valid():
        return _page(request, schedule, page, status=422)
    try:
        operations.answer_build_up(
            actor=request.actor,
            schedule=schedule,
            agreed=False,
            instead=page.steps.lines(),
            today=timezone.localdate(),
        )
    except ValidationError as error:
        refuse(page.form, error)
        return _page(request, schedule, page, status=422)
    except NotNow as error:
        return _page(request, schedule, AdvicePage.typed(typed, None), conflict=str(error), status=409)
    messages.success(request, "Uw advies is vastgelegd. Werkgever en werknemer krijgen bericht.")
    return see_other(request, "cases:detail", schedule.case_id)


def _page(
    request: ActorRequest, schedule: BuildUpSchedule, page: AdvicePage, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    case, role = schedule.case, request.actor.role
    context = {
        "case": Visible(case, role),
        "schedule": Visible(schedule, role),
        "form": page.form,
        "steps": page.steps,
        "conflict": conflict,
        "contract": case.employee.contract_hours,
        "here": reverse("cases:build_up_advice", args=[case.pk, schedule.pk]),
        "send": "Advies versturen",
        "readers": working.readers(role, case),
        "below": f"Contract: {format_hours(case.employee.contract_hours)} per week. Dossier {case.number}.",
    }
    part = "cases/_build_up_form.html" if wants_part(request) else "cases/build_up_advice.html"
    return render(request, part, context, status=status)
