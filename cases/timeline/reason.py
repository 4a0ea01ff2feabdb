"""One sentence of an explanation, and what it is about."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a sentence is about."""

    ANCHOR = "anchor"
    """The fact from which is counted."""
    ARITHMETIC = "arithmetic"
    SHIFT = "shift"
    """An interruption, a weekend, a holiday or a longer term moves the date."""
    STATE = "state"
    """Done, paused, cancelled or not needed."""
    SOURCE = "source"
    VERSION = "version"
    MOVES = "moves"
    """What would still move the date."""


class Reason(NamedTuple):
    """A Dutch sentence with its kind."""

    kind: Kind
    text: str


Reasons = list[Reason]


def counting(*lines: str) -> Reasons:
    """Return sentences of arithmetic."""
    return [Reason(Kind.ARITHMETIC, line) for line in lines]


def shifting(*lines: str) -> Reasons:
    """Return sentences about what shifts a date."""
    return [Reason(Kind.SHIFT, line) for line in lines]
