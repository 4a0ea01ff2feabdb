"""The Poortwachtergarantie as data and pure functions: facts of a file in, its state with the reasons out.

The insurer pays a wage sanction of UWV when the steps were done in time and the advice was followed. What somebody
else than the employer caused does not count (covenant; the exact conditions of the policy are an assumption here).
"""

from documents.guarantee.facts import Advised, Known, LateStep, NotSigned, Reason, Standing, State, Why
from documents.guarantee.standing import counts, standing

__all__ = [
    "Advised",
    "Known",
    "LateStep",
    "NotSigned",
    "Reason",
    "Standing",
    "State",
    "Why",
    "counts",
    "standing",
]
