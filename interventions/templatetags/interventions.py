"""Help on the page of a file: {% interventions_panel case %}."""

from typing import Any

from django.template import Library

from accounts.actor import Actor, current_actor
from accounts.rows import ScopedQuerySet, may_with
from accounts.terms import Verb
from accounts.visible import Visible, unwrap, visible_all
from interventions.models import Assignment, Briefing, Intervention, ProgressReport

register = Library()
Values = dict[str, Any]


@register.inclusion_tag("interventions/_panel.html")
def interventions_panel(case: Visible) -> Values:
    """What everybody of the file may know, and for who may know more: who helps, and what the provider was told."""
    actor, record = current_actor(), unwrap(case)
    own = Intervention.objects.visible_to(actor).filter(case=record.pk).select_related("ordered_by")
    found = list(own.order_by("-ordered_on", "-pk"))
    assignments = _by(Assignment, actor, record.pk, "pk", "provider") if found else {}
    briefings = _by(Briefing, actor, record.pk, "assignment_id") if found else {}
    reports: dict[int, list[Visible]] = {}
    for one in ProgressReport.objects.visible_to(actor).filter(case=record.pk) if found else ():
        reports.setdefault(one.intervention_id, []).append(Visible(one, actor.role))
    return {
        "case": case,
        "rows": [
            {
                "one": Visible(one, actor.role),
                "assignment": assignments.get(one.assignment_id),
                "told": briefings.get(one.assignment_id),
                "reports": reports.get(one.pk, []),
                "may_update": one.is_open and may_with(actor, Verb.UPDATE_ASSIGNMENT, one),
                "may_withdraw": one.is_open and may_with(actor, Verb.WITHDRAW_INTERVENTION, one),
            }
            for one in found
        ],
        "may_order": case.is_open and may_with(actor, Verb.ORDER_INTERVENTION, record),
    }


def _by(model: Any, actor: Actor, case_id: int, key: str, *joined: str) -> dict[int, Visible]:
    """What this actor may see of these rows, by a number; nothing for who has no line for them."""
    seen: ScopedQuerySet[Any] = model.objects.visible_to(actor).filter(case=case_id)
    rows = list(seen.select_related(*joined) if joined else seen)
    return dict(zip((getattr(one, key) for one in rows), visible_all(rows, actor.role), strict=True))
