"""Example functions per trade to begin an analysis with. A start, no norm: every line can be changed or removed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cases.job_tasks.words import Frequency

D, W, M, S = Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.SOMETIMES


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its share of the working time in percent, and what it asks on the scale of 0 to 3."""

    name: str
    share: int
    frequency: Frequency
    loads: Mapping[str, int] = field(default_factory=dict)
    essential: bool = True
    adaptable: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A function of a trade with its tasks, together 100 percent."""

    key: str
    trade: str
    function: str
    tasks: tuple[Task, ...]


_ALL = (
    Example(
        "baker",
        "Bakkerij",
        "Bakker",
        (
            Task("Deeg maken en afwegen", 30, D, {"standing": 3, "lifting": 2, "pace": 2, "shifts": 2}),
            Task("Brood bakken en de oven bedienen", 35, D, {"standing": 3, "lifting": 2, "pace": 3, "shifts": 2}),
            Task("Bestellingen klaarzetten", 15, D, {"walking": 2, "lifting": 2}, adaptable="Met kleinere kratten."),
            Task("Voorraad tellen en bestellen", 10, W, {"sitting": 1, "screen": 1, "concentration": 2}, False),
            Task("De bakkerij schoonmaken", 10, D, {"standing": 2, "walking": 2}, False, "In delen over de week."),
        ),
    ),
    Example(
        "shop",
        "Winkel",
        "Verkoper",
        (
            Task("Klanten helpen en verkopen", 45, D, {"standing": 3, "contact": 3, "conflict": 1, "pace": 1}),
            Task("De kassa bedienen", 25, D, {"standing": 2, "contact": 3, "concentration": 2, "pace": 2}),
            Task("Schappen vullen", 20, D, {"walking": 2, "lifting": 2}, adaptable="Alleen op werkhoogte."),
            Task("De winkel netjes houden", 10, D, {"walking": 2, "standing": 2}, False),
        ),
    ),
    Example(
        "office",
        "Kantoor",
        "Administratief assistent",
        (
            Task("Facturen en gegevens verwerken", 40, D, {"sitting": 3, "screen": 3, "concentration": 2}),
            Task("Telefoon en e-mail beantwoorden", 30, D, {"sitting": 3, "screen": 2, "contact": 3, "pace": 2}),
            Task(
                "Overleg voeren", 15, W, {"sitting": 2, "contact": 2, "concentration": 2}, adaptable="Ook op afstand."
            ),
            Task("Archief en post bijhouden", 15, W, {"walking": 1, "sitting": 1}, False),
        ),
    ),
    Example(
        "driver",
        "Transport",
        "Chauffeur",
        (
            Task("Rijden", 60, D, {"sitting": 3, "driving": 3, "concentration": 3, "shifts": 2}),
            Task("Laden en lossen", 25, D, {"lifting": 3, "walking": 2, "pace": 2}, adaptable="Met een pompwagen."),
            Task("Papieren en controle van de wagen", 10, D, {"standing": 1, "concentration": 1}),
            Task("Contact met klanten en planning", 5, D, {"contact": 2}, False),
        ),
    ),
    Example(
        "gardener",
        "Groen",
        "Hovenier",
        (
            Task("Planten, snoeien en maaien", 45, D, {"standing": 3, "walking": 3, "lifting": 2}),
            Task("Bestrating en grondwerk", 25, W, {"lifting": 3, "standing": 3, "pace": 1}),
            Task("Tuinen ontwerpen en tekenen", 15, W, {"sitting": 3, "screen": 2, "concentration": 2}, False),
            Task("Naar de klant rijden en overleggen", 15, D, {"driving": 2, "contact": 2}),
        ),
    ),
    Example(
        "warehouse",
        "Magazijn",
        "Magazijnbediende",
        (
            Task("Bestellingen verzamelen", 45, D, {"walking": 3, "lifting": 2, "pace": 3, "concentration": 1}),
            Task("Inpakken", 25, D, {"standing": 3, "lifting": 1, "pace": 2}, adaptable="Zittend aan een tafel."),
            Task("Goederen ontvangen en controleren", 20, D, {"walking": 2, "lifting": 2, "concentration": 2}),
            Task("Tellen en invoeren", 10, W, {"sitting": 2, "screen": 2}, False),
        ),
    ),
    Example(
        "cook",
        "Horeca",
        "Kok",
        (
            Task("Voorbereiden en snijden", 35, D, {"standing": 3, "concentration": 1}, adaptable="Op een hoge kruk."),
            Task("Koken tijdens de service", 40, D, {"standing": 3, "pace": 3, "concentration": 2, "shifts": 3}),
            Task("Bestellen en menu maken", 10, W, {"sitting": 2, "screen": 1, "concentration": 2}, False),
            Task("De keuken schoonmaken", 15, D, {"standing": 2, "walking": 2, "lifting": 1}),
        ),
    ),
    Example(
        "carpenter",
        "Bouw",
        "Timmerman",
        (
            Task("Monteren op de bouw", 50, D, {"standing": 3, "lifting": 3, "walking": 2}),
            Task("Zagen en voorbereiden in de werkplaats", 30, D, {"standing": 3, "lifting": 2, "concentration": 2}),
            Task("Meten en tekening lezen", 10, W, {"concentration": 3, "standing": 1}),
            Task("Materiaal halen en rijden", 10, W, {"driving": 2, "lifting": 2}, False),
        ),
    ),
    Example(
        "cleaner",
        "Schoonmaak",
        "Schoonmaker",
        (
            Task("Vloeren schoonmaken", 40, D, {"walking": 3, "standing": 3, "pace": 2}),
            Task("Keuken en toiletten schoonmaken", 35, D, {"standing": 3, "walking": 2, "pace": 2}),
            Task("Afval wegbrengen", 10, D, {"lifting": 2, "walking": 2}, adaptable="Met een kar."),
            Task("Materiaal aanvullen", 15, W, {"walking": 1, "lifting": 1}, False),
        ),
    ),
)
EXAMPLES: Mapping[str, Example] = MappingProxyType({example.key: example for example in _ALL})
