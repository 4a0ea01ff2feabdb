"""Questions to the bedrijfsarts and talks with him, made the way people make them."""

from datetime import date, time
from typing import Any

from django.utils import timezone

from accounts.actor import Actor, acting_as
from cases import operations
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest
from cases.operations import Slot
from cases.operations.consults import Question

ON = date(2026, 2, 2)
TALK = date(2026, 2, 9)
ASKS = Question("follow_up", "Hoe gaat het met de eerste uren in de winkel?")
QUESTION = "Welke taken passen nu, en hoeveel uur per week?"


def ask(actor: Actor, case: AbsenceCase, *, on: date = ON, **more: Any) -> ConsultRequest:
    """Who guides the file writes a question; the employee has not read it."""
    said = {"reason": "tasks", "question": QUESTION, "wanted_by": None, "expected_id": 0} | more
    return operations.ask_consult(actor=actor, case=case, today=on, at=timezone.now(), **said)


def react(
    actor: Actor, asked: ConsultRequest, reaction: str = "read", words: str = "", *, on: date = ON
) -> ConsultRequest:
    """The employee says something of it."""
    return operations.answer_consult(
        actor=actor, consult=asked, reaction=reaction, own_words=words, today=on, at=timezone.now()
    )


def wanted(actor: Actor, case: AbsenceCase) -> ConsultAppointment:
    """The talk that waits for an hour, as somebody sees it."""
    with acting_as(actor):
        found: ConsultAppointment = ConsultAppointment.objects.visible_to(actor).get(case=case.pk, state="wanted")
    return found


def slot(host: Actor, **more: Any) -> Slot:
    """A half hour on the day of the talk."""
    said = {"day": TALK, "begins": time(9), "ends": time(9, 30), "how": "visit", "place": "Kade 4, Utrecht"} | more
    return Slot(host=host.person_id, **said)


def plan(
    actor: Actor,
    case: AbsenceCase,
    host: Actor,
    about: ConsultAppointment | None = None,
    *,
    on: date = ON,
    private: bool = False,
    **more: Any,
) -> ConsultAppointment:
    """Give it an hour; without `about`, begin one: with a question, or as one that the employee asked for."""
    given = {"slot": slot(host, **more), "today": on, "at": timezone.now()}
    if about is not None:
        return operations.plan_consult(actor=actor, about=about, **given)
    return operations.begin_consult(actor=actor, case=case, asks=None if private else ASKS, **given)


def cancel(actor: Actor, one: ConsultAppointment, why: str = "not_needed") -> ConsultAppointment:
    """It does not take place."""
    return operations.cancel_consult(actor=actor, appointment=one, why=why, today=ON, at=timezone.now())


def record(
    actor: Actor, one: ConsultAppointment, why: str = "absent", *, held: bool = False, on: date = TALK
) -> ConsultAppointment:
    """Say how it went."""
    return operations.record_consult(
        actor=actor, appointment=one, held=held, why="" if held else why, today=on, at=timezone.now()
    )


def ask_talk(actor: Actor, case: AbsenceCase, *, on: date = ON) -> ConsultAppointment:
    """The employee asks for a talk himself."""
    return operations.ask_talk(actor=actor, case=case, today=on, at=timezone.now())


def reply(actor: Actor, one: ConsultAppointment, words: str = "Ik stond voor een dichte deur.") -> Any:
    """What the employee says of a missed talk."""
    return operations.answer_no_show(actor=actor, appointment=one, words=words, today=TALK, at=timezone.now())
