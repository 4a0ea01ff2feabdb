"""A file on the line of time: {% timeline case %} draws it, {{ day|case_week:case }} says in which week a day falls."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.template import Context, Library

from accounts.actor import current_actor
from accounts.terms import Role
from accounts.visible import Visible, unwrap
from cases.dossier import kind_of, shown_deadlines
from cases.endings import last_day, paid_days
from cases.models import AbsenceCase
from cases.picture import GapMark, Mark, Picture, lay_out
from cases.timeline.absence import Absence, Gap
from cases.timeline.dutch import count_days, format_date
from cases.timeline.rules import Category
from cases.timeline.schedule import Deadline

register = Library()

# Shown in the list of steps only: they fall on the day of another step, or say nothing about the course of the file.
_NOT_DRAWN = frozenset({"casemanager_designated", "medical_information", "arbo_report", "long_absence_triage"})


@register.inclusion_tag("cases/_picture.html", takes_context=True)
def timeline(context: Context, case: Visible | AbsenceCase, steps: Sequence[Deadline] | None = None) -> dict[str, Any]:
    """Draw the file as the acting role may see it, on the day that the page shows; `steps` when computed already."""
    return {"picture": picture_of(_record(case), current_actor().role, context["shell"].today, steps)}


@register.filter
def case_week(day: date, case: Visible | AbsenceCase) -> int:
    """The week of sickness in which a day falls, from 1; days of recovery and leave do not count."""
    return _record(case).absence().sickness_week(day)


@register.filter
def of_file(known: Mapping[int, int], case_id: int) -> int:
    """What a list knows of one of its files: {% mini_bar row.week weeks|of_file:row.case_id %}."""
    return known[case_id]


def _record(case: Visible | AbsenceCase) -> AbsenceCase:
    record = unwrap(case)
    if not isinstance(record, AbsenceCase):
        raise TypeError("Only a file has a timeline")
    return record


def picture_of(case: AbsenceCase, role: Role, today: date, steps: Sequence[Deadline] | None = None) -> Picture:
    """Lay out the steps that this role may know of, with gaps, on the line from day 1 to the last paid day."""
    absence = case.absence()
    first, day = absence.first_sick_day, last_day(case, today)
    steps = shown_deadlines(case, role) if steps is None else steps
    last = {step.key: step.occurrence for step in steps if step.done_on is not None}
    return lay_out(
        first_sick_day=first,
        weeks_total=paid_days(steps[0].moment.facts) / 7,
        today_week=(day - first).days / 7,
        week=absence.sickness_week(day),
        ended=not case.is_open,
        marks=[_mark(step, kind_of(step, today), first) for step in steps if _is_drawn(step, today, last)],
        gaps=_gaps(absence, day),
    )


def _is_drawn(step: Deadline, today: date, last: Mapping[str, int]) -> bool:
    """What is late is always drawn; of a repeating step only the latest time it was done."""
    if (step.due is None and step.done_on is None) or step.status(today) in ("cancelled", "waived"):
        return False
    if step.done_on is not None and step.occurrence < last[step.key]:
        return False
    return step.late(today) or (step.key not in _NOT_DRAWN and step.rule.category is not Category.SIGNAL)


def _mark(step: Deadline, kind: Any, first: date) -> Mark:
    day = step.done_on or step.due or first
    said = f"gedaan op {format_date(day)}" if step.done_on else f"uiterlijk {format_date(day)}"
    number = f" {step.occurrence}" if step.rule.repeats and step.occurrence > 1 else ""
    return Mark(
        key=f"{step.key}-{step.occurrence}",
        label=f"{step.rule.short}{number}",
        week=(day - first).days / 7,
        status=kind,
        title=f"{step.rule.term}{number}: {said}",
    )


def _gaps(absence: Absence, today: date) -> list[GapMark]:
    """Interruptions, and the recovery that lasts until now."""
    first, recovered_on = absence.first_sick_day, absence.recovered_on
    found = [_gap_mark(gap, first) for gap in absence.gaps]
    if recovered_on is not None and recovered_on < today and absence.closes_on is not None:
        end = min(today, absence.closes_on)
        label = f"Beter gemeld per {format_date(recovered_on)}."
        found.append(GapMark((recovered_on - first).days / 7, (end - first).days / 7, label))
    return found


def _gap_mark(gap: Gap, first: date) -> GapMark:
    start = (gap.first - first).days / 7
    what = "verlof" if gap.leave_days == gap.days else "hersteld" if not gap.leave_days else "hersteld en verlof"
    label = f"{count_days(gap.days)} {what} vanaf {format_date(gap.first)} tellen niet mee; latere datums schuiven op."
    return GapMark(start, start + gap.days / 7, label)
