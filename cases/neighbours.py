"""The files of one employment before and after this one, for who may see both. Reads only."""

from dataclasses import dataclass

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, SickReport
from cases.models.case import State


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The file just before and the file just after; None where there is none, or where it is not for these eyes."""

    previous: AbsenceCase | None
    following: AbsenceCase | None


def neighbours(case: AbsenceCase, actor: Actor) -> Neighbours:
    """Find both. Why there are two files is said nowhere."""
    files = list(_others(case, actor))
    earlier = [one for one in files if one.first_sick_day < case.first_sick_day]
    later = [one for one in files if one.first_sick_day > case.first_sick_day]
    return Neighbours(earlier[-1] if earlier else None, later[0] if later else None)


def following_file(case: AbsenceCase, actor: Actor) -> AbsenceCase | None:
    """The last file that begins after this one."""
    later = [one for one in _others(case, actor) if one.first_sick_day > case.first_sick_day]
    return later[-1] if later else None


def reported_in(case: AbsenceCase, actor: Actor) -> AbsenceCase | None:
    """The file with the report of a sickness that goes on in this one; None when it was reported here.

    A report, and the work to hand over that was written down with it, stays where it was made.
    """
    with acting_as(system(Role.PROJECTOR)):
        if SickReport.objects.filter(case=case.pk).exists():
            return None
    return neighbours(case, actor).previous


def running_file(case: AbsenceCase, actor: Actor) -> AbsenceCase | None:
    """The open file of the same employment, when this one is over: what happens now is told there."""
    return next((one for one in _others(case, actor) if one.is_open), None) if not case.is_open else None


def _others(case: AbsenceCase, actor: Actor) -> list[AbsenceCase]:
    seen = AbsenceCase.objects.visible_to(actor).filter(employee=case.employee_id).exclude(pk=case.pk)
    return list(seen.exclude(state=State.CANCELLED).order_by("first_sick_day", "pk"))
