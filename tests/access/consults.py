"""What questions to the bedrijfsarts and talks with him add to the matrix: in each state, and how each is called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

from accounts.actor import Actor, acting_as
from cases import operations
from cases.models import AbsenceCase, ConsultAppointment, ConsultReply, ConsultRequest
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY, File, World, employee_of, self_guided
from tests.factories.consults import ask, ask_talk, plan, react, record, slot, wanted

ABOUT = {"today": TODAY, "at": NOW}
LATER = TODAY + timedelta(days=3)


def put_question(file: File) -> ConsultRequest:
    """The Ontzorgmanager wrote it; the employee has not read it. One that waited already takes its place."""
    file.open()
    with acting_as(file.ontzorgmanager):
        found = ConsultRequest.objects.visible_to(file.ontzorgmanager).filter(case=file.open(), sent_on=None, ending="")
        before: ConsultRequest | None = found.first()
    return before or ask(file.ontzorgmanager, file.open(), on=TODAY)


def objected(file: File) -> ConsultRequest:
    """The employee does not agree with it."""
    return react(employee_of(file), put_question(file), "objects", "Het gaat niet om taken.", on=TODAY)


def sent_question(file: File) -> ConsultRequest:
    """The employee read it, so it is with the bedrijfsarts."""
    return react(employee_of(file), put_question(file), on=TODAY)


def own_wanted(file: File) -> ConsultAppointment:
    """The employee asked for a talk himself."""
    return ask_talk(employee_of(file), file.open(), on=TODAY)


def _hours(file: File) -> dict[str, time]:
    """Files share a doctor, so each has an hour of its own."""
    hour = file.open().pk % 24
    return {"begins": time(hour), "ends": time(hour, 30)}


def planned_talk(file: File) -> ConsultAppointment:
    """The bedrijfsarts planned one, today."""
    return plan(file.bedrijfsarts, file.open(), file.bedrijfsarts, on=TODAY, day=TODAY, **_hours(file))


def own_planned(file: File) -> ConsultAppointment:
    """The talk for which the employee asked himself has its hour."""
    about = own_wanted(file)
    return plan(file.bedrijfsarts, file.open(), file.bedrijfsarts, about, on=TODAY, day=LATER, **_hours(file))


def missed_talk(file: File) -> ConsultAppointment:
    """It did not go through."""
    return record(file.bedrijfsarts, planned_talk(file), on=TODAY)


def replied_talk(file: File) -> ConsultReply:
    """And the employee said how it came."""
    missed, words = missed_talk(file), "Er lag geen brief."
    return operations.answer_no_show(actor=employee_of(file), appointment=missed, words=words, **ABOUT)


@dataclass(frozen=True)
class Wanted:
    """A file of which a talk waits for an hour, and with whom it can be."""

    case: AbsenceCase
    doctor: Actor
    about: ConsultAppointment | None = None


def _planned_for(file: File) -> Wanted:
    sent_question(file)
    return Wanted(file.open(), file.bedrijfsarts, wanted(file.bedrijfsarts, file.open()))


def _begun_for(file: File) -> Wanted:
    return Wanted(file.open(), file.bedrijfsarts)


def _own_planned_for(file: File) -> Wanted:
    return replace(_begun_for(file), about=own_wanted(file))


def _ask(actor: Actor, case: AbsenceCase, _: World) -> object:
    return ask(actor, case, on=TODAY)


def _react(actor: Actor, asked: ConsultRequest, _: World) -> object:
    return react(actor, asked, on=TODAY)


def _on_request(name: str) -> Callable[[Actor, Any, World], object]:
    more = ABOUT if name == "send_consult" else ABOUT | {"seen_sent": False}
    return lambda actor, asked, _: getattr(operations, name)(actor=actor, consult=asked, **more)


def _plan(actor: Actor, given: Wanted, _: World) -> object:
    return plan(actor, given.case, given.doctor, given.about, on=TODAY, day=LATER)


def _move(actor: Actor, one: ConsultAppointment, _: World) -> object:
    doctor = replace(actor, user_id=one.host_id)  # whoever tries, with the doctor of that file
    about = {"slot": slot(doctor, day=LATER), "why": "service", **ABOUT}
    return operations.move_consult(actor=actor, appointment=one, **about)


def _cancel(actor: Actor, one: ConsultAppointment, _: World) -> object:
    return operations.cancel_consult(actor=actor, appointment=one, why="not_needed", **ABOUT)


def _record(actor: Actor, one: ConsultAppointment, _: World) -> object:
    return record(actor, one, on=TODAY)


def _reply(actor: Actor, one: ConsultAppointment, _: World) -> object:
    words = "Er lag geen brief."
    return operations.answer_no_show(actor=actor, appointment=one, words=words, **ABOUT)


CONSULTS: Mapping[str, Driver] = {
    "ask_consult": Driver(_ask),
    "ask_consult_self_guided": Driver(_ask, self_guided),
    "answer_consult": Driver(_react, put_question),
    "send_consult": Driver(_on_request("send_consult"), objected),
    "withdraw_consult": Driver(_on_request("withdraw_consult"), put_question),
    "ask_talk": Driver(lambda actor, case, _: ask_talk(actor, case, on=TODAY)),
    "plan_consult": Driver(_plan, _planned_for),
    "begin_consult": Driver(_plan, _begun_for),
    "plan_own_talk": Driver(_plan, _own_planned_for),
    "move_consult": Driver(_move, planned_talk),
    "cancel_consult": Driver(_cancel, own_wanted),
    "record_consult": Driver(_record, planned_talk),
    "answer_no_show": Driver(_reply, missed_talk),
}
