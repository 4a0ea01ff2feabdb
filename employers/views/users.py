"""Who has which role until when: all of them for the platform administrator, and the end of one for the desk too."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from accounts.web import require_for, see_other, send, show_form
from employers import operations
from employers.forms import EndRoleForm, PlatformRoleForm, UserFilterForm
from employers.models import Membership
from employers.models.membership import role_in_force
from employers.operations._checks import day_text
from employers.views._lists import page_of
from employers.views.login_link import HOW_TO_GET_IN, kept_here, page_of_user


@dataclass(frozen=True, slots=True)
class UserRow:
    """One role of one person: a badge with its state, and whether it can still be ended or an invitation sent."""

    membership: Visible
    organisation: str
    kind: str
    state: str
    running: bool
    invited: bool


@require_safe
def listing(request: ActorRequest) -> HttpResponse:
    """All roles but those of employees: search, filter."""
    require_for(request, operations.give_other_role)
    form, today = UserFilterForm(request.GET), timezone.localdate()
    chosen = form.chosen()
    found = Membership.objects.kept_by(request.actor).filter(_matching(chosen, today))
    page = page_of(found.select_related("user", "employer", "ohs", "provider").order_by("user__name", "pk"), request)
    context = {
        "form": form,
        "page": page,
        "rows": [_row(one, request.actor.role, today) for one in page],
        "total": page.paginator.count,
        "filtered": bool(chosen),
    }
    return render(request, "employers/users.html", context)


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Let somebody in, in one of the roles beside the files."""
    require_for(request, operations.give_other_role)
    form = PlatformRoleForm(request.POST or None)
    if send(request, form, operations.give_other_role):
        messages.success(request, "De gebruiker is toegevoegd. Stuur nu de inloglink.")
        return see_other(request, "employers:users")
    return show_form(
        request,
        form,
        title="Gebruiker toevoegen",
        note=HOW_TO_GET_IN,
        submit="Gebruiker toevoegen",
        back=reverse("employers:users"),
    )


@require_http_methods(["GET", "POST"])
def end_role(request: ActorRequest, membership_id: int) -> HttpResponse:
    """Name the last day of a role."""
    membership = kept_here(request, membership_id)
    require_for(request, operations.end_role)
    if membership.role == Role.EMPLOYEE:
        raise Membership.DoesNotExist
    today = timezone.localdate()
    form = EndRoleForm(request.POST or None, initial={"valid_to": today})
    try:
        ended = send(request, form, operations.end_role, membership=membership, today=today)
    except NotNow as error:
        messages.error(request, str(error))
        return see_other(request, *page_of_user(request, membership))
    if ended and ended.valid_to:
        messages.success(request, f"De rol van {membership.user.name} geldt tot en met {day_text(ended.valid_to)}.")
        return see_other(request, *page_of_user(request, membership))
    return show_form(
        request,
        form,
        title="Rol beëindigen",
        above=f"{membership.user.name}, {membership.role_label}",
        note="Na de laatste dag kan deze persoon in deze rol niets meer zien of doen. Wat is vastgelegd, blijft staan.",
        submit="Rol beëindigen",
        back=resolve_url(*page_of_user(request, membership)),
    )


def _matching(chosen: dict[str, str], today: date) -> Q:
    ended = ~role_in_force(today)
    states: dict[str, Q] = {
        UserFilterForm.OPEN: Q(user__last_login=None, user__password__startswith=UNUSABLE_PASSWORD_PREFIX) & ~ended,
        UserFilterForm.ENDED: ended,
    }
    wanted = states.get(chosen.get("stand", ""), Q())
    for word in chosen.get("q", "").split():
        wanted &= Q(user__name__icontains=word)
    return wanted & Q(role=chosen["rol"]) if "rol" in chosen else wanted


def _row(one: Membership, role: Role, today: date) -> UserRow:
    organisation: Any = one.organisation
    kind, state = _state(one, today)
    running = one.runs_on(today)
    return UserRow(
        membership=Visible(one, role),
        organisation=organisation.name if organisation else "",
        kind=kind,
        state=state,
        running=running,
        invited=running and not one.has_joined,
    )


def _state(one: Membership, today: date) -> tuple[str, str]:
    if one.valid_to is not None:
        last = day_text(one.valid_to)
        return ("soon", f"Tot en met {last}") if one.runs_on(today) else ("plain", f"Geëindigd op {last}")
    if one.has_joined:
        return "ok", "Kan inloggen"
    if one.invited_until is None:
        return "info", "Nog niet uitgenodigd"
    last = day_text(one.invited_until)
    return (
        ("late", f"Uitnodiging verlopen na {last}")
        if one.invited_until < today
        else (
            "info",
            f"Uitgenodigd tot en met {last}",
        )
    )
