"""Taking back an advice."""

from datetime import date

from accounts.actor import Actor
from accounts.operation import SomebodyElses, operation
from accounts.terms import Verb
from cases.models import AbsenceCase
from documents.events import advice_withdrawn
from documents.ledger import FOLLOW_UP
from documents.models import Advice, AdviceFollowUp
from documents.operations.advice import ADVICE
from documents.operations.advice_story import add, check_open, load
from documents.operations.shared import refuse


@operation(Verb.WITHDRAW_ADVICE, on="case", resource=FOLLOW_UP, announces=advice_withdrawn)
def withdraw_advice(
    *, actor: Actor, case: AbsenceCase, advice: Advice, note: str, expected_number: int, today: date
) -> AdviceFollowUp:
    """Who gave an advice takes it back and says why: it counts no more, and stays to be read.

    Raises SomebodyElses for an advice that another role wrote, Stale when somebody answered since, NotNow for a closed
    file or an advice that is over, ValidationError without a reason.
    """
    found = load(actor, case, advice)
    if found.written_as != actor.role.value:
        raise SomebodyElses(actor.role, Verb.WITHDRAW_ADVICE, ADVICE, found.pk)
    check_open(case, found, expected_number)
    if not note.strip():
        refuse({"note": "Schrijf op waarom u het advies intrekt."})
    return add(actor, found, AdviceFollowUp.Kind.WITHDRAWN, note, today, on=today)
