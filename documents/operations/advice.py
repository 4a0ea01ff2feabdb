"""The ledger of advice: giving one with a term."""

from datetime import date

from accounts.actor import Actor, current_actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.models import AbsenceCase
from cases.timeline.explain import format_date
from cases.timeline.product_terms import latest_advice_due
from documents.events import advice_given
from documents.models import Advice
from documents.models.advice import PARTY_OF, AdviceQuerySet, Source
from documents.operations.advice_sources import addressees_of, sources_of
from documents.operations.shared import Errors, refuse

ADVICE = "documents.advice"
FINISHED = "Dit dossier is gesloten. Aan de adviezen verandert niets meer."


def advice_of(case: AbsenceCase) -> AdviceQuerySet:
    """Every advice of a file through the eyes of who acts, by its last day."""
    found: AdviceQuerySet = Advice.objects.visible_to(current_actor()).filter(case=case.pk)
    return found


@operation(Verb.GIVE_ADVICE, on="case", resource=ADVICE, announces=advice_given)
def give_advice(
    *, actor: Actor, case: AbsenceCase, addressee: str, text: str, due_on: date, today: date, source: str = ""
) -> Advice:
    """Give an advice in terms of work, to be followed on `due_on` at the latest, that day included.

    With `source` it is made out of a paper of the file; the Ontzorgmanager can do that for the bedrijfsarts and the
    arbeidsdeskundige, and without one only advises himself. The addressee hears of it. Raises NotNow for a closed
    file, ValidationError for an addressee that cannot be, no text, a term that is over or too long, an unknown paper.
    """
    if not case.is_open:
        raise NotNow(FINISHED)
    papers = sources_of(actor, case)
    errors = _wrong(text, due_on, today)
    if source not in ("", *papers):
        refuse(errors | {"source": "Dit stuk staat niet in het dossier. Kies een ander, of kies 'Nieuw advies'."})
    if addressee not in addressees_of(case, actor, Source(source)):
        errors["addressee"] = "Kies voor wie het advies is."
    refuse(errors)
    made: Advice = Advice.objects.create(
        case=case,
        employer_id=case.employer_id,
        party=PARTY_OF[actor.role, Source(source)],
        addressee=addressee,
        text=text.strip(),
        given_on=today,
        due_on=due_on,
        source=source,
        source_on=papers[Source(source)][0] if source else None,
        written_as=actor.role.value,
        written_by_id=actor.person_id,
    )
    return made


def _wrong(text: str, due_on: date, today: date) -> Errors:
    found: Errors = {}
    if not text.strip():
        found["text"] = "Schrijf op wat u adviseert."
    if not today <= due_on <= latest_advice_due(today):
        first, last = format_date(today), format_date(latest_advice_due(today))
        found["due_on"] = f"Kies een dag van {first} tot en met {last}."
    return found
