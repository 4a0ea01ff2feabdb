"""What waits in the inboxes of the arbodienst and of the bedrijfsarts. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.actor import Actor
from accounts.terms import Role
from accounts.visible import Visible
from cases.models import Milestone
from cases.urgency import When, when

ACCEPT, TRIAGE, ANALYSIS = "arbo_report", "long_absence_triage", "problem_analysis"
LATELY = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One step in an inbox."""

    key: str
    case: Visible
    case_id: int
    term: str
    question: str
    when: When
    due_on: date
    week: int


QUESTIONS = {
    TRIAGE: "Verwacht u dat het verzuim lang duurt?",
    ANALYSIS: "Wat kan de werknemer nog wel, en wat helpt bij de terugkeer naar werk?",
}


def _items(steps: Iterable[Milestone], role: Role, today: date) -> list[Item]:
    return [
        Item(
            key=step.key,
            case=Visible(step.case, role),
            case_id=step.case_id,
            term=step.term,
            question=QUESTIONS.get(step.key, step.rule.explain),
            when=when(step.due_on, today),
            due_on=step.due_on,
            week=step.case.absence().sickness_week(today),
        )
        for step in steps
        if step.due_on is not None
    ]


def _pending(actor: Actor, **which: object) -> Iterable[Milestone]:
    found: Iterable[Milestone] = (
        Milestone.objects.visible_to(actor)
        .pending()
        .filter(**which)
        .select_related("case__employee", "case__employer")
        .prefetch_related("case__spells", "case__leaves")
        .by_urgency()
    )
    return found


def of_arbodienst(actor: Actor, today: date) -> tuple[list[Item], list[Item]]:
    """Reports that were not accepted yet, and accepted ones that wait for the judgement about their duration."""
    items = _items(_pending(actor, key__in=(ACCEPT, TRIAGE)), actor.role, today)
    new = {item.case_id for item in items if item.key == ACCEPT}
    return (
        [item for item in items if item.key == ACCEPT],
        [item for item in items if item.key == TRIAGE and item.case_id not in new],
    )


def of_physician(actor: Actor, today: date) -> list[Item]:
    """Every step that waits for the bedrijfsarts, and the files that still ask for a judgement."""
    steps = [
        step
        for step in _pending(actor, responsible__in=(Role.BEDRIJFSARTS, Role.ARBODIENST))
        if step.key in (TRIAGE, ANALYSIS) or (step.opens_on is not None and step.opens_on <= today)
    ]
    return _items(steps, actor.role, today)


def signed(actor: Actor) -> list[tuple[Visible, date]]:
    """The latest signed problem analyses: the file, and the day on which it was signed."""
    done = (
        Milestone.objects.visible_to(actor)
        .filter(key=ANALYSIS, state="done")
        .select_related("case__employee", "case__employer")
        .order_by("-done_on", "-pk")[:LATELY]
    )
    return [(Visible(step.case, actor.role), step.done_on) for step in done if step.done_on is not None]
