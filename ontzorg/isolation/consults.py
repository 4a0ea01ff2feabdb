"""Questions to the bedrijfsarts and talks with him in a file of the world: each sort that somebody may not see."""

from datetime import time, timedelta

from accounts.actor import acting_as
from cases import operations as cases
from cases.models import ConsultAppointment, ConsultRequest
from ontzorg.isolation.files import NOW, TODAY, File

ABOUT = {"today": TODAY, "at": NOW}


def consult(file: File) -> int:
    """One question that waits for the employee, one that was sent, a missed talk, and talks that he asked himself.

    Returns the number of the question that the bedrijfsarts reads.
    """
    sent = _ask(file, 0)
    said = {"reaction": "read", "own_words": f"Graag, zegt {file.employee.last_name}."}
    cases.answer_consult(actor=file.own, consult=sent, **said, **ABOUT)
    with acting_as(file.arbodienst):
        about = ConsultAppointment.objects.visible_to(file.arbodienst).get(case=file.case.pk, state="wanted")
    missed = _plan(file, about, 0)
    cases.record_consult(actor=file.bedrijfsarts, appointment=missed, held=False, why="absent", **ABOUT)
    words = f"Er stond niets in de post, zegt {file.employee.last_name}."
    cases.answer_no_show(actor=file.own, appointment=missed, words=words, **ABOUT)
    _plan(file, None, 1, cases.Question("follow_up", f"Hoe bevallen de taken, vraagt {file.employee.last_name}?"))
    _plan(file, cases.ask_talk(actor=file.own, case=file.current(), **ABOUT), 2)
    cases.ask_talk(actor=file.own, case=file.current(), **ABOUT)
    _ask(file, 0)
    return sent.pk


def _ask(file: File, waiting: int) -> ConsultRequest:
    question = f"Wat past er voor {file.employee.last_name}?"
    asked = {"reason": "tasks", "question": question, "wanted_by": None, "expected_id": waiting}
    return cases.ask_consult(actor=file.ontzorgmanager, case=file.current(), **asked, **ABOUT)


def _plan(
    file: File, about: ConsultAppointment | None, later: int, asks: cases.Question | None = None
) -> ConsultAppointment:
    """Files share a doctor, so each has an hour of its own."""
    hour = 8 + file.case.pk % 8
    day = TODAY + timedelta(days=later)
    place = f"Kamer van {file.employee.last_name}"
    slot = cases.Slot(day, time(hour), time(hour, 30), "visit", place, file.bedrijfsarts.person_id)
    if about is not None:
        return cases.plan_consult(actor=file.arbodienst, about=about, slot=slot, **ABOUT)
    return cases.begin_consult(actor=file.bedrijfsarts, case=file.current(), slot=slot, asks=asks, **ABOUT)
