"""The first page of the roles that have no work list: what one can do here, and what not."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.terms import Role
from cases.views import inbox


@dataclass(frozen=True, slots=True)
class Welcome:
    """What stands on the page: a title, what there is now, and what this role never sees."""

    title: str
    now: str
    never: str


WELCOMES: Mapping[Role, Welcome] = MappingProxyType(
    {
        Role.DELEGATE: Welcome(
            "Er loopt geen taakdelegatie",
            "U werkt hier namens een bedrijfsarts. Dat kan zodra een bedrijfsarts taken aan u overdraagt.",
            "Zolang er geen taakdelegatie loopt, ziet u geen dossiers.",
        ),
    }
)


def delegate(request: HttpRequest) -> HttpResponse:
    """What the bedrijfsarts left to this person, or that nothing is."""
    return inbox.physician(request, request.mandate) if request.mandate else welcome(request)


def welcome(request: HttpRequest) -> HttpResponse:
    """Say calmly what one can do here."""
    return render(request, "accounts/welcome.html", {"page": WELCOMES[request.actor.role]})
