"""What is known about a file: the only input of the timeline besides the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cases.timeline.absence import Absence

Completions = Mapping[str, tuple[date, ...]]


@dataclass(frozen=True)
class Facts:
    """The stored facts of one file; every date of the timeline follows from these.

    A change in the course of a file (a recovery, an exception, the end of the contract) is a fact with a date here,
    never a deadline moved by hand. No fact says why somebody is ill.
    """

    absence: Absence
    done: Completions = field(default_factory=dict)
    """Per rule key the dates on which the step was completed, ascending."""
    expected_long_term: bool | None = None
    """The arbodienst's triage: is long absence expected; None while not answered."""
    waived: Mapping[str, date] = field(default_factory=dict)
    """Per rule key the date on which the step was recorded as not needed."""
    casemanagement_by_insurer: bool = True
    """False when the employer arranges the case management himself: no steps of the Ontzorgmanager."""
    vangnet_applies: bool = False
    """A Ziektewet safety net applies; on which ground is not stored."""
    no_usable_capacity: bool = False
    """The bedrijfsarts sees no usable possibilities for work at present."""
    usable_capacity_on: date | None = None
    """The day on which the bedrijfsarts first saw possibilities after a time without."""
    closed_on: date | None = None
    contract_end: date | None = None
    """Last day of the employment."""
    policy_start: date | None = None
    policy_end: date | None = None
    """First day without cover."""
    next_case_on: date | None = None
    """First sick day of a later file of the same employment."""

    def first_done(self, key: str) -> date | None:
        """Return the day on which this step was first completed; None when it was not."""
        dates = self.done.get(key)
        return dates[0] if dates else None

    def on(self, name: str) -> date | None:
        """Return the date in the field `name`; `recovered_on` is that of the absence."""
        known: date | None = self.absence.recovered_on if name == "recovered_on" else getattr(self, name)
        return known
