"""Visie en plan on the page of a file: {% guidance_panel case %}."""

from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.rows import may_with
from accounts.terms import Verb
from accounts.visible import Visible, unwrap
from cases.models import AbsenceCase
from cases.operations.guidance import guidance_of

register = Library()


@register.inclusion_tag("cases/_guidance.html", takes_context=True)
def guidance_panel(context: Context, case: Visible) -> dict[str, Any]:
    """The newest version in short, and the way to who does what. Without a version who writes it is asked for one."""
    actor, record = current_actor(), unwrap(case)
    if not isinstance(record, AbsenceCase):
        raise TypeError(f"{record} is no file")
    newest = guidance_of(record).first()
    today = context["shell"].today
    return {
        "case": case,
        "plan": Visible(newest, actor.role) if newest else None,
        "to_review": newest is not None and record.is_open and newest.is_to_review(today),
        "may_write": record.is_open and may_with(actor, Verb.WRITE_GUIDANCE, record),
    }
