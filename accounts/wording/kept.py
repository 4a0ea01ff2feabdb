"""Somebody looked at the marked words and keeps the text: in which field, which kinds, and why. Never the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from accounts.wording.words import Kind


class Reason(StrEnum):
    """Why a text stays as it is. A list, so that no word about health ends up in the reason itself."""

    OTHER_MEANING = "other_meaning"
    WORK = "work"
    NAME = "name"
    LAW = "law"


REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.OTHER_MEANING: "Het woord betekent hier iets anders",
        Reason.WORK: "Het woord hoort bij het werk of de functie",
        Reason.NAME: "Het is de naam van een persoon, bedrijf of plaats",
        Reason.LAW: "Het woord staat zo in de wet",
    }
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One field that was kept with marked words in it; `count` is how many words, at least one."""

    field: str
    kinds: tuple[Kind, ...]
    count: int
    reason: Reason
