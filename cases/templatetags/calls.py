"""Questions to an arbeidsdeskundige on the page of a file: {% labour_expert_panel case %}."""

from typing import Any

from django.template import Context, Library

from accounts.actor import Actor, current_actor
from accounts.rows import may_with
from accounts.terms import Verb
from accounts.visible import Visible, unwrap, visible_all
from cases.models import LabourExpertCall

register = Library()


@register.inclusion_tag("cases/_labour_expert.html", takes_context=True)
def labour_expert_panel(context: Context, case: Visible) -> dict[str, Any]:
    """What was asked and answered, the newest first, and what who looks can do; nothing for who may not see it."""
    actor, today, record = current_actor(), context["shell"].today, unwrap(case)
    found = (
        LabourExpertCall.objects.visible_to(actor).filter(case=record.pk).select_related("expert__user", "called_by")
    )
    calls = list(found.order_by("-valid_from", "-pk"))
    running = next((one for one in calls if one.runs_on(today)), None)
    return {
        "case": case,
        "calls": visible_all(calls, actor.role),
        "running": Visible(running, actor.role) if running else None,
        "may_call": running is None and case.is_open and may_with(actor, Verb.CALL_LABOUR_EXPERT, record),
        "may_correct": running is not None and _is_asked(running, actor) and may_with(actor, Verb.ANSWER_CALL, record),
        "may_end": running is not None and may_with(actor, Verb.END_CALL, record),
    }


def _is_asked(call: LabourExpertCall, actor: Actor) -> bool:
    return bool(call.answer) and call.expert_id == actor.user_id


@register.inclusion_tag("cases/_question_to_answer.html", takes_context=True)
def question_to_answer(context: Context, case: Visible) -> dict[str, Any]:
    """The question that waits for who looks; draws nothing for anybody else."""
    actor, record = current_actor(), unwrap(case)
    if not may_with(actor, Verb.ANSWER_CALL, record):
        return {"asked": None}
    found = LabourExpertCall.objects.visible_to(actor).filter(case=record.pk, expert=actor.user_id, answer="")
    asked = next((one for one in found.order_by("-pk") if one.runs_on(context["shell"].today)), None)
    return {"case": case, "asked": Visible(asked, actor.role) if asked else None}
