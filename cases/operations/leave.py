"""Maternity leave in a file: it pauses the clock."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from cases.models import AbsenceCase, MaternityLeave
from cases.operations.steps import check_version, touch
from cases.timeline.explain import format_date


@operation(Verb.RECORD_LEAVE, on="case", resource="cases.absencecase")
def record_leave(*, actor: Actor, case: AbsenceCase, first: date, last: date, expected_version: int) -> AbsenceCase:
    """Record maternity leave from `first` up to and including `last`; open steps move by its days (WIA art. 23 lid 5).

    Raises ValidationError when it ends before it begins, begins on or before day 1, or overlaps leave known already.
    """
    check_version(case, expected_version)
    if last < first:
        raise ValidationError({"last": "De laatste verlofdag ligt vóór de eerste. Controleer de datums."})
    if first <= case.first_sick_day:
        raise ValidationError({"first": f"Kies een dag na de eerste ziektedag, {format_date(case.first_sick_day)}."})
    if case.leaves.filter(first__lte=last, last__gte=first).exists():
        raise ValidationError({"first": "In deze periode is al verlof vastgelegd. Kies andere datums."})
    MaternityLeave.objects.create(case=case, employer_id=case.employer_id, first=first, last=last)
    return touch(case)
