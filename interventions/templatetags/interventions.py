"""Help on pages of the app below: {% interventions_panel case %} of a file, {% assignment_messages notices %}."""

from typing import Any

from django.template import Context, Library
from django.urls import reverse

from accounts.actor import Actor, current_actor
from accounts.rows import ScopedQuerySet, may_with
from accounts.terms import Verb
from accounts.visible import Visible, unwrap, visible_all
from cases.models import Notice
from interventions.models import Assignment, Briefing, Intervention, ProgressReport

register = Library()
Values = dict[str, Any]
TO_PROVIDER = {
    Notice.Kind.HELP_ORDERED: "Er is een nieuwe opdracht voor u. Laat weten of u die aanneemt.",
    Notice.Kind.HELP_UPDATED: "De gegevens van deze opdracht zijn gewijzigd. Bekijk ze voordat u verdergaat.",
    Notice.Kind.HELP_WITHDRAWN: "Deze opdracht is ingetrokken of gestopt. Was u al begonnen? Schrijf dan nog een "
    "eindverslag.",
}


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


@register.inclusion_tag("interventions/_messages.html", takes_context=True)
def assignment_messages(context: Context, notices: list[Visible]) -> Values:
    """Messages to a provider in the list: each is about an assignment."""
    return {"rows": _messages(notices), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("cases/_notice.html", takes_context=True)
def assignment_message(context: Context, notice: Visible) -> Values:
    """One message to a provider, with the way to its assignment."""
    [message] = _messages([notice])
    return {"message": message, "csrf_token": context.get("csrf_token")}


def _messages(notices: list[Visible]) -> list[Values]:
    """An assignment that is no longer shown is not opened either, but the message stays."""
    wanted = {notice: _about(notice) for notice in notices}
    seen = Intervention.objects.visible_to(current_actor()).in_bulk(wanted.values()) if wanted else {}
    return [
        {
            "notice": notice,
            "title": notice.kind_label,
            "about": f"Opdracht {number}" if number in seen else "Deze opdracht ziet u niet meer",
            "text": TO_PROVIDER.get(Notice.Kind(notice.kind), ""),
            "url": reverse("interventions:assignment", args=[number]) if number in seen else "",
            "action": "Opdracht openen",
        }
        for notice, number in wanted.items()
    ]


def _about(notice: Visible) -> int:
    record = unwrap(notice)
    if not isinstance(record, Notice):
        raise TypeError(f"{record} is no message")
    return record.about_id


def _by(model: Any, actor: Actor, case_id: int, key: str, *joined: str) -> dict[int, Visible]:
    """What this actor may see of these rows, by a number; nothing for who has no line for them."""
    seen: ScopedQuerySet[Any] = model.objects.visible_to(actor).filter(case=case_id)
    rows = list(seen.select_related(*joined) if joined else seen)
    return dict(zip((getattr(one, key) for one in rows), visible_all(rows, actor.role), strict=True))
