"""How a talk with the bedrijfsarts went: held, or missed and why; and what the employee says of that."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.consult_terms import MISSING, Stand, Why
from cases.models import ConsultAppointment, ConsultReply, Notice
from cases.operations.consult_planning import CHANGED, CLOSED
from cases.operations.notices import notify

_APPOINTMENT = "cases.consultappointment"


@operation(Verb.RECORD_CONSULT, on="appointment", resource=_APPOINTMENT)
def record_consult(
    *, actor: Actor, appointment: ConsultAppointment, held: bool, why: str, today: date, at: datetime
) -> ConsultAppointment:
    """Say that they spoke, or that the talk was missed and why; said again, it puts right what was said before.

    From the day of the talk on. That somebody did not come is no more than that: nothing follows from it by itself,
    and the employee can answer in his own words. The same said again changes nothing, unless the bedrijfsarts says what
    a delegate said. Raises Stale when it was moved or cancelled, NotNow before its day,
    ValidationError for a missed talk without a reason of MISSING.
    """
    if appointment.state not in (Stand.PLANNED, Stand.HELD, Stand.MISSED):
        raise Stale(CHANGED)
    if not appointment.can_be_judged(today):
        raise NotNow("Dit gesprek moet nog komen. Leg op de dag zelf of later vast hoe het ging.")
    if not held and why not in MISSING:
        raise ValidationError({"why": "Kies waarom het gesprek niet doorging."})
    state, reason = (Stand.HELD, "") if held else (Stand.MISSED, Why(why).value)
    takes_over = appointment.waits_for_doctor and actor.role is Role.BEDRIJFSARTS
    if (appointment.state, appointment.why) == (state, reason) and not takes_over:
        return appointment
    appointment.close(state, reason, on=today, by=actor.person_id, role=actor.role)
    appointment.save(update_fields=CLOSED)
    if not held:
        to = [Role.EMPLOYEE] if appointment.private else [Role.EMPLOYEE, Role.ONTZORGMANAGER]
        notify(case=appointment.case, kind=Notice.Kind.CONSULT_MISSED, to=to, at=at, about_id=appointment.pk)
    return appointment


@operation(Verb.ANSWER_NO_SHOW, on="appointment", resource=_APPOINTMENT)
def answer_no_show(
    *, actor: Actor, appointment: ConsultAppointment, words: str, today: date, at: datetime
) -> ConsultReply:
    """The employee says himself how it came; for the bedrijfsarts, and for who guides unless the talk was his own.

    Raises Stale when it is no longer said that it was missed, NotNow for a second answer, ValidationError for no words.
    """
    if not appointment.is_missed:
        raise Stale(CHANGED)
    if ConsultReply.objects.filter(appointment=appointment.pk).exists():
        raise NotNow("U heeft hierop al gereageerd.")
    if not words.strip():
        raise ValidationError({"words": "Schrijf op wat u wilt zeggen."})
    guides = [] if appointment.private else [Role.ONTZORGMANAGER]
    made: ConsultReply = ConsultReply.objects.create(
        case=appointment.case,
        employer_id=appointment.employer_id,
        appointment=appointment,
        words=words.strip(),
        written_on=today,
        shown_to=[Role.EMPLOYEE.value, Role.BEDRIJFSARTS.value, *(role.value for role in guides)],
    )
    to = [Role.BEDRIJFSARTS, *guides]
    notify(case=appointment.case, kind=Notice.Kind.CONSULT_REPLIED, to=to, at=at, about_id=made.pk)
    return made
