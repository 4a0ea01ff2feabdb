"""Reporting an employee sick: a new file, or an existing one that goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.events import case_reported
from cases.models import AbsenceCase, CaseFact, HandoverNote, MaternityLeave, SickReport, Spell
from cases.models.case import State
from cases.operations.splitting import bring_leave
from cases.operations.steps import complete, count, touch
from cases.projection import refresh_milestones
from cases.timeline.absence import SICK_PAY_DAYS, Leave, joins
from cases.timeline.explain import format_date
from cases.timeline.recorded import same_cause
from employers.models import Employee, OhsContract, Policy

C = TypeVar("C", OhsContract, Policy)
ONE_OPEN = "case_one_open_per_employee"


class AlreadyReported(Exception):
    """This very report was sent before: a double tap or a resend. Carries the file that it made."""

    def __init__(self, case: AbsenceCase) -> None:
        super().__init__("Deze ziekmelding is al verwerkt.")
        self.case = case


class OpenMeanwhile(NotNow):
    """While this report was on its way a file of the employee was opened, or went on. Carries that file."""

    def __init__(self, case: AbsenceCase) -> None:
        super().__init__(
            f"Er is al een dossier open van deze werknemer: {case.number}. Uw ziekmelding is niet verstuurd. Bekijk "
            "eerst dat dossier."
        )
        self.case = case


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetails:
    """What the employer may ask of a sick employee: the complete list. The hand-over stays with the employer."""

    expected_duration: str
    contact_phone: str
    stay_address: str
    vangnet_applies: bool
    work_accident: bool
    recourse_possible: bool
    handover_notes: str = ""


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
        return Assessment(first_sick_day, None, 0, 0)
    last = earlier[-1]
    leaves = _told_elsewhere(last)
    answer = joins(last.absence(), first_sick_day, leaves, same_cause(last.recorded_facts()))
    case = last if answer.same_case else None
    return Assessment(first_sick_day, case, answer.gap_days, answer.leave_days, leaves if case else ())


def _told_elsewhere(last: AbsenceCase) -> tuple[Leave, ...]:
    """Leave since the recovery of this file in files that were cancelled; where two overlap, what was told last."""
    told = MaternityLeave.objects.filter(
        case__employee=last.employee_id,
        case__state=State.CANCELLED,
        case__first_sick_day__gt=last.first_sick_day,
        last__gte=last.recovered_on,
    )
    known = list(last.absence().leaves)
    found: list[Leave] = []
    for one in told.order_by("-pk"):
        if not any(one.first <= other.last and other.first <= one.last for other in (*known, *found)):
            found.append(Leave(one.first, one.last))
    return tuple(sorted(found, key=lambda leave: leave.first))


def _check_day(employee: Employee, day: date, today: date) -> None:
    if day > today:
        raise ValidationError({"first_sick_day": "Deze dag ligt in de toekomst. Kies een datum tot en met vandaag."})
    if day < today - timedelta(days=SICK_PAY_DAYS):
        raise ValidationError(
            {"first_sick_day": "Deze dag is meer dan twee jaar geleden. Controleer het jaar, of bel ons als het klopt."}
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


@operation(Verb.REPORT_SICK, on="employee", resource="employers.employee", announces=case_reported)
def report_sick(
    *,
    actor: Actor,
    employee: Employee,
    first_sick_day: date,
    details: ReportDetails,
    submission_key: UUID,
    today: date,
) -> AbsenceCase:
    """Report an employee sick from `first_sick_day`, the first day on which work was not done.

    Opens a file, or re-opens the one whose four-week window the day falls in. Sent twice with the same
    `submission_key` it raises AlreadyReported; impossible days raise ValidationError, a file that was opened in
    between OpenMeanwhile.
    """
    _refuse_resend(employee, submission_key, first_sick_day)
    assessment = assess_report(employee=employee, first_sick_day=first_sick_day, today=today)
    case = _reopen(assessment.case, today) if assessment.case else _open(employee, first_sick_day, today)
    if details.vangnet_applies and not case.vangnet_applies:
        case.vangnet_applies = True
        case.save(update_fields=["vangnet_applies"])
    spell = Spell.objects.create(
        case=case, employer_id=case.employer_id, employee=employee, start=first_sick_day, recovered_on=None
    )
    _store_report(case, spell, details, submission_key, actor)
    for leave in assessment.told_elsewhere:
        MaternityLeave.objects.create(case=case, employer_id=case.employer_id, first=leave.first, last=leave.last)
    if not assessment.reopens:
        bring_leave(case=case, start=first_sick_day)
        complete(case=case, key="sick_report", done_on=max(first_sick_day, case.reported_on), by=actor)
    refresh_milestones(case)
    return case


def _refuse_resend(employee: Employee, key: UUID, first_sick_day: date) -> None:
    sent = SickReport.objects.filter(employer_id=employee.employer_id, submission_key=key).select_related(
        "case", "spell"
    )
    for report in sent:
        if (report.case.employee_id, report.spell.start) != (employee.pk, first_sick_day):
            raise NotNow("Dit formulier is al voor een andere melding gebruikt. Open een nieuw formulier.")
        raise AlreadyReported(report.case)


def _close_waiting(employee: Employee, first_sick_day: date) -> None:
    """The four weeks of a recovered file are over but the sweep has not closed it yet: the new file takes its place."""
    waiting = AbsenceCase.objects.filter(employee=employee, state=State.RECOVERED_WAITING)
    for case in waiting.select_for_update(of=("self",)):
        # Another cause after leave begins a new file at once, before the four weeks are over.
        case.close(on=min(case.closes_on or first_sick_day, first_sick_day))
        touch(case)


def _open(employee: Employee, first_sick_day: date, today: date) -> AbsenceCase:
    _close_waiting(employee, first_sick_day)
    contract = _in_force(OhsContract, employee, today) or _in_force(OhsContract, employee, first_sick_day)
    policy = _in_force(Policy, employee, first_sick_day)
    with _one_open_file(employee):
        return AbsenceCase.objects.create(
            employer_id=employee.employer_id,
            employee=employee,
            first_sick_day=first_sick_day,
            reported_on=today,
            ohs_id=contract.ohs_id if contract else None,
            physician_id=contract.physician_id if contract else None,
            insurer_manages=policy is not None and policy.casemanagement_by == Policy.CaseManagement.INSURER,
        )


@contextmanager
def _one_open_file(employee: Employee) -> Iterator[None]:
    """A split stores its new file without holding the employee: only the database sees that both want to be open."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        found = AbsenceCase.objects.open().filter(employee=employee).first()
        if found is None or ONE_OPEN not in str(error):
            raise
        raise OpenMeanwhile(found) from error


def _in_force(model: type[C], employee: Employee, day: date) -> C | None:
    rows = model.objects.filter(employer_id=employee.employer_id, starts_on__lte=day).order_by("-starts_on")
    return next((row for row in rows if row.ends_on is None or day < row.ends_on), None)


def _reopen(found: AbsenceCase, today: date) -> AbsenceCase:
    case: AbsenceCase = AbsenceCase.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if case.is_sick:
        raise OpenMeanwhile(case)
    case.reopen()
    contract = _in_force(OhsContract, case.employee, today)
    if contract is not None:  # the arbodienst may have changed since the first report
        case.ohs_id, case.physician_id = contract.ohs_id, contract.physician_id
    count(case)
    with _one_open_file(case.employee):
        case.save()
    return case


def _store_report(case: AbsenceCase, spell: Spell, details: ReportDetails, key: UUID, actor: Actor) -> None:
    SickReport.objects.create(
        spell=spell,
        case=case,
        employer_id=case.employer_id,
        expected_duration=details.expected_duration,
        contact_phone=details.contact_phone,
        stay_address=details.stay_address,
        vangnet_applies=details.vangnet_applies,
        work_accident=details.work_accident,
        recourse_possible=details.recourse_possible,
        submission_key=key,
        reported_by_id=actor.person_id,
    )
    if details.handover_notes:
        HandoverNote.objects.create(case=case, employer_id=case.employer_id, text=details.handover_notes)
