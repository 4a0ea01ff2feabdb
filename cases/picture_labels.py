"""Where the labels of the picture of time stand, so that none overlaps another. Pure layout, no Django, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]

ROW = 19
"""The height of one row of labels."""
FONT = 12.5


def text_width(text: str, font: float = FONT, *, bold: bool = False) -> float:
    """How wide a text is at most, measured with the widest of the system fonts in mind."""
    units = sum(
        0.34 if char in "iljtfrI.,:;'|!() " else 0.99 if char in "mwMW" else 0.74 if char.isupper() else 0.64
        for char in text
    )
    return units * font * (1.1 if bold else 1.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one label may stand."""

    x: float
    left: float
    right: float
    row: int
    anchor: Anchor

    def overlaps(self, other: "Place") -> bool:
        return self.row == other.row and self.left < other.right + 6 and other.left < self.right + 6

    def crosses(self, other: "Place") -> bool:
        """Whether the stem of one runs through the text of the other."""
        low, high = (self, other) if self.row < other.row else (other, self)
        return low.row != high.row and low.left - 2 < high.x < low.right + 2


def _places(x: float, size: float, row: int, width: float) -> Iterable[Place]:
    centred = max(0.0, min(x - size / 2, width - size))
    lefts: dict[Anchor, float] = {"middle": centred, "start": x - 6, "end": x - size + 6}
    for anchor, left in lefts.items():
        if left >= 0 and left + size <= width:
            yield Place(x, left, left + size, row, anchor)


def _best(x: float, size: float, taken: Sequence[Place], width: float) -> tuple[float, Place]:
    """The cheapest free place: low rows are cheap, a stem through a text is dear, overlap is impossible."""
    options = [
        (row + 4 * sum(place.crosses(other) for other in taken), place)
        for row in range(max((other.row for other in taken), default=-1) + 2)
        for place in _places(x, size, row, width)
        if not any(place.overlaps(other) for other in taken)
    ]
    return min(options, key=lambda option: option[0])


def arrange(xs: Sequence[float], sizes: Sequence[float], width: float) -> list[Place]:
    """Place all labels, from both ends in turn, and keep the arrangement that reads best."""
    indexes = list(range(len(xs)))
    tried = [_try(order, xs, sizes, width) for order in (indexes, indexes[::-1])]
    found = min(tried, key=lambda attempt: attempt[0])[1]
    return [found[index] for index in indexes]


def _try(
    order: Sequence[int], xs: Sequence[float], sizes: Sequence[float], width: float
) -> tuple[float, dict[int, Place]]:
    """Place in this order, then let every label move once more now that all others are known, three times over."""
    found: dict[int, Place] = {}
    costs: dict[int, float] = {}
    for index in [*order, *order, *order, *order]:
        others = [place for other, place in found.items() if other != index]
        costs[index], found[index] = _best(xs[index], sizes[index], others, width)
    return sum(costs.values()), found
