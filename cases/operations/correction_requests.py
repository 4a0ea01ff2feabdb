"""The employee asks to put right what stands in the file; who is responsible for it answers."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.events import correction_answered, correction_asked
from cases.models import AbsenceCase, CorrectionRequest

Topic, Decision = CorrectionRequest.Topic, CorrectionRequest.Decision


def handler_of(case: AbsenceCase, topic: str) -> Role | None:
    """Who answers a request about this topic in this file; None when there is nothing of the kind yet."""
    match topic:
        case Topic.PERSON:
            return Role.DESK
        case Topic.REPORT:
            return Role.EMPLOYER
        case Topic.ADVICE:
            return Role.BEDRIJFSARTS if case.physician_id else None
    if case.ontzorgmanager_id:
        return Role.ONTZORGMANAGER
    return Role.DESK if case.insurer_manages else Role.EMPLOYER


@operation(Verb.ASK_CORRECTION, on="case", resource="cases.absencecase", announces=correction_asked)
def ask_correction(*, actor: Actor, case: AbsenceCase, topic: str, text: str, today: date) -> CorrectionRequest:
    """Ask to put something right in this file, also after it was closed: the right to rectification, AVG art. 16.

    Raises ValidationError for an unknown topic, no text, or advice where no bedrijfsarts gave any; NotNow while an
    earlier request about the same topic waits.
    """
    if topic not in Topic.values:
        raise ValidationError({"topic": "Kies waar het over gaat."})
    if not text.strip():
        raise ValidationError({"text": "Schrijf op wat er niet klopt en wat het moet zijn."})
    handler = handler_of(case, topic)
    if handler is None:
        raise ValidationError({"topic": "In dit dossier is nog geen bedrijfsarts. Kies een ander onderwerp."})
    if CorrectionRequest.objects.filter(case=case, topic=topic, decision="").exists():
        raise NotNow("U heeft hierover al een verzoek gedaan. Wacht op het antwoord, of kies een ander onderwerp.")
    asked: CorrectionRequest = CorrectionRequest.objects.create(
        case=case,
        employer_id=case.employer_id,
        topic=topic,
        text=text,
        asked_on=today,
        shown_to=[Role.EMPLOYEE.value, handler.value],
    )
    return asked


@operation(Verb.ANSWER_CORRECTION, on="request", resource="cases.correctionrequest", announces=correction_answered)
def answer_correction(
    *, actor: Actor, request: CorrectionRequest, decision: str, answer: str, today: date
) -> CorrectionRequest:
    """Tell the employee that it was put right, or why not; AVG art. 12 lid 3 and 4.

    What was wrong is put right beforehand, with the ordinary operation for it. Raises ValidationError for a refusal
    without a reason, Stale when somebody else answered meanwhile.
    """
    if not request.is_open:
        raise Stale("Een collega heeft dit verzoek intussen beantwoord. U leest het antwoord hieronder.")
    if decision not in Decision.values:
        raise ValidationError({"decision": "Kies wat u heeft gedaan."})
    if decision == Decision.REFUSED and not answer.strip():
        raise ValidationError({"answer": "Schrijf op waarom u dit niet aanpast. De werknemer heeft daar recht op."})
    request.decision, request.answer = decision, answer.strip()
    request.answered_on, request.answered_by_id = today, actor.person_id
    request.save(update_fields=["decision", "answer", "answered_on", "answered_by"])
    return request
