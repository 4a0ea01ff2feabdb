"""What a rule says, said to who reads it: every page speaks to the employer and to the employee as "u".

The rules speak of "de werkgever" and "de werknemer", for everybody reads them. A test holds the sentences here against
the rules: a sentence that changes there asks for its words here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from accounts.terms import Role

_TO_EMPLOYER = {
    "De Ontzorgmanager helpt werkgever en werknemer": "De Ontzorgmanager helpt u en uw werknemer",
    "UWV kan bepalen dat de werkgever het loon langer doorbetaalt": "UWV kan bepalen dat u het loon langer doorbetaalt",
    "is het vaste contact voor werkgever en werknemer": "is het vaste contact voor u en uw werknemer",
    "beschrijft wat de werknemer nog kan doen": "beschrijft wat uw werknemer nog kan doen",
    "In het plan spreken werkgever en werknemer af": "In het plan spreekt u met uw werknemer af",
    "Elke zes weken kijken werkgever en werknemer of het plan nog klopt. Zo nodig passen zij het aan.": (
        "Elke zes weken kijkt u met uw werknemer of het plan nog klopt. Zo nodig past u het samen aan."
    ),
    "als werkgever en werknemer vastlopen": "als u en uw werknemer vastlopen",
    "bespreekt de werkgever met de werknemer wat kan helpen": "bespreekt u met uw werknemer wat kan helpen",
    "dat ander werk bij de eigen werkgever is onderzocht": "dat ander werk in uw bedrijf is onderzocht",
    "Werkgever en werknemer kijken terug op het eerste jaar en kiezen de weg voor het tweede.": (
        "U kijkt met uw werknemer terug op het eerste jaar en kiest samen de weg voor het tweede."
    ),
    "als werkgever en werknemer dat allebei vooraf willen": "als u en uw werknemer dat allebei vooraf willen",
    "Werkgever en werknemer beschrijven wat het plan": "U beschrijft met uw werknemer wat het plan",
    "en de werkgever betaalt het loon even lang door": "en u betaalt het loon even lang door",
    "Met het verslag laat de werkgever zien": "Met het verslag laat u zien",
    "zegt UWV of de werkgever het loon langer doorbetaalt": "zegt UWV of u het loon langer doorbetaalt",
    "De werkgever kan het oneens zijn": "U kunt het oneens zijn",
    "UWV kan de uitkering op de werkgever verhalen": "UWV kan de uitkering op u verhalen",
    "bevat de visie van werkgever en werknemer en het besluit": "bevat uw visie, die van uw werknemer en het besluit",
    "Werkgever en werknemer hebben getekend": "U en uw werknemer hebben getekend",
    "Terugkeer bij de eigen werkgever binnen": "Terugkeer in uw bedrijf binnen",
    "De werkgever geeft door hoeveel tijdens ziekte wordt": "U geeft door hoeveel tijdens ziekte wordt",
}
_TO_EMPLOYEE = {
    "De Ontzorgmanager helpt werkgever en werknemer": "De Ontzorgmanager helpt u en uw werkgever",
    "UWV kan bepalen dat de werkgever het loon": "UWV kan bepalen dat uw werkgever het loon",
    "is het vaste contact voor werkgever en werknemer": "is het vaste contact voor u en uw werkgever",
    "In de intake vertelt de werknemer hoe hij zelf de terugkeer naar werk ziet.": (
        "In de intake vertelt u hoe u zelf de terugkeer naar werk ziet."
    ),
    "De visie van de werknemer komt": "Uw visie komt",
    "beschrijft wat de werknemer nog kan doen": "beschrijft wat u nog kunt doen",
    "In het plan spreken werkgever en werknemer af": "In het plan spreekt u met uw werkgever af",
    "Elke zes weken kijken werkgever en werknemer of het plan nog klopt. Zo nodig passen zij het aan.": (
        "Elke zes weken kijkt u met uw werkgever of het plan nog klopt. Zo nodig past u het samen aan."
    ),
    "als werkgever en werknemer vastlopen": "als u en uw werkgever vastlopen",
    "bespreekt de werkgever met de werknemer wat kan helpen": "bespreekt uw werkgever met u wat kan helpen",
    "De berekening laat de werknemer zien wat er met zijn inkomen kan gebeuren.": (
        "De berekening laat zien wat er met uw inkomen kan gebeuren."
    ),
    "De werknemer ziet later wat de WIA voor zijn inkomen kan betekenen.": (
        "U ziet later wat de WIA voor uw inkomen kan betekenen."
    ),
    "vergelijkt het werk met wat de werknemer kan": "vergelijkt het werk met wat u kunt",
    "bij de eigen werkgever is onderzocht": "bij uw eigen werkgever is onderzocht",
    "Werkgever en werknemer kijken terug op het eerste jaar en kiezen de weg voor het tweede.": (
        "U kijkt met uw werkgever terug op het eerste jaar en kiest samen de weg voor het tweede."
    ),
    "De werkgever geeft door hoeveel tijdens ziekte wordt gewerkt.": (
        "Uw werkgever geeft door hoeveel u tijdens ziekte werkt."
    ),
    "De werknemer kan in deze weken": "U kunt in deze weken",
    "UWV schrijft de werknemer hoe en wanneer hij de WIA kan aanvragen.": (
        "UWV schrijft u hoe en wanneer u de WIA kunt aanvragen."
    ),
    "De werknemer vraagt de WIA ook zonder brief aan.": "U vraagt de WIA ook zonder brief aan.",
    "als werkgever en werknemer dat allebei vooraf willen": "als u en uw werkgever dat allebei vooraf willen",
    "geeft de werknemer de stukken": "geeft u de stukken",
    "Werkgever en werknemer beschrijven wat het plan": "U beschrijft met uw werkgever wat het plan",
    "beoordeelt UWV of de werknemer na twee jaar een uitkering krijgt": (
        "beoordeelt UWV of u na twee jaar een uitkering krijgt"
    ),
    "en de werkgever betaalt het loon even lang door": "en uw werkgever betaalt het loon even lang door",
    "Met het verslag laat de werkgever zien": "Met het verslag laat uw werkgever zien",
    "zegt UWV of de werkgever het loon": "zegt UWV of uw werkgever het loon",
    "De werkgever kan het oneens zijn": "Uw werkgever kan het oneens zijn",
    "UWV kan de uitkering op de werkgever verhalen": "UWV kan de uitkering op uw werkgever verhalen",
    "De werknemer wil geen": "U wilt geen",
    "De werknemer heeft zelf schriftelijk laten weten geen": "U heeft zelf schriftelijk laten weten geen",
    "De werknemer kiest ervoor": "U kiest ervoor",
    "Terugkeer bij de eigen werkgever binnen": "Terugkeer bij uw eigen werkgever binnen",
}
WORDS: Mapping[Role, Mapping[str, str]] = MappingProxyType(
    {Role.EMPLOYER: MappingProxyType(_TO_EMPLOYER), Role.EMPLOYEE: MappingProxyType(_TO_EMPLOYEE)}
)
"""By reader: what stands in the rules, and what the page says instead."""
_PAGES_TO_EMPLOYEE = {
    "Iemand werkt weer alle uren in het eigen werk.": (
        "U werkt weer alle uren in uw eigen werk. Uw werkgever meldt u dan beter."
    ),
    "Meld pas beter als iemand weer alle uren werkt, in het eigen werk. Werkt iemand een deel of ander werk? "
    "Dan blijft het dossier open en hoeft u hier niets te melden.": (
        "Uw werkgever meldt u pas beter als u weer alle uren werkt, in uw eigen werk. Werkt u een deel of ander werk? "
        "Dan blijft het dossier open."
    ),
    "Meldt u te vroeg beter en wordt iemand na vier weken weer ziek?": (
        "Meldt uw werkgever u te vroeg beter en wordt u na vier weken weer ziek?"
    ),
    "Iemand is minder dan vier weken beter en wordt weer ziek.": (
        "U bent minder dan vier weken beter en wordt weer ziek. Uw werkgever meldt dat."
    ),
}
PAGES: Mapping[Role, Mapping[str, str]] = MappingProxyType({Role.EMPLOYEE: MappingProxyType(_PAGES_TO_EMPLOYEE)})
"""The same for what the pages about changes say."""


def addressed(text: str, role: Role) -> str:
    """The same text, with "u" for who reads it; the roles that work for others read it as it is."""
    for said, heard in (*WORDS.get(role, {}).items(), *PAGES.get(role, {}).items()):
        text = text.replace(said, heard)
    return text
