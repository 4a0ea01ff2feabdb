"""Work during sickness on the page of a file: {% working_panel case %}, and hours in words: {{ n|hours }}."""

from decimal import Decimal
from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.visible import Visible, unwrap
from cases.models import AbsenceCase
from cases.timeline.buildup import percentage_of
from cases.timeline.dutch import format_hours
from cases.working import working_of

register = Library()


@register.inclusion_tag("cases/_working.html", takes_context=True)
def working_panel(context: Context, case: Visible) -> dict[str, Any]:
    """Hours and schedule of a file, on the day that the page shows; draws nothing for who may not see them."""
    record = unwrap(case)
    if not isinstance(record, AbsenceCase):
        raise TypeError("Only a file has hours")
    actor = current_actor()
    panel = working_of(actor, record, context["shell"].today)
    return {"case": case, "panel": panel, "role": actor.role.value}


@register.filter
def share(number: Decimal, contract: Decimal) -> int:
    """Which whole percentage of the contract these hours are."""
    return percentage_of(contract, number)


@register.filter
def hours(number: Decimal) -> str:
    """Write hours in words: "7,5 uur"."""
    return format_hours(number)
