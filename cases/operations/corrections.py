"""Putting right what was reported: the first sick day, a report that was a mistake, and the end of a file by death."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.events import case_ended_by_death, first_day_corrected, report_cancelled
from cases.models import AbsenceCase, CaseFact, Spell
from cases.models.case import State
from cases.models.milestone import RULE_BY_KEY
from cases.operations.assessment import check_employment
from cases.operations.recovery import closing_day
from cases.operations.splitting import split_after_leave
from cases.operations.steps import check_version, finish, touch
from cases.timeline.absence import SICK_PAY_DAYS, joins
from cases.timeline.explain import format_date
from cases.timeline.recorded import FACT_KINDS, FIRST_DAY_GROUNDS, same_cause
from cases.timeline.rules import RULES
from cases.timeline.rules.rule import ClosedBy

CANCEL_DAYS = 42
SIGNED_STEPS = frozenset(rule.key for rule in RULES if rule.closed_by is ClosedBy.DOCUMENT)
PROVING_STEPS = SIGNED_STEPS | {rule.key for rule in RULES if rule.closed_by is ClosedBy.RECORD}
"""Done or signed by a person while the employee was sick; what the report itself completes is none of these."""
ASK_THE_DESK = "Bel dan Re-integratie en Diensten"
FINISHED = f"Dit dossier is gesloten en verandert niet meer. Klopt er iets niet? {ASK_THE_DESK} om te overleggen."


def check_first_sick_day(case: AbsenceCase, first_sick_day: date, today: date) -> None:
    """Refuse a first sick day that cannot be true. Raises ValidationError, NotNow for a closed file."""
    if not case.is_open:
        raise NotNow(FINISHED)
    check_employment(case.employee, first_sick_day)
    text = _impossible(case, first_sick_day, today) or done_before(case, first_sick_day) or _taken(case, first_sick_day)
    if text:
        raise ValidationError({"first_sick_day": text})


def _impossible(case: AbsenceCase, day: date, today: date) -> str:
    absence = case.absence()
    recovered_on = absence.spells[0].recovered_on
    if day == case.first_sick_day:
        return "Dit is al de eerste ziektedag. Kies een andere dag, of ga terug."
    if day > today:
        return "Deze dag ligt in de toekomst. Kies een datum tot en met vandaag."
    if day < case.reported_on - timedelta(days=SICK_PAY_DAYS):
        return f"Deze dag ligt meer dan twee jaar vóór de melding. Controleer het jaar. Klopt het? {ASK_THE_DESK}."
    if recovered_on is not None and day >= recovered_on:
        return f"Per {format_date(recovered_on)} is beter gemeld. Kies een dag daarvoor."
    if any(leave.first <= day <= leave.last for leave in absence.leaves):
        return "Op deze dag was er verlof. Kies een dag buiten het verlof."
    return ""


def done_before(case: AbsenceCase, day: date) -> str:
    """Name a step that somebody did or signed before the day, and say what to do: by then the sickness had begun.

    Empty when there is none, so that the day can be the first sick day.
    """
    done = case.completions.filter(key__in=PROVING_STEPS, done_on__lt=day).order_by("done_on", "key").first()
    if done is None:
        return ""
    term = RULE_BY_KEY[done.key].term
    return (
        f"Op {format_date(done.done_on)} is al gedaan: {term}. De eerste ziektedag kan niet na die dag liggen."
        " Kies een eerdere dag. Klopt die stap niet? Trek die eerst in."
    )


def _taken(case: AbsenceCase, day: date) -> str:
    """An earlier file that the day falls in, or so shortly after that the law makes one file of both."""
    others = AbsenceCase.objects.filter(employee_id=case.employee_id).exclude(pk=case.pk).with_facts()
    for other in others.exclude(state=State.CANCELLED).order_by("-first_sick_day"):
        absence = other.absence()
        ended = absence.recovered_on
        if ended is None or day < ended:
            return f"Op deze dag was deze werknemer al ziek gemeld in dossier {other.number}. Kies een latere dag."
        if joins(absence, day, case.absence().leaves, same_cause(other.recorded_facts())).same_case:
            return (
                f"Dan is het korter dan vier weken na dossier {other.number} en hoort het daarbij."
                " Trek deze ziekmelding in en meld opnieuw ziek vanaf die dag. Kan intrekken niet meer?"
                f" {ASK_THE_DESK}: twee dossiers samenvoegen kan niet in Ontzorg."
            )
    return ""


@operation(Verb.CORRECT_REPORT, on="case", resource="cases.absencecase", announces=first_day_corrected)
def correct_first_sick_day(
    *,
    actor: Actor,
    case: AbsenceCase,
    first_sick_day: date,
    ground: str,
    expected_version: int,
    today: date,
    at: datetime,
) -> AbsenceCase:
    """Put right day 1 of the file. Every open step moves along; what is done stays done on its own day.

    The old day is kept with who put it right and why: `ground` is one of FIRST_DAY_GROUNDS. Who guides the file is
    told, and who reported the old day to UWV is told to put that right as well. Raises ValidationError, Stale for an
    old page, NotNow for a closed file.
    """
    check_version(case, expected_version)
    check_first_sick_day(case, first_sick_day, today)
    _keep_old_day(actor, case, ground, at)
    spell = case.spells.filter(mistaken=False).earliest("start")
    spell.start = case.first_sick_day = first_sick_day
    spell.save(update_fields=["start"])
    return case if split_after_leave(actor=actor, case=case, today=today) else touch(case)


def _keep_old_day(actor: Actor, case: AbsenceCase, ground: str, at: datetime) -> None:
    """As a fact. The same day can be the wrong one twice: what was recorded of it before gives way."""
    if ground not in dict(FIRST_DAY_GROUNDS):
        raise ValidationError({"ground": "Kies een reden."})
    kind, old = FACT_KINDS["first_day_corrected"], case.first_sick_day
    before = case.recorded.filter(kind=kind.key, on=old, withdrawn_at=None)
    before.update(withdrawn_at=at, withdrawn_by=actor.person_id)
    CaseFact.objects.create(
        case=case,
        employer_id=case.employer_id,
        kind=kind.key,
        on=old,
        ground=ground,
        shown_to=sorted(party.value for party in kind.shown_to),
        recorded_as=actor.role.value,
        recorded_by_id=actor.user_id,
    )


def check_cancel(case: AbsenceCase, today: date) -> None:
    """Refuse to take back a report on which others have built. Raises NotNow."""
    if not case.is_open:
        raise NotNow(FINISHED)
    spell = _last(case)
    if case.completions.filter(key__in=SIGNED_STEPS, done_on__gte=spell.start).exists():
        raise NotNow(f"Er is al een document ondertekend. Meld beter. Was er nooit verzuim? {ASK_THE_DESK}.")
    if today >= spell.start + timedelta(days=CANCEL_DAYS):
        raise NotNow(f"De melding is meer dan zes weken oud. Meld beter. Was er nooit verzuim? {ASK_THE_DESK}.")


@operation(Verb.CANCEL_REPORT, on="case", resource="cases.absencecase", announces=report_cancelled)
def cancel_report(*, actor: Actor, case: AbsenceCase, expected_version: int, today: date) -> AbsenceCase:
    """Take back the last sick report of a file: there was no sickness.

    With one spell the file is cancelled; a relapse that was none gives back the recovery before it. Possible in the
    first six weeks of that spell and while nobody signed a document in it: after that the law has asked for a
    probleemanalyse, others have acted on the report, and putting it right is a matter for people. Raises NotNow.
    """
    check_version(case, expected_version)
    check_cancel(case, today)
    spell = _last(case)
    spell.mistaken = True
    spell.save(update_fields=["mistaken"])
    earlier = case.spells.filter(mistaken=False).order_by("start").last()
    if earlier is None:
        case.cancel(on=today)
        return finish(case)
    _wait_again(case, earlier)
    return touch(case)


def _last(case: AbsenceCase) -> Spell:
    found: Spell = case.spells.filter(mistaken=False).latest("start")
    return found


def _wait_again(case: AbsenceCase, earlier: Spell) -> None:
    recovered_on = earlier.recovered_on
    if recovered_on is None:
        raise ValueError("Only the last spell of a file can be open")
    closes_on = closing_day(case, recovered_on)
    if case.is_sick:
        case.recover(on=recovered_on, closes_on=closes_on)
    else:
        case.recovered_on, case.closes_on = recovered_on, closes_on


def check_death(case: AbsenceCase, died_on: date, today: date) -> None:
    """Refuse a day before the first sick day or in the future. Raises ValidationError."""
    if not case.first_sick_day <= died_on <= today:
        raise ValidationError({"died_on": f"Kies een datum van {format_date(case.first_sick_day)} tot en met vandaag."})


@operation(Verb.RECORD_DEATH, on="case", resource="cases.absencecase", announces=case_ended_by_death)
def record_death(*, actor: Actor, case: AbsenceCase, died_on: date, expected_version: int, today: date) -> AbsenceCase:
    """The employee died on this day: the file closes, nothing is asked or mailed about it any more.

    Raises ValidationError for a day before the first sick day or in the future, Stale, TransitionNotAllowed for a
    file that was closed already.
    """
    check_version(case, expected_version)
    check_death(case, died_on, today)
    case.record_death(on=died_on)
    return finish(case)
