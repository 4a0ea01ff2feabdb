"""The fixed answers about a task: how often, what the employee says of it, what the bedrijfsarts answers."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Frequency(StrEnum):
    """How often a task comes."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SOMETIMES = "sometimes"


class Ability(StrEnum):
    """What the employee says of a task."""

    YES = "yes"
    ADAPTED = "adapted"
    NOT_YET = "not_yet"


class Verdict(StrEnum):
    """What the bedrijfsarts answers about a task, in terms of work."""

    FIT = "fit"
    ADAPTED = "adapted"
    NOT_FIT = "not_fit"


FREQUENCIES: Mapping[StrEnum, str] = MappingProxyType(
    {
        Frequency.DAILY: "Elke dag",
        Frequency.WEEKLY: "Elke week",
        Frequency.MONTHLY: "Elke maand",
        Frequency.SOMETIMES: "Af en toe",
    }
)
ABILITIES: Mapping[StrEnum, str] = MappingProxyType(
    {Ability.YES: "Kan", Ability.ADAPTED: "Kan met aanpassing", Ability.NOT_YET: "Kan nog niet"}
)
VERDICTS: Mapping[StrEnum, str] = MappingProxyType(
    {Verdict.FIT: "Passend", Verdict.ADAPTED: "Passend met aanpassing", Verdict.NOT_FIT: "Nog niet passend"}
)


def same_name(name: str) -> str:
    """The name of a task as it is compared: capitals and spaces make no other task."""
    return " ".join(name.casefold().split())


def choices(labels: Mapping[StrEnum, str]) -> list[tuple[str, str]]:
    """The same for a list to choose from: what is stored, and what a person reads."""
    return [(answer.value, label) for answer, label in labels.items()]
