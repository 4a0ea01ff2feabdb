"""How much time an Ontzorgmanager spends on a file: writing it down, and withdrawing what was a mistake."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, TimeSpent
from cases.models.time_spent import LONGEST, QUARTER
from cases.timeline.dutch import format_date

SINCE = "Er is intussen tijd vastgelegd. Staat uw tijd er al bij? Dan bent u klaar. Verstuur anders opnieuw."


@operation(Verb.RECORD_TIME, on="case", resource="cases.absencecase")
def record_time(
    *,
    actor: Actor,
    case: AbsenceCase,
    activity: str,
    spent_on: date,
    minutes: int,
    expected_number: int,
    today: date,
) -> TimeSpent:
    """Write down time spent on a file, also when it is closed meanwhile; `minutes` in whole quarters of an hour.

    `expected_number` is how many entries the writer saw in this file, the withdrawn ones included: what is sent twice
    counts once. Raises Stale when there are others, ValidationError for an activity that is not on the list, for no
    quarters or more than eight hours, and for a day before the first sick day or in the future.
    """
    if TimeSpent.objects.filter(case=case).count() != expected_number:
        raise Stale(SINCE)
    if activity not in TimeSpent.Activity.values:
        raise ValidationError({"activity": "Kies een activiteit."})
    if not case.first_sick_day <= spent_on <= today:
        since = format_date(case.first_sick_day)
        raise ValidationError({"spent_on": f"Kies een datum van {since} tot en met vandaag."})
    return add_time(actor=actor, case=case, activity=activity, spent_on=spent_on, minutes=minutes, today=today)


def add_time(*, actor: Actor, case: AbsenceCase, activity: str, spent_on: date, minutes: int, today: date) -> TimeSpent:
    """The row itself, for operations inside their transaction. Raises ValidationError for what are no quarters."""
    if not 0 < minutes <= LONGEST or minutes % QUARTER:
        raise ValidationError({"minutes": "Kies een tijd in kwartieren, ten hoogste 8 uur."})
    made: TimeSpent = TimeSpent.objects.create(
        case=case,
        employer_id=case.employer_id,
        activity=activity,
        spent_on=spent_on,
        minutes=minutes,
        written_on=today,
        written_by_id=actor.person_id,
    )
    return made


def is_timed(actor: Actor, **about: Any) -> bool:
    """Whether this person wrote down exactly this, and did not withdraw it."""
    found = TimeSpent.objects.filter(written_by_id=actor.person_id, withdrawn_on=None, **about)
    return bool(found.exists())


@operation(Verb.WITHDRAW_TIME, on="entry", resource="cases.timespent")
def withdraw_time(*, actor: Actor, entry: TimeSpent, today: date) -> TimeSpent:
    """Take back time that was a mistake; it stays to be seen and counts no more. Raises NotNow for the second time."""
    if entry.withdrawn_on is not None:
        raise NotNow("Deze tijd is al ingetrokken.")
    entry.withdrawn_on, entry.withdrawn_by_id = today, actor.person_id
    entry.save(update_fields=["withdrawn_on", "withdrawn_by"])
    return entry
