"""Why a file is kept longer, on its page: {% file_holds case %}."""

from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.visible import Visible, unwrap, visible_all
from cases.models import LegalHold

register = Library()


@register.inclusion_tag("cases/_holds.html", takes_context=True)
def file_holds(context: Context, case: Visible) -> dict[str, Any]:
    """One line for each reason that holds today; nothing for who may not know of them."""
    actor = current_actor()
    found = LegalHold.objects.visible_to(actor).in_force(context["shell"].today).filter(case=unwrap(case).pk)
    return {"holds": visible_all(found, actor.role)}
