"""Requests to put something right: what waits for who looks, and the way to ask for one."""

from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.policy import may
from accounts.terms import Verb
from accounts.visible import Visible, unwrap, visible_all
from cases.models import CorrectionRequest
from cases.urgency import when

register = Library()
RESOURCE = "cases.correctionrequest"


@register.inclusion_tag("cases/_corrections_to_answer.html", takes_context=True)
def corrections_to_answer(context: Context) -> dict[str, Any]:
    """Requests that wait for who looks, the oldest first; nothing for roles that answer none."""
    actor, today = current_actor(), context["shell"].today
    if not may(actor.role, Verb.ANSWER_CORRECTION, RESOURCE):
        return {"waiting": []}
    found = CorrectionRequest.objects.visible_to(actor).filter(decision="").select_related("case__employee")
    asked = visible_all(found, actor.role)
    return {"waiting": [(one, when(one.last_day, today)) for one in asked]}


@register.inclusion_tag("cases/_correction_links.html")
def correction_links(case: Visible) -> dict[str, Any]:
    """In a file: the way to ask, or what waits here for who looks."""
    actor = current_actor()
    found = CorrectionRequest.objects.visible_to(actor).filter(case=unwrap(case).pk, decision="")
    return {
        "case": case,
        "may_ask": may(actor.role, Verb.ASK_CORRECTION, "cases.absencecase"),
        "may_answer": may(actor.role, Verb.ANSWER_CORRECTION, RESOURCE),
        "waiting": visible_all(found, actor.role),
    }
