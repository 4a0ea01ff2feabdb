"""Which numbers are left out because too few files stand behind them. Pure."""

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")
FEWEST = 5
"""Files behind a number below which it can tell something about one person: an assumption, in one place."""


def too_small(files: int) -> bool:
    """Whether so many files are too few to show what stands behind them; none at all tells nothing."""
    return 0 < files < FEWEST


def left_out(files: Mapping[K, int]) -> frozenset[K]:
    """The parts of a total that are not shown, of how many files stand behind each.

    Those that are too small, and the smallest of the others as well: the total minus what is shown then tells of at
    least as many files as that one has. Small ones do not hide each other: they may be about the same few files.
    """
    hidden = {key for key, count in files.items() if too_small(count)}
    others = {key: count for key, count in files.items() if count and key not in hidden}
    if hidden and others:
        hidden.add(min(others, key=lambda key: others[key]))
    return frozenset(hidden)
