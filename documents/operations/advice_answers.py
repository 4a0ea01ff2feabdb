"""What comes of an advice: the addressee says so."""

from collections.abc import Iterator
from datetime import date

from accounts.actor import Actor
from accounts.operation import SomebodyElses, operation
from accounts.terms import Verb
from cases.models import AbsenceCase
from cases.timeline.explain import format_date
from documents.events import advice_answered
from documents.ledger import FOLLOW_UP
from documents.models import Advice, AdviceFollowUp, Attachment
from documents.operations.advice import ADVICE
from documents.operations.advice_story import add, check_open, load
from documents.operations.shared import refuse

Kind = AdviceFollowUp.Kind
ANSWERS = (Kind.ACCEPTED, Kind.REFUSED, Kind.DONE)
"""What the addressee can say."""


def papers_for(actor: Actor, case: AbsenceCase) -> list[Attachment]:
    """The papers of the file that can show that something was done."""
    found = Attachment.objects.visible_to(actor).kept().filter(case=case.pk)
    return list(found)


@operation(Verb.ANSWER_ADVICE, on="case", resource=FOLLOW_UP, announces=advice_answered)
def answer_advice(
    *,
    actor: Actor,
    case: AbsenceCase,
    advice: Advice,
    answer: str,
    note: str,
    expected_number: int,
    today: date,
    done_on: date | None = None,
    paper_id: int | None = None,
) -> AdviceFollowUp:
    """The addressee says that it will be done, that it will not be and why, or that it was, with what shows that.

    `expected_number` is how many answers the page showed. Who gave the advice hears of it. Raises SomebodyElses for an
    advice to another, Stale when there is another answer since, NotNow for a closed file or one that is over, and
    ValidationError for no reason, no evidence, a day that cannot be, and what was said already.
    """
    found = load(actor, case, advice)
    if found.addressee != actor.role.value:
        raise SomebodyElses(actor.role, Verb.ANSWER_ADVICE, ADVICE, found.pk)
    check_open(case, found, expected_number)
    refuse(dict(_wrong_answer(found, answer, note, done_on, today)))
    is_done = answer == Kind.DONE
    paper = next((one for one in papers_for(actor, case) if one.pk == paper_id), None) if is_done else None
    if is_done and paper_id is not None and paper is None:
        refuse({"paper_id": "Dit stuk staat niet meer in het dossier. Kies een ander, of kies geen stuk."})
    return add(actor, found, Kind(answer), note, today, on=done_on if is_done and done_on else today, paper=paper)


def _wrong_answer(
    advice: Advice, answer: str, note: str, done_on: date | None, today: date
) -> Iterator[tuple[str, str]]:
    if answer not in ANSWERS:
        yield "answer", "Kies wat er met dit advies gebeurt."
    elif answer == advice.stands and answer != Kind.REFUSED:
        yield "answer", "Dit heeft u al laten weten. Kies iets anders, of ga terug."
    if answer == Kind.REFUSED and not note.strip():
        yield "note", "Schrijf op waarom het niet gebeurt."
    if answer == Kind.DONE and not note.strip():
        yield "note", "Schrijf op wat er is gedaan."
    if answer == Kind.DONE and (done_on is None or not advice.given_on <= done_on <= today):
        yield "done_on", f"Kies de dag waarop het is gedaan: van {format_date(advice.given_on)} tot en met vandaag."
