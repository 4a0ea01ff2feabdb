"""One step as a start page shows it: what, before when, why, and where to go."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.terms import Role
from cases.computation import deadlines_of
from cases.models import AbsenceCase, Milestone
from cases.operations.steps import may_record
from cases.timeline.explain import format_date
from cases.urgency import when, with_last_day


@dataclass(frozen=True, slots=True)
class Todo:
    """A step to do now or later."""

    title: str
    text: str
    badge_kind: str
    badge_text: str
    why: str
    why_lines: tuple[str, ...]
    action: str
    url: str
    when: str


def todo(step: Milestone, *, about: str, role: Role, today: date, case: AbsenceCase | None = None) -> Todo:
    """Describe a step to the person who acts in this role; with `case` (its facts loaded) also why that date."""
    rule = step.rule
    term = when(step.due_on, today) if step.due_on else None
    recorded = may_record(role, step.key)
    return Todo(
        title=f"{rule.term} {about}".strip(),
        text=rule.explain,
        badge_kind=term.kind if term else "plain",
        badge_text=with_last_day(term, step.due_on) if term and step.due_on else "",
        why=rule.consequence,
        why_lines=_why(step, case) if case else (),
        action="Vastleggen dat dit gedaan is" if recorded else "Dossier openen",
        url=reverse("cases:record_step", args=[step.case_id, step.key])
        if recorded
        else reverse("cases:detail", args=[step.case_id]),
        when=_when(step, today),
    )


def _why(step: Milestone, case: AbsenceCase) -> tuple[str, ...]:
    found = (one for one in deadlines_of(case) if (one.key, one.occurrence) == (step.key, step.occurrence))
    return next((one.why for one in found), ())


def _when(step: Milestone, today: date) -> str:
    last = f"uiterlijk {format_date(step.due_on)}" if step.due_on else "zonder vaste datum"
    if step.opens_on is None or step.opens_on <= today:
        return last
    if step.opens_on == step.due_on:
        return f"op {format_date(step.opens_on)}"
    return f"vanaf {format_date(step.opens_on)}, {last}"
