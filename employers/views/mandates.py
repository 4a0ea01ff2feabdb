"""Taakdelegatie for the bedrijfsarts, substitution for the Ontzorgmanager and the desk."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from accounts.web import require_for, see_other, send
from employers import operations
from employers.forms import DelegationForm, SubstitutionForm
from employers.models import DelegatedAdviser, Delegation, Mandate, OccupationalPhysician, Ontzorgmanager, Substitution


@require_http_methods(["GET", "POST"])
def delegations(request: ActorRequest) -> HttpResponse:
    """What the bedrijfsarts left to whom, and a form to leave more."""
    require_for(request, operations.delegate)
    actor, today = request.actor, timezone.localdate()
    doctor = OccupationalPhysician.objects.visible_to(actor).get(pk=actor.person_id)
    people = DelegatedAdviser.objects.visible_to(actor).filter(ohs=doctor.ohs_id).select_related("user")
    form = DelegationForm(people, request.POST or None, initial={"valid_from": today})
    if made := send(request, form, operations.delegate, today=today):
        messages.success(request, f"{made.delegate.name} kan vanaf de eerste dag namens u werken.")
        return see_other(request, "employers:delegations")
    found = Delegation.objects.visible_to(actor).select_related("delegate__user")
    return _page(request, "employers/delegations.html", form, list(found), today, nobody=not people)


@require_http_methods(["GET", "POST"])
def substitutions(request: ActorRequest) -> HttpResponse:
    """Who stands in for whom, and a form to arrange more: the own files, or for the desk anybody's."""
    require_for(request, operations.substitute)
    actor, today = request.actor, timezone.localdate()
    everybody = Ontzorgmanager.objects.visible_to(actor).select_related("user")
    own = actor.role is Role.ONTZORGMANAGER
    absent = everybody.filter(pk=actor.person_id) if own else everybody
    others = everybody.registered_on(today).exclude(pk=actor.person_id)
    initial = {"valid_from": today} | ({"absent": actor.person_id} if own else {})
    form = SubstitutionForm(absent, others, request.POST or None, initial=initial)
    if made := send(request, form, operations.substitute, today=today):
        messages.success(request, f"{made.substitute.name} vervangt {made.absent.name} vanaf de eerste dag.")
        return see_other(request, "employers:substitutions")
    found = Substitution.objects.visible_to(actor).select_related("absent__user", "substitute__user")
    return _page(request, "employers/substitutions.html", form, list(found), today, nobody=False)


def _page(
    request: ActorRequest,
    template: str,
    form: DelegationForm | SubstitutionForm,
    found: list[Mandate],
    today: date,
    *,
    nobody: bool,
) -> HttpResponse:
    context = {
        "form": form,
        "nobody": nobody,
        "own_id": request.actor.user_id,
        "is_desk": request.actor.role is Role.DESK,
        "lines": [(Visible(one, request.actor.role), *_state(one, today)) for one in found],
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _state(mandate: Mandate, today: date) -> tuple[str, str, bool]:
    """Kind and word of the badge, and whether it can still be ended."""
    if mandate.ended_at is not None:
        return "plain", "Eerder beëindigd", False
    if mandate.valid_to < today:
        return "plain", "Afgelopen", False
    return ("soon", "Begint nog", True) if today < mandate.valid_from else ("ok", "Loopt", True)


@require_POST
def end_delegation(request: ActorRequest, delegation_id: int) -> HttpResponse:
    """Stop it now."""
    found = get_object_or_404(Delegation.objects.visible_to(request.actor), pk=delegation_id)
    try:
        operations.end_delegation(actor=request.actor, delegation=found, at=timezone.now())
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "De taakdelegatie is beëindigd. Deze persoon ziet uw dossiers niet meer.")
    return see_other(request, "employers:delegations")


@require_POST
def end_substitution(request: ActorRequest, substitution_id: int) -> HttpResponse:
    """Stop it now."""
    found = get_object_or_404(Substitution.objects.visible_to(request.actor), pk=substitution_id)
    try:
        operations.end_substitution(actor=request.actor, substitution=found, at=timezone.now())
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "De vervanging is beëindigd. De vervanger ziet deze dossiers niet meer.")
    return see_other(request, "employers:substitutions")
