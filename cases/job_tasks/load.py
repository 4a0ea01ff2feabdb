"""What a task asks of whoever does it: one fixed list, each on a scale of 0 to 3. Says nothing about a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

NONE, MOST = 0, 3
_OFTEN = ("niet", "soms", "vaak", "bijna de hele tijd")
_WEIGHT = ("niet", "tot 5 kg", "tot 15 kg", "meer dan 15 kg")
_MUCH = ("niet", "een beetje", "veel", "heel veel")


@dataclass(frozen=True, slots=True)
class Load:
    """One kind of load and what 0, 1, 2 and 3 mean for it, in Dutch."""

    key: str
    label: str
    levels: tuple[str, str, str, str]


LOADS = (
    Load("sitting", "Zitten", _OFTEN),
    Load("standing", "Staan", _OFTEN),
    Load("walking", "Lopen", _OFTEN),
    Load("lifting", "Tillen", _WEIGHT),
    Load("screen", "Beeldscherm", _OFTEN),
    Load("concentration", "Concentratie", _MUCH),
    Load("pace", "Hoog tempo", _OFTEN),
    Load("contact", "Contact met mensen", _OFTEN),
    Load("conflict", "Omgaan met boze mensen", _OFTEN),
    Load("driving", "Rijden", _OFTEN),
    Load("shifts", "Wisselende of late diensten", _OFTEN),
)
"""In the order of the page and of a comparison."""
BY_KEY: Mapping[str, Load] = MappingProxyType({load.key: load for load in LOADS})


def say_loads(levels: Mapping[str, int]) -> list[str]:
    """What a task asks, heaviest first, such as "Staan: vaak"; what it does not ask is left out."""
    asked = [(levels.get(load.key, NONE), load) for load in LOADS]
    heaviest = sorted((pair for pair in asked if pair[0]), key=lambda pair: -pair[0])
    return [f"{load.label}: {load.levels[level]}" for level, load in heaviest]
