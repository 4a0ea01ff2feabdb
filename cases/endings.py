"""How long a file runs, and of one that is over: what ended it and when, in words for one role. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from accounts.terms import Role, seen_as
from cases.computation import facts_by_file
from cases.models import AbsenceCase
from cases.models.case import State
from cases.timeline.absence import Absence, Spell
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.rules import Party
from cases.timeline.rules.rule import ADVISED
from cases.timeline.wages import least_pay, wage_end, waiting_days, waits_for_application

# Ended by the last day of the employer's duty, and closed from the day after.
_AFTER_LAST_DAY = frozenset({State.ENDED_104, State.LEFT_EMPLOYMENT, State.PENSION_REACHED})
QUIET = frozenset({State.DECEASED, State.CANCELLED})
"""Somebody died, or there was no sickness: nothing has to be explained any more."""
CLOSED = "Dit dossier is afgesloten"
_READABLE = "Wat is vastgelegd, blijft hieronder te lezen."


@dataclass(frozen=True, slots=True)
class Ending:
    """A file that is over, said to somebody in one role."""

    below: str
    """One line for the head of the page."""
    title: str
    text: str
    last_day: date
    """Where its line of time stops, inclusive."""
    quiet: bool
    """Somebody died, or there was no sickness: no question, no reproach, no remark about a day."""
    drawn: bool
    """Whether there is a course to draw."""


def ending_of(case: AbsenceCase, role: Role) -> Ending | None:
    """What happened to a file that is over; None while it runs."""
    if case.closed_on is None:
        return None
    state, last = State(case.state), last_day(case, case.closed_on)
    title, text = _said(case, state, role, last)
    return Ending(
        below=_below(case, state, last),
        title=title,
        text=text,
        last_day=last,
        quiet=state in QUIET,
        drawn=state is not State.CANCELLED,
    )


def last_day(case: AbsenceCase, today: date) -> date:
    """The last day that the line of time shows: today, or the day on which the file ended."""
    if case.closed_on is None:
        return today
    return case.closed_on - timedelta(days=1) if case.state in _AFTER_LAST_DAY else case.closed_on


def paid_days(facts: Facts) -> int:
    """The counted days of sickness up to and including the last paid day.

    728 unless a voluntary extension, a late application, a wage sanction, the state pension or the end of the
    employment moves the last paid day; after recovery what it would have been.
    """
    end = wage_end(facts).last_paid_day
    return waiting_days(_still_sick(facts)) if end is None else facts.absence.counted_days(end)


def paid_weeks(facts: Facts) -> int:
    """The same in weeks, the last one begun."""
    return ceil(paid_days(facts) / 7)


def weeks_by_file(case_ids: Iterable[int]) -> dict[int, int]:
    """The same of several files by their id: how long the small line of time is in a list."""
    return {case_id: paid_weeks(facts) for case_id, facts in facts_by_file(set(case_ids)).items()}


def week_of(week: int, weeks_total: int) -> str:
    """In which week of sickness a file is, of how many: "week 9 van 104"; beyond the last one without the whole."""
    return f"week {week} van {weeks_total}" if week <= weeks_total else f"week {week}"


def pay_of(facts: Facts, role: Role, today: date) -> str:
    """Until when the employer pays and from when the WIA can, as both are expected now; empty when there is no end.

    Said to who may know the advice of the bedrijfsarts: an early IVA shows in the second day. While a late application
    is missing the end moves on with each day, and no day of the WIA is named.
    """
    end = wage_end(facts)
    if end.last_paid_day is None or Party(seen_as(role).value) not in ADVISED:
        return ""
    if waits_for_application(facts, end, today):
        least = format_date(least_pay(facts, end.last_paid_day, today))
        return f"De WIA is nog niet aangevraagd. Zo lang loopt het loon door, nu tot en met {least} of later."
    wia = f" De WIA kan ingaan op {format_date(end.wia_start)}." if end.wia_start else ""
    return f"Loon bij ziekte tot en met {format_date(end.last_paid_day)}.{wia}"


def _still_sick(facts: Facts) -> Facts:
    spells, leaves = facts.absence.spells, facts.absence.leaves
    return replace(facts, absence=Absence((*spells[:-1], Spell(spells[-1].start)), leaves))


def _below(case: AbsenceCase, state: State, last: date) -> str:
    began, ended = format_date(case.first_sick_day), format_date(last)
    if state is State.CANCELLED:
        return f"Ziek gemeld per {began} · ingetrokken op {ended}"
    if state is State.DECEASED:
        return f"Overleden op {ended}"
    if state in _AFTER_LAST_DAY:
        until = "in dienst" if state is State.LEFT_EMPLOYMENT else "loon doorbetaald"
        closed_on = format_date(last + timedelta(days=1))
        return f"Ziek sinds {began} · {until} tot en met {ended} · afgesloten op {closed_on}"
    recovered = f" tot {format_date(case.recovered_on)}" if case.recovered_on else ""
    return f"Ziek van {began}{recovered} · afgesloten op {ended}"


def _said(case: AbsenceCase, state: State, role: Role, last: date) -> tuple[str, str]:
    name, ended = case.employee.short_name, format_date(last)
    them = "u" if role is Role.EMPLOYEE else "de werknemer"
    match state:
        case State.CANCELLED:
            report = f"De ziekmelding per {format_date(case.first_sick_day)} is op {ended} ingetrokken."
            return "Deze ziekmelding is ingetrokken", f"{report} Er was geen verzuim. U hoeft niets te doen."
        case State.DECEASED:
            died = f"{name} is op {ended} overleden."
            return CLOSED, f"{died} Niemand krijgt over dit dossier nog een vraag of herinnering."
        case State.LEFT_EMPLOYMENT:
            left = f"De laatste dag in dienst was {ended}. Daarna gaat {them} verder met UWV."
            return CLOSED, f"{left} {_READABLE}"
        case State.PENSION_REACHED:
            pension = f"Door de AOW-leeftijd was de laatste dag met loon bij ziekte {ended}."
            return CLOSED, f"{pension} {_READABLE}"
        case State.ENDED_104:
            paid = f"De laatste dag met loon bij ziekte was {ended}. Vragen over de WIA beantwoordt UWV."
            return CLOSED, f"{paid} {_READABLE}"
    return CLOSED, f"{_recovery(case, role)} {_READABLE}"


def _recovery(case: AbsenceCase, role: Role) -> str:
    began = next((leave.first for leave in case.leaves.all() if leave.first == case.recovered_on), None)
    if began is not None and _gave_way(case):
        return f"Op {format_date(began)} begon het verlof. Daarna begon een nieuw dossier."
    who = "U bent" if role is Role.EMPLOYEE else f"{case.employee.short_name} is"
    better = f"{who} beter gemeld per {format_date(case.recovered_on)}. " if case.recovered_on else ""
    if _gave_way(case):
        return f"{better}Daarna begon een nieuw dossier."
    return f"{better}In de vier weken daarna kwam er geen nieuwe ziekmelding."


def _gave_way(case: AbsenceCase) -> bool:
    """Whether it closed before its four weeks were over: sickness after leave that is a file of its own."""
    waits_until = case.absence().closes_on
    return case.closed_on is not None and waits_until is not None and case.closed_on < waits_until
