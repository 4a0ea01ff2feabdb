"""The policy and the arbocontract of an employer, for the desk."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.request import ActorRequest
from accounts.web import require_for, see_other, send, show_form
from employers import operations
from employers.forms import ContractForm, PolicyChangeForm, PolicyForm
from employers.models import Employer, OccupationalPhysician, OhsContract, Policy
from employers.views._lists import running

OPEN_CASES_STAY = "Dossiers die al open zijn, houden hun arbodienst en bedrijfsarts."


@require_http_methods(["GET", "POST"])
def policy(request: ActorRequest, employer_id: int) -> HttpResponse:
    """A new policy."""
    employer = get_object_or_404(Employer.objects.visible_to(request.actor), pk=employer_id)
    require_for(request, operations.start_policy)
    form = PolicyForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if send(request, form, operations.start_policy, employer=employer):
        messages.success(request, "De polis is vastgelegd.")
        return see_other(request, "employers:detail", employer.pk)
    return show_form(
        request,
        form,
        title="Nieuwe polis",
        above=employer.name,
        submit="Polis vastleggen",
        back=reverse("employers:detail", args=[employer.pk]),
    )


@require_http_methods(["GET", "POST"])
def policy_edit(request: ActorRequest, policy_id: int) -> HttpResponse:
    """Change a policy or end it."""
    policies = Policy.objects.visible_to(request.actor).select_related("employer")
    found = get_object_or_404(policies, pk=policy_id)
    require_for(request, operations.change_policy)
    initial = {name: getattr(found, name) for name in PolicyChangeForm.base_fields}
    form = PolicyChangeForm(request.POST or None, initial=initial)
    if send(request, form, operations.change_policy, policy=found):
        messages.success(request, "De polis is bewaard.")
        return see_other(request, "employers:detail", found.employer_id)
    return show_form(
        request,
        form,
        title="Polis wijzigen",
        above=found.employer.name,
        submit="Polis bewaren",
        back=reverse("employers:detail", args=[found.employer_id]),
    )


@require_http_methods(["GET", "POST"])
def ohs_contract(request: ActorRequest, employer_id: int) -> HttpResponse:
    """A new arbocontract: choose the arbodienst by its doctor."""
    actor, today = request.actor, timezone.localdate()
    employer = get_object_or_404(Employer.objects.visible_to(actor), pk=employer_id)
    require_for(request, operations.conclude_contract)
    doctors = OccupationalPhysician.objects.visible_to(actor).filter(is_active=True, ohs__is_active=True)
    form = ContractForm(doctors.select_related("ohs", "user"), request.POST or None, initial={"starts_on": today})
    if send(request, form, operations.conclude_contract, employer=employer):
        messages.success(request, "Het arbocontract is vastgelegd.")
        return see_other(request, "employers:detail", employer.pk)
    return show_form(
        request,
        form,
        title="Nieuw arbocontract",
        above=employer.name,
        note=f"{_now_running(request, employer, today)}{OPEN_CASES_STAY}",
        submit="Arbocontract vastleggen",
        back=reverse("employers:detail", args=[employer.pk]),
    )


def _now_running(request: ActorRequest, employer: Employer, today: date) -> str:
    contracts = OhsContract.objects.visible_to(request.actor).filter(running(today), employer=employer)
    now = contracts.select_related("ohs", "physician__user").first()
    return f"Nu: {now.ohs.name}, {now.physician.name}. " if now else ""
