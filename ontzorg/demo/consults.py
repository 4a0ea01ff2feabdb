"""Talks with the bedrijfsarts in two files of the demo: one planned after one that did not go through, one asked."""

from datetime import date, datetime, time, timedelta

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import HALF_A_YEAR, SICK_BAKER
from ontzorg.demo.world import World

WHERE = "Spreekkamer 2, Stationsplein 12, Utrecht"
ABOUT_BAKER = "Welke taken in de bakkerij passen nu, en hoeveel uur per dag kan dat zijn?"
ABOUT_GARDENER = "Past lopend werk met lichte materialen, en hoe bouwen we de uren daarna op?"


def plan_talks(world: World, today: date, now: datetime) -> None:
    """The baker was not there last week and comes again; the gardener has a question to read, and asked himself."""
    baker, case = _own(world, SICK_BAKER, "korenaar")
    asked = _ask(world, case, ABOUT_BAKER, _workday(today, -16), now)
    words = "Graag ook over vroeg beginnen: om vijf uur is de oven al heet."
    said = {"reaction": "read", "own_words": words, "today": _workday(today, -15), "at": now}
    operations.answer_consult(actor=baker, consult=asked, **said)
    doctor = world.actor(case.physician_id or 0, Role.BEDRIJFSARTS)
    about = {"actor": doctor, "at": now}
    first = _at(doctor, _workday(today, -6), time(9), time(9, 30))
    missed = operations.plan_consult(slot=first, about=_wanted(doctor, case), today=_workday(today, -14), **about)
    operations.record_consult(
        actor=doctor, appointment=missed, held=False, why="in_time", today=_workday(today, -5), at=now
    )
    told = "Ik belde een dag van tevoren: de bus reed niet. Ik kom graag op een andere dag."
    operations.answer_no_show(actor=baker, appointment=missed, words=told, today=_workday(today, -4), at=now)
    second = _at(doctor, _workday(today, 2), time(10, 30), time(11))
    operations.plan_consult(slot=second, about=missed, today=_workday(today, -3), **about)
    gardener, other = _own(world, HALF_A_YEAR, "delinde")
    _ask(world, other, ABOUT_GARDENER, today, now)
    operations.ask_talk(actor=gardener, case=other, today=today, at=now)


def _ask(world: World, case: AbsenceCase, question: str, on: date, now: datetime) -> ConsultRequest:
    guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    asked = {"reason": "build_up", "question": question, "wanted_by": None, "expected_id": 0}
    return operations.ask_consult(actor=guide, case=case, today=on, at=now, **asked)


def _wanted(actor: Actor, case: AbsenceCase) -> ConsultAppointment:
    with acting_as(actor):
        found: ConsultAppointment = ConsultAppointment.objects.visible_to(actor).get(case=case.pk, state="wanted")
    return found


def _at(doctor: Actor, day: date, begins: time, ends: time) -> operations.Slot:
    return operations.Slot(day, begins, ends, "visit", WHERE, doctor.person_id)


def _workday(today: date, days: int) -> date:
    """So many days from today; instead of a weekend the Monday after it, or the Friday before it for what is over."""
    day = today + timedelta(days=days)
    late = day.weekday() - 4
    return day if late <= 0 else day + timedelta(days=3 - late if days > 0 else -late)


def _own(world: World, name: str, company: str) -> tuple[Actor, AbsenceCase]:
    """An employee and the file of today."""
    actor = world.by_email(address_of(name, COMPANY[company].domain), Role.EMPLOYEE)
    with acting_as(actor):
        return actor, AbsenceCase.objects.open().get()
