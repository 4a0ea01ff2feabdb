"""Questions to the bedrijfsarts and talks with him, through the eyes of who looks. Reads only."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.rows import may_with
from accounts.terms import Role, Verb
from accounts.visible import Visible
from cases.consult_terms import OVER, Stand
from cases.models import AbsenceCase, ConsultAppointment, ConsultReply, ConsultRequest

RESOURCE = "cases.consultappointment"
ADVISING = (Verb.GIVE_ADVICE, "documents.advice")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ways:
    """What somebody can do with an appointment."""

    plan: bool
    change: bool
    cancel: bool
    judge: bool
    reply: bool
    react: bool
    withdraw: bool
    advise: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """One appointment, what was asked, and what one can do with it."""

    pk: int
    appointment: Visible
    request: Visible | None
    reply: Visible | None
    may: Ways


def talks_of(actor: Actor, case: AbsenceCase, today: date) -> list[Talk]:
    """Every talk of a file, what is over at the end; for the employer without the moved ones.

    An employer who does not guide the file himself sees no talk before it has its day.
    """
    found = appointments(actor).filter(case=case.pk).order_by("-pk")
    if actor.role is Role.EMPLOYER:
        found = found.exclude(state=Stand.MOVED)
        if not may_with(actor, Verb.ASK_CONSULT, case):
            found = found.exclude(day=None)
        found = found.exclude(day=None, state=Stand.CANCELLED)
    rows = sorted(found, key=lambda one: _place(one, today))
    requests = ConsultRequest.objects.visible_to(actor).filter(case=case.pk)
    asked = {one.pk: one for one in requests.select_related("asked_by")}
    said = {one.appointment_id: one for one in ConsultReply.objects.visible_to(actor).filter(case=case.pk)}
    talks = []
    for one in rows:
        one.case = case
        again = one.can_be_planned_again(rows)
        words = asked.get(one.request_id or 0), said.get(one.pk)
        talks.append(_talk(actor, one, *words, may=_ways(actor, one, *words, again=again, today=today)))
    return talks


def _place(one: ConsultAppointment, today: date) -> tuple[bool, int, int]:
    """What has no hour yet, then what comes with the nearest first, then what is over with the latest first."""
    day = one.day.toordinal() if one.day else 0
    ahead = one.is_wanted or (one.is_planned and day >= today.toordinal())
    return not ahead, day if ahead else -day, -one.pk


def appointments(actor: Actor) -> "QuerySet[ConsultAppointment]":
    """What this person sees of the agenda, with the names that stand beside it."""
    found: QuerySet[ConsultAppointment] = ConsultAppointment.objects.visible_to(actor)
    return found.select_related("case__employee", "case__employer", "host", "physician__user", "closed_by")


def _talk(
    actor: Actor, one: ConsultAppointment, asked: ConsultRequest | None, said: ConsultReply | None, *, may: Ways
) -> Talk:
    return Talk(
        pk=one.pk,
        appointment=Visible(one, actor.role),
        request=Visible(asked, actor.role) if asked else None,
        reply=Visible(said, actor.role) if said else None,
        may=may,
    )


def _ways(
    actor: Actor,
    one: ConsultAppointment,
    asked: ConsultRequest | None,
    said: ConsultReply | None,
    *,
    again: bool,
    today: date,
) -> Ways:
    keeps, own = actor.may(Verb.MOVE_CONSULT, RESOURCE), actor.role is Role.EMPLOYEE
    waits = one.is_planned or one.is_wanted
    open_question = asked if asked is not None and asked.is_open else None
    return Ways(
        plan=keeps and one.case.is_open and (one.is_wanted or again),
        change=keeps and one.is_planned,
        cancel=(keeps and waits) or (own and one.private and one.is_wanted),
        judge=keeps and one.can_be_judged(today),
        reply=own and one.is_missed and said is None,
        react=own and waits and open_question is not None and not open_question.reaction,
        advise=keeps and one.state == Stand.HELD and not one.private and one.case.is_open and actor.may(*ADVISING),
        withdraw=one.is_wanted and open_question is not None and may_with(actor, Verb.WITHDRAW_CONSULT, open_question),
    )


def to_plan(actor: Actor) -> "QuerySet[ConsultAppointment]":
    """Talks that wait for an hour, of open files, the most pressing first."""
    found = appointments(actor).filter(state=Stand.WANTED, case__in=AbsenceCase.objects.visible_to(actor).open())
    return found.order_by("wanted_by", "wanted_on", "pk")


def to_judge(actor: Actor, today: date) -> "QuerySet[ConsultAppointment]":
    """Talks whose day is over and of which nobody said yet how they went."""
    return appointments(actor).filter(state=Stand.PLANNED, day__lt=today).order_by("day", "begins", "pk")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the agenda."""

    day: date
    talks: list[Visible]


def agenda(actor: Actor, first: date, days: int) -> list[Day]:
    """From a first day on so many days, each with what stands in it. Weekend days only when something does."""
    shown = (Stand.PLANNED, *OVER)
    found = appointments(actor).filter(state__in=shown, day__gte=first, day__lt=first + timedelta(days=days))
    rows = list(found.order_by("day", "begins", "pk"))
    every = [first + timedelta(days=number) for number in range(days)]
    laid = [Day(day, [Visible(one, actor.role) for one in rows if one.day == day]) for day in every]
    return [one for one in laid if one.talks or one.day.weekday() < 5 or days == 1]


def keeps_agenda(actor: Actor) -> bool:
    """Whether this person plans talks; a delegate only when that was left to him."""
    return actor.may(Verb.PLAN_CONSULT, RESOURCE)
