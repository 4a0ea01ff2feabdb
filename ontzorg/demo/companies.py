"""The twelve invented employers: who they are, and in which functions people work there."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """One employer. `functions` are (function, usual hours a week) and are dealt out in turn."""

    key: str
    name: str
    sector: str
    address: str
    city: str
    phone: str
    contact: str
    size: int
    ohs: str
    physician: str
    functions: tuple[tuple[str, int], ...]
    insured_for: int = 30
    """Months since the policy began."""
    own_casemanagement: bool = False

    @property
    def domain(self) -> str:
        """The invented mail domain."""
        return f"{self.key}.example"

    @property
    def town(self) -> str:
        """The city without its postal code."""
        return self.city.split(" ", 2)[2]


COMPANIES: tuple[Company, ...] = (
    Company(
        key="korenaar",
        name="Bakkerij De Korenaar",
        sector="Brood- en banketbakkerij",
        address="Houtmarkt 12",
        city="7201 KM Zutphen",
        phone="0575 555 012",
        contact="Anouk Terpstra",
        size=14,
        ohs="meander",
        physician="Daan Verkerk",
        functions=(("Broodbakker", 38), ("Verkoopmedewerker", 24), ("Banketbakker", 36), ("Bezorger", 20)),
    ),
    Company(
        key="tolsteeg",
        name="Autobedrijf Tolsteeg",
        sector="Garage",
        address="Nijverheidsweg 41",
        city="3534 AM Utrecht",
        phone="030 555 0141",
        contact="Ruud Hartman",
        size=9,
        ohs="duinrand",
        physician="Farida Amezian",
        functions=(("Automonteur", 40), ("Receptionist werkplaats", 32), ("Schadehersteller", 38)),
    ),
    Company(
        key="delinde",
        name="Hoveniers De Linde",
        sector="Hoveniersbedrijf",
        address="Broekweg 7",
        city="6713 KV Ede",
        phone="0318 555 107",
        contact="Marleen Oosterhuis",
        size=12,
        ohs="meander",
        physician="Daan Verkerk",
        functions=(("Hovenier", 38), ("Boomverzorger", 36), ("Voorman tuinaanleg", 40)),
    ),
    Company(
        key="wijngaard",
        name="Wijngaard Installatietechniek",
        sector="Installatietechniek",
        address="Energieweg 18",
        city="5627 AG Eindhoven",
        phone="040 555 0118",
        contact="Petra Wijngaard",
        size=22,
        ohs="waalzicht",
        physician="Hugo Brandsma",
        functions=(
            ("Installatiemonteur", 40),
            ("Elektromonteur", 38),
            ("Servicemonteur", 38),
            ("Werkvoorbereider", 36),
            ("Planner", 32),
        ),
    ),
    Company(
        key="knikkerzak",
        name="Kinderopvang De Knikkerzak",
        sector="Kinderopvang",
        address="Speelmansstraat 3",
        city="8021 VN Zwolle",
        phone="038 555 0103",
        contact="Wilma Steenbergen",
        size=26,
        ohs="noorderzon",
        physician="Lotte Rozema",
        functions=(
            ("Pedagogisch medewerker", 28),
            ("Pedagogisch medewerker", 32),
            ("Groepshulp", 20),
            ("Pedagogisch coach", 24),
            ("Locatiemanager", 36),
        ),
    ),
    Company(
        key="zetstuk",
        name="Drukkerij Het Zetstuk",
        sector="Grafische industrie",
        address="Letterplein 2",
        city="2031 CP Haarlem",
        phone="023 555 0102",
        contact="Harold Pijnacker",
        size=11,
        ohs="duinrand",
        physician="Farida Amezian",
        functions=(("Drukker", 38), ("Afwerker", 36), ("Vormgever", 32), ("Orderbegeleider", 36)),
    ),
    Company(
        key="wilgenhof",
        name="Zorgvilla De Wilgenhof",
        sector="Verpleging en verzorging",
        address="Wilgenlaan 80",
        city="1404 GH Bussum",
        phone="035 555 0180",
        contact="Conny de Ruiter",
        size=40,
        ohs="debrug",
        physician="Mirjam Falkena",
        functions=(
            ("Verzorgende", 28),
            ("Verzorgende", 24),
            ("Verpleegkundige", 32),
            ("Helpende", 24),
            ("Kok", 36),
            ("Gastvrouw", 20),
            ("Medewerker schoonmaak", 24),
            ("Activiteitenbegeleider", 28),
        ),
    ),
    Company(
        key="spaan",
        name="Timmerbedrijf Spaan",
        sector="Timmerbedrijf",
        address="Zagerijstraat 5",
        city="9403 VD Assen",
        phone="0592 555 105",
        contact="Jelle Spaan",
        size=7,
        ohs="noorderzon",
        physician="Lotte Rozema",
        functions=(("Timmerman", 40), ("Machinaal houtbewerker", 38), ("Leerling-timmerman", 32)),
    ),
    Company(
        key="krulenkam",
        name="Kapsalon Krul en Kam",
        sector="Kapsalon",
        address="Grotestraat 66",
        city="7607 CT Almelo",
        phone="0546 555 166",
        contact="Patricia Lansink",
        size=3,
        ohs="meander",
        physician="Evelien Kortenaar",
        functions=(("Kapper", 32), ("Kapper", 24), ("Leerling-kapper", 28)),
        insured_for=14,
    ),
    Company(
        key="oostwaarts",
        name="Transportbedrijf Oostwaarts",
        sector="Wegtransport",
        address="Havendijk 23",
        city="6541 BM Nijmegen",
        phone="024 555 0123",
        contact="Gonnie Sluiter",
        size=18,
        ohs="waalzicht",
        physician="Thomas Okafor",
        functions=(("Vrachtwagenchauffeur", 40), ("Chauffeur distributie", 38), ("Planner transport", 36)),
        own_casemanagement=True,
    ),
    Company(
        key="puntkomma",
        name="Webbureau Punt en Komma",
        sector="Internetbureau",
        address="Singel 9",
        city="3511 BJ Utrecht",
        phone="030 555 0109",
        contact="Noor van Asselt",
        size=8,
        ohs="meander",
        physician="Daan Verkerk",
        functions=(("Webontwikkelaar", 36), ("Vormgever", 32), ("Projectleider", 36), ("Tekstschrijver", 28)),
    ),
    Company(
        key="veerpont",
        name="Restaurant De Veerpont",
        sector="Restaurant",
        address="Veerdam 1",
        city="4101 BR Culemborg",
        phone="0345 555 101",
        contact="Hassan Belkadi",
        size=10,
        ohs="debrug",
        physician="Ruud Schellekens",
        functions=(("Kok", 38), ("Medewerker bediening", 24), ("Souschef", 38), ("Afwasser", 20)),
    ),
)

COMPANY: Mapping[str, Company] = MappingProxyType({company.key: company for company in COMPANIES})
