"""Work during sickness as one file shows it: hours now, the schedule, what waits for whom. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounts.actor import Actor
from accounts.policy import POLICY, may
from accounts.terms import Role, Verb, seen_as
from accounts.visible import Visible
from cases.hours_picture import HoursPicture, Worked, lay_out_hours
from cases.models import AbsenceCase, BuildUpSchedule, CapacityChange
from cases.readers import readers_by, say_readers
from cases.timeline.absence import Absence
from cases.timeline.buildup import (
    BUILD_UP_STEP_DAYS,
    BUILD_UP_STEP_HOURS,
    Line,
    default_schedule,
    step_hours,
    working_days,
)
from cases.timeline.calendar import next_monday
from cases.timeline.dutch import format_date, format_hours
from cases.timeline.rules import ADVISED, Party

State = BuildUpSchedule.State
RESOURCE = "cases.capacitychange"


@dataclass(frozen=True, slots=True)
class Working:
    """The panel of one file for one role."""

    now: str
    """One sentence about the hours worked now."""
    note: str
    """What that means for the law; empty when there is nothing to say."""
    confirmed: Visible | None
    proposed: Visible | None
    declined: Visible | None
    """The last proposal, when the bedrijfsarts did not agree and nothing came after it."""
    picture: HoursPicture | None
    contract: Decimal
    waiting: tuple[date, ...]
    """Days from which hours changed that the employer has yet to pass on; of a file that is open."""
    may_pass_on: bool
    may_record: bool
    may_propose: bool
    may_answer: bool


def may_see(role: Role) -> bool:
    """Whether this role may know of hours and schedules at all."""
    return (role, RESOURCE) in POLICY


def working_of(actor: Actor, case: AbsenceCase, today: date) -> Working | None:
    """Everything of one file; None for who may not see it, and when there is nothing to see or to do any more."""
    if not may_see(actor.role):
        return None
    facts, schedules = hours_of(actor, case), schedules_of(actor, case)
    if not case.is_sick and not facts and not schedules:
        return None
    last = _states(schedules)
    declined = schedules[-1] if schedules and schedules[-1].state == State.DECLINED else None
    now = current(case, facts, today)
    return Working(
        now=_say_now(case, now, actor.role),
        note=_say_note(now, actor.role) if case.is_sick else "",
        confirmed=_seen(last.get(State.CONFIRMED), actor),
        proposed=_seen(last.get(State.PROPOSED), actor),
        declined=_seen(declined, actor),
        picture=_picture(case, facts, last.get(State.CONFIRMED), today),
        contract=case.employee.contract_hours,
        waiting=_waiting(facts) if case.is_open else (),
        may_pass_on=case.is_open and may(actor.role, Verb.FORWARD_HOURS, "cases.absencecase"),
        may_record=case.is_sick and may(actor.role, Verb.RECORD_HOURS, "cases.absencecase"),
        may_propose=case.is_sick and _may_propose(actor, last.get(State.PROPOSED)),
        may_answer=case.is_sick and may(actor.role, Verb.ANSWER_BUILD_UP, "cases.buildupschedule"),
    )


def hours_of(actor: Actor, case: AbsenceCase) -> list[CapacityChange]:
    """What was recorded, in order of time."""
    found = CapacityChange.objects.visible_to(actor).filter(case=case).select_related("recorded_by")
    return list(found.order_by("effective_from"))


def _waiting(facts: Iterable[CapacityChange]) -> tuple[date, ...]:
    return tuple(fact.effective_from for fact in facts if fact.passed_on is None)


def schedules_of(actor: Actor, case: AbsenceCase) -> list[BuildUpSchedule]:
    """All schedules with their lines, in the order in which they were proposed."""
    found = BuildUpSchedule.objects.visible_to(actor).filter(case=case)
    return list(found.select_related("proposed_by", "answered_by").prefetch_related("lines").order_by("pk"))


def lines_of(schedule: BuildUpSchedule) -> list[Line]:
    """The lines of a schedule, in order of time."""
    return [Line(line.starts_on, line.hours_per_week) for line in schedule.line_list]


def confirmed_lines(actor: Actor, case: AbsenceCase) -> list[Line]:
    """The lines of the schedule that the bedrijfsarts agreed with; empty without one."""
    found = BuildUpSchedule.objects.visible_to(actor).filter(case=case, state=State.CONFIRMED)
    schedule = found.prefetch_related("lines").first()
    return lines_of(schedule) if schedule else []


def current(case: AbsenceCase, facts: Sequence[CapacityChange], today: date) -> CapacityChange | None:
    """What was recorded last in the spell that runs now; hours from before a recovery say nothing about now."""
    start = case.absence().spells[-1].start
    begun = [fact for fact in facts if start <= fact.effective_from <= today]
    return begun[-1] if begun and case.is_sick else None


def proposal(case: AbsenceCase, facts: Sequence[CapacityChange], today: date) -> tuple[tuple[Line, ...], list[str]]:
    """The usual rhythm for this contract, with the hours of now from next Monday on, and the sum in sentences."""
    contract = case.employee.contract_hours
    now = current(case, facts, today)
    hours = now.hours_per_week if now else Decimal(0)
    monday = next_monday(today)
    lines = default_schedule(contract, monday, hours)
    return lines, _say_sum(contract, hours, lines, monday)


def _say_sum(contract: Decimal, hours: Decimal, lines: Sequence[Line], start: date) -> list[str]:
    sums = [f"Nu gewerkt: {format_hours(hours)} per week. Het contract: {format_hours(contract)} per week."]
    if not lines:
        return [*sums, "Alle uren van het contract worden al gewerkt. Een schema is dan niet nodig."]
    days, each = working_days(contract, start), BUILD_UP_STEP_HOURS.value_on(start)
    sum_of_step = f"{days} × {each} = {step_hours(contract, start)} uur per week"
    begins = "de uren van nu." if hours else f"{each} uur per werkdag: {sum_of_step}."
    sums.append(f"Bij {format_hours(contract)} horen {days} {'werkdag' if days == 1 else 'werkdagen'} per week.")
    sums.append(f"Het schema begint op {format_date(start)} met {begins}")
    if len(lines) > 1:
        weeks, first = BUILD_UP_STEP_DAYS.value_on(start) // 7, format_date(lines[1].starts_on)
        sums.append(f"Elke {weeks} weken komt er {each} uur per werkdag bij, voor het eerst op {first}: {sum_of_step}.")
    steps = " → ".join(format_hours(line.hours_per_week).removesuffix(" uur") for line in lines)
    return [*sums, f"Zo groeit het werk: {steps} uur per week."]


def readers(role: Role, case: AbsenceCase) -> str:
    """Who reads the hours, said to somebody in this role."""
    return say_readers(role, readers_by(CapacityChange, "hours_per_week"), case=case)


def _states(schedules: Sequence[BuildUpSchedule]) -> dict[str, BuildUpSchedule]:
    return {schedule.state: schedule for schedule in schedules}


def _seen(schedule: BuildUpSchedule | None, actor: Actor) -> Visible | None:
    return Visible(schedule, actor.role) if schedule else None


def _may_propose(actor: Actor, waiting: BuildUpSchedule | None) -> bool:
    free = waiting is None or waiting.proposed_as == actor.role
    return free and may(actor.role, Verb.PROPOSE_BUILD_UP, "cases.absencecase")


def _say_now(case: AbsenceCase, now: CapacityChange | None, role: Role) -> str:
    who = "U werkt" if role is Role.EMPLOYEE else f"{case.employee.short_name} werkt"
    if not case.is_sick:
        return "Het dossier loopt niet meer. Hieronder staat wat is gewerkt."
    if now is None:
        outside = Party(seen_as(role).value) not in ADVISED
        return f"Er zijn nog geen gewerkte uren {'doorgegeven' if outside else 'vastgelegd'}."
    contract = format_hours(case.employee.contract_hours)
    return (
        f"{who} {format_hours(now.hours_per_week)} van de {contract} per week, sinds {format_date(now.effective_from)}."
    )


def _say_note(now: CapacityChange | None, role: Role) -> str:
    if now is None:
        return ""
    if now.therapeutic:
        return "Dit is arbeidstherapeutisch werk: het telt als volledig ziek."
    return "Het dossier blijft open en alle datums blijven staan."


def _picture(
    case: AbsenceCase, facts: Sequence[CapacityChange], schedule: BuildUpSchedule | None, today: date
) -> HoursPicture | None:
    plan = lines_of(schedule) if schedule else []
    worked = worked_until(facts, case.absence(), today)
    if not plan and not worked:
        return None
    return lay_out_hours(plan, worked, case.employee.contract_hours, min(today, case.closed_on or today))


def worked_until(facts: Sequence[CapacityChange], absence: Absence, today: date) -> list[Worked]:
    """What was recorded, each until the next record, a recovery, or the end of today."""
    ends = [fact.effective_from for fact in facts] + [today + timedelta(days=1)]
    ends += [spell.recovered_on for spell in absence.spells if spell.recovered_on]
    return [
        Worked(fact.effective_from, _next(ends, fact.effective_from), fact.hours_per_week, fact.therapeutic)
        for fact in facts
    ]


def _next(days: Iterable[date], after: date) -> date:
    return min(day for day in days if day > after)
