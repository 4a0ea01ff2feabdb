"""What is known of a file, and what follows for its guarantee."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How the guarantee stands, the best first."""

    INTACT = "intact"
    AT_RISK = "at_risk"
    NOT_MET = "not_met"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(State).index(self)


class Why(StrEnum):
    """What a reason is about."""

    LATE_STEP = "late_step"
    DONE_LATE = "done_late"
    ADVICE_OVERDUE = "advice_overdue"
    ADVICE_REFUSED = "advice_refused"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class LateStep:
    """A statutory step after its last day: `due` is that day, inclusive; `done_on` None while it is not done.

    `cause` is what somebody named, empty when nobody did.
    """

    key: str
    occurrence: int
    due: date
    done_on: date | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Advised:
    """One advice and where it stands since a day: open, accepted, refused, done or withdrawn. `due` is inclusive."""

    number: int
    party: str
    addressee: str
    due: date
    stands: str
    since: date


@dataclass(frozen=True, slots=True)
class NotSigned:
    """A party refused to sign the plan that lies before it, and has not signed since."""

    number: int
    party: str
    since: date


@dataclass(frozen=True, slots=True)
class Known:
    """Everything about one file that decides about its guarantee."""

    first_sick_day: date
    steps: tuple[LateStep, ...] = ()
    advice: tuple[Advised, ...] = ()
    refusals: tuple[NotSigned, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a state. `key` and `occurrence` name a step, `number` an advice or a document; `who` a party.

    `due` is the last day that held, `since` the day on which it was done or refused.
    """

    why: Why
    state: State
    key: str = ""
    occurrence: int = 1
    number: int = 0
    party: str = ""
    who: str = ""
    due: date | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The state, its reasons with the heaviest first, and the late steps that do not count."""

    state: State
    reasons: tuple[Reason, ...] = ()
    apart: tuple[LateStep, ...] = ()
