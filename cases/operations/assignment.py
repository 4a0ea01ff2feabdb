"""Giving a file to an Ontzorgmanager: by the daily sweep, or by the desk."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.events import case_assigned
from cases.models import AbsenceCase
from cases.models.case import OPEN, State
from cases.operations.batch import one_by_one
from cases.operations.steps import touch
from cases.timeline.explain import format_date
from employers.models import Ontzorgmanager


def by_load(today: date) -> "QuerySet[Ontzorgmanager]":
    """Ontzorgmanagers who may get a file on this day, those with the fewest open files first."""
    found: QuerySet[Ontzorgmanager] = (
        Ontzorgmanager.objects.registered_on(today)
        .annotate(load=Count("cases", filter=Q(cases__state__in=OPEN)))
        .order_by("load", "user__name", "pk")
    )
    return found


def least_loaded(today: date) -> Ontzorgmanager | None:
    """Who gets the next file; nobody when no registration is valid."""
    return by_load(today).first()


@operation(Verb.ASSIGN, on="case", resource="cases.absencecase", announces=case_assigned)
def assign(*, actor: Actor, case: AbsenceCase, ontzorgmanager: Ontzorgmanager, today: date) -> AbsenceCase:
    """Give the file to its first Ontzorgmanager, who has a valid registration; the next one gets it by a hand-over.

    Raises ValidationError when the registration is no longer valid, whatever the page said when it was opened.
    """
    ontzorgmanager = Ontzorgmanager.objects.visible_to(actor).select_related("user").get(pk=ontzorgmanager.pk)
    if not ontzorgmanager.is_active or ontzorgmanager.registered_until < today:
        raise ValidationError(
            {
                "ontzorgmanager": f"De registratie van {ontzorgmanager.name} liep af op "
                f"{format_date(ontzorgmanager.registered_until)}. Kies iemand anders."
            }
        )
    case.assign(ontzorgmanager=ontzorgmanager, on=today)
    return touch(case)


def assign_due(*, actor: Actor, today: date) -> int:
    """Assign every file whose turn it is: from day 8 when long absence is expected, from day 14 in any case.

    Returns how many were assigned. Without a valid registration nothing is assigned and the escalation tells the desk.
    """
    # Locked, so that a second sweep at the same time passes over what this one assigns.
    due = (
        AbsenceCase.objects.filter(
            Q(milestones__due_on__lte=today) | Q(milestones__opens_on__lte=today, expected_long_term=True),
            milestones__key="assign_ontzorgmanager",
            milestones__state="pending",
            state=State.REPORTED,
            ontzorgmanager=None,
            insurer_manages=True,
        )
        .order_by("first_sick_day", "pk")
        .select_for_update(of=("self",), skip_locked=True)
    )
    return one_by_one(due, lambda case: _assign_to_least_loaded(actor, case, today))


def _assign_to_least_loaded(actor: Actor, case: AbsenceCase, today: date) -> None:
    manager = least_loaded(today)
    if manager is None:
        raise NotNow("Geen Ontzorgmanager heeft een geldige registratie.")
    assign(actor=actor, case=case, ontzorgmanager=manager, today=today)
