"""The way to the taak-functieanalyse: in a file, and on the first page of the employee."""

from datetime import date
from typing import Any

from django.template import Context, Library

from accounts.actor import Actor, current_actor
from accounts.policy import POLICY
from accounts.terms import Role, Verb
from accounts.visible import Visible, unwrap, visible_all
from cases.job_tasks.hours import is_answered
from cases.models import AbsenceCase, TaskAnalysis
from cases.task_analyses import last_days_of, versions_of

register = Library()
RESOURCE = "cases.taskanalysis"


@register.inclusion_tag("cases/_job_tasks_panel.html")
def job_tasks_panel(case: Visible) -> dict[str, Any]:
    """In a file: how far it is. Draws nothing for who has nothing to read or write."""
    actor, record = current_actor(), unwrap(case)
    if (actor.role, RESOURCE) not in POLICY or not isinstance(record, AbsenceCase):
        return {"shown": False}
    versions = versions_of(actor, record)
    current, pending = versions.current, versions.pending
    return {
        "shown": bool(versions.all) or (record.is_open and actor.may(Verb.WRITE_TASKS, "cases.absencecase")),
        "case": case,
        "role": actor.role.value,
        "has_physician": record.physician_id is not None,
        "current": Visible(current, actor.role) if current else None,
        "pending": Visible(pending, actor.role) if pending else None,
    }


@register.inclusion_tag("cases/_job_tasks_to_do.html", takes_context=True)
def job_tasks_to_do(context: Context, case: Visible | None = None, *, brief: bool = False) -> dict[str, Any]:
    """What waits: for the employee a text to confirm, for the bedrijfsarts a question; of one file or of all.

    `brief` lists the questions with their files, for who has many.
    """
    actor = current_actor()
    if actor.role not in (Role.EMPLOYEE, Role.BEDRIJFSARTS):
        return {"waiting": [], "unanswered": []}
    newest = [one for one in _newest(actor, case) if one.case.is_open]
    return {
        "waiting": visible_all([one for one in newest if _waits(actor, one)], actor.role),
        "unanswered": visible_all(_asking(actor, newest, context["shell"].today), actor.role),
        "brief": brief,
    }


def _newest(actor: Actor, case: Visible | None) -> list[TaskAnalysis]:
    """The newest version of each file: one query."""
    within = {"case": unwrap(case).pk} if case else {}
    found = TaskAnalysis.objects.visible_to(actor).filter(**within).select_related("case__employee")
    return list(found.order_by("case_id", "-number").distinct("case_id"))


def _waits(actor: Actor, one: TaskAnalysis) -> bool:
    return actor.role is Role.EMPLOYEE and one.is_waiting


def _asking(actor: Actor, newest: list[TaskAnalysis], today: date) -> list[TaskAnalysis]:
    """Those with a task about which no answer holds today."""
    confirmed = [one for one in newest if one.is_confirmed]
    if actor.role is not Role.BEDRIJFSARTS or not confirmed:
        return []
    last_days = last_days_of(actor, confirmed)
    return [one for one in confirmed if not is_answered(last_days[one.pk], today)]
