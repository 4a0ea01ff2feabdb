"""The way to the calculation of income: in a file, and on the first page of employee and employer."""

from typing import Any

from django.template import Context, Library

from accounts.actor import Actor, current_actor
from accounts.terms import Role
from accounts.visible import Visible, unwrap, visible_all
from cases.models import AbsenceCase, Milestone, WageRequest, WiaCalculation, WiaShare
from cases.operations.income import KEY

register = Library()


@register.inclusion_tag("cases/_income_panel.html")
def income_panel(case: Visible) -> dict[str, Any]:
    """In a file: for the employee and the Ontzorgmanager. Draws nothing for others, and nothing in a quiet file."""
    actor, record = current_actor(), unwrap(case)
    if actor.role not in (Role.EMPLOYEE, Role.ONTZORGMANAGER) or not isinstance(record, AbsenceCase):
        return {"shown": False}
    made = WiaCalculation.objects.visible_to(actor).filter(case=record).count()
    return {"shown": made or record.is_open, "case": case, "role": actor.role.value, "made": made}


@register.inclusion_tag("cases/_income_to_do.html", takes_context=True)
def income_to_do(context: Context, case: Visible | None = None, *, late: bool = False) -> dict[str, Any]:
    """For the employee, from week 26 until the step is done; of one file or of all.

    Until its last day it goes before other steps; `late` asks for it after that day, when others may press more.
    """
    actor = current_actor()
    if actor.role is not Role.EMPLOYEE:
        return {"steps": []}
    within = {"case": unwrap(case).pk} if case else {}
    today = context["shell"].today
    within["due_on__lt" if late else "due_on__gte"] = today
    found = _step(actor).filter(opens_on__lte=today, **within).select_related("case")
    return {"steps": visible_all(found, actor.role)}


def _step(actor: Actor) -> Any:
    return Milestone.objects.visible_to(actor).filter(key=KEY, state="pending").order_by("pk")


@register.inclusion_tag("cases/_wage_to_answer.html")
def wage_to_answer(case: Visible | None = None) -> dict[str, Any]:
    """For the employer: questions about the wage that wait, and what employees share; of one file or of all."""
    actor = current_actor()
    if actor.role is not Role.EMPLOYER:
        return {"asked": [], "shares": []}
    within = {"case": unwrap(case).pk} if case else {}
    asked = WageRequest.objects.visible_to(actor).filter(answered_on=None, **within).select_related("case__employee")
    shares = WiaShare.objects.visible_to(actor).filter(**within).defer("content") if case else []
    return {"asked": visible_all(asked, actor.role), "shares": visible_all(shares, actor.role), "in_file": bool(case)}
