"""Maternity leave in or around the sickness of a file: it pauses the clock and is no recovery."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, MaternityLeave
from cases.models.case import State
from cases.operations.steps import check_version, touch
from cases.timeline.absence import Absence, chain
from cases.timeline.explain import format_date

FARTHEST = timedelta(days=366)
"""From day 1 back, and for one leave: more is a wrong year."""


def check_leave(case: AbsenceCase, first: date, last: date, *, besides: int = 0) -> None:
    """Refuse a leave that cannot be true; both days inclusive. `besides` is a leave that it replaces.

    Raises ValidationError by field, NotNow for a closed file.
    """
    if not case.is_open:
        raise NotNow("Dit dossier is gesloten. Bel ons als er nog verlof bij hoort.")
    if last < first:
        raise ValidationError({"last": "De laatste verlofdag ligt vóór de eerste. Controleer de datums."})
    if last - first > FARTHEST or first < case.first_sick_day - FARTHEST:
        raise ValidationError({"first": "Dit is meer dan een jaar. Controleer het jaar van beide datums."})
    if first <= case.first_sick_day <= last:
        raise ValidationError({"first": f"Op {format_date(case.first_sick_day)} begon het verzuim. Kies andere dagen."})
    if case.leaves.exclude(pk=besides).filter(first__lte=last, last__gte=first).exists():
        raise ValidationError({"first": "In deze periode is al verlof vastgelegd. Kies andere datums."})


@operation(Verb.RECORD_LEAVE, on="case", resource="cases.absencecase")
def record_leave(*, actor: Actor, case: AbsenceCase, first: date, last: date, expected_version: int) -> AbsenceCase:
    """Record maternity leave from `first` up to and including `last`; open steps move by its days (WIA art. 23 lid 5).

    Before day 1, during sickness or after a recovery, whose four weeks then end as much later. Raises ValidationError
    by field, Stale for an old page, NotNow for a closed file.
    """
    check_version(case, expected_version)
    check_leave(case, first, last)
    MaternityLeave.objects.create(case=case, employer_id=case.employer_id, first=first, last=last)
    return _count(case)


@operation(Verb.RECORD_LEAVE, on="case", resource="cases.absencecase")
def correct_leave(
    *, actor: Actor, case: AbsenceCase, leave_id: int, first: date, last: date, expected_version: int
) -> AbsenceCase:
    """Give a leave its right days. Raises what `record_leave` raises, and NotNow when the file would fall apart."""
    check_version(case, expected_version)
    check_leave(case, first, last, besides=leave_id)
    case.leaves.get(pk=leave_id).delete()
    MaternityLeave.objects.create(case=case, employer_id=case.employer_id, first=first, last=last)
    _check_together(case.absence())
    return _count(case)


@operation(Verb.RECORD_LEAVE, on="case", resource="cases.absencecase")
def withdraw_leave(*, actor: Actor, case: AbsenceCase, leave_id: int, expected_version: int) -> AbsenceCase:
    """Take back a leave that was not; what moved because of it moves back.

    Raises Stale for an old page, NotNow for a closed file or when the file would fall apart.
    """
    check_version(case, expected_version)
    if not case.is_open:
        raise NotNow("Dit dossier is gesloten. Bel ons als het verlof niet klopt.")
    case.leaves.get(pk=leave_id).delete()
    _check_together(case.absence())
    return _count(case)


def bring_leave(*, case: AbsenceCase, start: date) -> None:
    """Store a leave that ends directly before the file begins, or later, in that file too: what is due follows from it.

    `start` is the first day of its first spell. For operations that begin a file, inside their transaction.
    """
    known = MaternityLeave.objects.filter(case__employee=case.employee_id, last__gte=start - timedelta(days=1))
    for leave in known.exclude(case=case).exclude(case__state=State.CANCELLED):
        MaternityLeave.objects.get_or_create(
            case=case, first=leave.first, last=leave.last, defaults={"employer_id": case.employer_id}
        )


def _check_together(absence: Absence) -> None:
    """A spell that joined the file because of the leave cannot stay in it without."""
    if len(chain(absence.spells, absence.leaves)) > 1:
        raise NotNow("Door dit verlof hoort de laatste ziekmelding bij dit dossier. Bel ons als het verlof niet klopt.")


def _count(case: AbsenceCase) -> AbsenceCase:
    if case.closes_on is not None:
        case.closes_on = case.absence().closes_on
    return touch(case)
