"""Advice and the guarantee on the pages of other apps."""

from typing import Any, cast

from django.template import Context, Library

from accounts.actor import Actor, current_actor
from accounts.terms import Role, Verb
from accounts.visible import Visible, granted, unwrap
from cases.models import AbsenceCase
from documents.ledger import FOLLOW_UP, Line, line_of, lines_of, waits_for_addressee
from documents.models import Advice, GuaranteeConfirmation
from documents.models.advice import PARTY_OF, Source

register = Library()
ADVICE, GUARANTEE = "documents.advice", "documents.guaranteeconfirmation"
SHOWN = 3
"""Advices on the page of a file; the rest stands on a page of its own."""


@register.inclusion_tag("documents/advice/_panel.html", takes_context=True)
def advice_panel(context: Context, case: Visible) -> dict[str, Any]:
    """What is advised and still runs, and how the guarantee was last confirmed; nothing for who reads neither."""
    actor, record = current_actor(), cast(AbsenceCase, unwrap(case))
    lines = _lines(actor, record, context["shell"].today) if granted(actor.role, ADVICE) else []
    running = [line for line in lines if line.runs]
    confirmed = _confirmed(actor, record) if granted(actor.role, GUARANTEE) else None
    return {
        "case": case,
        "lines": running[:SHOWN],
        "more": len(running) - SHOWN,
        "over": len(lines) - len(running),
        "may_give": record.is_open and actor.may(Verb.GIVE_ADVICE, ADVICE),
        "reads_guarantee": confirmed is not None or (record.is_open and bool(granted(actor.role, GUARANTEE))),
        "confirmed": confirmed,
    }


def _lines(actor: Actor, case: AbsenceCase, today: Any) -> list[Line]:
    found = Advice.objects.visible_to(actor).filter(case=case.pk).prefetch_related("follow_ups")
    return lines_of(found, actor, case, today)


def _confirmed(actor: Actor, case: AbsenceCase) -> Visible | None:
    newest = GuaranteeConfirmation.objects.visible_to(actor).filter(case=case.pk).order_by("-number").first()
    return Visible(newest, actor.role) if newest else None


@register.inclusion_tag("documents/advice/_to_answer.html", takes_context=True)
def advice_to_answer(context: Context, case: Visible | None = None) -> dict[str, Any]:
    """Advice to who acts that waits for an answer or is past its term, in all files or in one; draws nothing else."""
    actor, today = current_actor(), context["shell"].today
    if not actor.may(Verb.ANSWER_ADVICE, FOLLOW_UP):
        return {"waiting": []}
    found = Advice.objects.visible_to(actor).to_do().filter(addressee=actor.role, case__in=AbsenceCase.objects.open())
    found = found.filter(case=case.pk) if case is not None else found
    waiting = [
        (Visible(one.case, actor.role), line_of(one, actor, one.case, today))
        for one in found.select_related("case__employee").prefetch_related("follow_ups")
        if waits_for_addressee(one, today)
    ]
    return {"waiting": waiting, "names": actor.role is not Role.EMPLOYEE}


@register.inclusion_tag("documents/advice/_out_of.html")
def advice_out_of(case: Visible, source: str) -> dict[str, Any]:
    """The way to make an item out of a paper of the file, for who can."""
    actor, record = current_actor(), cast(AbsenceCase, unwrap(case))
    allowed = record.is_open and actor.may(Verb.GIVE_ADVICE, ADVICE) and (actor.role, Source(source)) in PARTY_OF
    return {"case": case, "source": source, "allowed": allowed}
