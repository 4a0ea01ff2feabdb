"""The state of the Poortwachtergarantie of a file: computed from its facts, confirmed by a person."""

from datetime import date

from accounts.actor import Actor, current_actor
from accounts.operation import Stale, operation
from accounts.terms import Verb
from cases.models import AbsenceCase
from documents.events import guarantee_confirmed
from documents.guarantee import Standing, State
from documents.models import GuaranteeConfirmation
from documents.models.guarantee import kept_reasons
from documents.operations.guarantee_facts import standing_of
from documents.operations.shared import Errors, refuse

RESOURCE = "documents.guaranteeconfirmation"


def confirmations_of(case: AbsenceCase) -> list[GuaranteeConfirmation]:
    """Every confirmation of a file through the eyes of who acts, the newest first."""
    found = GuaranteeConfirmation.objects.visible_to(current_actor()).filter(case=case.pk)
    return list(found.select_related("confirmed_by").order_by("-number"))


@operation(Verb.CONFIRM_GUARANTEE, on="case", resource=RESOURCE, announces=guarantee_confirmed)
def confirm_guarantee(
    *, actor: Actor, case: AbsenceCase, state: str, words: str, expected_number: int, seen: str, today: date
) -> GuaranteeConfirmation:
    """Confirm how the guarantee stands, as computed or otherwise with words. The computation is kept beside it.

    `expected_number` is the newest confirmation and `seen` the computed state that the page showed. The employer hears
    of it. Raises Stale when there is another confirmation or another computed state since, ValidationError for no
    state, and for another one than was computed without words.
    """
    numbers = GuaranteeConfirmation.objects.visible_to(actor).filter(case=case).order_by("-number")
    number = numbers.values_list("number", flat=True).first() or 0
    if number != expected_number:
        raise Stale("De stand is intussen bevestigd. Bekijk wat er nu staat en verstuur zo nodig opnieuw.")
    computed = standing_of(case, today)
    if computed.state.value != seen:
        raise Stale("De berekende stand is intussen veranderd. Bekijk de redenen en verstuur opnieuw.")
    refuse(_wrong(computed, state, words))
    made: GuaranteeConfirmation = GuaranteeConfirmation.objects.create(
        case=case,
        employer_id=case.employer_id,
        number=number + 1,
        computed=computed.state.value,
        reasons=kept_reasons(computed),
        confirmed=state,
        words=words.strip(),
        confirmed_on=today,
        confirmed_as=actor.role.value,
        confirmed_by_id=actor.person_id,
    )
    return made


def _wrong(computed: Standing, state: str, words: str) -> Errors:
    if state not in list(State):
        return {"state": "Kies hoe de garantie ervoor staat."}
    if state != computed.state and not words.strip():
        return {"words": "U kiest iets anders dan is berekend. Schrijf op waarom."}
    return {}
