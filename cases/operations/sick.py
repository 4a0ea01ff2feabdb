"""Reporting an employee sick: a new file, or an existing one that goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.events import case_reported
from cases.models import AbsenceCase, HandoverNote, MaternityLeave, SickReport, Spell
from cases.models.case import State
from cases.operations.assessment import assess_report
from cases.operations.splitting import bring_leave
from cases.operations.steps import complete, count, touch
from cases.projection import refresh_milestones
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
