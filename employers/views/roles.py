"""Letting somebody act for an organisation: one page for employers, arbodiensten and providers."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import resolve_url

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.web import require_for, see_other, send, show_form
from employers import operations
from employers.forms import RoleForm
from employers.views.login_link import HOW_TO_GET_IN


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says: its title, who sees what, and what follows."""

    title: str
    note: str
    added: str


WORDS = {
    Role.EMPLOYER: Words("Gebruiker toevoegen", "", "De gebruiker is toegevoegd. Stuur nu de inloglink."),
    Role.INTERMEDIARY: Words(
        "Adviseur toevoegen",
        "Alleen een adviseur die de werkgever zelf heeft aangewezen. Deze ziet de gegevens van het bedrijf en de"
        " polissen, nooit een werknemer of een dossier. ",
        "De adviseur is toegevoegd. Stuur nu de inloglink.",
    ),
    Role.PROVIDER: Words(
        "Gebruiker toevoegen",
        "Deze persoon ziet alleen de opdrachten aan deze dienstverlener, en nooit een dossier. ",
        "De gebruiker is toegevoegd. Stuur nu de inloglink.",
    ),
}


def give_role_page(
    request: ActorRequest, role: Role, above: str, back: tuple[str, int], **organisation: object
) -> HttpResponse:
    """Let somebody act for an organisation; `back` is the page of that organisation."""
    require_for(request, operations.give_role)
    words = WORDS.get(role, WORDS[Role.EMPLOYER])
    form = RoleForm(request.POST or None)
    if send(request, form, operations.give_role, role=role, **organisation):
        messages.success(request, words.added)
        return see_other(request, *back)
    return show_form(
        request,
        form,
        title=words.title,
        above=above,
        note=f"{words.note}{HOW_TO_GET_IN}",
        submit=words.title,
        back=resolve_url(*back),
    )
