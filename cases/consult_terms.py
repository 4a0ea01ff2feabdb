"""The words about a talk with the bedrijfsarts: why it is asked for, how it ends, who reads what. Facts only."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from accounts.terms import Role


class Reason(StrEnum):
    """Why the bedrijfsarts is asked. The statutory moments come first."""

    ANALYSIS = "analysis"
    UPDATE = "update"
    FIRST_YEAR = "first_year"
    CURRENT_OPINION = "current_opinion"
    STAGNATION = "stagnation"
    BUILD_UP = "build_up"
    TASKS = "tasks"
    COOPERATION = "cooperation"
    EMPLOYEE_ASKS = "employee_asks"
    FOLLOW_UP = "follow_up"


REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.ANALYSIS: "Probleemanalyse (uiterlijk in week 6)",
        Reason.UPDATE: "Bijstelling van de probleemanalyse",
        Reason.FIRST_YEAR: "Eerstejaarsevaluatie",
        Reason.CURRENT_OPINION: "Actueel oordeel voor de WIA-aanvraag",
        Reason.STAGNATION: "De terugkeer naar werk stokt",
        Reason.BUILD_UP: "Advies over de opbouw van uren",
        Reason.TASKS: "Taken die beoordeeld moeten worden",
        Reason.COOPERATION: "De samenwerking op het werk zit de terugkeer in de weg",
        Reason.EMPLOYEE_ASKS: "De werknemer vraagt om een gesprek",
        Reason.FOLLOW_UP: "Vervolg op een eerder gesprek",
    }
)
ASKABLE: Mapping[Reason, str] = MappingProxyType(
    {one: said for one, said in REASONS.items() if one != Reason.FOLLOW_UP}
)
"""For who guides the file: whether one talk asks for another is for the bedrijfsarts."""
BEGINNING: Mapping[Reason, str] = MappingProxyType(
    {one: said for one, said in REASONS.items() if one != Reason.EMPLOYEE_ASKS}
)
"""For the bedrijfsarts: a talk for which the employee asks him is nobody else's."""
STATUTORY = frozenset({Reason.ANALYSIS, Reason.UPDATE, Reason.FIRST_YEAR, Reason.CURRENT_OPINION})


class Reaction(StrEnum):
    """What the employee says of a question once he read it."""

    READ = "read"
    OBJECTS = "objects"


REACTIONS: Mapping[Reaction, str] = MappingProxyType(
    {
        Reaction.READ: "Ik heb dit gelezen",
        Reaction.OBJECTS: "Ik ben het niet eens met deze vraag",
    }
)


class Ending(StrEnum):
    """How a question ended that is no longer asked."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Stand(StrEnum):
    """Where an appointment stands."""

    WANTED = "wanted"
    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HELD = "held"
    MISSED = "missed"


STANDS: Mapping[Stand, str] = MappingProxyType(
    {
        Stand.WANTED: "Nog te plannen",
        Stand.PLANNED: "Gepland",
        Stand.MOVED: "Verplaatst",
        Stand.CANCELLED: "Afgezegd",
        Stand.HELD: "Gehouden",
        Stand.MISSED: "Niet doorgegaan",
    }
)
TOOK_PLACE: Mapping[Stand, str] = MappingProxyType(
    {Stand.WANTED: "Nog te plannen", Stand.PLANNED: "Gepland", Stand.MOVED: "Verplaatst", Stand.HELD: "Geweest"}
)
OPEN = (Stand.WANTED, Stand.PLANNED)
OVER = (Stand.HELD, Stand.MISSED)


class Why(StrEnum):
    """Why an appointment is moved, cancelled or was missed; never a reason in words of health."""

    EMPLOYEE = "employee"
    SERVICE = "service"
    OTHER_TIME = "other_time"
    NOT_NEEDED = "not_needed"
    IN_TIME = "in_time"
    TOO_LATE = "too_late"
    ABSENT = "absent"


WHYS: Mapping[Why, str] = MappingProxyType(
    {
        Why.EMPLOYEE: "De werknemer kan dan niet",
        Why.SERVICE: "Dit komt door de arbodienst",
        Why.OTHER_TIME: "Een ander moment past beter",
        Why.NOT_NEEDED: "Het gesprek is niet meer nodig",
        Why.IN_TIME: "De werknemer heeft op tijd afgemeld",
        Why.TOO_LATE: "De werknemer heeft te laat afgemeld",
        Why.ABSENT: "De werknemer kwam niet, zonder bericht",
    }
)
MOVING = (Why.EMPLOYEE, Why.SERVICE, Why.OTHER_TIME)
CANCELLING = (Why.EMPLOYEE, Why.SERVICE, Why.NOT_NEEDED)
MISSING = (Why.IN_TIME, Why.TOO_LATE, Why.ABSENT, Why.SERVICE)


class How(StrEnum):
    """In which way they speak."""

    VISIT = "visit"
    PHONE = "phone"
    VIDEO = "video"


HOWS: Mapping[How, str] = MappingProxyType(
    {How.VISIT: "Op het spreekuur", How.PHONE: "Per telefoon", How.VIDEO: "Per video"}
)
ASKERS = (Role.ONTZORGMANAGER, Role.EMPLOYER)
"""Who may put a question: the Ontzorgmanager, and the employer where he guides the file himself."""
HOSTS = (Role.BEDRIJFSARTS, Role.DELEGATE)
"""With whom the employee speaks. They begin a talk themselves, and so write down what it is about."""
PLANNERS = (*HOSTS, Role.ARBODIENST)
OF_ALL = [
    *(Role.EMPLOYEE.value, Role.EMPLOYER.value, Role.ONTZORGMANAGER.value),
    *(Role.BEDRIJFSARTS.value, Role.ARBODIENST.value),
]
"""Who sees an appointment; each sees of it what the access table says."""
READERS = [*(Role.EMPLOYEE.value, Role.EMPLOYER.value), *(Role.ONTZORGMANAGER.value, Role.BEDRIJFSARTS.value)]
"""Who can be a reader of a question; never the planner."""
UNSEEN = [Role.EMPLOYEE.value, Role.BEDRIJFSARTS.value, Role.ARBODIENST.value]
"""Who sees one that the employee asked for himself."""
