"""What a sick report would do, told before it is sent, and what no report can say. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q

from cases.models import AbsenceCase, CaseFact, MaternityLeave
from cases.models.case import State
from cases.timeline.absence import SICK_PAY_DAYS, Leave, joins
from cases.timeline.explain import format_date
from cases.timeline.recorded import same_cause
from employers.models import Employee

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a report with this first day would do: open a new file (`case` None) or re-open an existing one."""

    first_sick_day: date
    case: AbsenceCase | None
    gap_days: int
    leave_days: int
    told_elsewhere: tuple[Leave, ...] = ()
    """Leave after the recovery that was told in a file whose report was taken back since: it is leave all the same."""

    @property
    def reopens(self) -> bool:
        """Whether an existing file goes on."""
        return self.case is not None


def assess_report(*, employee: Employee, first_sick_day: date, today: date) -> Assessment:
    """Say beforehand what a report would do, and refuse what cannot be true.

    Up to 27 fit days after the last recovery the same file goes on, from 28 days a new one begins (BW 7:629 lid 10).
    Raises ValidationError, keyed by field, with a Dutch sentence that says what to do.
    """
    _check_day(employee, first_sick_day, today)
    known = AbsenceCase.objects.filter(employee=employee).exclude(state=State.CANCELLED).with_facts()
    earlier = list(known.order_by("first_sick_day"))
    for case in earlier:
        _check_overlap(case, first_sick_day)
    if not earlier:
        told = _told_elsewhere(employee, (), first_sick_day - _DAY)
        return Assessment(first_sick_day, None, 0, 0, told)
    last = earlier[-1]
    leaves = _told_elsewhere(employee, last.absence().leaves, last.recovered_on)
    answer = joins(last.absence(), first_sick_day, leaves, same_cause(last.recorded_facts()))
    if not answer.same_case:
        told = tuple(leave for leave in leaves if leave.last >= first_sick_day - _DAY)
        return Assessment(first_sick_day, None, answer.gap_days, answer.leave_days, told)
    return Assessment(first_sick_day, last, answer.gap_days, answer.leave_days, leaves)


def _told_elsewhere(employee: Employee, known: Sequence[Leave], since: date | None) -> tuple[Leave, ...]:
    """Leave in files that were cancelled: there was no sickness, but leave all the same.

    Only what ends on `since` or later, and is not `known` already; where two overlap, what was told last.
    """
    told = MaternityLeave.objects.filter(case__employee=employee, case__state=State.CANCELLED, last__gte=since)
    found = list[Leave]()
    for leave in (Leave(one.first, one.last) for one in told.order_by("-pk")):
        if not any(leave.overlaps(other) for other in (*known, *found)):
            found.append(leave)
    return tuple(sorted(found, key=lambda leave: leave.first))


def _check_day(employee: Employee, day: date, today: date) -> None:
    if day > today:
        raise ValidationError({"first_sick_day": "Deze dag ligt in de toekomst. Kies een datum tot en met vandaag."})
    if day < today - timedelta(days=SICK_PAY_DAYS):
        raise ValidationError(
            {
                "first_sick_day": "Deze dag is meer dan twee jaar geleden. Controleer het jaar. Klopt het?"
                " Bel Re-integratie en Diensten."
            }
        )
    check_employment(employee, day)


def check_employment(employee: Employee, day: date) -> None:
    """Refuse a day on which nobody worked here: before the first or after the last day. Raises ValidationError.

    After the last day UWV pays, and who falls ill within four weeks reports to UWV himself (ZW art. 46).
    """
    if day < employee.started_on:
        raise ValidationError(
            {
                "first_sick_day": f"{employee.short_name} kwam pas op {format_date(employee.started_on)} in dienst."
                " Kies die dag of een latere."
            }
        )
    if employee.ended_on is not None and day >= employee.ended_on:
        raise ValidationError(
            {"employee": f"{employee.short_name} is sinds {format_date(employee.ended_on)} uit dienst. Zoek een ander."}
        )
    _check_recorded_end(employee, day)


def _check_recorded_end(employee: Employee, day: date) -> None:
    """An end that was recorded in a file that still runs, or that ended a file.

    Who was better before that day may have a new contract since: then the end in the old file says nothing any more.
    """
    holds = Q(case__closed_on=None) | Q(case__state=State.LEFT_EMPLOYMENT)
    ends = CaseFact.objects.in_force().filter(holds, case__employee=employee, kind="contract_end", on__lt=day)
    earliest: CaseFact | None = ends.order_by("on").first()
    if earliest is not None:
        raise ValidationError(
            {
                "first_sick_day": f"{employee.short_name} was op {format_date(earliest.on)} voor het laatst in dienst."
                " Wie binnen vier weken daarna ziek wordt, meldt zich zelf ziek bij UWV."
                " Klopt de laatste dag niet? Bel Re-integratie en Diensten."
            }
        )


_NO_MORE = {
    State.ENDED_104: "De 104 weken van deze werknemer zijn voorbij."
    " Bel Re-integratie en Diensten voordat u opnieuw ziek meldt.",
    State.LEFT_EMPLOYMENT: "Deze werknemer is ziek uit dienst gegaan. Klopt dat niet? Bel Re-integratie en Diensten.",
    State.PENSION_REACHED: "Het loon na de AOW-leeftijd is volledig doorbetaald."
    " Bel Re-integratie en Diensten voordat u ziek meldt.",
    State.DECEASED: "Van deze werknemer is een overlijden vastgelegd. Klopt dat niet? Bel Re-integratie en Diensten.",
}


def _check_overlap(case: AbsenceCase, day: date) -> None:
    if case.state in _NO_MORE:
        raise ValidationError({"employee": _NO_MORE[State(case.state)]})
    if case.is_sick:
        raise ValidationError({"employee": "Deze werknemer is al ziek gemeld. Open het dossier om iets door te geven."})
    for spell in case.absence().spells:
        if spell.recovered_on is not None and day < spell.recovered_on:
            start, fit = format_date(spell.start), format_date(spell.recovered_on)
            raise ValidationError(
                {"first_sick_day": f"Er is al een ziekmelding van {start} tot {fit}. Kies {fit} of een latere dag."}
            )
