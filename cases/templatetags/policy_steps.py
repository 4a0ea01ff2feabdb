"""What policies promise, on the pages of other people: {% policy_panel employer %}, {% policy_steps %}."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.template import Context, Library

from accounts.actor import Actor, current_actor
from accounts.policy import may
from accounts.rows import ScopedQuerySet
from accounts.terms import Verb
from accounts.visible import Visible, unwrap
from cases.models import AbsenceCase, PolicyStep
from cases.models.case import OPEN
from cases.timeline.dutch import format_date
from cases.urgency import When, when

register = Library()

DONE_SHOWN = 3
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One step of one policy."""

    step: Visible
    step_id: int
    employer: str
    text: str
    when: When | None
    """None once it is done."""
    kind: str


@register.inclusion_tag("cases/_policy_panel.html", takes_context=True)
def policy_panel(context: Context, employer: Visible) -> dict[str, Any]:
    """The steps of an employer's policies: what is still to be done, and what was done last."""
    actor = current_actor()
    steps = _steps(actor).filter(employer=unwrap(employer).pk)
    done = steps.exclude(done_on=None).order_by("-done_on", "-pk")[:DONE_SHOWN]
    found = [*steps.filter(done_on=None).order_by("due_on", "pk"), *done]
    return {
        "rows": [_row(step, actor, context["shell"].today) for step in found],
        "may_record": may(actor.role, Verb.RECORD_POLICY_STEP, "cases.policystep"),
    }


@register.inclusion_tag("cases/_policy_steps.html", takes_context=True)
def policy_steps(context: Context) -> dict[str, Any]:
    """For the Ontzorgmanager: what can be done now at the employers of the own open files."""
    actor, today = current_actor(), context["shell"].today
    mine = AbsenceCase.objects.filter(employer=OuterRef("employer"), ontzorgmanager=actor.user_id, state__in=OPEN)
    found = _steps(actor).filter(Exists(mine), done_on=None, opens_on__lte=today).order_by("due_on", "pk")
    return _card(found, actor, context, "Bij uw werkgevers")


@register.inclusion_tag("cases/_policy_steps.html", takes_context=True)
def late_policy_steps(context: Context) -> dict[str, Any]:
    """For the desk: what should have been done by now, the longest over time first."""
    actor, today = current_actor(), context["shell"].today
    found = _steps(actor).filter(done_on=None, due_on__lt=today).order_by("due_on", "pk")
    return _card(found, actor, context, "Afspraken uit de polis: te laat")


def _card(found: "QuerySet[PolicyStep]", actor: Actor, context: Context, title: str) -> dict[str, Any]:
    rows = [_row(step, actor, context["shell"].today) for step in found]
    return {"title": title, "rows": rows[:SHOWN], "more": len(rows[SHOWN:])}


def _steps(actor: Actor) -> "ScopedQuerySet[PolicyStep]":
    found: ScopedQuerySet[PolicyStep] = PolicyStep.objects.visible_to(actor)
    return found.select_related("employer")


def _row(step: PolicyStep, actor: Actor, today: date) -> Row:
    seen = Visible(step, actor.role)
    if step.done_on is not None:
        return Row(seen, step.pk, step.employer.name, f"Gedaan op {format_date(step.done_on)}", None, "ok")
    due = when(step.due_on, today)
    text = f"Uiterlijk {format_date(step.due_on)}"
    if step.opens_on > today:
        return Row(seen, step.pk, step.employer.name, f"Kan vanaf {format_date(step.opens_on)}. {text}", due, "plain")
    return Row(seen, step.pk, step.employer.name, text, due, due.kind)
