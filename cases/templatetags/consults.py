"""The way to the talks with the bedrijfsarts: in a file, and on first pages."""

from typing import Any

from django.template import Context, Library

from accounts.actor import Actor, current_actor
from accounts.policy import POLICY
from accounts.rows import may_with
from accounts.terms import Role, Verb
from accounts.visible import Visible, unwrap, visible_all
from cases.consult_terms import ASKERS, Reaction, Stand
from cases.consults import RESOURCE, appointments, keeps_agenda, to_plan
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest

register = Library()


@register.inclusion_tag("cases/_consults_panel.html", takes_context=True)
def consults_panel(context: Context, case: Visible) -> dict[str, Any]:
    """In a file: the next talk, and the way to all of them.

    Draws nothing for who sees nothing of the agenda, and in a file that is over when nothing was planned.
    """
    actor, record = current_actor(), unwrap(case)
    if (actor.role, RESOURCE) not in POLICY or not isinstance(record, AbsenceCase):
        return {"shown": False}
    rows = list(ConsultAppointment.objects.visible_to(actor).filter(case=record.pk).order_by("day", "begins", "pk"))
    today = context["shell"].today
    planned = next((one for one in rows if one.is_planned and one.day and one.day >= today), None)
    return {
        "shown": record.is_open or bool(rows),
        "case": case,
        "role": actor.role.value,
        "planned": Visible(planned, actor.role) if planned else None,
        "wanted": any(one.is_wanted for one in rows) and (actor.role is not Role.EMPLOYER or _guides(actor, record)),
    }


def _guides(actor: Actor, case: AbsenceCase) -> bool:
    return may_with(actor, Verb.ASK_CONSULT, case)


@register.inclusion_tag("cases/_next_talks.html", takes_context=True)
def next_talks(context: Context) -> dict[str, Any]:
    """For the employee: the talks that have their hour, the nearest first."""
    actor = current_actor()
    if actor.role is not Role.EMPLOYEE:
        return {"talks": []}
    found = appointments(actor).filter(state=Stand.PLANNED, day__gte=context["shell"].today)
    return {"talks": visible_all(found.order_by("day", "begins", "pk"), actor.role)}


@register.inclusion_tag("cases/_consults_to_do.html", takes_context=True)
def consults_to_do(context: Context, case: Visible | None = None) -> dict[str, Any]:
    """What waits: for the employee a question to read, for who asked it an answer, for the agenda a talk to plan."""
    actor, today = current_actor(), context["shell"].today
    waiting: list[ConsultRequest] = []
    if actor.role is Role.EMPLOYEE or actor.role in ASKERS:
        within = {"case": unwrap(case).pk} if case else {"case__in": AbsenceCase.objects.visible_to(actor).open()}
        seen = ConsultRequest.objects.visible_to(actor).filter(ending="", sent_on=None, **within)
        found = [one for one in seen.select_related("case__employee").order_by("asked_on", "pk") if one.case.is_open]
        if actor.role is Role.EMPLOYEE:
            waiting = [one for one in found if not one.reaction]
        else:
            waiting = [one for one in found if one.reaction or one.last_day_to_react < today]
    wanted = list(to_plan(actor).select_related("request__asked_by")) if case is None and keeps_agenda(actor) else []
    reads = actor.role is not Role.ARBODIENST
    return {
        "role": actor.role.value,
        "waiting": visible_all(waiting, actor.role),
        "wanted": [(Visible(one, actor.role), _say(one, one.request if reads else None)) for one in wanted],
    }


def _say(one: ConsultAppointment, asked: ConsultRequest | None) -> str:
    """What a talk is for, as far as who looks may read that."""
    if one.private:
        return "De werknemer vraagt dit zelf. Werkgever en Ontzorgmanager weten hier niet van."
    if asked is None:
        return ""
    said = {
        "": " De werknemer heeft nog niet gereageerd.",
        Reaction.OBJECTS: " De werknemer is het hier niet mee eens.",
    }
    return f"{asked.reason_label}. {asked.question}{said.get(asked.reaction, '')}"
