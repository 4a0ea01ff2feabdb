"""The way to the werknemersvisie: in a file, and on the first page of the employee."""

from typing import Any

from django.template import Library

from accounts.actor import current_actor
from accounts.policy import POLICY
from accounts.terms import Role, Verb
from accounts.visible import Visible, unwrap, visible_all
from cases.models import AbsenceCase, EmployeeVision
from cases.visions import versions_of

register = Library()
RESOURCE = "cases.employeevision"


@register.inclusion_tag("cases/_vision_panel.html")
def vision_panel(case: Visible) -> dict[str, Any]:
    """In a file: what there is to read for who looks. Draws nothing for who has nothing to read or write."""
    actor, record = current_actor(), unwrap(case)
    if (actor.role, RESOURCE) not in POLICY or not isinstance(record, AbsenceCase):
        return {"shown": False}
    versions = versions_of(actor, record)
    writes = record.is_open and actor.may(Verb.WRITE_VISION, "cases.absencecase")
    current, waiting = versions.current, versions.waiting
    return {
        "shown": writes or bool(versions.all),
        "case": case,
        "role": actor.role.value,
        "writes": writes,
        "guided": not record.is_self_guided,
        "current": Visible(current, actor.role) if current else None,
        "waiting": Visible(waiting, actor.role) if waiting else None,
    }


@register.inclusion_tag("cases/_vision_to_do.html")
def vision_to_do(case: Visible | None = None) -> dict[str, Any]:
    """For the employee: what the Ontzorgmanager wrote down and waits for a confirmation; of one file or of all."""
    actor = current_actor()
    if actor.role is not Role.EMPLOYEE:
        return {"waiting": []}
    within = {"case": unwrap(case).pk} if case else {}
    found = EmployeeVision.objects.visible_to(actor).filter(**within).select_related("filled_by", "case")
    newest = found.order_by("case_id", "-number").distinct("case_id")
    waiting = [one for one in newest if not one.is_confirmed and one.case.is_open]
    return {"waiting": visible_all(waiting, actor.role)}
