"""The arbodienst's first acts: receiving the report and judging how long it may take."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase
from cases.models.milestone import JUDGED
from cases.operations.steps import complete, complete_all, touch

TRIAGE_COMPLETES = ("arbo_report", JUDGED)


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

    Another answer is another record, the same one only of the bedrijfsarts after a delegate: so his is the last word.
    The step itself was done on the first day. What a delegate answers waits for the bedrijfsarts. Raises
    ValidationError for no answer, NotNow after recovery.
    """
    if expected_long_term is None:
        raise ValidationError({"expected_long_term": "Kies ja of nee."})
    if not case.is_sick:
        raise NotNow("Deze werknemer is al beter gemeld. Een inschatting is niet meer nodig.")
    done = set(case.completions.values_list("key", flat=True))
    keys = [key for key in TRIAGE_COMPLETES if key not in done]
    if JUDGED in done and _says_anew(actor, case, expected_long_term):
        keys.append(JUDGED)
    case.expected_long_term = expected_long_term
    case.triaged_on = today
    case.triaged_by_id = actor.user_id
    complete_all(case=case, keys=keys, done_on=today, by=actor, judged=expected_long_term)
    return touch(case)


def _says_anew(actor: Actor, case: AbsenceCase, answer: bool) -> bool:
    if case.expected_long_term != answer:
        return True
    last = case.completions.filter(key=JUDGED).order_by("pk").last()
    return actor.role is Role.BEDRIJFSARTS and last is not None and last.recorded_as == Role.DELEGATE
