"""Buttons follow the same table as operations: {% can "report_recovery" case as may_recover %}."""

from django import template
from django.db import models

from accounts.actor import current_actor
from accounts.terms import Verb
from accounts.visible import Visible, unwrap

register = template.Library()


@register.simple_tag
def can(verb: str, record: Visible | models.Model) -> bool:
    """Whether the acting role has this verb on this kind of record. The operation checks the row again."""
    return current_actor().may(Verb(verb), unwrap(record)._meta.label_lower)
