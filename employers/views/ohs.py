"""The arbodiensten and their bedrijfsartsen, for the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible, visible_all
from accounts.web import require_for, see_other, send, show_form
from employers import operations
from employers.forms import AdviserForm, OhsForm, PhysicianChangeForm, PhysicianForm
from employers.models import DelegatedAdviser, Membership, OccupationalHealthService, OccupationalPhysician, OhsContract
from employers.views._lists import ohs_rows, running
from employers.views._validity import validity
from employers.views.login_link import HOW_TO_GET_IN
from employers.views.roles import give_role_page


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """All partners, with the state of their certificate."""
    require_for(request, operations.register_ohs)
    rows = ohs_rows(request.actor, timezone.localdate())
    return render(request, "employers/ohs_list.html", {"rows": rows})


@require_GET
def detail(request: ActorRequest, ohs_id: int) -> HttpResponse:
    """One partner: certificate, contacts, doctors, the employers that it works for, its users."""
    require_for(request, operations.change_ohs)
    ohs = _ohs(request, ohs_id)
    actor, today = request.actor, timezone.localdate()
    physicians = OccupationalPhysician.objects.visible_to(actor).filter(ohs=ohs).select_related("user")
    contracts = OhsContract.objects.visible_to(actor).filter(running(today), ohs=ohs)
    users = (
        Membership.objects.visible_to(actor)
        .filter(ohs=ohs)
        .in_force()
        .select_related("user")
        .order_by("role", "user__name")
    )
    context = {
        "ohs": Visible(ohs, actor.role),
        "certificate": validity(ohs.certificate_valid_until, today),
        "physicians": visible_all(physicians, actor.role),
        "advisers": visible_all(
            DelegatedAdviser.objects.visible_to(actor).filter(ohs=ohs).select_related("user"), actor.role
        ),
        "contracts": visible_all(
            contracts.select_related("employer", "physician__user").order_by("employer__name"), actor.role
        ),
        "users": visible_all(users, actor.role),
    }
    return render(request, "employers/ohs.html", context)


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Add a partner."""
    require_for(request, operations.register_ohs)
    form = OhsForm(request.POST or None, initial={"is_active": True})
    if ohs := send(request, form, operations.register_ohs):
        messages.success(request, f"{ohs.name} staat in de lijst. Voeg nu de bedrijfsartsen toe.")
        return see_other(request, "employers:ohs", ohs.pk)
    return show_form(
        request, form, title="Arbodienst toevoegen", submit="Arbodienst toevoegen", back=reverse("employers:ohs_list")
    )


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, ohs_id: int) -> HttpResponse:
    """Change a partner, or record its new certificate."""
    require_for(request, operations.change_ohs)
    ohs = _ohs(request, ohs_id)
    form = OhsForm(request.POST or None, initial={name: getattr(ohs, name) for name in OhsForm.base_fields})
    if send(request, form, operations.change_ohs, ohs=ohs):
        messages.success(request, "De gegevens zijn bewaard.")
        return see_other(request, "employers:ohs", ohs.pk)
    return show_form(
        request,
        form,
        title="Arbodienst wijzigen",
        above=ohs.name,
        submit="Gegevens bewaren",
        back=reverse("employers:ohs", args=[ohs.pk]),
    )


@require_http_methods(["GET", "POST"])
def physician(request: ActorRequest, ohs_id: int) -> HttpResponse:
    """Add a doctor to a partner."""
    require_for(request, operations.register_physician)
    ohs = _ohs(request, ohs_id)
    form = PhysicianForm(request.POST or None)
    if added := send(request, form, operations.register_physician, ohs=ohs):
        messages.success(request, f"{added.name} is toegevoegd. Stuur nu de inloglink.")
        return see_other(request, "employers:ohs", ohs.pk)
    return show_form(
        request,
        form,
        title="Bedrijfsarts toevoegen",
        above=ohs.name,
        note=HOW_TO_GET_IN,
        submit="Bedrijfsarts toevoegen",
        back=reverse("employers:ohs", args=[ohs.pk]),
    )


@require_http_methods(["GET", "POST"])
def adviser(request: ActorRequest, ohs_id: int) -> HttpResponse:
    """Add somebody to whom a doctor of this partner can leave tasks."""
    require_for(request, operations.register_adviser)
    ohs = _ohs(request, ohs_id)
    form = AdviserForm(request.POST or None)
    if added := send(request, form, operations.register_adviser, ohs=ohs):
        messages.success(request, f"{added.name} is toegevoegd. Stuur nu de inloglink.")
        return see_other(request, "employers:ohs", ohs.pk)
    return show_form(
        request,
        form,
        title="Verzuimbegeleider toevoegen",
        above=ohs.name,
        note=HOW_TO_GET_IN,
        submit="Verzuimbegeleider toevoegen",
        back=reverse("employers:ohs", args=[ohs.pk]),
    )


@require_http_methods(["GET", "POST"])
def physician_edit(request: ActorRequest, ohs_id: int, user_id: int) -> HttpResponse:
    """Correct a doctor's data, or take the doctor out of use."""
    require_for(request, operations.change_physician)
    doctors = OccupationalPhysician.objects.visible_to(request.actor).select_related("user", "ohs")
    doctor = get_object_or_404(doctors, pk=user_id, ohs=ohs_id)
    form = PhysicianChangeForm(
        request.POST or None, initial={name: getattr(doctor, name) for name in PhysicianChangeForm.base_fields}
    )
    if send(request, form, operations.change_physician, physician=doctor, today=timezone.localdate()):
        messages.success(request, "De gegevens zijn bewaard.")
        return see_other(request, "employers:ohs", ohs_id)
    return show_form(
        request,
        form,
        title="Bedrijfsarts wijzigen",
        above=doctor.ohs.name,
        submit="Gegevens bewaren",
        back=reverse("employers:ohs", args=[ohs_id]),
    )


@require_http_methods(["GET", "POST"])
def give_role(request: ActorRequest, ohs_id: int) -> HttpResponse:
    """Let somebody plan for this arbodienst."""
    require_for(request, operations.give_role)
    ohs = _ohs(request, ohs_id)
    return give_role_page(request, Role.ARBODIENST, ohs.name, ("employers:ohs", ohs.pk), ohs=ohs)


def _ohs(request: ActorRequest, ohs_id: int) -> OccupationalHealthService:
    return get_object_or_404(OccupationalHealthService.objects.visible_to(request.actor), pk=ohs_id)
