"""One step as a start page shows it: what, before when, why, and where to go."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.terms import Role
from cases.addressed import addressed
from cases.computation import deadlines_of
from cases.explanations import Explanation, explain
from cases.operations.steps import may_record
from cases.timeline.explain import format_date
from cases.urgency import names, with_last_day
from cases.worklist import Row


@dataclass(frozen=True, slots=True)
class Todo:
    """A step to do now or later."""

    heading: str
    title: str
    text: str
    badge_kind: str
    badge_text: str
    why: str
    why_lines: tuple[str, ...]
    moved_by: tuple[str, ...]
    action: str
    url: str
    when: str
    waits_on: str
    blocked_by: str


def todo(row: Row, *, about: str, role: Role, today: date, why: bool) -> Todo:
    """Describe a step to the person who acts in this role; asked for, also why that date."""
    recorded = row.own and may_record(role, row.key, self_guided=row.step.case.is_self_guided) and not row.blocked_by
    explained = _explained(row, role) if why else None
    return Todo(
        heading="Nu te doen" if row.own or row.mine else f"Nu aan zet: {names(row.holders)}",
        title=f"{row.term} {about}".strip(),
        text=_text(row, role),
        badge_kind=row.when.kind,
        badge_text=with_last_day(row.when, row.due_on),
        why=addressed(row.reason, role),
        why_lines=explained.why if explained else (),
        moved_by=explained.moved_by if explained else (),
        action="Vastleggen dat dit gedaan is" if recorded else "Dossier openen",
        url=reverse("cases:record_step", args=[row.case_id, row.key])
        if recorded
        else reverse("cases:detail", args=[row.case_id]),
        when=_when(row, today),
        waits_on=f"{row.waits_on[:1].upper()}{row.waits_on[1:]}",
        blocked_by=f"Eerst nog: {row.blocked_by}" if row.blocked_by else "",
    )


def _text(row: Row, role: Role) -> str:
    """What the step is for, what comes first, and what one can do while somebody else has to move."""
    sentences = [addressed(row.rule.explain, role)]
    if row.blocked_by:
        sentences.append(f"Eerst nog: {row.blocked_by}.")
    if role is Role.EMPLOYER and row.presses and not (row.own or row.mine):
        sentences.append(f"Vraag {names(row.holders)} hoe het ervoor staat.")
    return " ".join(sentences)


def _explained(row: Row, role: Role) -> Explanation | None:
    return explain(deadlines_of(row.step.case), (), role).get((row.key, row.step.occurrence))


def _when(row: Row, today: date) -> str:
    last = f"uiterlijk {format_date(row.due_on)}"
    opens = row.step.opens_on
    if opens is None or opens <= today:
        return last
    if opens == row.due_on:
        return f"op {format_date(opens)}"
    return f"vanaf {format_date(opens)}, {last}"
