"""The arbodienst's first acts: receiving the report and judging how long it may take."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.delegated import JUDGED
from cases.models import AbsenceCase
from cases.operations.steps import complete, complete_all, touch

TRIAGE_COMPLETES = ("arbo_report", JUDGED)
SETTLED = (
    "De bedrijfsarts of de planner heeft dit vandaag al ingeschat of bevestigd. Klopt het niet? Overleg met de "
    "bedrijfsarts."
)


@operation(Verb.ACCEPT_REPORT, on="case", resource="cases.absencecase")
def accept_report(*, actor: Actor, case: AbsenceCase, today: date) -> AbsenceCase:
    """The arbodienst has received the sick report. Accepting it twice changes nothing."""
    if case.completions.filter(key="arbo_report").exists():
        return case
    complete(case=case, key="arbo_report", done_on=today, by=actor)
    return touch(case)


@operation(Verb.TRIAGE, on="case", resource="cases.absencecase")
def triage(*, actor: Actor, case: AbsenceCase, expected_long_term: bool | None, today: date) -> AbsenceCase:
    """Judge whether the absence will last long: yes or no, and never why. The answer may change while sick.

    Another answer is recorded again; the step itself was done on the first day. What a delegate answers waits for the
    bedrijfsarts. Raises ValidationError for no answer, NotNow after recovery, and for a delegate who would change what
    the bedrijfsarts or the planner answered, or the bedrijfsarts confirmed, on the same day.
    """
    if expected_long_term is None:
        raise ValidationError({"expected_long_term": "Kies ja of nee."})
    if not case.is_sick:
        raise NotNow("Deze werknemer is al beter gemeld. Een inschatting is niet meer nodig.")
    was, case.expected_long_term = case.expected_long_term, expected_long_term
    case.triaged_on = today
    case.triaged_by_id = actor.user_id
    done = set(case.completions.values_list("key", flat=True))
    missing = [key for key in TRIAGE_COMPLETES if key not in done]
    if JUDGED not in missing and was != expected_long_term:
        _check_not_settled_today(actor, case, today)
        missing.append(JUDGED)
    complete_all(case=case, keys=missing, done_on=today, by=actor)
    return touch(case)


def _check_not_settled_today(actor: Actor, case: AbsenceCase, today: date) -> None:
    """A delegate puts right his own judgement of today, and no other one of that day: one record says one thing."""
    if actor.role is not Role.DELEGATE:
        return
    of_today = case.completions.filter(key=JUDGED, done_on=today)
    if of_today.exclude(recorded_as=Role.DELEGATE, confirmation=None).exists():
        raise NotNow(SETTLED)
