"""The steps of one file in parts, and which of them comes first. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.terms import Role
from cases.dossier.steps import Step
from cases.timeline.dutch import format_date
from cases.timeline.rules import ClosedBy, Party, Rule


@dataclass(frozen=True, slots=True)
class Groups:
    """The steps in parts: what plays now, what one may do, what comes, what is done, stands still, or is not needed."""

    now: list[Step]
    possible: list[Step]
    coming: list[Step]
    done: list[Step]
    paused: list[Step]
    waived: list[Step]


def grouped(steps: Iterable[Step], today: date) -> Groups:
    """Divide the steps; "now" is what is open, late or soon.

    What somebody may do but need not (a window that lapses) is apart while it is open, and "now" in its last days.
    """
    groups = Groups([], [], [], [], [], [])
    for step in steps:
        _part(groups, step, today).append(step)
    groups.done.reverse()
    return groups


def _part(groups: Groups, step: Step, today: date) -> list[Step]:
    settled = {"ok": groups.done, "paused": groups.paused, "waived": groups.waived}
    if step.kind in settled:
        return settled[step.kind]
    is_open = step.deadline.status(today) == "open" and (step.mine or not step.blocked_by)
    if step.kind in ("late", "soon"):
        return groups.now
    if not is_open:
        return groups.coming
    return groups.possible if _is_possibility(step.deadline.rule) else groups.now


def _is_possibility(rule: Rule) -> bool:
    """A decision of UWV lapses too, but nobody here may choose it."""
    return rule.lapses and rule.responsible is not Party.UWV


def next_step(groups: Groups, role: Role) -> Step | None:
    """The step to put on top for this role: its own most urgent one that plays now.

    The Ontzorgmanager guards the whole file: without a step of his own it is what others have to do by now. None when
    nothing plays; what one may do but need not (a window that lapses) is no duty.
    """
    duties = _duties(groups.now)
    own = [step for step in duties if step.mine]
    guarded = duties if role is Role.ONTZORGMANAGER else []
    return min(own or guarded, key=_urgency, default=None)


def _duties(steps: Iterable[Step]) -> list[Step]:
    """What somebody has to do: no window that lapses, no day of the calendar, nothing that comes along by itself."""
    rules = ((step, step.deadline.rule) for step in steps)
    return [step for step, rule in rules if rule.closed_by is not ClosedBy.CALENDAR and not rule.folded_into]


def _urgency(step: Step) -> tuple[bool, int, date]:
    late = step.kind == "late"
    due = step.deadline.due or date.max
    return not late, -step.deadline.rule.weight if late else 0, due


def following(groups: Groups) -> Step | None:
    """What comes next in the file, whoever does it: to tell somebody who has nothing to do."""
    duties = [step for step in (*groups.now, *groups.coming) if not step.deadline.rule.lapses]
    return min(duties, key=lambda step: step.deadline.due or date.max, default=None)


def say_following(step: Step | None) -> str:
    """One sentence about what comes next."""
    if step is None or step.deadline.due is None:
        return "Er staan geen stappen meer open."
    last = format_date(step.deadline.due)
    if step.kind == "late":
        return f"{step.title} wacht op {step.holders}. De laatste dag was {last}."
    return f"Hierna komt: {step.title}. Aan zet: {step.holders}, uiterlijk {last}."
