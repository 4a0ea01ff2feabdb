"""The story of an advice: what happened to it, line by line. For the operations that add a line."""

from datetime import date

from accounts.actor import Actor
from accounts.operation import NotNow, Stale
from cases.models import AbsenceCase
from documents.models import Advice, AdviceFollowUp, Attachment
from documents.operations.advice import FINISHED


def load(actor: Actor, case: AbsenceCase, advice: Advice) -> Advice:
    """The advice of this file through the actor's eyes, with its story. Raises DoesNotExist."""
    found: Advice = Advice.objects.visible_to(actor).with_story().get(pk=advice.pk, case=case)
    return found


def check_open(case: AbsenceCase, advice: Advice, expected_number: int) -> None:
    """Raises NotNow for a closed file or an advice that is over, Stale when more happened than the page showed."""
    if not case.is_open:
        raise NotNow(FINISHED)
    if len(advice.story) != expected_number:
        raise Stale("Er is intussen iets bij dit advies vastgelegd. Bekijk wat er nu staat en verstuur opnieuw.")
    if advice.is_over:
        raise NotNow("Dit advies is afgerond. Er verandert niets meer aan.")


def add(
    actor: Actor,
    advice: Advice,
    kind: AdviceFollowUp.Kind,
    note: str,
    today: date,
    *,
    on: date,
    paper: Attachment | None = None,
) -> AdviceFollowUp:
    """Add one line to the story of an advice."""
    added: AdviceFollowUp = AdviceFollowUp.objects.create(
        advice=advice,
        case_id=advice.case_id,
        employer_id=advice.employer_id,
        addressee=advice.addressee,
        written_as=advice.written_as,
        kind=kind,
        note=note.strip(),
        happened_on=on,
        paper=paper,
        acted_as=actor.role.value,
        acted_by_id=actor.person_id,
        recorded_on=today,
    )
    return added
