"""Whether an arbeidsdeskundige would help: {% considerations_panel case %} and {% considerations_due %}."""

from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.policy import POLICY
from accounts.rows import may_with
from accounts.terms import Verb
from accounts.visible import Visible, unwrap
from cases.models import AbsenceCase
from cases.operations.consideration import asked_from, considerations_of, due

register = Library()
RESOURCE = "cases.expertconsideration"
SHOWN = 8


@register.inclusion_tag("cases/_considerations.html", takes_context=True)
def considerations_panel(context: Context, case: Visible) -> dict[str, Any]:
    """On the page of a file: the newest answer, and from which day it is asked again."""
    actor, record = current_actor(), unwrap(case)
    if (actor.role, RESOURCE) not in POLICY or not isinstance(record, AbsenceCase):
        return {"shown": False}
    newest = considerations_of(record).first()
    asked = asked_from(record, newest.considered_on if newest else None)
    is_asked = asked is not None and asked <= context["shell"].today
    may_answer = record.is_open and may_with(actor, Verb.CONSIDER_EXPERT, record)
    return {
        "shown": newest is not None or may_answer,
        "case": case,
        "newest": Visible(newest, actor.role) if newest else None,
        "asked_from": asked,
        "is_asked": is_asked,
        "may_answer": may_answer,
    }


@register.inclusion_tag("cases/_considerations_due.html", takes_context=True)
def considerations_due(context: Context) -> dict[str, Any]:
    """For the Ontzorgmanager: the own files of which it is asked now, the longest sick first."""
    actor = current_actor()
    rows = [{"case": Visible(case, actor.role), "day": day} for case, day in due(actor, context["shell"].today)]
    return {"rows": rows[:SHOWN], "more": len(rows[SHOWN:])}
