"""Storing the derivation of a step that is done: what every reader may know with it, the whole beside it."""

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AdvisedDerivation, Completion
from cases.models.advised import advised_readers_of
from cases.timeline.advice import why_for_all
from cases.timeline.schedule import Deadline


def shared_derivation(step: Deadline) -> list[str]:
    """The sentences for the completion itself: no more than every reader of the step may know."""
    return list(why_for_all(step.rule.shown_to, step.why))


def keep_derivation(done: Completion, step: Deadline) -> None:
    """Store the whole derivation beside a completion that does not hold all of it.

    For operations only, inside their transaction. The system writes it: who records a step may not know the advice.
    """
    if done.why == list(step.why):
        return
    with acting_as(system(Role.PROJECTOR)):
        AdvisedDerivation.objects.create(
            completion=done,
            case_id=done.case_id,
            employer_id=done.employer_id,
            why=list(step.why),
            shown_to=advised_readers_of(done.key),
        )
