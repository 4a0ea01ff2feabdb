"""Asking the bedrijfsarts: a question that the employee reads first, or a talk that the employee asks for himself."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.actor import Actor, current_actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.consult_terms import ASKABLE, ASKERS, BEGINNING, OF_ALL, UNSEEN, Ending, Reaction, Stand
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest, Notice
from cases.models.consult import DOCTOR, readers_before
from cases.operations.notices import notify
from cases.timeline.dutch import format_date
from cases.timeline.product_terms import latest_consult

FINISHED = "Dit dossier is gesloten. Een gesprek met de bedrijfsarts kunt u hier niet meer regelen."
NO_DOCTOR = "Bij dit dossier hoort nog geen bedrijfsarts. Vraag de arbodienst wie dat is."
PLANNED = "Er is al een afspraak over deze vraag. Vraag de arbodienst om die af te zeggen."
OVER_ALREADY = (
    "De arbodienst heeft al vastgelegd hoe het met de afspraak over deze vraag ging. Daarom kunt u de vraag niet meer "
    "intrekken. Wilt u geen nieuw gesprek? Zeg dat tegen de arbodienst."
)
_CASE, _REQUEST = "cases.absencecase", "cases.consultrequest"


@dataclass(frozen=True, slots=True)
class Question:
    """Why a talk is wanted, one of the fixed reasons, and what it is about in terms of work."""

    reason: str
    words: str


def requests_of(case: AbsenceCase) -> "QuerySet[ConsultRequest]":
    """The questions of a file through the eyes of who acts, the newest first."""
    found: QuerySet[ConsultRequest] = ConsultRequest.objects.visible_to(current_actor()).filter(case=case.pk)
    return found.select_related("asked_by").order_by("-pk")


def waiting_request(case: AbsenceCase) -> ConsultRequest | None:
    """The question that is still between employee and asker; None when there is none."""
    return requests_of(case).filter(ending="", sent_on=None).first()


@operation(Verb.ASK_CONSULT, on="case", resource=_CASE)
def ask_consult(
    *,
    actor: Actor,
    case: AbsenceCase,
    reason: str,
    question: str,
    wanted_by: date | None,
    expected_id: int,
    today: date,
    at: datetime,
) -> ConsultRequest:
    """Write a question to the bedrijfsarts, or other words for the one that waits; the employee reads it first.

    `expected_id` is the number of the waiting question that the writer saw, 0 for none; that one ends and stays to be
    read. `wanted_by` is the last day (inclusive) on which the talk is wanted. Raises Stale when another question waits,
    NotNow for a closed file or one without a bedrijfsarts, ValidationError for no reason, no question, a day that is
    over or more than half a year away.
    """
    _check_open(case)
    # Locked: the employee may react at this moment, and what went to the bedrijfsarts is not replaced.
    before = requests_of(case).select_for_update(of=("self",), no_key=True).filter(ending="", sent_on=None).first()
    if (before.pk if before else 0) != expected_id:
        raise Stale("Er is intussen iets veranderd aan de vraag. Bekijk wat er nu staat en verstuur opnieuw.")
    if reason not in ASKABLE:
        raise ValidationError({"reason": "Kies waarom u de bedrijfsarts vraagt."})
    if not question.strip():
        raise ValidationError({"question": "Schrijf op wat u wilt weten."})
    if wanted_by is not None and not today <= wanted_by <= latest_consult(today):
        last = format_date(latest_consult(today))
        raise ValidationError({"wanted_by": f"Kies een dag van vandaag tot en met {last}, of laat dit leeg."})
    if before is not None:
        if (before.reason, before.question, before.wanted_by) == (reason, question.strip(), wanted_by):
            raise ValidationError({"question": "Deze vraag staat er al zo. Wijzig de vraag, of ga terug."})
        _end(before, Ending.REPLACED, today)
    made: ConsultRequest = ConsultRequest.objects.create(
        case=case,
        employer_id=case.employer_id,
        shown_to=readers_before(actor.role),
        edition=before.edition + 1 if before else 1,
        reason=reason,
        question=question.strip(),
        wanted_by=wanted_by,
        asked_on=today,
        asked_as=actor.role.value,
        asked_by_id=actor.person_id,
    )
    notify(case=case, kind=Notice.Kind.CONSULT_ASKED, to=[Role.EMPLOYEE], at=at, about_id=made.pk)
    return made


@operation(Verb.ANSWER_CONSULT, on="consult", resource=_REQUEST)
def answer_consult(
    *, actor: Actor, consult: ConsultRequest, reaction: str, own_words: str, today: date, at: datetime
) -> ConsultRequest:
    """The employee has read it, or objects; own words go along to the bedrijfsarts.

    A question that was read goes to the bedrijfsarts at once; of one that he has already he hears what was said. One
    that meets an objection waits for who asked: it can be put otherwise, withdrawn, or sent with the objection. Raises
    Stale for a question that was changed, withdrawn or answered already, ValidationError for no choice and for an
    objection without words.
    """
    if not consult.is_open or consult.reaction:
        raise Stale("Deze vraag is intussen gewijzigd of ingetrokken, of u reageerde al. Bekijk wat er nu staat.")
    if reaction not in list(Reaction):
        raise ValidationError({"reaction": "Kies een van de twee."})
    if reaction == Reaction.OBJECTS and not own_words.strip():
        raise ValidationError({"own_words": "Schrijf op waarom u het niet eens bent met deze vraag."})
    consult.reaction, consult.own_words, consult.reacted_on = reaction, own_words.strip(), today
    waits = [*_guides(consult), *([Role.BEDRIJFSARTS] if consult.is_sent else [])]
    goes = reaction == Reaction.READ and not consult.is_sent and consult.case.is_open and _has_doctor(consult.case)
    said = ("reaction", "own_words", "reacted_on")
    if goes:
        _send(consult, today, at, *said)
    else:
        consult.save(update_fields=said)
    notify(case=consult.case, kind=Notice.Kind.CONSULT_REACTED, to=waits, at=at, about_id=consult.pk)
    return consult


@operation(Verb.SEND_CONSULT, on="consult", resource=_REQUEST)
def send_consult(*, actor: Actor, consult: ConsultRequest, today: date, at: datetime) -> ConsultRequest:
    """Give the question to the bedrijfsarts: with the objection, or without a reaction after the days for that.

    Raises Stale for a question that was sent, changed or withdrawn; NotNow as long as the employee can still react, for
    a closed file and for one without a bedrijfsarts.
    """
    if not consult.is_open or consult.is_sent:
        raise Stale("Deze vraag is intussen doorgestuurd, gewijzigd of ingetrokken. Bekijk wat er nu staat.")
    _check_open(consult.case)
    if not consult.reaction and today <= consult.last_day_to_react:
        last = format_date(consult.last_day_to_react)
        raise NotNow(f"De werknemer kan tot en met {last} reageren. Daarna kunt u de vraag doorsturen.")
    _send(consult, today, at)
    return consult


@operation(Verb.WITHDRAW_CONSULT, on="consult", resource=_REQUEST)
def withdraw_consult(
    *, actor: Actor, consult: ConsultRequest, seen_sent: bool, today: date, at: datetime
) -> ConsultRequest:
    """The question is no longer asked; what was written stays to be read. Who knew of it hears so.

    `seen_sent` says whether who withdraws it saw that the bedrijfsarts has it. Raises Stale when it ended already or
    went to the bedrijfsarts meanwhile, NotNow when a talk was planned: that is for the arbodienst to cancel, and one
    that is over stays what it is.
    """
    if not consult.is_open:
        raise Stale("Deze vraag is intussen gewijzigd of ingetrokken. Bekijk wat er nu staat.")
    if consult.is_sent and not seen_sent:
        raise Stale("De bedrijfsarts heeft deze vraag intussen. Zij is niet ingetrokken. Bekijk wat er nu staat.")
    if consult.is_sent:
        talks = ConsultAppointment.objects.select_for_update(of=("self",), no_key=True).filter(request=consult.pk)
        found = talks.order_by("pk").last()
        if found is None or not found.is_wanted:
            raise NotNow(PLANNED if found is not None and found.is_planned else OVER_ALREADY)
        found.close(Stand.CANCELLED, "not_needed", on=today, by=actor.person_id, role=actor.role)
        found.save(update_fields=["state", "why", "closed_on", "closed_by", "closed_as"])
    _end(consult, Ending.WITHDRAWN, today)
    to = [Role.EMPLOYEE, *([Role.BEDRIJFSARTS, Role.ARBODIENST] if consult.is_sent else [])]
    notify(case=consult.case, kind=Notice.Kind.CONSULT_WITHDRAWN, to=to, at=at, about_id=consult.pk)
    return consult


@operation(Verb.ASK_TALK, on="case", resource=_CASE)
def ask_talk(*, actor: Actor, case: AbsenceCase, today: date, at: datetime) -> ConsultAppointment:
    """The employee asks for a talk himself (arbeidsomstandighedenspreekuur, Arbowet art. 18).

    Only the bedrijfsarts, who works in his place and the planner hear of it. Raises NotNow while such a request waits,
    for a closed file and for one without a bedrijfsarts.
    """
    _check_open(case)
    own = ConsultAppointment.objects.filter(case=case, private=True, state=Stand.WANTED)
    if own.exists():
        raise NotNow("U vroeg al om een gesprek. De arbodienst maakt een afspraak met u.")
    made: ConsultAppointment = ConsultAppointment.objects.create(
        case=case,
        employer_id=case.employer_id,
        shown_to=UNSEEN,
        private=True,
        state=Stand.WANTED.value,
        wanted_on=today,
    )
    _tell_planners(made, at)
    return made


def ask_as_host(actor: Actor, case: AbsenceCase, asks: Question, today: date) -> ConsultRequest:
    """What the bedrijfsarts, or who works in his place, wants to talk about: his from the start, and the employee's.

    For operations only, inside their transaction. Raises ValidationError for no reason or no words.
    """
    wrong = {}
    if asks.reason not in BEGINNING:
        wrong["reason"] = "Kies waarom u dit gesprek wilt."
    if not asks.words.strip():
        wrong["question"] = "Schrijf op waar het gesprek over gaat."
    if wrong:
        raise ValidationError(wrong)
    made: ConsultRequest = ConsultRequest.objects.create(
        case=case,
        employer_id=case.employer_id,
        shown_to=[Role.EMPLOYEE.value, *DOCTOR],
        reason=asks.reason,
        question=asks.words.strip(),
        asked_on=today,
        asked_as=actor.role.value,
        asked_by_id=actor.person_id,
        sent_on=today,
    )
    return made


def _check_open(case: AbsenceCase) -> None:
    if not case.is_open:
        raise NotNow(FINISHED)
    if not _has_doctor(case):
        raise NotNow(NO_DOCTOR)


def _has_doctor(case: AbsenceCase) -> bool:
    return case.physician_id is not None


def _guides(consult: ConsultRequest) -> list[Role]:
    return [Role(role) for role in consult.shown_to if role in ASKERS]


def _end(consult: ConsultRequest, ending: Ending, today: date) -> None:
    consult.ending, consult.ended_on = ending.value, today
    consult.save(update_fields=["ending", "ended_on"])


def _send(consult: ConsultRequest, today: date, at: datetime, *besides: str) -> None:
    """From now on the bedrijfsarts reads it, and the arbodienst knows that an hour is wanted.

    `besides` is what is stored with it: whoever reacts does so once.
    """
    consult.sent_on, consult.shown_to = today, [*consult.shown_to, *DOCTOR]
    consult.save(update_fields=["sent_on", "shown_to", *besides])
    made: ConsultAppointment = ConsultAppointment.objects.create(
        case=consult.case,
        employer_id=consult.employer_id,
        shown_to=OF_ALL,
        request=consult,
        state=Stand.WANTED.value,
        wanted_on=today,
        wanted_by=consult.wanted_by,
    )
    _tell_planners(made, at)


def _tell_planners(wanted: ConsultAppointment, at: datetime) -> None:
    to = [Role.BEDRIJFSARTS, Role.ARBODIENST]
    notify(case=wanted.case, kind=Notice.Kind.CONSULT_SENT, to=to, at=at, about_id=wanted.pk)
