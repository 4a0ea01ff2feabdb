"""What is known about a file: the only input of the timeline besides the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cases.timeline.absence import Absence
from cases.timeline.frequent import signals

Completions = Mapping[str, tuple[date, ...]]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days from `start` up to, not including, `until`; without `until` it still lasts."""

    start: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class WageSanction:
    """UWV made the employer pay longer (WIA art. 25 lid 9). `until` is the last day with pay, inclusive."""

    decided_on: date
    until: date
    ground: str
    """administrative: papers missing or late; substantive: too little was done."""
    shortening_requested_on: date | None = None
    repaired_on: date | None = None
    """The day of the decision that the shortcoming has been made good; the sanction ends six weeks later."""


@dataclass(frozen=True, slots=True)
class VoluntaryExtension:
    """Employer and employee asked UWV to wait (WIA art. 24). `until` is the last day with pay, inclusive."""

    requested_on: date
    until: date


@dataclass(frozen=True, slots=True)
class HoursWorked:
    """From `since` other hours were worked during sickness. How many moves no date and is no part of it."""

    since: date
    passed_on: date | None = None
    """The day on which the employer passed them on; None while he has not."""
    recorded_on: date | None = None
    """The day on which they were recorded; None counts as `since`."""


@dataclass(frozen=True)
class Facts:
    """The stored facts of one file, or of a policy without sickness; every date of the timeline follows from these.

    A change in the course of a file (a recovery, an exception, the end of the contract) is a fact with a date here,
    never a deadline moved by hand. No fact says why somebody is ill.
    """

    absence: Absence
    done: Completions = field(default_factory=dict)
    """Per rule key the dates on which the step was completed, ascending."""
    reported_on: date | None = None
    """The day on which the sick report came in; moves nothing."""
    expected_long_term: bool | None = None
    """The arbodienst's triage: is long absence expected; None while not answered."""
    waived: Mapping[str, date] = field(default_factory=dict)
    """Per rule key the date on which the step was recorded as not needed."""
    casemanagement_by_insurer: bool = True
    """False when the employer arranges the case management himself: no steps of the Ontzorgmanager."""
    guided_by_employer: bool = False
    """The employer guides this file himself: there is no Ontzorgmanager, and none to come."""
    vangnet_applies: bool = False
    """A Ziektewet safety net applies; on which ground is not stored."""
    without_capacity: tuple[Period, ...] = ()
    """When the bedrijfsarts saw no usable possibilities for work, in order of time."""
    capacity_changed_on: tuple[date, ...] = ()
    """Days on which the bedrijfsarts changed the possibilities or the prognosis, ascending."""
    hours: tuple[HoursWorked, ...] = ()
    """Every change of the hours worked during sickness, in order of time."""
    short_recovery_expected: bool = False
    """The bedrijfsarts expects recovery within three months of the end of the employment."""
    opinion_requested_on: tuple[date, ...] = ()
    """Days on which employer or employee asked UWV for an expert opinion, ascending."""
    report_days: tuple[date, ...] = ()
    """First days of every spell of this employment, those of other files included, ascending."""
    born_on: date | None = None
    pension_on: date | None = None
    """The day on which the employee reaches state pension age."""
    contract_end: date | None = None
    """Last day of the employment."""
    sanction: WageSanction | None = None
    extension: VoluntaryExtension | None = None
    iva_granted_on: date | None = None
    """First day of an early IVA benefit."""
    iva_settled_on: date | None = None
    """The day on which UWV's grant of an early IVA was known: the first day of the benefit, or sooner."""
    closed_on: date | None = None
    policy_start: date | None = None
    policy_end: date | None = None
    """First day without cover."""
    cover: tuple[Period, ...] = ()
    """When the employer is insured, under one policy after another; from `policy_start` to `policy_end` when empty."""
    next_case_on: date | None = None
    """First sick day of a later file of the same employment."""

    @property
    def no_usable_capacity(self) -> bool:
        """Whether the bedrijfsarts sees no usable possibilities for work at present."""
        return bool(self.without_capacity) and self.without_capacity[-1].until is None

    @property
    def usable_capacity_on(self) -> date | None:
        """The day on which the bedrijfsarts saw possibilities again after a time without; None when there is none."""
        return self.without_capacity[-1].until if self.without_capacity else None

    @property
    def hours_changed_on(self) -> tuple[date, ...]:
        """Days from which other hours were worked, ascending."""
        return tuple(one.since for one in self.hours)

    @property
    def hours_known_on(self) -> tuple[date, ...]:
        """Of each of these days the later of it and the day on which the hours were recorded; in the same order."""
        return tuple(max(one.since, one.recorded_on or one.since) for one in self.hours)

    @property
    def hours_passed_on(self) -> tuple[date | None, ...]:
        """Of each of these days when the employer passed the hours on; None while he has not."""
        return tuple(one.passed_on for one in self.hours)

    @property
    def frequent_absence_on(self) -> tuple[date, ...]:
        """First days of the spells of this file with which absence became frequent, or stayed so, ascending."""
        own = {spell.start for spell in self.absence.spells}
        return tuple(day for day in signals(self.report_days) if day in own)

    @property
    def sanctioned_on(self) -> date | None:
        """The day on which UWV decided about a wage sanction."""
        return self.sanction.decided_on if self.sanction else None

    @property
    def shortening_requested_on(self) -> date | None:
        """The day on which the employer asked UWV to end the wage sanction sooner."""
        return self.sanction.shortening_requested_on if self.sanction else None

    @property
    def sanction_repaired_on(self) -> date | None:
        """The day on which UWV decided that the shortcoming has been made good."""
        return self.sanction.repaired_on if self.sanction else None

    @property
    def day_one(self) -> date:
        """The day that chooses between versions of rules and parameters: the first sick day, or the policy's first."""
        if self.policy_start is not None and not self.absence.spells:
            return self.policy_start
        return self.absence.first_sick_day

    def insured_on(self, day: date) -> bool:
        """Tell whether a policy covers this day; without a known first day it did so from the beginning."""
        cover = self.cover or (Period(self.policy_start or date.min, self.policy_end),)
        return any(one.start <= day and (one.until is None or day < one.until) for one in cover)

    def first_done(self, key: str) -> date | None:
        """Return the day on which this step was first completed; None when it was not."""
        dates = self.done.get(key)
        return dates[0] if dates else None

    def answers(self, name: str) -> tuple[date | None, ...]:
        """Return the days in the field `name` that answer those of another field, one for one."""
        found: tuple[date | None, ...] = getattr(self, name)
        return found

    def on(self, name: str) -> date | None:
        """Return the date in the field `name`; `recovered_on` is that of the absence."""
        known: date | None = self.absence.recovered_on if name == "recovered_on" else getattr(self, name)
        return known

    def days(self, name: str) -> tuple[date, ...]:
        """Return all days in the field `name`, ascending; of periods the first days."""
        found: date | tuple[date | Period, ...] | None = getattr(self, name)
        if found is None or isinstance(found, date):
            return () if found is None else (found,)
        return tuple(one.start if isinstance(one, Period) else one for one in found)
