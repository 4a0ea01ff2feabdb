"""Two files that turn out to be one, because leave between them was told after the second one had begun."""

from dataclasses import dataclass

from cases.timeline.absence import Absence, joins


@dataclass(frozen=True, slots=True)
class Joined:
    """What the law makes of two files: `whole` has the spells and leave of both.

    `fit_days` are the days between them that were neither sickness nor leave.
    """

    whole: Absence
    fit_days: int


def joined(earlier: Absence, later: Absence, same_cause_after_leave: bool | None) -> Joined | None:
    """Return what two files in a row count as together (BW art. 7:629 lid 10); None while they stay two.

    Leave of either is taken off the days between them. ValueError when the earlier one has no recovery.
    """
    answer = joins(earlier, later.spells[0].start, later.leaves, same_cause_after_leave)
    if not answer.same_case:
        return None
    leaves = sorted({*earlier.leaves, *later.leaves}, key=lambda leave: leave.first)
    return Joined(Absence((*earlier.spells, *later.spells), tuple(leaves)), answer.gap_days)
