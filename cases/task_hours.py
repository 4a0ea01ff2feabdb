"""What the tasks of a job make possible now: hours a week, and a build-up that reaches them. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.actor import Actor
from accounts.terms import Role
from cases import working
from cases.job_tasks.build_up import say_past_answer, towards
from cases.job_tasks.hours import Possible, possible_hours
from cases.models import AbsenceCase, TaskAnalysis
from cases.task_analyses import Line, lines_of, versions_of
from cases.timeline import buildup
from cases.timeline.calendar import next_monday
from cases.timeline.dutch import format_hours


@dataclass(frozen=True, slots=True)
class Stand:
    """What is possible now, in one sentence with its sums, and the build-up that follows from it."""

    sentence: str
    sums: tuple[str, ...]
    lines: tuple[buildup.Line, ...]
    says: tuple[str, ...]


def stand_of(actor: Actor, case: AbsenceCase, analysis: TaskAnalysis, tasks: Sequence[Line], today: date) -> Stand:
    """Of a confirmed version, for a file with its spells; without sickness there is nothing to build up."""
    contract = analysis.contract_hours
    possible = possible_hours([task.weighed for task in tasks], contract)
    sentence = _say(possible, contract, tasks, actor.role)
    lines, says = _build_up(actor, case, possible.hours, today)
    past = say_past_answer(lines, _holds_until(tasks))
    return Stand(sentence, possible.sums, lines, (*says, past) if past else says)


def build_up_from_tasks(actor: Actor, case: AbsenceCase, today: date) -> Stand | None:
    """What the newest confirmed version makes possible; None without one."""
    current = versions_of(actor, case).current
    return stand_of(actor, case, current, lines_of(actor, current, today), today) if current else None


def _holds_until(tasks: Sequence[Line]) -> date | None:
    """The first last day of the answers that make a task possible now; None when there is no such answer."""
    rests_on = [task for task in tasks if task.weighed.is_possible and task.weighed.advised is not None]
    return min((task.advised.until for task in rests_on if task.advised), default=None)


def _build_up(
    actor: Actor, case: AbsenceCase, possible: Decimal, today: date
) -> tuple[tuple[buildup.Line, ...], tuple[str, ...]]:
    if not case.is_sick:
        return (), ()
    now = working.current(case, working.hours_of(actor, case), today)
    monday = next_monday(today)
    contract = case.employee.contract_hours
    return towards(min(possible, contract), contract, now.hours_per_week if now else Decimal(0), monday)


def _say(possible: Possible, contract: Decimal, tasks: Sequence[Line], role: Role) -> str:
    hours = f"{format_hours(possible.hours)} van de {format_hours(contract)} per week"
    return f"Nu mogelijk: {hours}, {_according_to(tasks, role)}."


def _according_to(tasks: Sequence[Line], role: Role) -> str:
    employee = "uzelf" if role is Role.EMPLOYEE else "de werknemer"
    doctor = "uzelf" if role is Role.BEDRIJFSARTS else "de bedrijfsarts"
    answered = [task.weighed.advised is not None for task in tasks]
    if all(answered):
        return f"volgens {doctor}"
    return f"deels volgens {doctor}, deels volgens {employee}" if any(answered) else f"volgens {employee}"
