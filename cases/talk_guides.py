"""What an Ontzorgmanager goes through in a talk, as data: welcome call, intake and first-year evaluation.

Product P-14, P-16, P-49; which subjects and in which words is our choice. A key that was used is never given another
meaning: what was gone through is kept by key. Nothing here asks about health, and answers have no field here: what
people agree goes where its readers are known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

EMPLOYER, EMPLOYEE = "employer", "employee"
LONGEST_KEY = 24


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject of a talk. `ask` are the words to begin with; `place` names the page where the outcome belongs."""

    key: str
    title: str
    ask: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class TalkGuide:
    """A talk: with whom it can be (as the contact log names them), what it is for, what is gone through."""

    key: str
    slug: str
    step: str
    """The key of the step that this talk belongs to."""
    title: str
    parties: tuple[str, ...]
    purpose: str
    subjects: tuple[Subject, ...]
    not_asked: tuple[str, ...]

    def known(self, keys: Iterable[str]) -> list[str]:
        """Of these keys the ones that this talk has, in the order of the talk."""
        wanted = set(keys)
        return [subject.key for subject in self.subjects if subject.key in wanted]

    def titles(self, keys: Iterable[str]) -> list[str]:
        """What was gone through, in words."""
        wanted = set(keys)
        return [subject.title for subject in self.subjects if subject.key in wanted]


_NO_HEALTH = (
    "Wat iemand heeft, hoe dat komt, of iemand onder behandeling is: u vraagt het niet.",
    "Vertelt iemand het toch? Schrijf het niet op, en zeg dat de bedrijfsarts er wel naar mag vragen.",
)

WELCOME = TalkGuide(
    key="welcome",
    slug="welkomstgesprek",
    step="welcome_call",
    title="Welkomstgesprek",
    parties=(EMPLOYER,),
    purpose="De werkgever weet wat er bij ziekte van hem wordt gevraagd en wat hij van ons kan verwachten.",
    subjects=(
        Subject("meet", "Kennismaken", ("Wie meldt bij u ziek en beter?", "Wie doet dat als die persoon er niet is?")),
        Subject(
            "reporting",
            "Ziek melden",
            (
                "Meld ziek op de eerste dag. Meld ook gedeeltelijk en helemaal beter.",
                "U vraagt: waar bent u bereikbaar, welk werk blijft liggen, hoelang denkt u dat het duurt?",
            ),
        ),
        Subject(
            "privacy",
            "Wat u niet vraagt en niet opschrijft",
            (
                "De werkgever vraagt niet wat iemand heeft of hoe dat komt, ook niet als iemand het zelf vertelt.",
                "Wat iemand nog wel kan in het werk, mag wel besproken worden.",
            ),
        ),
        Subject(
            "steps",
            "De stappen bij lang verzuim",
            (
                "Loop samen de tijdlijn van een dossier door: probleemanalyse, plan van aanpak, elke zes weken kijken.",
                "Vertel wat te laat doen kan kosten: tot een jaar langer loon.",
            ),
        ),
        Subject(
            "help",
            "Wat wij doen",
            (
                "Vanaf de tweede week helpt een Ontzorgmanager bij lang verzuim.",
                "De bedrijfsarts oordeelt over gezondheid, u en uw werknemer over het werk.",
            ),
        ),
        Subject("prevention", "Gezond aan het werk blijven", ("Spreek af wanneer de preventiecheck is.",)),
    ),
    not_asked=("Namen van zieke werknemers of wat zij hebben. Daarvoor is het dossier er.",),
)

INTAKE = TalkGuide(
    key="intake",
    slug="intake",
    step="employee_intake",
    title="Intake",
    parties=(EMPLOYEE,),
    purpose="De werknemer vertelt hoe hij zelf de terugkeer naar werk ziet. Meedoen is vrijwillig.",
    subjects=(
        Subject(
            "meet",
            "Kennismaken",
            (
                "Vertel wie u bent, voor wie u werkt en wat u voor werknemer en werkgever doet.",
                "Vertel wat u opschrijft en wie dat leest. Meedoen is vrijwillig.",
            ),
        ),
        Subject(
            "work",
            "Het werk",
            ("Hoe ziet een gewone werkdag eruit?", "Wat doet u graag, en wat lukt nu wel?"),
            place="tasks",
        ),
        Subject(
            "vision",
            "Zo ziet de werknemer het zelf",
            ("Hoe denkt u zelf weer te kunnen beginnen?", "Wat heeft u daarvoor nodig op het werk, en van wie?"),
            place="vision",
        ),
        Subject(
            "employer",
            "Contact met de werkgever",
            ("Hoe vaak heeft u contact, en hoe gaat dat?", "Wat wilt u zelf bespreken, en waar wilt u hulp bij?"),
        ),
        Subject("ahead", "Wat er aankomt", ("Loop de stappen en data door die op deze pagina staan.",), place="file"),
        Subject("agree", "Afspraken", ("Wat doet u, wat doe ik, en wanneer spreken we elkaar weer?",)),
    ),
    not_asked=_NO_HEALTH,
)

FIRST_YEAR = TalkGuide(
    key="first_year",
    slug="eerstejaarsevaluatie",
    step="first_year_evaluation",
    title="Eerstejaarsevaluatie",
    parties=(EMPLOYER, EMPLOYEE),
    purpose="Werkgever en werknemer kijken terug op het eerste jaar en kiezen de weg voor het tweede.",
    subjects=(
        Subject(
            "back",
            "Terugkijken",
            ("Welke afspraken uit het plan van aanpak zijn gedaan?", "Welke niet, en waardoor kwam dat?"),
            place="file",
        ),
        Subject(
            "now",
            "Wat er nu kan",
            ("Welke taken en hoeveel uren lukken nu?", "Wat staat er in het laatste advies van de bedrijfsarts?"),
            place="tasks",
        ),
        Subject(
            "advice",
            "Adviezen",
            ("Welk advies staat nog open?", "Is een advies niet gevolgd? Dan hoort de reden erbij."),
            place="advice",
        ),
        Subject(
            "own_employer",
            "Werk bij de eigen werkgever",
            ("Welk ander werk in het bedrijf is bekeken?", "Kan het werk, de plek of de werktijd anders?"),
        ),
        Subject(
            "second_track",
            "Werk bij een andere werkgever",
            (
                "Is terugkeer bij de eigen werkgever binnen drie maanden te verwachten?",
                "Zo nee: wanneer begint het tweede spoor? Het besluit hoort in het formulier.",
            ),
        ),
        Subject(
            "views",
            "Wat ieder vindt",
            ("Wat vindt de werkgever, en wat vindt de werknemer?", "Beide meningen horen in het formulier."),
        ),
        Subject(
            "ahead",
            "Het tweede jaar",
            ("Welke stappen komen eraan, tot en met de WIA?", "Wie doet wat, en wanneer spreken we elkaar weer?"),
            place="file",
        ),
    ),
    not_asked=_NO_HEALTH,
)

GUIDES: Mapping[str, TalkGuide] = MappingProxyType({one.key: one for one in (WELCOME, INTAKE, FIRST_YEAR)})
OF_FILES = (INTAKE, FIRST_YEAR)
"""Talks about one file; a welcome call belongs to a policy."""
SUBJECT_KEYS = sorted({subject.key for guide in GUIDES.values() for subject in guide.subjects})


def guide_of_step(step: str) -> TalkGuide | None:
    """The talk that belongs to a step; None for a step without one."""
    return next((one for one in GUIDES.values() if one.step == step), None)


def guide_at(slug: str) -> TalkGuide | None:
    """The talk about a file with this place in an address."""
    return next((one for one in OF_FILES if one.slug == slug), None)
