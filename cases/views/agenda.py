"""The agenda of the bedrijfsarts, of who works in his place, and of the planner: by week and by day."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.operation import Refused
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import visible_all
from cases.consult_terms import PLANNERS
from cases.consults import RESOURCE, WEEK, agenda, keeps_agenda, to_judge, to_plan

NEAR = timedelta(days=2 * 366)


@require_safe
def week(request: ActorRequest) -> HttpResponse:
    """What stands in it, what waits for an hour, and what nobody said yet how it went."""
    actor, today = request.actor, timezone.localdate()
    if actor.role not in PLANNERS:
        raise Refused(actor.role, Verb.PLAN_CONSULT, RESOURCE)
    by_day = request.GET.get("per") == "dag"
    day = _day(request.GET.get("dag", ""), today)
    first = day if by_day else day - timedelta(days=day.weekday())
    step = timedelta(days=1) if by_day else WEEK
    role = actor.role
    context = {
        "role": role.value,
        "today": today,
        "by_day": by_day,
        "first": first,
        "last": first + step - timedelta(days=1),
        "before": first - step,
        "after": first + step,
        "days": agenda(actor, first, step.days),
        "keeps": keeps_agenda(actor),
        "to_plan": visible_all(to_plan(actor), role),
        "to_judge": visible_all(to_judge(actor, today), role),
    }
    return render(request, "cases/agenda.html", context)


def _day(text: str, today: date) -> date:
    """The day in the address; today for what is no day, or one that no agenda has."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if today - NEAR < day < today + NEAR else today
