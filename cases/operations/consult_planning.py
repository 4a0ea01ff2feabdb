"""The agenda of the bedrijfsarts: planning a talk, beginning one, moving it, cancelling it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.consult_terms import CANCELLING, HOWS, MOVING, OF_ALL, UNSEEN, How, Stand
from cases.models import AbsenceCase, ConsultAppointment, Notice
from cases.operations.consults import FINISHED, NO_DOCTOR, Question, ask_as_host
from cases.operations.notices import notify
from cases.timeline.dutch import format_date
from cases.timeline.product_terms import latest_consult
from employers.models import Delegation
from employers.models.mandates import Task

CLOSED = ("state", "why", "closed_on", "closed_by", "closed_as", "confirmed_on", "confirmed_by")
_FILLED = (
    *("state", "day", "begins", "ends", "how", "place", "host", "host_as", "physician"),
    *("planned_on", "planned_by", "planned_as"),
)
_CASE, _APPOINTMENT = "cases.absencecase", "cases.consultappointment"
CHANGED = "Deze afspraak is intussen gewijzigd. Bekijk wat er nu staat."
BY_PHONE = "Een afspraak afzeggen doet u bij de arbodienst. Bel die op tijd."


@dataclass(frozen=True, slots=True)
class Slot:
    """When, how, where and with whom. `day` and the hours are on the clock of the wall; `ends` is exclusive."""

    day: date
    begins: time
    ends: time
    how: str
    place: str
    host: int
    """The account of the bedrijfsarts of the file, or of a delegate to whom this was left."""


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody with whom the employee can speak."""

    user_id: int
    name: str
    role: Role


def hosts_of(actor: Actor, case: AbsenceCase, day: date | None = None) -> list[Host]:
    """The bedrijfsarts of the file, and to whom "spreekuur houden" was left (on this day), as who acts knows them."""
    if case.physician is None:
        return []
    papers = Delegation.objects.visible_to(actor).filter(
        bedrijfsarts=case.physician_id, ended_at=None, tasks__contains=[Task.VAULT.value]
    )
    lasts = {f"{name}__gte": day for name in ("valid_to", *Delegation.lasts_with)}
    held = papers.in_force() if day is None else papers.filter(valid_from__lte=day, **lasts)
    found = held.select_related("delegate__user").order_by("delegate__user__name", "pk")
    delegates = {one.delegate_id: Host(one.delegate_id, one.delegate.name, Role.DELEGATE) for one in found}
    return [Host(case.physician.pk, case.physician.name, Role.BEDRIJFSARTS), *delegates.values()]


@operation(Verb.PLAN_CONSULT, on="about", resource=_APPOINTMENT)
def plan_consult(
    *, actor: Actor, about: ConsultAppointment, slot: Slot, today: date, at: datetime
) -> ConsultAppointment:
    """Give a wanted talk its hour, or make a new appointment after one that was cancelled or missed.

    A talk after another is as private as that one. Raises Stale when it was planned, taken back or withdrawn meanwhile,
    NotNow for a closed file, ValidationError for a day or hours that cannot be and for somebody who is not free.
    """
    _check_open(about.case)
    host = _check(actor, about.case, slot, today)
    if not (about.is_wanted or about.can_be_planned_again(ConsultAppointment.objects.filter(case=about.case_id))):
        raise Stale(CHANGED)
    return _plan(_fill(about if about.is_wanted else _again(about), slot, host, actor, today), at)


@operation(Verb.BEGIN_CONSULT, on="case", resource=_CASE)
def begin_consult(
    *, actor: Actor, case: AbsenceCase, slot: Slot, asks: Question | None, today: date, at: datetime
) -> ConsultAppointment:
    """The bedrijfsarts, or who works in his place, wants to speak the employee himself.

    `asks` is why and what, which the employee reads with the appointment. Without it the talk is one for which the
    employee asked himself, and private; a request of his that waits gets this hour. Raises NotNow for a closed file,
    ValidationError for no reason or question, for a day or hours that cannot be and for somebody who is not free.
    """
    _check_open(case)
    host = _check(actor, case, slot, today)
    made = _asked_by_employee(case, today) if asks is None else _asked_by_host(actor, case, asks, today)
    return _plan(_fill(made, slot, host, actor, today), at)


@operation(Verb.MOVE_CONSULT, on="appointment", resource=_APPOINTMENT)
def move_consult(
    *, actor: Actor, appointment: ConsultAppointment, slot: Slot, why: str, today: date, at: datetime
) -> ConsultAppointment:
    """Another hour, with the reason; the earlier one stays to be read as moved.

    Raises Stale when it is no longer planned, ValidationError for a reason that is none of MOVING, for what cannot be,
    and for the hour that it has already.
    """
    if not appointment.is_planned:
        raise Stale(CHANGED)
    if why not in MOVING:
        raise ValidationError({"why": "Kies waarom u de afspraak verplaatst."})
    case = appointment.case
    host = _check(actor, case, slot, today)
    if _slot_of(appointment) == slot:
        raise ValidationError({"day": "Zo staat de afspraak er al. Wijzig iets, of ga terug."})
    appointment.close(Stand.MOVED, why, on=today, by=actor.person_id, role=actor.role)
    made = _again(appointment)
    _fill(made, slot, host, actor, today)
    with _only_one_at_a_time(host.name):
        appointment.save(update_fields=CLOSED)
        made.save()
    tell_all(made, Notice.Kind.CONSULT_CHANGED, at)
    return made


@operation(Verb.CANCEL_CONSULT, on="appointment", resource=_APPOINTMENT)
def cancel_consult(
    *, actor: Actor, appointment: ConsultAppointment, why: str, today: date, at: datetime
) -> ConsultAppointment:
    """It does not take place; the question stays to be read.

    The employee takes back only what he asked for himself and what has no hour yet. Raises Stale when it is over or
    cancelled, ValidationError for a reason that is none of CANCELLING.
    """
    if not (appointment.is_planned or appointment.is_wanted):
        raise Stale(CHANGED)
    if why not in CANCELLING:
        raise ValidationError({"why": "Kies waarom de afspraak niet doorgaat."})
    if actor.role is Role.EMPLOYEE and not (appointment.private and appointment.is_wanted):
        raise NotNow(BY_PHONE)
    appointment.close(Stand.CANCELLED, why, on=today, by=actor.person_id, role=actor.role)
    appointment.save(update_fields=CLOSED)
    if actor.role is not Role.EMPLOYEE:
        tell_all(appointment, Notice.Kind.CONSULT_CHANGED, at)
    return appointment


def tell_all(appointment: ConsultAppointment, kind: Notice.Kind, at: datetime) -> None:
    """The employee hears of it; who guides too, unless the employee asked for it himself; the employer of a day."""
    employer = [] if appointment.day is None else [Role.EMPLOYER]
    others = [] if appointment.private else [*employer, Role.ONTZORGMANAGER]
    notify(case=appointment.case, kind=kind, to=[Role.EMPLOYEE, *others], at=at, about_id=appointment.pk)


def _check_open(case: AbsenceCase) -> None:
    if not case.is_open:
        raise NotNow(FINISHED)
    if case.physician is None:
        raise NotNow(NO_DOCTOR)


def _plan(made: ConsultAppointment, at: datetime) -> ConsultAppointment:
    with _only_one_at_a_time(made.host.name if made.host else ""):
        made.save(update_fields=_FILLED if made.pk else None)
    tell_all(made, Notice.Kind.CONSULT_PLANNED, at)
    return made


def _asked_by_employee(case: AbsenceCase, today: date) -> ConsultAppointment:
    """What waits already, or else what he said to the bedrijfsarts."""
    waits = ConsultAppointment.objects.select_for_update(of=("self",), no_key=True)
    found = waits.filter(case=case.pk, private=True, state=Stand.WANTED).first()
    return found or ConsultAppointment(
        case=case, employer_id=case.employer_id, shown_to=UNSEEN, private=True, wanted_on=today
    )


def _asked_by_host(actor: Actor, case: AbsenceCase, asks: Question, today: date) -> ConsultAppointment:
    request = ask_as_host(actor, case, asks, today)
    return ConsultAppointment(
        case=case, employer_id=case.employer_id, shown_to=OF_ALL, private=False, request=request, wanted_on=today
    )


def _again(before: ConsultAppointment) -> ConsultAppointment:
    """Another hour for what was asked."""
    return ConsultAppointment(
        case=before.case,
        employer_id=before.employer_id,
        shown_to=before.shown_to,
        private=before.private,
        request_id=before.request_id,
        wanted_on=before.wanted_on,
        wanted_by=before.wanted_by,
    )


def _fill(made: ConsultAppointment, slot: Slot, host: Host, actor: Actor, today: date) -> ConsultAppointment:
    made.state = Stand.PLANNED.value
    made.day, made.begins, made.ends = slot.day, slot.begins, slot.ends
    made.how, made.place = slot.how, slot.place.strip()
    made.host_id, made.host_as, made.physician = host.user_id, host.role.value, made.case.physician
    made.planned_on, made.planned_by_id, made.planned_as = today, actor.person_id, actor.role.value
    return made


def _slot_of(appointment: ConsultAppointment) -> Slot | None:
    if appointment.day is None or appointment.begins is None or appointment.ends is None or not appointment.host_id:
        return None
    hours = appointment.day, appointment.begins, appointment.ends
    return Slot(*hours, appointment.how, appointment.place, appointment.host_id)


def _check(actor: Actor, case: AbsenceCase, slot: Slot, today: date) -> Host:
    wrong = {}
    if not today <= slot.day <= latest_consult(today):
        wrong["day"] = f"Kies een dag van vandaag tot en met {format_date(latest_consult(today))}."
    if slot.ends <= slot.begins:
        wrong["ends"] = "Kies een tijd na het begin van het gesprek."
    if slot.how not in HOWS:
        wrong["how"] = "Kies hoe het gesprek gaat."
    elif slot.how == How.VISIT and not slot.place.strip():
        wrong["place"] = "Vul in waar het spreekuur is."
    host = next((one for one in hosts_of(actor, case, slot.day) if one.user_id == slot.host), None)
    if host is None:
        wrong["host"] = "Kies de bedrijfsarts, of iemand die op deze dag namens de bedrijfsarts spreekuur houdt."
    if wrong or host is None:
        raise ValidationError(wrong)
    return host


@contextmanager
def _only_one_at_a_time(name: str) -> Iterator[None]:
    """The database holds that nobody speaks two people at once; who plans may not see the other appointment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "appointment_one_for_a_question" in str(error):
            raise Stale(CHANGED) from error
        if "appointment_one_at_a_time" not in str(error):
            raise
        raise ValidationError({"begins": f"{name} heeft dan al een ander gesprek. Kies een andere tijd."}) from error
