"""The Ontzorgmanagers, for the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import ActorRequest
from accounts.web import require_for, see_other, send, show_form
from employers import operations
from employers.forms import ManagerChangeForm, ManagerForm
from employers.models import Ontzorgmanager
from employers.views._lists import manager_rows
from employers.views.login_link import HOW_TO_GET_IN


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """All Ontzorgmanagers, with their registration and open files."""
    require_for(request, operations.register_ontzorgmanager)
    rows = manager_rows(request.actor, timezone.localdate())
    return render(request, "employers/managers.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Add an Ontzorgmanager."""
    require_for(request, operations.register_ontzorgmanager)
    form = ManagerForm(request.POST or None)
    if manager := send(request, form, operations.register_ontzorgmanager):
        messages.success(request, f"{manager.name} is toegevoegd. Stuur nu de inloglink.")
        return see_other(request, "employers:managers")
    return show_form(
        request,
        form,
        title="Ontzorgmanager toevoegen",
        note=HOW_TO_GET_IN,
        submit="Ontzorgmanager toevoegen",
        back=reverse("employers:managers"),
    )


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, user_id: int) -> HttpResponse:
    """Correct the data or record a new registration."""
    require_for(request, operations.change_ontzorgmanager)
    managers = Ontzorgmanager.objects.visible_to(request.actor).select_related("user")
    manager = get_object_or_404(managers, pk=user_id)
    initial = {name: getattr(manager, name) for name in ManagerChangeForm.base_fields}
    form = ManagerChangeForm(request.POST or None, initial=initial)
    if send(request, form, operations.change_ontzorgmanager, manager=manager):
        messages.success(request, "De gegevens zijn bewaard.")
        return see_other(request, "employers:managers")
    return show_form(
        request,
        form,
        title="Ontzorgmanager wijzigen",
        above=manager.name,
        submit="Gegevens bewaren",
        back=reverse("employers:managers"),
    )
