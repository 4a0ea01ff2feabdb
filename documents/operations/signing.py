"""The answers of employer and employee: a vision, a signature, a refusal."""

from datetime import date, datetime

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.operations.plan import await_answers
from cases.projection import refresh_milestones
from documents.canonical import content_hash
from documents.events import document_refused
from documents.models import Document, Signature
from documents.operations.shared import check_version, freeze, refuse


def own_answer(document: Document, actor: Actor) -> Signature:
    """The place of the acting party under this document. Raises NotNow when it has none yet."""
    found: Signature | None = Signature.objects.filter(document=document, party=actor.role).first()
    if found is None or document.is_draft:
        raise NotNow("Dit plan is teruggenomen om het aan te passen. U krijgt bericht zodra u het kunt ondertekenen.")
    return found


def _open_answer(document: Document, actor: Actor) -> Signature:
    answer = own_answer(document, actor)
    if answer.is_signed:
        raise NotNow("U heeft dit plan al ondertekend. De tekst staat vast.")
    if not document.is_proposed:
        raise NotNow("Dit plan is al vastgesteld.")
    return answer


def _say(answer: Signature, vision: str, no_vision: bool) -> None:
    if vision and no_vision:
        refuse({"no_vision": "U schreef een visie en koos ook 'geen visie'. Kies één van de twee."})
    if not vision and not no_vision:
        refuse({"vision": "Schrijf uw visie op het plan, of kies 'Ik heb geen visie'."})
    answer.vision, answer.no_vision = vision, no_vision


@operation(Verb.ADD_VISION, on="document", resource="documents.document")
def add_vision(*, actor: Actor, document: Document, vision: str = "", no_vision: bool = False) -> Document:
    """Keep what this party thinks of the plan, or that it has no vision. May change until this party signs."""
    answer = _open_answer(document, actor)
    _say(answer, vision, no_vision)
    answer.save()
    return document


@operation(Verb.SIGN_PLAN, on="document", resource="documents.document")
def sign_plan(
    *,
    actor: Actor,
    document: Document,
    place: str,
    expected_version: int,
    today: date,
    at: datetime,
    vision: str = "",
    no_vision: bool = False,
) -> Document:
    """Sign the plan for one's own party. With a vision given here, or one kept before.

    Changing one's mind after a refusal is possible until the plan is established. When employer and employee have
    answered and the employer has signed, the plan is established: the steps are done and its PDF is asked for.
    """
    check_version(document, expected_version)
    answer = _open_answer(document, actor)
    if vision or no_vision or not answer.has_vision:
        _say(answer, vision, no_vision)
    if not place:
        refuse({"place": "Vul de plaats in waar u ondertekent."})
    answer.refused_at, answer.refused_by, answer.refusal_reason, answer.refusal_note = None, None, "", ""
    answer.signed_at, answer.signed_by_id = at, actor.user_id
    answer.place, answer.method = place, Signature.Method.PASSWORD
    answer.content_hash = content_hash(document, answer)
    answer.save()
    _settle(actor=actor, document=document, today=today, at=at)
    return document


@operation(Verb.REFUSE_PLAN, on="document", resource="documents.document", announces=document_refused)
def refuse_plan(
    *, actor: Actor, document: Document, reason: str, expected_version: int, today: date, at: datetime, note: str = ""
) -> Document:
    """Say that one does not sign, and why in terms of work. The Ontzorgmanager hears of it.

    An employee's refusal does not stop the plan: with the employer's signature it counts as established. An
    employer's refusal does: the Ontzorgmanager takes it back and changes it.
    """
    check_version(document, expected_version)
    answer = _open_answer(document, actor)
    if not reason:
        refuse({"reason": "Kies waarom u niet ondertekent."})
    answer.refused_at, answer.refused_by_id = at, actor.user_id
    answer.refusal_reason, answer.refusal_note = reason, note
    answer.save()
    _settle(actor=actor, document=document, today=today, at=at)
    return document


def _settle(*, actor: Actor, document: Document, today: date, at: datetime) -> None:
    answers = {answer.party: answer for answer in Signature.objects.filter(document=document)}
    employer = answers[Role.EMPLOYER]
    waiting = [party for party, answer in answers.items() if answer.is_open]
    # An employer who does not sign stops the plan: the next one to move is who wrote it.
    await_answers(case_id=document.case_id, of=() if employer.refused_at else waiting)
    if not employer.is_signed or waiting:
        return
    document.establish(on=today)
    freeze(actor=actor, document=document, today=today, at=at)
    # Signing changes no field of the file itself, so its pages stay valid: only the steps are brought up to date.
    refresh_milestones(document.case)
