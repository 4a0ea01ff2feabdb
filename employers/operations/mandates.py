"""Who works in whose place: taakdelegatie by a bedrijfsarts, substitution between Ontzorgmanagers."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from employers.models import (
    DelegatedAdviser,
    Delegation,
    Mandate,
    Membership,
    OccupationalHealthService,
    OccupationalPhysician,
    Ontzorgmanager,
    Substitution,
)
from employers.operations._accounts import account_for, add_membership, role_of
from employers.operations._checks import check_fields, day_text, refuse

BOTH_SIDES = (
    "Deze persoon is {role}. Wie als Ontzorgmanager het proces begeleidt, mag niet ook onder taakdelegatie van een "
    "bedrijfsarts werken: dan raken medische en andere gegevens vermengd. Kies een andere persoon."
)


@operation(Verb.MANAGE_ADVISER, resource="employers.delegatedadviser")
def register_adviser(
    *, actor: Actor, ohs: OccupationalHealthService, name: str, email: str, kind: str
) -> DelegatedAdviser:
    """Add a verzuimbegeleider to an arbodienst, with an account and the role.

    The person sees nothing until a bedrijfsarts of the same arbodienst writes a delegation. Who was one before, and
    whose role ended, is one again, here. Raises ValidationError for an Ontzorgmanager: nobody is both.
    """
    user = account_for(email=email, name=name)
    if role_of(user, Role.DELEGATE):
        refuse("email", "Met dit e-mailadres staat al een verzuimbegeleider in de lijst.")
    if role_of(user, Role.ONTZORGMANAGER):
        refuse("email", BOTH_SIDES.format(role="Ontzorgmanager"))
    adviser = DelegatedAdviser(user=user, ohs=ohs, kind=kind)
    check_fields(adviser)
    adviser.save()
    add_membership(user, Role.DELEGATE, ohs=ohs)
    return adviser


@operation(Verb.DELEGATE, resource="employers.delegation")
def delegate(
    *, actor: Actor, delegate: DelegatedAdviser, tasks: Iterable[str], valid_from: date, valid_to: date, today: date
) -> Delegation:
    """A bedrijfsarts leaves named tasks to a delegate of the same arbodienst, in writing.

    From `valid_from` to `valid_to`, both included, and never longer than the role of the bedrijfsarts lasts. The
    bedrijfsarts stays responsible and signs. Raises
    ValidationError for days in the past, for no task, and for days that overlap another delegation to the same person.
    """
    doctor = OccupationalPhysician.objects.get(pk=actor.person_id)
    role = Membership.objects.in_force().get(user=doctor.pk, role=Role.BEDRIJFSARTS, ohs=doctor.ohs_id)
    _check_days(valid_from, valid_to, today)
    if not tasks:
        refuse("tasks", "Kies ten minste één taak.")
    if delegate.ohs_id != doctor.ohs_id:
        refuse("delegate", "Deze persoon werkt bij een andere arbodienst. Kies iemand van uw eigen arbodienst.")
    _check_free(Delegation.objects.filter(bedrijfsarts=doctor, delegate=delegate), valid_from, valid_to, "delegate")
    days = {"valid_from": valid_from, "valid_to": valid_to}
    made: Delegation = Delegation.objects.create(
        bedrijfsarts=doctor,
        delegate=delegate,
        ohs_id=doctor.ohs_id,
        tasks=sorted(tasks),
        doctor_role=role.pk,
        doctor_until=role.last_day,
        **days,
    )
    return made


@operation(Verb.END_DELEGATION, on="delegation", resource="employers.delegation")
def end_delegation(*, actor: Actor, delegation: Delegation, at: datetime) -> Delegation:
    """End it now: from this moment the delegate sees none of the files."""
    _end(delegation, at)
    return delegation


@operation(Verb.SUBSTITUTE, resource="employers.substitution")
def substitute(
    *,
    actor: Actor,
    absent: Ontzorgmanager,
    substitute: Ontzorgmanager,
    valid_from: date,
    valid_to: date,
    today: date,
) -> Substitution:
    """A colleague does the work of an Ontzorgmanager from `valid_from` to `valid_to`, both included.

    An Ontzorgmanager arranges it for the own files, the desk for anybody. Raises ValidationError for days in the past,
    for days that overlap, for a substitute without a valid registration in those days.
    """
    if actor.role is Role.ONTZORGMANAGER and absent.pk != actor.person_id:
        refuse("absent", "U kunt alleen uw eigen vervanging regelen.")
    _check_days(valid_from, valid_to, today)
    if absent.pk == substitute.pk:
        refuse("substitute", "Kies iemand anders als vervanger.")
    if not substitute.is_active or substitute.registered_until < valid_to:
        refuse("substitute", "De registratie van deze Ontzorgmanager geldt niet tot en met de laatste dag.")
    _check_free(Substitution.objects.filter(absent=absent), valid_from, valid_to, "valid_from")
    role = Membership.objects.in_force().filter(user=absent.pk, role=Role.ONTZORGMANAGER).first()
    if role is None:
        refuse("absent", "De rol van deze Ontzorgmanager is geëindigd. Geef de dossiers aan een ander.")
    made: Substitution = Substitution.objects.create(
        absent=absent,
        substitute=substitute,
        inbox=role.pk,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return made


@operation(Verb.END_SUBSTITUTION, on="substitution", resource="employers.substitution")
def end_substitution(*, actor: Actor, substitution: Substitution, at: datetime) -> Substitution:
    """End it now: from this moment the substitute sees none of the files. The absent one does this, or the desk."""
    if actor.role is Role.ONTZORGMANAGER and substitution.absent_id != actor.person_id:
        raise Substitution.DoesNotExist
    _end(substitution, at)
    return substitution


def _end(mandate: Mandate, at: datetime) -> None:
    if mandate.ended_at is not None:
        raise NotNow("Dit is al beëindigd. Bekijk de lijst opnieuw.")
    mandate.ended_at = at
    mandate.save(update_fields=["ended_at"])


def _check_days(valid_from: date, valid_to: date, today: date) -> None:
    if valid_from < today:
        refuse("valid_from", "Kies vandaag of een latere dag.")
    if valid_to < valid_from:
        refuse("valid_to", "De laatste dag kan niet vóór de eerste dag liggen.")


def _check_free(others: Any, valid_from: date, valid_to: date, field: str) -> None:
    found = (
        others.filter(ended_at=None, valid_from__lte=valid_to, valid_to__gte=valid_from).order_by("valid_from").first()
    )
    if found is not None:
        days = f"{day_text(found.valid_from)} tot en met {day_text(found.valid_to)}"
        refuse(field, f"Dit is al vastgelegd van {days}. Kies andere dagen, of beëindig dat eerst.")
