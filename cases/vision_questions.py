"""What the werknemersvisie asks, as data: product P-16 to P-18. Says nothing about health, and asks nothing about it.

An edition that was used is never edited: a version keeps the number of its edition, so its questions stay as they were
put. Other words or another question make a new edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from accounts.terms import Role

EVERYBODY = frozenset({Role.EMPLOYER, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS})
"""With whom an answer can be shared."""
_AT_WORK = frozenset({Role.EMPLOYER, Role.ONTZORGMANAGER})
_GUIDE = frozenset({Role.ONTZORGMANAGER})
WORK, HELP, PLAN = "Uw werk", "Wat u nodig heeft", "Uw plan"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `matters_to`: in a talk with whom the answer is of use."""

    key: str
    section: str
    text: str
    hint: str
    matters_to: frozenset[Role] = EVERYBODY
    guided_only: bool = False
    """Asked only where an Ontzorgmanager guides the file, or will."""


_FIRST = (
    Question(
        key="enjoy",
        section=WORK,
        text="Wat doet u graag in uw werk?",
        hint="Noem taken, mensen of momenten op een werkdag.",
        matters_to=_AT_WORK,
    ),
    Question(
        key="still_can",
        section=WORK,
        text="Wat kunt u nu al wel in uw werk?",
        hint="Denk aan taken, uren en plekken. Ook een klein begin telt.",
    ),
    Question(
        key="first_tasks",
        section=WORK,
        text="Welke taken wilt u als eerste weer doen?",
        hint="Begin met de taak die u het makkelijkst lijkt.",
    ),
    Question(
        key="helps",
        section=WORK,
        text="Wat in uw werk helpt u, en wat maakt het lastig?",
        hint="Denk aan werktijden, reizen, drukte, rust, contact of de werkplek.",
    ),
    Question(
        key="from_employer",
        section=HELP,
        text="Wat heeft u nodig van uw werkgever?",
        hint="Bijvoorbeeld andere taken, andere tijden of een vast gesprek.",
        matters_to=_AT_WORK,
    ),
    Question(
        key="from_colleagues",
        section=HELP,
        text="Wat heeft u nodig van uw collega’s?",
        hint="Bijvoorbeeld hulp bij een taak, of juist rust.",
        matters_to=_AT_WORK,
    ),
    Question(
        key="from_manager",
        section=HELP,
        text="Wat heeft u nodig van uw Ontzorgmanager?",
        hint="Bijvoorbeeld uitleg, contact of iemand die meegaat naar een gesprek.",
        matters_to=_GUIDE,
        guided_only=True,
    ),
    Question(
        key="build_up",
        section=PLAN,
        text="Hoe wilt u uw uren opbouwen?",
        hint="Schrijf met hoeveel uur u wilt beginnen en wanneer u meer wilt werken.",
    ),
    Question(
        key="goal",
        section=PLAN,
        text="Wat wilt u over drie maanden bereikt hebben in uw werk?",
        hint="Kies een doel dat u zelf kunt merken.",
    ),
    Question(
        key="own_part",
        section=PLAN,
        text="Wat gaat u zelf doen om weer te werken?",
        hint="Schrijf wat u doet en wanneer.",
    ),
    Question(
        key="discuss",
        section=PLAN,
        text="Wat moet uw Ontzorgmanager bespreken, en met wie?",
        hint="Bijvoorbeeld een afspraak met uw werkgever of een vraag aan de arbodienst.",
        matters_to=_GUIDE,
        guided_only=True,
    ),
)
EDITIONS: Mapping[int, tuple[Question, ...]] = MappingProxyType({1: _FIRST})
NEWEST = max(EDITIONS)
LONGEST = 2000  # characters of one answer


def asked_in(*, guided: bool) -> tuple[Question, ...]:
    """The questions of today for a file with or without an Ontzorgmanager."""
    return tuple(question for question in EDITIONS[NEWEST] if guided or not question.guided_only)


def question_of(edition: int, key: str) -> Question:
    """A question as it was put in that edition. Raises KeyError for one that was not."""
    return {question.key: question for question in EDITIONS[edition]}[key]
