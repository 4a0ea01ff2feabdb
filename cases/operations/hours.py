"""Hours that are really worked during sickness: recorded, corrected, removed. Never a judgement about health."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, CapacityChange
from cases.operations.steps import check_version, count_change
from cases.timeline.dutch import format_date, format_hours

NOT_SICK = "Deze medewerker is nu niet ziek gemeld. Uren legt u alleen vast zolang iemand ziek is gemeld."


def check_hours(case: AbsenceCase, effective_from: date, hours_per_week: Decimal, today: date) -> None:
    """Refuse hours that cannot have been worked. Raises ValidationError, or NotNow for who is not sick."""
    if not case.is_sick:
        raise NotNow(NOT_SICK)
    errors: dict[str, str] = {}
    if not case.first_sick_day <= effective_from <= today:
        errors["effective_from"] = f"Kies een dag van {format_date(case.first_sick_day)} tot en met vandaag."
    elif not case.absence().is_sick_on(effective_from):
        errors["effective_from"] = "Op deze dag was uw medewerker niet ziek gemeld. Kies een andere dag."
    contract = case.employee.contract_hours
    if not 0 <= hours_per_week <= contract:
        errors["hours_per_week"] = f"Vul ten hoogste de contracturen in: {format_hours(contract)} per week."
    if errors:
        raise ValidationError(errors)


@operation(Verb.RECORD_HOURS, on="case", resource="cases.absencecase")
def record_hours(
    *,
    actor: Actor,
    case: AbsenceCase,
    effective_from: date,
    hours_per_week: Decimal,
    therapeutic: bool,
    expected_version: int,
    today: date,
) -> AbsenceCase:
    """Record how many hours a week are really worked from this day on, at most the contract hours.

    A second record of the same day replaces the first: that is how a mistake is mended. Therapeutic work has no wage
    value and counts as sick. The file stays open and no date moves: only full recovery stops the clock. Raises
    ValidationError, Stale for an old page, NotNow when the employee is not sick.
    """
    check_version(case, expected_version)
    check_hours(case, effective_from, hours_per_week, today)
    CapacityChange.objects.update_or_create(
        case=case,
        effective_from=effective_from,
        defaults={
            "employer_id": case.employer_id,
            "hours_per_week": hours_per_week,
            "therapeutic": therapeutic,
            "recorded_by_id": actor.person_id,
        },
    )
    return count_change(case)


@operation(Verb.RECORD_HOURS, on="case", resource="cases.absencecase")
def remove_hours(*, actor: Actor, case: AbsenceCase, effective_from: date, expected_version: int) -> AbsenceCase:
    """Take back hours that were recorded from this day by mistake: what was recorded before holds again.

    Raises Stale for an old page, NotNow when nothing was recorded from this day or the employee is not sick.
    """
    check_version(case, expected_version)
    if not case.is_sick:
        raise NotNow(NOT_SICK)
    removed, _ = CapacityChange.objects.filter(case=case, effective_from=effective_from).delete()
    if not removed:
        raise NotNow("Deze uren staan er niet meer. Bekijk de lijst in het dossier.")
    return count_change(case)
