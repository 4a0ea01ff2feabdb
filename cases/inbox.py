"""What waits in the inboxes of the arbodienst and of the bedrijfsarts. Reads only."""

from datetime import date

from accounts.actor import Actor
from accounts.terms import Role
from accounts.visible import Visible
from cases.models import Milestone
from cases.worklist import Row, pending_keys, pending_steps, rows

ACCEPT, TRIAGE, ANALYSIS = "arbo_report", "long_absence_triage", "problem_analysis"
LATELY = 10
QUESTIONS = {
    TRIAGE: "Verwacht u dat het verzuim lang duurt?",
    ANALYSIS: "Wat kan de werknemer nog wel, en wat helpt bij de terugkeer naar werk?",
}
ALWAYS = (TRIAGE, ANALYSIS)
"""Questions that may be answered before their time."""


def question(row: Row) -> str:
    """What is asked of who reads the inbox."""
    return QUESTIONS.get(row.key, row.rule.explain)


def of_arbodienst(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    """Reports that were not accepted yet, and accepted ones that wait for the judgement about their duration."""
    steps = pending_steps(actor).filter(key__in=(ACCEPT, TRIAGE))
    mine = [row for row in rows(steps, pending_keys(actor), actor.role, today) if row.own]
    return (
        [row for row in mine if row.key == ACCEPT],
        [row for row in mine if row.key == TRIAGE],
    )


def of_physician(actor: Actor, today: date) -> list[tuple[Row, str]]:
    """Every step that waits for the bedrijfsarts with its question, and the files that still ask for a judgement."""
    steps = pending_steps(actor).filter(responsible__in=(Role.BEDRIJFSARTS, Role.ARBODIENST))
    return [
        (row, question(row))
        for row in rows(steps, pending_keys(actor), actor.role, today)
        if (row.own and row.can_begin(today)) or row.key in ALWAYS
    ]


def signed(actor: Actor) -> list[tuple[Visible, date]]:
    """The latest signed problem analyses: the file, and the day on which it was signed."""
    done = (
        Milestone.objects.visible_to(actor)
        .filter(key=ANALYSIS, state="done")
        .select_related("case__employee", "case__employer")
        .order_by("-done_on", "-pk")[:LATELY]
    )
    return [(Visible(step.case, actor.role), step.done_on) for step in done if step.done_on is not None]
