"""Who or what caused that a step is late."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.computation import deadlines_of
from cases.models import AbsenceCase, Delay
from cases.models.milestone import PRIVATE_KEYS, readers_of
from cases.operations.steps import check_version, touch
from cases.timeline.rules import ClosedBy
from cases.timeline.schedule import Deadline

STAYS = "De bedrijfsarts heeft vastgelegd dat deze stap niet eerder kon. Dat blijft zo staan."


def can_have_cause(step: Deadline, due: date | None, today: date) -> bool:
    """Whether somebody can be asked why this step is late, or was done late.

    `due` is the last day that held when it was done, inclusive. Not for what only the calendar closes, and not for a
    step that only the employee and the bedrijfsarts know of: the employer is not asked about it. Nor for a step whose
    times are numbered by the facts they answer: an earlier fact that comes or goes would give the cause to another one.
    """
    if step.rule.closed_by is ClosedBy.CALENDAR or step.rule.each_done or step.key in PRIVATE_KEYS:
        return False
    done_late = step.done_on is not None and due is not None and step.done_on > due
    return done_late or step.late(today)


def holding(answers: Iterable[Delay]) -> dict[tuple[str, int], Delay]:
    """Per step and time the answer that counts: that of the bedrijfsarts before all others, else the last one."""
    found: dict[tuple[str, int], Delay] = {}
    for answer in sorted(answers, key=_rank):
        found[answer.key, answer.occurrence] = answer
    return found


def _rank(answer: Delay) -> tuple[bool, datetime, int]:
    return is_medical(answer), answer.recorded_at, answer.pk


def is_medical(answer: Delay | None) -> bool:
    """Whether the bedrijfsarts said that it could not be sooner: nobody else answers after that."""
    return answer is not None and answer.cause == Delay.Cause.MEDICAL


def causes_for(role: Role) -> tuple[Delay.Cause, ...]:
    """What somebody in this role can name: only the bedrijfsarts that it could medically not be sooner, and no more.

    Why it could not, nobody says.
    """
    return tuple(cause for cause in Delay.Cause if (cause is Delay.Cause.MEDICAL) is (role is Role.BEDRIJFSARTS))


@operation(Verb.NAME_DELAY, on="case", resource="cases.absencecase")
def name_delay(
    *, actor: Actor, case: AbsenceCase, key: str, occurrence: int, cause: str, expected_version: int, today: date
) -> AbsenceCase:
    """Record who or what caused that a step is, or was done, after its last day.

    Every answer stays, with the role that gave it; the last one counts, but that of the bedrijfsarts before all
    others. It moves no date. It keeps apart what the employer could not help, for when UWV asks. Raises
    ValidationError without a known cause, PermissionDenied for one that this role does not name, NotNow for a step
    that is not late or of which the bedrijfsarts said that it could not be sooner, Stale for an old page.
    """
    check_version(case, expected_version)
    if cause not in Delay.Cause.values:
        raise ValidationError({"cause": "Kies waardoor deze stap later is."})
    if cause not in causes_for(actor.role):
        raise PermissionDenied(f"{actor.role} does not name {cause}")
    found = [step for step in deadlines_of(case) if (step.key, step.occurrence) == (key, occurrence)]
    if not any(can_have_cause(step, _due(case, step), today) for step in found):
        raise NotNow("Deze stap is niet te laat. Een oorzaak is niet nodig.")
    before = holding(Delay.objects.filter(case=case, key=key, occurrence=occurrence)).get((key, occurrence))
    if is_medical(before):
        raise NotNow(STAYS)
    if before is not None and (before.cause, before.recorded_as) == (cause, actor.role.value):
        raise NotNow("Deze oorzaak is al vastgelegd. Kies een andere, of ga terug.")
    Delay.objects.create(
        case=case,
        employer_id=case.employer_id,
        key=key,
        occurrence=occurrence,
        cause=cause,
        recorded_by_id=actor.person_id,
        recorded_as=actor.role.value,
        shown_to=readers_of(key),
    )
    return touch(case)


def _due(case: AbsenceCase, step: Deadline) -> date | None:
    """The last day that held when the step was done; else the one that holds now."""
    if step.done_on is None:
        return step.due
    kept = case.completions.filter(key=step.key, done_on=step.done_on).exclude(due_on=None).first()
    return kept.due_on if kept else step.due
