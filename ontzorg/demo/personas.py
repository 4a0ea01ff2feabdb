"""The people as whom a visitor of the demo can log in with one click."""

from dataclasses import dataclass

from accounts.terms import Role
from ontzorg.demo.companies import COMPANIES
from ontzorg.demo.partners import (
    ADVISER,
    ADVISER_DOMAIN,
    CLAIMS,
    DESK,
    EXPERT,
    EXPERT_BUREAU,
    EXPERT_DOMAIN,
    INSURER_DOMAIN,
    MANAGERS,
    PARTNERS,
    PLATFORM,
    PRIVACY,
    PROVIDER_DOMAIN,
    PROVIDER_NAME,
    PROVIDER_PERSON,
    SECOND_PLATFORM,
)
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import HALF_A_YEAR, SICK_BAKER, SICK_DRIVER, SICK_HR

PASSWORD = "ontzorg-demo-2002"  # noqa: S105 (public: invented people on this machine only)


@dataclass(frozen=True, slots=True)
class Persona:
    """One button. Without a role the visitor chooses, as a person with two roles does."""

    name: str
    email: str
    role: Role | None
    what: str
    todo: str


_DOMAINS = {company.key: company.domain for company in COMPANIES}

PERSONAS = (
    Persona(
        "Anouk Terpstra",
        address_of("Anouk Terpstra", _DOMAINS["korenaar"]),
        Role.EMPLOYER,
        "Werkgever · HR van Bakkerij De Korenaar",
        "Meldt ziek en beter, en ondertekent een Plan van aanpak.",
    ),
    Persona(
        SICK_BAKER,
        address_of(SICK_BAKER, _DOMAINS["korenaar"]),
        Role.EMPLOYEE,
        "Werknemer · broodbakker bij De Korenaar",
        "Is zeven weken ziek en kan het Plan van aanpak ondertekenen.",
    ),
    Persona(
        MANAGERS[0].name,
        address_of(MANAGERS[0].name, INSURER_DOMAIN),
        Role.ONTZORGMANAGER,
        "Ontzorgmanager",
        "Begint met een werklijst op volgorde van de wet.",
    ),
    Persona(
        PARTNERS[0].physicians[0],
        address_of(PARTNERS[0].physicians[0], PARTNERS[0].domain),
        Role.BEDRIJFSARTS,
        f"Bedrijfsarts bij {PARTNERS[0].name}",
        "Schrijft een Probleemanalyse, zonder medische gegevens.",
    ),
    Persona(
        PARTNERS[0].planner,
        address_of(PARTNERS[0].planner, PARTNERS[0].domain),
        Role.ARBODIENST,
        f"Planner bij {PARTNERS[0].name}",
        "Neemt meldingen aan en schat in of het lang kan duren.",
    ),
    Persona(
        DESK[0],
        address_of(DESK[0], INSURER_DOMAIN),
        Role.DESK,
        "Re-integratie en Diensten van de verzekeraar",
        "Beheert arbodiensten, werkgevers en polissen.",
    ),
    Persona(
        SICK_HR,
        address_of(SICK_HR, _DOMAINS["puntkomma"]),
        None,
        "Twee rollen · Webbureau Punt en Komma",
        "Doet de HR van het bureau en is nu zelf ziek. Kiest in welke rol hij werkt.",
    ),
    Persona(
        "Gonnie Sluiter",
        address_of("Gonnie Sluiter", _DOMAINS["oostwaarts"]),
        Role.EMPLOYER,
        "Werkgever · Transportbedrijf Oostwaarts",
        "Regelt het casemanagement zelf, zonder Ontzorgmanager, en maakt zelf het Plan van aanpak.",
    ),
    Persona(
        DESK[1],
        address_of(DESK[1], INSURER_DOMAIN),
        Role.DESK,
        "Re-integratie en Diensten, tweede persoon",
        "Beslist over een wetswijziging die een collega voorstelt.",
    ),
    Persona(
        PARTNERS[0].adviser,
        address_of(PARTNERS[0].adviser, PARTNERS[0].domain),
        Role.DELEGATE,
        f"Verzuimbegeleider bij {PARTNERS[0].name}",
        f"Werkt onder taakdelegatie namens {PARTNERS[0].physicians[0]}.",
    ),
    Persona(
        SICK_DRIVER,
        address_of(SICK_DRIVER, _DOMAINS["oostwaarts"]),
        Role.EMPLOYEE,
        "Werknemer · Transportbedrijf Oostwaarts",
        "Kan het Plan van aanpak ondertekenen dat de werkgever zelf maakte.",
    ),
    Persona(
        PRIVACY,
        address_of(PRIVACY, INSURER_DOMAIN),
        Role.PRIVACY_OFFICER,
        "Privacyfunctionaris van de verzekeraar",
        "Ziet wie wat deed en wat er is bewaard, zonder dossiers te zien.",
    ),
    Persona(
        PLATFORM,
        address_of(PLATFORM, INSURER_DOMAIN),
        Role.PLATFORM,
        "Platformbeheer",
        "Ziet wie in welke rol kan werken, en beëindigt een rol.",
    ),
    Persona(
        CLAIMS,
        address_of(CLAIMS, INSURER_DOMAIN),
        Role.CLAIMS,
        "Premie en schade van de verzekeraar",
        "Ziet werkgevers en polissen, en nooit een werknemer.",
    ),
    Persona(
        ADVISER,
        address_of(ADVISER, ADVISER_DOMAIN),
        Role.INTERMEDIARY,
        "Adviseur van Bakkerij De Korenaar",
        "Ziet het bedrijf en de polis van de klant.",
    ),
    Persona(
        EXPERT,
        address_of(EXPERT, EXPERT_DOMAIN),
        Role.LABOUR_EXPERT,
        f"Arbeidsdeskundige bij {EXPERT_BUREAU}",
        "Beantwoordt een vraag over werk, en ziet alleen dat dossier.",
    ),
    Persona(
        SECOND_PLATFORM,
        address_of(SECOND_PLATFORM, INSURER_DOMAIN),
        Role.PLATFORM,
        "Platformbeheer, tweede persoon",
        "Beslist over noodtoegang waar een collega om vraagt.",
    ),
    Persona(
        HALF_A_YEAR,
        address_of(HALF_A_YEAR, _DOMAINS["delinde"]),
        Role.EMPLOYEE,
        "Werknemer · Hoveniers De Linde",
        "Is een half jaar ziek en kan bekijken wat er met het inkomen kan gebeuren.",
    ),
    Persona(
        PROVIDER_PERSON,
        address_of(PROVIDER_PERSON, PROVIDER_DOMAIN),
        Role.PROVIDER,
        f"Dienstverlener · {PROVIDER_NAME}",
        "Beantwoordt een opdracht en meldt de voortgang, zonder een dossier te zien.",
    ),
)
