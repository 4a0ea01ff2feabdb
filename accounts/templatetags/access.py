"""Buttons follow the same table as operations: {% can "report_recovery" case as may_recover %}."""

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
