"""Why each date of a file is that date: now, and for what was done as it was on that day. For pages and for the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.terms import Role, seen_as
from cases.kept import whole_derivations
from cases.models import AbsenceCase, Completion
from cases.timeline.advice import moved_by_for, why_for
from cases.timeline.rules import Party
from cases.timeline.schedule import Deadline

Place = tuple[str, int]
"""A step and which time: the key of the rule and the occurrence."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What leads to a date, and what would move it."""

    why: tuple[str, ...]
    moved_by: tuple[str, ...]
    due: date | None
    """The last day in time; of a step that was done, the one that held then."""
    rule_version: int


def explain(steps: Iterable[Deadline], completions: Iterable[Completion], role: Role) -> dict[Place, Explanation]:
    """Explain every step to somebody in this role. What was kept when it was done goes before what holds now."""
    kept: dict[tuple[str, date | None], Completion] = {(one.key, one.done_on): one for one in completions if one.why}
    whole, reader = whole_derivations(kept.values()), Party(seen_as(role).value)
    return {
        (step.key, step.occurrence): _as_kept(found, whole, reader)
        if (found := kept.get((step.key, step.done_on)))
        else _as_now(step, reader)
        for step in steps
    }


def _as_kept(kept: Completion, whole: Mapping[int, list[str]], reader: Party) -> Explanation:
    why = why_for(reader, whole.get(kept.pk, kept.why))
    return Explanation(why, (), kept.due_on, kept.rule_version)


def _as_now(step: Deadline, reader: Party) -> Explanation:
    moved_by = () if step.done_on is not None else moved_by_for(reader, step.moved_by)
    return Explanation(why_for(reader, step.why), moved_by, step.due, step.rule.version)


def completions_of(case: AbsenceCase) -> list[Completion]:
    """What was done in this file, as far as the acting person may know of it. Loaded with the facts."""
    return list(case.completions.all())
