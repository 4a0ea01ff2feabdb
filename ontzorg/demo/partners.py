"""The insurer's desk, the invented arbodiensten with their doctors, and the Ontzorgmanagers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Partner:
    """One arbodienst. `valid_days`: how long the certificate still runs; `planner` works the inbox."""

    key: str
    name: str
    certificate: str
    valid_days: int
    contact: str
    phone: str
    planner: str
    physicians: tuple[str, ...]
    adviser: str = ""  # works under taakdelegatie of the first of the physicians

    @property
    def domain(self) -> str:
        """The invented mail domain."""
        return f"{self.key}.example"


@dataclass(frozen=True, slots=True)
class Manager:
    """One Ontzorgmanager. `valid_days`: how long the registration still runs; `basis` as in the model."""

    name: str
    basis: str
    registration: str
    valid_days: int
    phone: str


INSURER_DOMAIN = "verzekeraar.example"
DESK = ("Marijke Hofstra", "Ilse Wortelboer")
PLATFORM, PRIVACY, CLAIMS = "Bas Oudenhoven", "Yvonne Tazelaar", "Leonard Piek"
EXPERT, EXPERT_BUREAU, EXPERT_DOMAIN = "Joost Hamelink", "Hamelink Werkadvies", "hamelinkwerkadvies.example"
PROVIDER_NAME, PROVIDER_DOMAIN, PROVIDER_PERSON = "Praktijk Vooruit", "praktijkvooruit.example", "Mirthe Dekkinga"
SECOND_PLATFORM = "Judith Ravenswaay"
ADVISER, ADVISER_DOMAIN = "Willemijn Staal", "staaladvies.example"

PARTNERS = (
    Partner(
        "meander",
        "Arbodienst Meander",
        "SBCA-2023-0417",
        412,
        "Joke Wassenaar",
        "0575 555 200",
        "Sven Holtrop",
        ("Daan Verkerk", "Evelien Kortenaar"),
        "Iris Bakkenes",
    ),
    Partner(
        "duinrand",
        "Arbo Duinrand",
        "SBCA-2022-1180",
        41,
        "Peter Snijders",
        "023 555 0210",
        "Kim Verschuren",
        ("Farida Amezian",),
    ),
    Partner(
        "waalzicht",
        "Waalzicht Arbozorg",
        "SBCA-2024-0093",
        655,
        "Anne-Marie Vonk",
        "024 555 0220",
        "Rob Elderink",
        ("Hugo Brandsma", "Thomas Okafor"),
    ),
    Partner(
        "noorderzon",
        "Noorderzon Bedrijfsgezondheid",
        "SBCA-2024-0551",
        810,
        "Tineke Bultema",
        "050 555 0230",
        "Wiebe Hamstra",
        ("Lotte Rozema",),
    ),
    Partner(
        "debrug",
        "De Brug Arbo en Werk",
        "SBCA-2023-0876",
        233,
        "Carla Montfoort",
        "035 555 0240",
        "Sharda Jagesar",
        ("Mirjam Falkena", "Ruud Schellekens"),
    ),
)

MANAGERS = (
    Manager("Sanne Lindeboom", "register", "RNVC-20418", 540, "06 55501 001"),
    Manager("Peter-Jan Kuiper", "register", "RNVC-19077", 380, "06 55501 002"),
    Manager("Nisrine Achahbar", "insurer", "", 730, "06 55501 003"),
    Manager("Gerben Zijlstra", "register", "RSC-33120", 26, "06 55501 004"),
    Manager("Esther Molenkamp", "register", "RNVC-22846", 615, "06 55501 005"),
    Manager("Ricardo Wijnaldum", "arbodienst", "DB-0112", 233, "06 55501 006"),
)
