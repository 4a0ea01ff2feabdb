"""The multidisciplinair overleg of a file: read, confirmed, and what was agreed ticked off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.operation import NotNow
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import require_for, see_other
from cases import operations
from cases.conferences import told
from cases.models import AbsenceCase, CaseConference, ConferenceAction
from cases.operations.conference import NO_PHYSICIAN, say_no_conference

RESOURCE = "cases.caseconference"


def file_of(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file, for who may read an overleg of it; for everybody else there is nothing here."""
    if (request.actor.role, RESOURCE) not in POLICY:
        raise Http404
    found = AbsenceCase.objects.visible_to(request.actor).with_people()
    case: AbsenceCase = get_object_or_404(found, pk=case_id)
    return case


@require_safe
def conferences(request: ActorRequest, case_id: int) -> HttpResponse:
    """Every overleg that this person reads, the newest first; opening it leaves a trace."""
    case, actor = file_of(request, case_id), request.actor
    operations.read_case(actor=actor, case=case)
    may_write = actor.may(Verb.WRITE_CONFERENCE, "cases.absencecase")
    reason = say_no_conference(case)
    context = {
        "case": Visible(case, actor.role),
        "role": actor.role.value,
        "conferences": told(actor, case, timezone.localdate()),
        "may_write": may_write and not reason,
        "why_not": NO_PHYSICIAN if may_write and reason == NO_PHYSICIAN else "",
        "may_confirm": actor.may(Verb.CONFIRM_CONFERENCE, RESOURCE),
    }
    return render(request, "cases/conferences.html", context)


@require_POST
def confirm(request: ActorRequest, case_id: int, conference_id: int) -> HttpResponse:
    """The bedrijfsarts stands behind the conclusion."""
    require_for(request, operations.confirm_conference)
    case = file_of(request, case_id)
    found = CaseConference.objects.visible_to(request.actor).filter(case=case)
    conference = get_object_or_404(found, pk=conference_id)
    try:
        operations.confirm_conference(actor=request.actor, conference=conference, today=timezone.localdate())
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "U heeft de conclusie bevestigd. Werknemer en werkgever lezen haar nu ook.")
    return see_other(request, "cases:conferences", case.pk)


@require_POST
def tick(request: ActorRequest, case_id: int, action_id: int) -> HttpResponse:
    """Something that was agreed is done."""
    require_for(request, operations.do_action)
    case = file_of(request, case_id)
    found = ConferenceAction.objects.visible_to(request.actor).filter(case=case)
    action = get_object_or_404(found, pk=action_id)
    try:
        operations.do_action(actor=request.actor, action=action, today=timezone.localdate())
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "De afspraak is afgevinkt.")
    return see_other(request, "cases:conferences", case.pk)
