"""Reporting an employee recovered, and putting that right."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.events import case_recovered, recovery_corrected
from cases.models import AbsenceCase, Spell
from cases.models.case import State
from cases.operations.splitting import split_after_leave
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

    Open steps pause. The file stays open for four weeks; a new report within them re-opens it. Where the cause after
    leave is another one, the recovery is that of the file that begins after the leave.
    """
    check_version(case, expected_version)
    if case.is_sick:
        check_recovery(case, recovered_on, today)
        closes_on = closing_day(case, recovered_on)
    else:
        closes_on = recovered_on  # the transition below refuses
    case.recover(on=recovered_on, closes_on=closes_on)
    _end_spell(case, recovered_on)
    complete(case=case, key="recovery_report_internal", done_on=today, by=actor)
    return case if split_after_leave(actor=actor, case=case, today=today) else touch(case)


def _end_spell(case: AbsenceCase, recovered_on: date | None) -> None:
    spell: Spell = case.spells.filter(mistaken=False).latest("start")
    spell.recovered_on = recovered_on
    spell.save(update_fields=["recovered_on"])


def check_correction(case: AbsenceCase, recovered_on: date | None, today: date) -> None:
    """Refuse a correction of the recovery that cannot be true. Raises ValidationError, NotNow."""
    if case.state != State.RECOVERED_WAITING:
        raise NotNow(
            "Dit kan alleen in de vier weken na een betermelding, zolang dit dossier wacht. Weer ziek? Doe dan een"
            " ziekmelding. Klopt de dag niet? Bel dan Re-integratie en Diensten: een gesloten dossier verandert niet."
        )
    if recovered_on is None:
        return
    if recovered_on == case.recovered_on:
        raise ValidationError({"recovered_on": "Dit is al de eerste dag beter. Kies een andere dag, of ga terug."})
    check_recovery(case, recovered_on, today)


@operation(Verb.CORRECT_RECOVERY, on="case", resource="cases.absencecase", announces=recovery_corrected)
def correct_recovery(
    *, actor: Actor, case: AbsenceCase, recovered_on: date | None, expected_version: int, today: date
) -> AbsenceCase:
    """Put right the day of recovery, or take the recovery back (`recovered_on` None): the sickness went on.

    Only while the file waits for its four weeks; they count anew from the right day. Sickness that then runs on through
    leave, with another cause after it, parts the file. After the four weeks it is closed and
    another file may rest on it. Raises ValidationError, Stale for an old page, NotNow in any other state.
    """
    check_version(case, expected_version)
    check_correction(case, recovered_on, today)
    if recovered_on is None:
        case.reopen()
    else:
        case.recovered_on, case.closes_on = recovered_on, closing_day(case, recovered_on)
    _end_spell(case, recovered_on)
    return case if split_after_leave(actor=actor, case=case, today=today) else touch(case)
