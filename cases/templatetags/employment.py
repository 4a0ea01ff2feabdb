"""What another birth date or last day does to open files: {% moved_dates employee birth_date=... ended_on=... %}."""

from datetime import date
from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.visible import Visible, unwrap
from cases.computation import known_of
from cases.models import AbsenceCase
from cases.side_by_side import side_by_side
from cases.whatif import employed_otherwise
from employers.models import Employee

register = Library()


@register.inclusion_tag("cases/_moved_dates.html", takes_context=True)
def moved_dates(
    context: Context, person: Visible, birth_date: date | None = None, ended_on: date | None = None
) -> dict[str, Any]:
    """Old and new dates of every open file of this employee, side by side; `ended_on` is the first day gone."""
    employee = unwrap(person)
    if not isinstance(employee, Employee):
        raise TypeError("Only an employee has files")
    actor, today = current_actor(), context["shell"].today
    files = []
    for case in AbsenceCase.objects.visible_to(actor).open().filter(employee=employee):
        known = known_of(case)
        after = employed_otherwise(known, birth_date=birth_date, ended_on=ended_on)
        files.append((case.number, side_by_side(known, after, role=actor.role, today=today)))
    return {"files": files}
