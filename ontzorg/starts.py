"""The first page of the roles that have no work list: what one can do here, and what not."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.terms import Role


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
        Role.LABOUR_EXPERT: Welcome(
            "U bent nu niet voor een dossier gevraagd",
            "Vraagt een Ontzorgmanager om uw advies, dan staat het dossier hier.",
            "U ziet wat iemand in het werk kan. Medische gegevens ziet u niet.",
        ),
        Role.PROVIDER: Welcome(
            "Er is geen opdracht voor u",
            "Krijgt u een opdracht, dan staat die hier.",
            "U ziet alleen uw eigen opdrachten.",
        ),
        Role.CLAIMS: Welcome(
            "Premie en schade",
            "U kunt werkgevers en hun polissen bekijken.",
            "U ziet geen dossiers, geen documenten en geen gegevens van werknemers.",
        ),
        Role.INTERMEDIARY: Welcome(
            "Uw klanten",
            "U kunt uw klanten en hun polissen bekijken.",
            "U ziet geen dossiers en geen gegevens van werknemers.",
        ),
        Role.PLATFORM: Welcome(
            "Platformbeheer",
            "U kunt zien welke accounts er zijn en welke rol zij hebben.",
            "U ziet geen dossiers en geen documenten.",
        ),
        Role.PRIVACY_OFFICER: Welcome(
            "Privacy",
            "U kunt zien wie wat deed en welke teksten na een waarschuwing toch zijn bewaard.",
            "U ziet geen dossiers en geen documenten.",
        ),
    }
)


def welcome(request: HttpRequest) -> HttpResponse:
    """Say calmly what one can do here."""
    return render(request, "accounts/welcome.html", {"page": WELCOMES[request.actor.role]})
