"""What the calendar does to files: closing after four weeks of recovery, the end of 104 weeks."""

from datetime import date
from functools import partial

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, Milestone
from cases.models.case import SICK, State
from cases.operations.batch import one_by_one
from cases.operations.steps import complete, touch
from cases.timeline.rules import RULES

# The end of the waiting period ends the file as well: `end_waiting_periods` does both.
PASSING = frozenset(rule.key for rule in RULES if rule.passes) - {"end_of_waiting_period"}


@operation(Verb.CLOSE_CASE, on="case", resource="cases.absencecase")
def close_case(*, actor: Actor, case: AbsenceCase, today: date) -> AbsenceCase:
    """Close a recovered file: four weeks have passed without a relapse. Open steps are cancelled."""
    if case.closes_on is None or case.closes_on > today:
        raise NotNow("De vier weken van dit dossier zijn nog niet voorbij.")
    case.close(on=case.closes_on)
    return touch(case)


@operation(Verb.CLOSE_CASE, on="case", resource="cases.absencecase")
def end_waiting_period(*, actor: Actor, case: AbsenceCase, today: date) -> AbsenceCase:
    """The 104 weeks are over: the file ends with the last paid day."""
    last_paid_day = case.absence().last_paid_day
    if last_paid_day is None or last_paid_day >= today:
        raise NotNow("De 104 weken van dit dossier zijn nog niet voorbij.")
    case.end_waiting_period(on=today)
    complete(case=case, key="end_of_waiting_period", done_on=last_paid_day, by=actor)
    return touch(case)


@operation(Verb.CLOSE_CASE, on="case", resource="cases.absencecase")
def pass_day(*, actor: Actor, case: AbsenceCase, key: str, on: date) -> AbsenceCase:
    """A step that the calendar itself completes, such as the start of the second year of sick pay."""
    complete(case=case, key=key, done_on=on, by=actor)
    return touch(case)


def pass_days(*, actor: Actor, today: date) -> int:
    """Complete the steps that happen by themselves once their day has come. Returns how many."""
    due = list(
        Milestone.objects.pending().filter(key__in=PASSING, due_on__lte=today).select_related("case").order_by("pk")
    )
    return sum(one_by_one([step.case], partial(_pass, actor, step)) for step in due)


def _pass(actor: Actor, step: Milestone, case: AbsenceCase) -> None:
    if step.due_on is not None:
        pass_day(actor=actor, case=case, key=step.key, on=step.due_on)


def close_due(*, actor: Actor, today: date) -> int:
    """Close every recovered file whose four weeks are over on this day. Returns how many."""
    due = _mine(AbsenceCase.objects.filter(state=State.RECOVERED_WAITING, closes_on__lte=today))
    return one_by_one(due, lambda case: close_case(actor=actor, case=case, today=today))


def end_waiting_periods(*, actor: Actor, today: date) -> int:
    """End every file whose last paid day has passed. Returns how many."""
    due = _mine(
        AbsenceCase.objects.filter(
            state__in=SICK, milestones__key="end_of_waiting_period", milestones__due_on__lt=today
        )
    )
    return one_by_one(due, lambda case: end_waiting_period(actor=actor, case=case, today=today))


def _mine(due: "QuerySet[AbsenceCase]") -> list[AbsenceCase]:
    """Lock what this sweep will do, so that a second one at the same time passes over it."""
    return list(due.order_by("pk").select_for_update(of=("self",), skip_locked=True))
