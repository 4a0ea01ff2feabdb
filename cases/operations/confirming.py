"""The bedrijfsarts stands behind what was done in his place."""

from collections.abc import Collection
from datetime import date

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.delegated import seen_step, seen_talk, steps_to_confirm, talks_to_confirm
from cases.models import AbsenceCase, Completion, StepConfirmation


@operation(Verb.CONFIRM_STEPS, on="case", resource="cases.absencecase")
def confirm_steps(*, actor: Actor, case: AbsenceCase, seen: Collection[str], today: date) -> AbsenceCase:
    """Confirm what a delegate recorded in this file under taakdelegatie: steps, a judgement, and how a talk went.

    `seen` are the acts as the bedrijfsarts read them (`Act.seen`); what was said otherwise since is left alone. He
    stays responsible for what he left to another (Arbowet art. 14; Wet BIG). No date moves: what was done was done when
    it was done. Raises NotNow when none of these waits any more.
    """
    steps = [one for one in steps_to_confirm(actor).filter(case=case) if seen_step(one) in seen]
    held = talks_to_confirm(actor).filter(case=case).select_for_update(of=("self",), no_key=True)
    talks = [one for one in held if seen_talk(one) in seen]
    if not (steps or talks):
        raise NotNow("Dit is al bevestigd, of intussen gewijzigd of ingetrokken. Bekijk wat er nu staat.")
    for step in steps:
        _confirm_step(actor, step)
    for talk in talks:
        talk.confirmed_on, talk.confirmed_by_id = today, actor.person_id
        talk.save(update_fields=["confirmed_on", "confirmed_by"])
    return case


def _confirm_step(actor: Actor, step: Completion) -> None:
    StepConfirmation.objects.create(
        case_id=step.case_id,
        employer_id=step.employer_id,
        completion=step,
        shown_to=step.shown_to,
        confirmed_by_id=actor.person_id,
    )
