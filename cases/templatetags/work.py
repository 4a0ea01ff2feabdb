"""Proposals for suitable work and coaching notes on the pages of others: a file, and the first pages."""

from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.policy import POLICY
from accounts.terms import Role, Verb
from accounts.visible import Visible, unwrap
from cases.models import AbsenceCase, CoachingNote, WorkProposal
from cases.operations.coaching import NOTE
from cases.operations.work_proposals import PROPOSAL, REPLY, proposals_of
from cases.work_proposals import line_of, lines_of

register = Library()
SHOWN = 2
"""Proposals on the page of a file; the rest stands on a page of its own."""


@register.inclusion_tag("cases/_work_panel.html", takes_context=True)
def work_panel(context: Context, case: Visible) -> dict[str, Any]:
    """In a file: the newest proposals. Draws nothing for who has nothing to read or write."""
    actor, record = current_actor(), unwrap(case)
    if (actor.role, PROPOSAL) not in POLICY or not isinstance(record, AbsenceCase):
        return {"shown": False}
    lines = lines_of(proposals_of(record), actor, record, context["shell"].today)
    may_propose = record.is_sick and actor.may(Verb.PROPOSE_WORK, PROPOSAL)
    return {
        "shown": bool(lines) or may_propose,
        "case": case,
        "own": actor.role is Role.EMPLOYEE,
        "lines": lines[:SHOWN],
        "more": len(lines) - SHOWN,
        "may_propose": may_propose,
    }


@register.inclusion_tag("cases/_work_to_answer.html", takes_context=True)
def work_to_answer(context: Context, case: Visible | None = None) -> dict[str, Any]:
    """For the employer: proposals that wait for an answer, in all files or in one; draws nothing else."""
    actor, today = current_actor(), context["shell"].today
    if not actor.may(Verb.ANSWER_WORK, REPLY):
        return {"waiting": []}
    found = _open_ones().filter(**{"case": case.pk} if case is not None else {})
    waiting = [(Visible(one.case, actor.role), line_of(one, actor, one.case, today)) for one in found]
    return {"waiting": waiting}


@register.inclusion_tag("cases/_work_waiting.html", takes_context=True)
def work_waiting(context: Context) -> dict[str, Any]:
    """For the employee: own proposals that the employer is to answer."""
    actor, today = current_actor(), context["shell"].today
    if actor.role is not Role.EMPLOYEE:
        return {"waiting": []}
    return {"waiting": [(one.case_id, line_of(one, actor, one.case, today)) for one in _open_ones()]}


def _open_ones() -> Any:
    found = WorkProposal.objects.visible_to(current_actor()).filter(case__in=AbsenceCase.objects.open(), reply=None)
    return found.select_related("case__employee", "reply").order_by("answer_by", "pk")


@register.inclusion_tag("cases/_coaching_panel.html")
def coaching_panel(case: Visible) -> dict[str, Any]:
    """In a file, for the employee and the Ontzorgmanager: the newest note in short. Nothing for anybody else."""
    actor, record = current_actor(), unwrap(case)
    if (actor.role, NOTE) not in POLICY or not isinstance(record, AbsenceCase):
        return {"shown": False}
    newest = CoachingNote.objects.visible_to(actor).filter(case=record.pk).order_by("-number").first()
    may_write = record.is_open and actor.may(Verb.WRITE_COACHING, NOTE)
    return {
        "shown": newest is not None or may_write,
        "case": case,
        "own": actor.role is Role.EMPLOYEE,
        "newest": Visible(newest, actor.role) if newest else None,
        "may_write": may_write,
    }
