"""The multidisciplinair overleg on the page of a file and on first pages."""

from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.policy import POLICY
from accounts.terms import Role, Verb
from accounts.visible import Visible, unwrap
from cases.conferences import own_actions, told, waiting
from cases.models import AbsenceCase
from cases.operations.conference import say_no_conference

register = Library()


@register.inclusion_tag("cases/_conference_panel.html", takes_context=True)
def conference_panel(context: Context, case: Visible) -> dict[str, Any]:
    """In a file: the newest overleg, and what was agreed in it. Draws nothing for who has nothing to read or write."""
    actor, record = current_actor(), unwrap(case)
    if (actor.role, "cases.caseconference") not in POLICY or not isinstance(record, AbsenceCase):
        return {"shown": False}
    found = told(actor, record, context["shell"].today)
    may_write = actor.may(Verb.WRITE_CONFERENCE, "cases.absencecase") and not say_no_conference(record)
    newest = next((one for one in found if one.counts), None)
    return {"shown": bool(found) or may_write, "case": case, "newest": newest, "may_write": may_write}


@register.inclusion_tag("cases/_conferences_to_confirm.html")
def conferences_to_confirm(case: Visible | None = None) -> dict[str, Any]:
    """For the bedrijfsarts: conclusions that wait for him, of one file or of all; draws nothing for anybody else."""
    actor = current_actor()
    if actor.role is not Role.BEDRIJFSARTS:
        return {"waiting": []}
    record = unwrap(case) if case else None
    found = waiting(actor, record if isinstance(record, AbsenceCase) else None)
    return {"waiting": [Visible(one, actor.role) for one in found]}


@register.inclusion_tag("cases/_conference_actions.html", takes_context=True)
def conference_actions(context: Context) -> dict[str, Any]:
    """On a first page: what this person is to do after an overleg, the first due on top."""
    actor = current_actor()
    return {"rows": own_actions(actor, context["shell"].today), "role": actor.role.value}
