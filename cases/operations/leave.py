"""Maternity leave in or around the sickness of a file: it pauses the clock and is no recovery."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, MaternityLeave
from cases.operations.leave_between import FileAfter, file_after, move_leave
from cases.operations.splitting import split_after_leave
from cases.operations.steps import check_version, touch
from cases.timeline.absence import Absence, Leave, chain
from cases.timeline.explain import format_date
from cases.timeline.maternity import is_too_long, latest_day, longest, whole_of

FARTHEST = timedelta(days=366)
"""From day 1 back: more is a wrong year."""


def check_leave(case: AbsenceCase, first: date, last: date, *, besides: int = 0, today: date) -> None:
    """Refuse a leave that cannot be true; both days inclusive. `besides` is a leave that it replaces.

    Raises ValidationError by field, NotNow for a closed file.
    """
    check_open(case)
    after = file_after(case, besides) if besides else None
    if last < first:
        raise ValidationError({"last": "De laatste verlofdag ligt vóór de eerste. Controleer de datums."})
    if first < case.first_sick_day - FARTHEST:
        raise ValidationError({"first": "Dit is meer dan een jaar vóór het verzuim. Controleer het jaar."})
    leave = Leave(first, last)
    others = [Leave(one.first, one.last) for one in case.leaves.all() if one.pk != besides]
    if any(leave.overlaps(other) for other in others):
        raise ValidationError({"first": "In deze periode is al verlof vastgelegd. Kies andere datums."})
    _check_length(leave, others)
    if after is not None:
        after.check(first, last, today)
    elif first <= case.first_sick_day <= last:
        raise ValidationError({"first": f"Op {format_date(case.first_sick_day)} begon het verzuim. Kies andere dagen."})


def check_open(case: AbsenceCase) -> None:
    """Refuse a file that is closed, and say where the leave can be told instead. Raises NotNow."""
    if case.is_open:
        return
    later = AbsenceCase.objects.filter(employee_id=case.employee_id, first_sick_day__gt=case.first_sick_day)
    begun = later.open().order_by("first_sick_day").first()
    if begun is not None:
        raise NotNow(f"Dit dossier is gesloten. Geef het verlof door in dossier {begun.number}, dat daarna begon.")
    raise NotNow(
        "Dit dossier is gesloten. Komt er een nieuwe ziekmelding? Geef het verlof dan door in het dossier dat daarmee"
        " begint: verlof telt niet mee voor de vier weken."
    )


def _check_length(leave: Leave, others: list[Leave]) -> None:
    """No leave lasts longer than the law gives, also not in two parts that touch."""
    whole = whole_of(leave, others)
    if is_too_long(whole):
        raise ValidationError(
            {
                "last": f"Verlof duurt ten hoogste {longest(whole)} weken, ook bij een meerling of een kind dat in het"
                f" ziekenhuis ligt. Kies een dag tot en met {format_date(latest_day(whole))}."
            }
        )


@operation(Verb.RECORD_LEAVE, on="case", resource="cases.absencecase")
def record_leave(
    *, actor: Actor, case: AbsenceCase, first: date, last: date, expected_version: int, today: date
) -> AbsenceCase:
    """Record maternity leave from `first` up to and including `last`; open steps move by its days (WIA art. 23 lid 5).

    Before day 1, during sickness or after a recovery, whose four weeks then end as much later. Raises ValidationError
    by field, Stale for an old page, NotNow for a closed file.
    """
    check_version(case, expected_version)
    check_leave(case, first, last, today=today)
    MaternityLeave.objects.create(case=case, employer_id=case.employer_id, first=first, last=last)
    return _follow(actor, case, today)


@operation(Verb.RECORD_LEAVE, on="case", resource="cases.absencecase")
def correct_leave(
    *, actor: Actor, case: AbsenceCase, leave_id: int, first: date, last: date, expected_version: int, today: date
) -> AbsenceCase:
    """Give a leave its right days.

    The leave after which this file began, because the cause is another one: the file before it then ends on its first
    day, and this one begins on the first day after it. Raises what `record_leave` raises, and NotNow when the file
    would fall apart.
    """
    check_version(case, expected_version)
    check_leave(case, first, last, besides=leave_id, today=today)
    after = file_after(case, leave_id)
    if after is not None:
        move_leave(actor, after, first, last)
        return touch(case)
    case.leaves.get(pk=leave_id).delete()
    MaternityLeave.objects.create(case=case, employer_id=case.employer_id, first=first, last=last)
    return _follow(actor, case, today)


@operation(Verb.RECORD_LEAVE, on="case", resource="cases.absencecase")
def withdraw_leave(
    *, actor: Actor, case: AbsenceCase, leave_id: int, expected_version: int, today: date
) -> AbsenceCase:
    """Take back a leave that was not; what moved because of it moves back.

    Raises Stale for an old page, NotNow for a closed file or when the file would fall apart.
    """
    check_version(case, expected_version)
    check_withdrawal(case, leave_id)
    case.leaves.get(pk=leave_id).delete()
    return _follow(actor, case, today)


def check_withdrawal(case: AbsenceCase, leave_id: int) -> None:
    """Refuse to take back a leave on which this file rests. Raises NotNow."""
    check_open(case)
    after: FileAfter | None = file_after(case, leave_id)
    if after is not None:
        raise NotNow(after.stays())


def _follow(actor: Actor, case: AbsenceCase, today: date) -> AbsenceCase:
    """What the leave does to this file: dates move, or a new one begins."""
    _check_together(case.absence())
    if split_after_leave(actor=actor, case=case, today=today):
        return case
    if case.closes_on is not None:
        case.closes_on = case.absence().closes_on
    return touch(case)


def _check_together(absence: Absence) -> None:
    """A spell that joined the file because of the leave cannot stay in it without."""
    if len(chain(absence.spells, absence.leaves)) > 1:
        last = format_date(absence.spells[-1].start)
        raise NotNow(
            f"Door dit verlof hoort de laatste ziekmelding, van {last}, bij dit dossier. Klopt het verlof niet? Trek"
            " eerst die ziekmelding in, wijzig dan het verlof en meld opnieuw ziek."
        )
