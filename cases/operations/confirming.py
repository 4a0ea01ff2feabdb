"""The bedrijfsarts stands behind what was done in his place."""

from collections.abc import Collection

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase, Completion, StepConfirmation


@operation(Verb.CONFIRM_STEPS, on="case", resource="cases.absencecase")
def confirm_steps(*, actor: Actor, case: AbsenceCase, steps: Collection[int]) -> AbsenceCase:
    """Confirm steps of this file, by the numbers of their records, that a delegate recorded under taakdelegatie.

    The bedrijfsarts stays responsible for what he left to another (Arbowet art. 14; Wet BIG). No date moves: the step
    was done when it was done. Raises NotNow when none of these waits any more.
    """
    waiting = Completion.objects.filter(case=case, pk__in=steps, recorded_as=Role.DELEGATE, confirmation=None)
    found = list(waiting.order_by("pk"))
    if not found:
        raise NotNow("Dit is al bevestigd, of intussen ingetrokken. Bekijk de stappen in het dossier.")
    for one in found:
        StepConfirmation.objects.create(
            case=case,
            employer_id=case.employer_id,
            completion=one,
            shown_to=one.shown_to,
            confirmed_by_id=actor.person_id,
        )
    return case
