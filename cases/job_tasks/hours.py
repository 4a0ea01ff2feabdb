"""How many hours a week the suitable tasks of a job take: share of the time × contract hours, exactly, in Decimal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from cases.job_tasks.words import Ability, Verdict
from cases.timeline.dutch import format_hours

WHOLE = 100
"""The shares of the tasks of a job are together the whole of the working time."""
MOST_TASKS = 15
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Weighed:
    """One task: its share in percent, what the employee says, and what the bedrijfsarts answers that holds today."""

    name: str
    share: int
    said: Ability | None = None
    advised: Verdict | None = None

    @property
    def is_possible(self) -> bool:
        """Whether it counts, with an adaptation or without: the bedrijfsarts decides, until then the employee."""
        if self.advised is not None:
            return self.advised is not Verdict.NOT_FIT
        return self.said in (Ability.YES, Ability.ADAPTED)


@dataclass(frozen=True, slots=True)
class Possible:
    """Hours a week of the tasks that are possible, rounded down to a tenth, and how they were computed, in Dutch."""

    hours: Decimal
    sums: tuple[str, ...]


def hours_of(share: int, contract_hours: Decimal) -> Decimal:
    """Hours a week that a task takes: exact, not rounded."""
    return Decimal(share) * contract_hours / WHOLE


def possible_hours(tasks: Sequence[Weighed], contract_hours: Decimal) -> Possible:
    """Add up the tasks that are possible now. Rounded down, so that the sum never promises more than the tasks give."""
    possible = [task for task in tasks if task.is_possible]
    exact = sum((hours_of(task.share, contract_hours) for task in possible), Decimal(0))
    hours = exact.quantize(_TENTH, rounding=ROUND_DOWN)
    lines = [_say_line(task, contract_hours) for task in possible]
    if len(possible) > 1:
        added = " + ".join(_bare(hours_of(task.share, contract_hours)) for task in possible)
        lines.append(f"Samen: {added} = {_say(exact)} per week.")
    if hours != exact:
        lines.append(f"Naar beneden afgerond: {_say(hours)} per week.")
    return Possible(hours, tuple(lines))


def answer_holds(until: date, today: date) -> bool:
    """Whether an answer of the bedrijfsarts counts on this day; `until` is included."""
    return today <= until


def is_answered(last_days: Iterable[date | None], today: date) -> bool:
    """Whether every task has an answer of the bedrijfsarts that holds on this day.

    `last_days` are those of the last answer about each task, inclusive; None for a task without one.
    """
    return all(until is not None and answer_holds(until, today) for until in last_days)


def say_share_problem(shares: Iterable[int]) -> str:
    """Say in Dutch why these shares are no whole job; empty when they are."""
    total = sum(shares)
    if total == WHOLE:
        return ""
    more = "meer" if total < WHOLE else "minder"
    return f"De taken zijn samen {total}% van de werktijd. Maak er {WHOLE}% van: {abs(WHOLE - total)}% {more}."


def _say_line(task: Weighed, contract_hours: Decimal) -> str:
    hours = hours_of(task.share, contract_hours)
    return f"{task.name}: {task.share}% × {_say(contract_hours)} = {_say(hours)} per week."


def _say(hours: Decimal) -> str:
    return format_hours(hours)


def _bare(hours: Decimal) -> str:
    return format_hours(hours).removesuffix(" uur")
