"""Buttons follow the same table as operations: {% can "report_recovery" case as may_recover %}."""

from datetime import date
from typing import Any

from django import template
from django.db import models

from accounts.actor import current_actor
from accounts.rows import may_with
from accounts.terms import Verb
from accounts.visible import Visible, unwrap

register = template.Library()


@register.simple_tag
def can(verb: str, record: Visible | models.Model) -> bool:
    """Whether who acts, and sees this record, may do this verb with it. The operation checks the row again."""
    return may_with(current_actor(), Verb(verb), unwrap(record))


@register.simple_tag(takes_context=True)
def invitation_ended_on(context: template.Context) -> date | None:
    """The last day of the invitation with which this request came, when that day has passed."""
    request: Any = context["request"]
    found: date | None = getattr(request, "invitation_ended_on", None)
    return found
