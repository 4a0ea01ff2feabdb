"""The files of one employment on a day, from bare dates: what daily use of the application would have led to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from cases.timeline.absence import Absence, Leave, Spell, chain
from cases.timeline.facts import Completions, Facts, HoursWorked
from cases.timeline.rules import POLICY_RULES, RULES
from cases.timeline.schedule import Deadline, State, deadlines, policy_deadlines
from cases.timeline.splitting import RECOVERY, REPORT
from cases.timeline.wages import Ending, WageEnd, wage_end

_POLICY_KEYS = frozenset(rule.key for rule in POLICY_RULES)
_REPEATING = frozenset(rule.key for rule in RULES if rule.repeats)
_TOLD = frozenset(rule.key for rule in RULES if rule.each_done)
_ASSIGNED = "assign_ontzorgmanager"
_END = "end_of_waiting_period"
_AWAITED: Mapping[Ending, frozenset[str]] = {
    Ending.WAITING_PERIOD: frozenset({"wia_application"}),
    Ending.CONTRACT: frozenset({"sick_leaving_employment_report", "sick_leaving_employment_riv"}),
    Ending.PENSION: frozenset(),
}
"""What UWV still has to hear: as long as it has not, the file stays open."""


class Stage(StrEnum):
    """Where a file stands; the same words as the stored state of a file."""

    REPORTED = "reported"
    ACTIVE = "active"
    RECOVERED_WAITING = "recovered_waiting"
    CLOSED = "closed"
    ENDED_104 = "ended_104"
    LEFT_EMPLOYMENT = "left_employment"
    PENSION_REACHED = "pension_reached"


_ENDED = {
    Ending.WAITING_PERIOD: Stage.ENDED_104,
    Ending.PENSION: Stage.PENSION_REACHED,
    Ending.CONTRACT: Stage.LEFT_EMPLOYMENT,
}
_LAST = (date.max, "", 0)


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one employment. `contract_end` is its last day, `pension_on` the day of state pension age."""

    spells: tuple[Spell, ...]
    leaves: tuple[Leave, ...] = ()
    same_cause_after_leave: bool | None = None
    done: Completions = field(default_factory=dict)
    """Per rule key the days on which the step was done; a day belongs to the file in which it falls."""
    hours: tuple[HoursWorked, ...] = ()
    """Every change of the hours worked, in order of time; it belongs to the file in which its day falls."""
    policy_start: date | None = None
    contract_end: date | None = None
    pension_on: date | None = None


@dataclass(frozen=True, slots=True)
class File:
    """One legal chain of sickness as it stands on a day."""

    facts: Facts
    stage: Stage
    wages: WageEnd
    deadlines: tuple[Deadline, ...]


def files(history: History, today: date) -> tuple[File, ...]:
    """Return every file of the employment as it stands on `today`, in order of time.

    What the calendar does by itself has been done: a file closes after four weeks of recovery or when sick pay ends.
    After the waiting period it stays open as long as the WIA application is missing, as it does for people: the
    employer goes on paying, and the application is late (BW art. 7:629 lid 11 onder a).
    Steps of the policy are among those of the last file. ValueError, in one English line, when the dates cannot be.
    """
    absences = chain(history.spells, history.leaves, history.same_cause_after_leave)
    _check(history, today)
    following = [*(absence.spells[0].start for absence in absences[1:]), None]
    *earlier, last = [
        _file(_facts(history, absences, place, next_case_on), today) for place, next_case_on in enumerate(following)
    ]
    return (*earlier, replace(last, deadlines=_in_order(*last.deadlines, *_policy(history))))


def _check(history: History, today: date) -> None:
    first, last = min(spell.start for spell in history.spells), max(spell.start for spell in history.spells)
    if history.contract_end is not None and history.contract_end < last:
        raise ValueError(f"The employment ends on {history.contract_end}, before the spell from {last}")
    told = [day for one in history.hours for day in (one.since, one.recorded_on, one.passed_on) if day]
    if told and (min(told) < first or max(told) > today):
        raise ValueError(f"The hours worked are from {first} on, and not from after today, {today}")
    for key, days in history.done.items():
        if key in _TOLD:
            raise ValueError(f"{key} is done by passing on hours worked: say of these when they were")
        if key in _POLICY_KEYS and history.policy_start is None:
            raise ValueError(f"{key} belongs to a policy, and no first day of a policy is given")
        if key not in _POLICY_KEYS and min(days) < first:
            raise ValueError(f"{key} is done on {min(days)}, before the first sick day {first}")
        if max(days) > today:
            raise ValueError(f"{key} is done on {max(days)}, and that is after today, {today}")


def _policy(history: History) -> tuple[Deadline, ...]:
    done = {key: history.done[key] for key in history.done.keys() & _POLICY_KEYS}
    return () if history.policy_start is None else policy_deadlines(history.policy_start, done)


def _in_order(*steps: Deadline) -> tuple[Deadline, ...]:
    """By date; what has none stays in the order in which it comes."""
    return tuple(sorted(steps, key=lambda step: (step.due, step.key, step.occurrence) if step.due else _LAST))


def _done_between(done: Completions, start: date, end: date | None) -> dict[str, tuple[date, ...]]:
    """Return what was done from `start` up to, not including, `end`. ValueError when a step was done too often."""
    found = {}
    for key in done.keys() - _POLICY_KEYS:
        days = tuple(sorted(day for day in done[key] if start <= day and (end is None or day < end)))
        if len(days) > 1 and key not in _REPEATING:
            raise ValueError(f"{key} is done once in a file, not on both {days[0]} and {days[1]}")
        if days:
            found[key] = days
    return found


def _facts(history: History, absences: Sequence[Absence], place: int, next_case_on: date | None) -> Facts:
    absence = absences[place]
    start = absence.spells[0].start
    return Facts(
        absence=absence,
        done=_by_itself(history, absence) | _done_between(history.done, start, next_case_on),
        reported_on=start,
        hours=tuple(one for one in history.hours if start <= one.since and one.since < (next_case_on or date.max)),
        report_days=tuple(sorted(spell.start for one in absences for spell in one.spells)),
        pension_on=history.pension_on,
        contract_end=history.contract_end,
        policy_start=history.policy_start,
        next_case_on=next_case_on,
    )


def _by_itself(history: History, absence: Absence) -> dict[str, tuple[date, ...]]:
    """Find what nobody has to pass on where a spell was cut at the leave: no recovery before it, no report after it."""
    start, end = absence.spells[0].start, absence.recovered_on
    done: dict[str, tuple[date, ...]] = {}
    if all(spell.start != start for spell in history.spells):
        done[REPORT] = (start,)
    if end is not None and all(spell.recovered_on != end for spell in history.spells):
        done[RECOVERY] = (end,)
    return done


def _file(facts: Facts, today: date) -> File:
    wages = wage_end(facts)
    stage, closed_on = _stage(facts, wages, today)
    facts = replace(facts, closed_on=closed_on)
    facts = replace(facts, done={**dict(_passed(facts, stage, wages, today)), **facts.done})
    return File(facts, stage, wages, deadlines(facts))


def _stage(facts: Facts, wages: WageEnd, today: date) -> tuple[Stage, date | None]:
    """Tell where the file stands, and since which day it is closed."""
    if wages.last_paid_day is not None and wages.last_paid_day < today:
        owed = any(step.key in _AWAITED[wages.ending] and step.state is State.PENDING for step in deadlines(facts))
        if owed and wages.ending is Ending.WAITING_PERIOD:
            return _guided(facts), None
        return _ENDED[wages.ending], None if owed else wages.last_paid_day + timedelta(days=1)
    closes_on = facts.absence.closes_on
    if closes_on is not None:
        closes_on = min(closes_on, facts.next_case_on or closes_on)  # nobody has two open files
        return (Stage.CLOSED, closes_on) if closes_on <= today else (Stage.RECOVERED_WAITING, None)
    return _guided(facts), None


def _guided(facts: Facts) -> Stage:
    return Stage.ACTIVE if facts.first_done(_ASSIGNED) else Stage.REPORTED


def _passed(facts: Facts, stage: Stage, wages: WageEnd, today: date) -> Iterator[tuple[str, tuple[date, ...]]]:
    """Find the steps that the calendar completed while the file ran."""
    absence = facts.absence
    until = min(today, facts.closed_on or today)
    running = Absence((*absence.spells[:-1], Spell(absence.spells[-1].start)), absence.leaves)
    for step in deadlines(replace(facts, absence=running, closed_on=None)):
        came = step.due is not None and step.due <= until and absence.is_sick_on(step.due)
        if step.rule.passes and step.state is State.PENDING and step.key != _END and step.due is not None and came:
            yield step.key, (step.due,)
    if stage is Stage.ENDED_104 and wages.last_paid_day is not None:
        yield _END, (wages.last_paid_day,)
