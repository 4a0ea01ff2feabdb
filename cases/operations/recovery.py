"""Reporting an employee recovered."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from cases.events import case_recovered
from cases.models import AbsenceCase
from cases.operations.steps import check_version, complete, touch
from cases.timeline.absence import Absence
from cases.timeline.absence import Spell as SpellFact
from cases.timeline.explain import format_date


def closing_day(case: AbsenceCase, recovered_on: date) -> date:
    """The day on which the file would close after recovery from this day, unless a relapse comes first."""
    absence = case.absence()
    *earlier, last = absence.spells
    closes_on = Absence((*earlier, SpellFact(last.start, recovered_on)), absence.leaves).closes_on
    if closes_on is None:
        raise ValueError("A recovered file has a closing day")
    return closes_on


def check_recovery(case: AbsenceCase, recovered_on: date, today: date) -> None:
    """Refuse a day of recovery that cannot be true. Raises ValidationError."""
    start = case.absence().spells[-1].start
    if recovered_on <= start:
        raise ValidationError(
            {
                "recovered_on": (
                    f"De eerste dag beter moet na de eerste ziektedag liggen. Kies een dag na {format_date(start)}."
                )
            }
        )
    if recovered_on > today:
        raise ValidationError(
            {"recovered_on": "Deze dag ligt in de toekomst. Meld pas beter als iemand weer volledig werkt."}
        )


@operation(Verb.REPORT_RECOVERY, on="case", resource="cases.absencecase", announces=case_recovered)
def report_recovery(
    *, actor: Actor, case: AbsenceCase, recovered_on: date, expected_version: int, today: date
) -> AbsenceCase:
    """Report full recovery from `recovered_on`, the first fit day.

    Open steps pause. The file stays open for four weeks; a new report within them re-opens it.
    """
    check_version(case, expected_version)
    if case.is_sick:
        check_recovery(case, recovered_on, today)
        closes_on = closing_day(case, recovered_on)
    else:
        closes_on = recovered_on  # the transition below refuses
    case.recover(on=recovered_on, closes_on=closes_on)
    spell = case.spells.get(recovered_on__isnull=True)
    spell.recovered_on = recovered_on
    spell.save(update_fields=["recovered_on"])
    complete(case=case, key="recovery_report_internal", done_on=today, by=actor)
    return touch(case)
