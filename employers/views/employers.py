"""The employers, for the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible, visible_all
from accounts.web import require_for, see_other, send, show_form, wants_part
from employers import operations
from employers.forms import EmployerFilterForm, EmployerForm
from employers.models import Employee, Employer, Membership, OccupationalHealthService, OhsContract, Policy
from employers.views._lists import (
    EMPLOYER_ORDER,
    StaffRow,
    employed,
    employer_row,
    employers_with_facts,
    filtered_employers,
    ordered,
    page_of,
    with_membership,
)
from employers.views._terms import agreement_rows, runs_without_guarantee
from employers.views.roles import give_role_page


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """All employers: search, filter, sort."""
    actor = request.actor
    require_for(request, operations.register_employer)
    everyone = Employer.objects.visible_to(actor)
    form = EmployerFilterForm(
        everyone.order_by("sector").values_list("sector", flat=True).distinct(),
        OccupationalHealthService.objects.visible_to(actor),
        request.GET,
    )
    chosen = form.chosen()
    found = filtered_employers(employers_with_facts(actor, timezone.localdate()), chosen)
    page = page_of(ordered(found, request, EMPLOYER_ORDER, "naam"), request)
    rows = [employer_row(one, actor) for one in page]
    context = {"form": form, "page": page, "rows": rows, "total": page.paginator.count, "filtered": bool(chosen)}
    template = "employers/_list.html" if wants_part(request) else "employers/list.html"
    return render(request, template, context)


@require_GET
def detail(request: ActorRequest, employer_id: int) -> HttpResponse:
    """One employer: contacts, policies, arbocontracts, people, and who may act for it."""
    employer = _employer(request, employer_id)
    require_for(request, operations.change_employer)
    actor, today = request.actor, timezone.localdate()
    people = Employee.objects.visible_to(actor).filter(employed(today), employer=employer)
    page = page_of(with_membership(people, actor), request)
    contracts = OhsContract.objects.visible_to(actor).filter(employer=employer).order_by("-starts_on")
    policies = Policy.objects.visible_to(actor).filter(employer=employer).order_by("-starts_on")
    users = Membership.objects.visible_to(actor).filter(employer=employer).exclude(role=Role.EMPLOYEE)
    context = {
        "employer": Visible(employer, actor.role),
        "policies": agreement_rows(policies, actor, today),
        "contracts": agreement_rows(contracts.select_related("ohs", "physician__user"), actor, today),
        "without_guarantee": runs_without_guarantee(policies, today),
        "people": [StaffRow(Visible(one, actor.role), one.membership_id) for one in page],
        "page": page,
        "users": visible_all(users.in_force().select_related("user").order_by("user__name", "pk"), actor.role),
    }
    return render(request, "employers/detail.html", context)


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Add an employer."""
    require_for(request, operations.register_employer)
    form = EmployerForm(request.POST or None)
    if employer := send(request, form, operations.register_employer):
        messages.success(request, f"{employer.name} staat in de lijst. Leg nu de polis en het arbocontract vast.")
        return see_other(request, "employers:detail", employer.pk)
    return show_form(
        request, form, title="Werkgever toevoegen", submit="Werkgever toevoegen", back=reverse("employers:list")
    )


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, employer_id: int) -> HttpResponse:
    """Change an employer's data."""
    employer = _employer(request, employer_id)
    require_for(request, operations.change_employer)
    initial = {name: getattr(employer, name) for name in EmployerForm.base_fields}
    form = EmployerForm(request.POST or None, initial=initial)
    if send(request, form, operations.change_employer, employer=employer):
        messages.success(request, "De gegevens zijn bewaard.")
        return see_other(request, "employers:detail", employer.pk)
    return show_form(
        request,
        form,
        title="Werkgever wijzigen",
        above=employer.name,
        submit="Gegevens bewaren",
        back=reverse("employers:detail", args=[employer.pk]),
    )


@require_http_methods(["GET", "POST"])
def give_role(request: ActorRequest, employer_id: int) -> HttpResponse:
    """Let somebody act for this employer."""
    employer = _employer(request, employer_id)
    return give_role_page(request, Role.EMPLOYER, employer.name, ("employers:detail", employer.pk), employer=employer)


@require_http_methods(["GET", "POST"])
def give_adviser(request: ActorRequest, employer_id: int) -> HttpResponse:
    """Let the adviser in whom this employer named."""
    employer = _employer(request, employer_id)
    back = ("employers:detail", employer.pk)
    return give_role_page(request, Role.INTERMEDIARY, employer.name, back, employer=employer)


def _employer(request: ActorRequest, employer_id: int) -> Employer:
    return get_object_or_404(Employer.objects.visible_to(request.actor), pk=employer_id)
