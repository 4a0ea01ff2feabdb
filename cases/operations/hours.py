"""Hours that are really worked during sickness: recorded, corrected, removed, passed on.

Never a judgement about health. The employer passes each change on to the arbodienst and the insurer. What he records
himself is passed on with that; what the employee or the Ontzorgmanager recorded, he passes on after a look at it.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase, CapacityChange
from cases.models.capacity import readers_after, readers_before
from cases.operations.steps import check_version, touch
from cases.timeline.buildup import say_impossible
from cases.timeline.dutch import format_date, format_hours

CLOSED = "Dit dossier is gesloten. Uren doorgeven kan niet meer."
NOT_SICK = "Deze werknemer is nu niet ziek gemeld. Uren legt u alleen vast zolang iemand ziek is gemeld."


def may_change(actor: Actor, case: AbsenceCase, fact: CapacityChange) -> bool:
    """Whether hours that were recorded are this person's to correct or remove.

    The employee's own record is the employee's alone, and the employee leaves alone what others recorded. Employer and
    Ontzorgmanager mend each other's: they keep the same side of the file.
    """
    if fact.recorded_by_id == actor.person_id:
        return True
    return actor.role is not Role.EMPLOYEE and fact.recorded_by_id != case.employee.user_id


def check_free(actor: Actor, case: AbsenceCase, effective_from: date) -> None:
    """Refuse to replace what the other side recorded from this day. Raises ValidationError."""
    fact = _recorded(case, effective_from)
    if fact is not None and not may_change(actor, case, fact):
        raise ValidationError({"effective_from": say_whose(fact)})


def say_whose(fact: CapacityChange) -> str:
    """Say to the other side who recorded these hours, and what to do when they are wrong."""
    name = fact.recorded_by.name
    since, hours = format_date(fact.effective_from), format_hours(fact.hours_per_week)
    return (
        f"{name} heeft {hours} per week vastgelegd vanaf {since}. Klopt dat niet? "
        f"Vraag {name} om het te verbeteren, of leg uren vast vanaf een andere dag."
    )


def _recorded(case: AbsenceCase, effective_from: date) -> CapacityChange | None:
    found = CapacityChange.objects.filter(case=case, effective_from=effective_from)
    return found.select_related("recorded_by").first()


def check_hours(case: AbsenceCase, effective_from: date, hours_per_week: Decimal, today: date) -> None:
    """Refuse hours that cannot have been worked. Raises ValidationError, or NotNow for who is not sick."""
    if not case.is_sick:
        raise NotNow(NOT_SICK)
    errors: dict[str, str] = {}
    if not case.first_sick_day <= effective_from <= today:
        errors["effective_from"] = f"Kies een dag van {format_date(case.first_sick_day)} tot en met vandaag."
    elif not case.absence().is_sick_on(effective_from):
        errors["effective_from"] = "Op deze dag was uw werknemer niet ziek gemeld. Kies een andere dag."
    if problem := say_impossible(case.employee.contract_hours, hours_per_week):
        errors["hours_per_week"] = problem
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

    A second record of the same day replaces the first: that is how a mistake is mended. What the employee recorded
    only the employee replaces, and not what the others recorded (`may_change`). Therapeutic work has no wage value and
    counts as sick. The file stays open and no date moves: only full recovery stops the clock. It sets one step: the
    employer passes the change on, counted from `today` when that is later. The same hours again leave that as it
    stands; other hours than were passed on wait for him anew. Raises ValidationError, Stale for an old page, NotNow
    when the employee is not sick.
    """
    check_version(case, expected_version)
    check_hours(case, effective_from, hours_per_week, today)
    check_free(actor, case, effective_from)
    before = _recorded(case, effective_from)
    worked = {"hours_per_week": hours_per_week, "therapeutic": therapeutic}
    CapacityChange.objects.update_or_create(
        case=case,
        effective_from=effective_from,
        defaults={
            "employer_id": case.employer_id,
            "recorded_by_id": actor.person_id,
            **worked,
            **_following(actor, before if before is not None and _is_same(before, worked) else None, today),
        },
    )
    return touch(case)


def _is_same(before: CapacityChange, worked: Mapping[str, object]) -> bool:
    return all(getattr(before, name) == value for name, value in worked.items())


def _following(actor: Actor, same: CapacityChange | None, today: date) -> dict[str, object]:
    """The day from which the term counts and who reads it. `same` is the record before, when that says the same."""
    if same is not None and same.passed_on is not None:
        return {}
    counted: dict[str, object] = {} if same is not None else {"recorded_on": today}
    return counted | (_passed_on(actor, today) if actor.role is Role.EMPLOYER else _KEPT_INSIDE)


@operation(Verb.RECORD_HOURS, on="case", resource="cases.absencecase")
def remove_hours(*, actor: Actor, case: AbsenceCase, effective_from: date, expected_version: int) -> AbsenceCase:
    """Take back hours that were recorded from this day by mistake: what was recorded before holds again.

    Raises Stale for an old page, NotNow when nothing was recorded from this day, when the other side recorded it
    (`may_change`), or when the employee is not sick.
    """
    check_version(case, expected_version)
    if not case.is_sick:
        raise NotNow(NOT_SICK)
    fact = _recorded(case, effective_from)
    if fact is None:
        raise NotNow("Deze uren staan er niet meer. Bekijk de lijst in het dossier.")
    if not may_change(actor, case, fact):
        raise NotNow(say_whose(fact))
    fact.delete()
    return touch(case)


@operation(Verb.FORWARD_HOURS, on="case", resource="cases.absencecase")
def forward_hours(*, actor: Actor, case: AbsenceCase, expected_version: int, today: date) -> AbsenceCase:
    """Pass every change of hours that others recorded on to the arbodienst and the insurer: from now on they read it.

    Also after a recovery, as long as the file is open: the hours before it were worked all the same. Raises Stale for
    an old page, because nobody passes on what he has not seen; NotNow when everything was passed on, or when the file
    is closed.
    """
    check_version(case, expected_version)
    if not case.is_open:
        raise NotNow(CLOSED)
    if not CapacityChange.objects.filter(case=case, passed_on=None).update(**_passed_on(actor, today)):
        raise NotNow("Alle uren zijn al doorgegeven. U hoeft niets te doen.")
    return touch(case)


_KEPT_INSIDE = {"passed_on": None, "passed_by_id": None, "shown_to": readers_before()}


def _passed_on(actor: Actor, today: date) -> dict[str, object]:
    return {"passed_on": today, "passed_by_id": actor.person_id, "shown_to": readers_after()}
