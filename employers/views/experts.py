"""The arbeidsdeskundigen, for the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from accounts.web import require_for, see_other, send, show_form
from employers import operations
from employers.forms import LabourExpertChangeForm, LabourExpertForm
from employers.models import LabourExpert, Membership
from employers.views.login_link import HOW_TO_GET_IN


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """All arbeidsdeskundigen, and whether they can be called."""
    require_for(request, operations.register_labour_expert)
    roles = dict(
        Membership.objects.visible_to(request.actor).filter(role=Role.LABOUR_EXPERT).values_list("user_id", "pk")
    )
    experts = LabourExpert.objects.visible_to(request.actor).select_related("user")
    rows = [(Visible(one, request.actor.role), roles.get(one.pk)) for one in experts]
    return render(request, "employers/experts.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Add an arbeidsdeskundige."""
    require_for(request, operations.register_labour_expert)
    form = LabourExpertForm(request.POST or None)
    if expert := send(request, form, operations.register_labour_expert):
        messages.success(request, f"{expert.name} is toegevoegd. Stuur nu de inloglink.")
        return see_other(request, "employers:experts")
    return show_form(
        request,
        form,
        title="Arbeidsdeskundige toevoegen",
        note=HOW_TO_GET_IN,
        submit="Arbeidsdeskundige toevoegen",
        back=reverse("employers:experts"),
    )


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, user_id: int) -> HttpResponse:
    """Correct the data, or say that somebody is not called any more."""
    require_for(request, operations.change_labour_expert)
    experts = LabourExpert.objects.visible_to(request.actor).select_related("user")
    expert = get_object_or_404(experts, pk=user_id)
    initial = {name: getattr(expert, name) for name in LabourExpertChangeForm.base_fields}
    form = LabourExpertChangeForm(request.POST or None, initial=initial)
    if send(request, form, operations.change_labour_expert, expert=expert):
        messages.success(request, "De gegevens zijn bewaard.")
        return see_other(request, "employers:experts")
    return show_form(
        request,
        form,
        title="Arbeidsdeskundige wijzigen",
        above=expert.name,
        submit="Gegevens bewaren",
        back=reverse("employers:experts"),
    )
