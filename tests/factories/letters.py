"""Messages between the people of a file, made the way people make them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.actor import Actor
from cases.models import AbsenceCase
from documents import operations
from documents.models import Thread

AT = datetime(2026, 2, 14, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def begin(
    actor: Actor, case: AbsenceCase, to: Collection[str] = ("ontzorgmanager",), at: datetime = AT, **more: Any
) -> Thread:
    """Somebody writes about the hours in March."""
    said = {"subject": "Uren in maart", "text": "Kan ik in maart twee ochtenden werken?"} | more
    return operations.start_thread(actor=actor, case=case, to=to, at=at, **said)


def answer(actor: Actor, thread: Thread, text: str = "Dat kan.", at: datetime = AT, **more: Any) -> Thread:
    """Somebody adds to it."""
    return operations.send_message(actor=actor, case=thread.case, thread=thread, text=text, at=at, **more)


def read(actor: Actor, thread: Thread, at: datetime = AT) -> Thread:
    """Somebody opens it."""
    return operations.read_thread(actor=actor, thread=thread, at=at)
