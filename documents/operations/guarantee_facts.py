"""What counts for the guarantee of a file, gathered from all that is stored. Reads only."""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.computation import deadlines_of
from cases.models import AbsenceCase, Delay
from cases.operations.delays import holding
from cases.timeline.schedule import Deadline
from documents.guarantee import Advised, Known, LateStep, NotSigned, Standing, counts, standing
from documents.kinds import PLAN_OF_ACTION
from documents.models import Advice, Document
from documents.models.document import State


def standing_of(case: AbsenceCase, today: date) -> Standing:
    """How the guarantee of this file stands. Through the eyes of the system: it does not depend on who looks."""
    with acting_as(system(Role.PROJECTOR)):
        known = Known(case.first_sick_day, tuple(_steps(case, today)), tuple(_advice(case)), tuple(_refusals(case)))
    return standing(known, today)


def _steps(case: AbsenceCase, today: date) -> Iterator[LateStep]:
    causes = holding(Delay.objects.filter(case=case))
    held = {(one.key, one.done_on): one.due_on for one in case.completions.exclude(due_on=None)}
    for step in deadlines_of(case):
        due = held.get((step.key, step.done_on), step.due) if step.done_on else step.due
        if due is None or not counts(step.rule) or not _is_late(step, due, today):
            continue
        answer = causes.get((step.key, step.occurrence))
        yield LateStep(step.key, step.occurrence, due, step.done_on, answer.cause if answer else "")


def _is_late(step: Deadline, due: date, today: date) -> bool:
    if step.done_on is None:
        return step.late(today)
    return not step.rule.answered_later and step.done_on > due


def _advice(case: AbsenceCase) -> Iterator[Advised]:
    for one in Advice.objects.filter(case=case).prefetch_related("follow_ups"):
        yield Advised(one.pk, one.party, one.addressee, one.due_on, one.stands, _since(one))


def _since(advice: Advice) -> date:
    """The day since which it stands as it does: a refusal that is said again leaves no more time to talk."""
    same = list(takewhile(lambda line: line.kind == advice.stands, reversed(advice.story)))
    return same[-1].happened_on if same else advice.given_on


def _refusals(case: AbsenceCase) -> Iterator[NotSigned]:
    """Of the newest plan that lay before the parties only: a later edition that is signed makes it good."""
    plans = Document.objects.of_kind(PLAN_OF_ACTION).filter(case=case).exclude(state=State.DRAFT)
    newest = plans.prefetch_related("signatures").first()
    if newest is None:
        return
    for answer in newest.signatures.all():
        if answer.refused_at is not None:
            yield NotSigned(newest.pk, answer.party, timezone.localtime(answer.refused_at).date())
