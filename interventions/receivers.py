"""What this app does when something happens to help or to its file: who hears of it, and what follows."""

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.events import case_closed, case_split, case_transferred
from cases.models import AbsenceCase, CaseTransfer, Notice
from cases.operations.notices import notify
from cases.operations.transfer_moving import add_part
from interventions.events import (
    help_accepted,
    help_ended,
    help_ordered,
    help_refused,
    help_reported,
    help_started,
    help_updated,
    help_withdrawn,
)
from interventions.models import Assignment, Intervention
from interventions.operations.following import help_for_note, move_help, stop_with_file

Kind = Notice.Kind
_PARTIES = (Role.EMPLOYER, Role.EMPLOYEE)
_READERS = (*_PARTIES, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS)


def _tell(subject: Intervention, kind: Notice.Kind, *to: Role, occasion: int = 1) -> None:
    """The message names the file and nothing else; who helps is read behind the log-in, by who may know it."""
    with acting_as(system(Role.PROJECTOR)):  # whoever acts may be the provider, who sees no file
        case = AbsenceCase.objects.get(pk=subject.case_id)
        provider_id = Assignment.objects.values_list("provider_id", flat=True).get(pk=subject.assignment_id)
    notify(
        case=case,
        kind=kind,
        to=to,
        at=timezone.now(),
        about_id=subject.pk,
        occasion=occasion,
        provider_id=provider_id,
    )


@receiver(help_ordered)
def tell_of_order(subject: Intervention, actor: Actor, **_: Any) -> None:
    """The provider hears that something is asked, the others that help is coming."""
    _tell(subject, Kind.HELP_ORDERED, Role.PROVIDER, *(role for role in _READERS if role is not actor.role))


@receiver(help_updated)
def tell_of_update(subject: Intervention, **_: Any) -> None:
    """The provider hears that he must look again, once a day at most."""
    days = (timezone.localdate() - subject.ordered_on).days
    _tell(subject, Kind.HELP_UPDATED, Role.PROVIDER, occasion=max(days, 0) + 1)


@receiver(help_accepted)
def tell_of_acceptance(subject: Intervention, **_: Any) -> None:
    """Everybody of the file hears that it goes on."""
    _tell(subject, Kind.HELP_ACCEPTED, *_READERS)


@receiver(help_refused)
def tell_of_refusal(subject: Intervention, **_: Any) -> None:
    """Everybody who heard of the order hears that somebody else must be found."""
    _tell(subject, Kind.HELP_REFUSED, *_READERS)


@receiver(help_started)
def tell_of_start(subject: Intervention, **_: Any) -> None:
    """Who guides the file hears that it began; the parties were there."""
    _tell(subject, Kind.HELP_STARTED, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS)


@receiver(help_reported)
def tell_of_report(subject: Intervention, **_: Any) -> None:
    """Everybody who reads it hears that there is a report; each is news of its own."""
    _tell(subject, Kind.HELP_REPORTED, *_READERS, occasion=subject.reports.count())


@receiver(help_ended)
def tell_of_end(subject: Intervention, **_: Any) -> None:
    """Everybody who reads it hears that there is an end report."""
    _tell(subject, Kind.HELP_ENDED, *_READERS)


@receiver(help_withdrawn)
def tell_of_withdrawal(subject: Intervention, actor: Actor, **_: Any) -> None:
    """The provider hears at once that he need not go on; the others as well."""
    _tell(subject, Kind.HELP_WITHDRAWN, Role.PROVIDER, *(role for role in _READERS if role is not actor.role))


@receiver(case_closed)
def stop_help(subject: AbsenceCase, **_: Any) -> None:
    """Help ends with its file. The provider hears so; the others hear that the file is over."""
    for one in stop_with_file(subject, timezone.localdate()):
        _tell(one, Kind.HELP_WITHDRAWN, Role.PROVIDER)


@receiver(case_split)
def follow_split(subject: AbsenceCase, earlier: AbsenceCase, since: date, **_: Any) -> None:
    """Help goes on in the file that goes on."""
    move_help(earlier=earlier, later=subject, since=since)


@receiver(case_transferred)
def note_help(subject: CaseTransfer, **_: Any) -> None:
    """Who goes on with a file reads which help runs or was asked for."""
    if part := help_for_note(subject.case_id):
        add_part(subject, part)
