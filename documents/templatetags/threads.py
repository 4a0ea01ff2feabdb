"""Messages on the pages of other apps: {% messages_panel case %} and {% new_messages %}."""

from typing import Any, cast

from django.template import Library

from accounts.actor import current_actor
from accounts.terms import Verb
from accounts.visible import Visible, unwrap
from cases.models import AbsenceCase
from documents.threads import THREAD, may_write, news_for, stand_of

register = Library()


@register.inclusion_tag("documents/messages/_panel.html")
def messages_panel(case: Visible) -> dict[str, Any]:
    """How many subjects there are and what is new; nothing for who reads none."""
    actor, record = current_actor(), cast(AbsenceCase, unwrap(case))
    if not actor.may(Verb.READ_THREAD, THREAD):
        return {"shown": False}
    threads, new = stand_of(actor, record)
    writes = may_write(actor, record)
    return {"case": case, "threads": threads, "new": new, "may_write": writes, "shown": bool(threads or writes)}


@register.inclusion_tag("documents/messages/_new.html")
def new_messages(brief: bool = False) -> dict[str, Any]:
    """Files in which somebody wrote something that was not opened yet; draws nothing when there is none.

    `brief` takes one line for each, on the page of who works here all day.
    """
    return {"news": news_for(current_actor()), "brief": brief}
