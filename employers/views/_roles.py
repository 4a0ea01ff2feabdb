"""Letting somebody act for an organisation: one page for employers and arbodiensten."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import resolve_url

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.web import see_other
from employers import operations
from employers.forms import RoleForm
from employers.views._http import require_for, send, show_form
from employers.views.login_link import HOW_TO_GET_IN


def give_role_page(
    request: ActorRequest, role: Role, above: str, back: tuple[str, int], **organisation: object
) -> HttpResponse:
    """Let somebody act for an organisation; `back` is the page of that organisation."""
    require_for(request, operations.give_role)
    form = RoleForm(request.POST or None)
    if send(request, form, operations.give_role, role=role, **organisation):
        messages.success(request, "De gebruiker is toegevoegd. Stuur nu de inloglink.")
        return see_other(request, *back)
    return show_form(
        request,
        form,
        title="Gebruiker toevoegen",
        above=above,
        note=HOW_TO_GET_IN,
        submit="Gebruiker toevoegen",
        back=resolve_url(*back),
    )
