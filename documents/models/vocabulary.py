"""The words a document is made of. Choices instead of open text, so that health has no place to be written."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models


class EndGoal(models.TextChoices):
    """Where the return to work leads."""

    OWN_WORK = "own_work", "Terug in het eigen werk"
    OWN_WORK_ADAPTED = "own_work_adapted", "Terug in het eigen werk met aanpassingen"
    OTHER_WORK = "other_work", "Ander werk bij de eigen werkgever"
    OTHER_EMPLOYER = "other_employer", "Werk bij een andere werkgever"


class YesNoUnknown(models.TextChoices):
    """An answer that may not be known yet."""

    YES = "yes", "Ja"
    NO = "no", "Nee"
    UNKNOWN = "unknown", "Nog niet bekend"


class SuitableWork(models.TextChoices):
    """Which work is possible now."""

    OWN = "own", "Ja, in het eigen werk"
    ADAPTED = "adapted", "Ja, in aangepast of ander werk"
    NONE = "none", "Nee, nu niet"


class Advice(models.TextChoices):
    """What the bedrijfsarts advises, in terms of work."""

    ADAPT_HOURS = "adapt_hours", "Werktijden of uren aanpassen"
    ADAPT_TASKS = "adapt_tasks", "Taken aanpassen"
    ADAPT_WORKPLACE = "adapt_workplace", "Werkplek of hulpmiddelen aanpassen"
    BUILD_UP = "build_up", "Uren stap voor stap opbouwen"
    MEDIATION = "mediation", "Gesprek tussen werkgever en werknemer onder begeleiding"
    LABOUR_EXPERT = "labour_expert", "Onderzoek door een arbeidsdeskundige"
    INTERVENTION = "intervention", "Re-integratie-interventie"


class Ability(models.TextChoices):
    """The fixed functional list."""

    ATTENTION = "attention", "Aandacht bij het werk houden"
    PACE = "pace", "Werken in een hoog tempo"
    TIME_PRESSURE = "time_pressure", "Werken met vaste tijdsdruk"
    SEVERAL_TASKS = "several_tasks", "Verschillende taken tegelijk doen"
    CUSTOMERS = "customers", "Contact met klanten"
    COOPERATION = "cooperation", "Samenwerken"
    CONFLICTS = "conflicts", "Omgaan met conflicten op het werk"
    LEADING = "leading", "Leiding geven"
    TEMPERATURE = "temperature", "Werken in kou of warmte"
    NOISE = "noise", "Werken in lawaai"
    DUST = "dust", "Werken met stof, rook of dampen"
    VIBRATION = "vibration", "Werken met trillingen"
    LIFTING = "lifting", "Tillen en dragen"
    PUSHING = "pushing", "Duwen en trekken"
    WALKING = "walking", "Lopen"
    STAIRS = "stairs", "Trappen lopen"
    BENDING = "bending", "Buigen en draaien"
    REACHING = "reaching", "Reiken"
    HANDS = "hands", "Werken met hand en vingers"
    SITTING = "sitting", "Zitten"
    STANDING = "standing", "Staan"
    KNEELING = "kneeling", "Knielen of hurken"
    OVERHEAD = "overhead", "Werken boven schouderhoogte"
    HOURS_PER_DAY = "hours_per_day", "Aantal uren per dag"
    HOURS_PER_WEEK = "hours_per_week", "Aantal uren per week"
    IRREGULAR = "irregular", "Werken in de avond, in de nacht of in ploegen"


ABILITY_GROUPS: Mapping[str, tuple[Ability, ...]] = MappingProxyType(
    {
        "Persoonlijk functioneren": (
            Ability.ATTENTION,
            Ability.PACE,
            Ability.TIME_PRESSURE,
            Ability.SEVERAL_TASKS,
        ),
        "Omgaan met anderen": (Ability.CUSTOMERS, Ability.COOPERATION, Ability.CONFLICTS, Ability.LEADING),
        "Omgeving": (Ability.TEMPERATURE, Ability.NOISE, Ability.DUST, Ability.VIBRATION),
        "Bewegen": (
            Ability.LIFTING,
            Ability.PUSHING,
            Ability.WALKING,
            Ability.STAIRS,
            Ability.BENDING,
            Ability.REACHING,
            Ability.HANDS,
        ),
        "Houding": (Ability.SITTING, Ability.STANDING, Ability.KNEELING, Ability.OVERHEAD),
        "Werktijden": (Ability.HOURS_PER_DAY, Ability.HOURS_PER_WEEK, Ability.IRREGULAR),
    }
)


class Degree(models.IntegerChoices):
    """How far somebody is limited."""

    NONE = 0, "Niet beperkt"
    SLIGHT = 1, "Licht beperkt"
    LIMITED = 2, "Beperkt"
    SEVERE = 3, "Sterk beperkt"


class ActivityType(models.TextChoices):
    """What kind of activity the plan names."""

    OWN_WORK = "own_work", "Uren in het eigen werk"
    ADAPTED_WORK = "adapted_work", "Aangepast of ander werk"
    INTERVENTION = "intervention", "Re-integratie-interventie"
    INVESTIGATION = "investigation", "Onderzoek of advies"
    CONTACT = "contact", "Gesprek of contact"


class Responsible(models.TextChoices):
    """Who sees to it that an activity happens."""

    EMPLOYER = "employer", "Werkgever"
    EMPLOYEE = "employee", "Werknemer"
    BEDRIJFSARTS = "bedrijfsarts", "Bedrijfsarts"
    ONTZORGMANAGER = "ontzorgmanager", "Ontzorgmanager"
    PROVIDER = "provider", "Dienstverlener"


class ContactEvery(models.TextChoices):
    """How often employer and employee speak."""

    WEEK = "week", "Elke week"
    TWO_WEEKS = "two_weeks", "Elke twee weken"
    FOUR_WEEKS = "four_weeks", "Elke vier weken"


class RefusalReason(models.TextChoices):
    """Why somebody does not sign."""

    ANALYSIS = "analysis", "Ik ben het niet eens met de probleemanalyse"
    ACTIVITIES = "activities", "Ik ben het niet eens met de activiteiten"
    BUILD_UP = "build_up", "Ik ben het niet eens met de uren of de opbouw"
    END_GOAL = "end_goal", "Ik ben het niet eens met het einddoel"
    OTHER = "other", "Iets anders"
