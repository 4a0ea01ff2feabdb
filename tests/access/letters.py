"""What messages add to the matrix: a thread with and without the employer, and how each operation is called on it."""

from typing import Any

from accounts.actor import Actor, acting_as
from accounts.terms import seen_as
from cases.models import AbsenceCase
from documents import operations as documents
from documents.models import Message, Thread
from tests.access.drivers import Driver
from tests.access.world import NOW, File, World, employee_of
from tests.documents.papers import make_pdf

WORDS: dict[str, Any] = {"subject": "Uren in maart", "text": "Zullen wij bellen?", "at": NOW}
PARTIES = {"employee", "employer", "ontzorgmanager", "bedrijfsarts"}


def for_all(file: File) -> Thread:
    """The employer writes to everybody, with a file."""
    to = sorted(PARTIES - {"employer"})
    return documents.start_thread(actor=file.employer, case=file.open(), to=to, content=make_pdf(), **WORDS)


def between_two(file: File) -> Thread:
    """The employee writes to the Ontzorgmanager alone."""
    return documents.start_thread(actor=employee_of(file), case=file.open(), to=["ontzorgmanager"], **WORDS)


def with_file(file: File) -> Message:
    thread = for_all(file)
    with acting_as(file.employer):
        found: Message = thread.messages.get()
        return found


def _start(actor: Actor, case: AbsenceCase, _: World) -> object:
    to = sorted(PARTIES - {seen_as(actor.role).value})
    return documents.start_thread(actor=actor, case=case, to=to, **WORDS)


def _send(actor: Actor, thread: Thread, _: World) -> object:
    return documents.send_message(actor=actor, case=thread.case, thread=thread, text="Dat kan.", at=NOW)


def _read(actor: Actor, thread: Thread, _: World) -> object:
    return documents.read_thread(actor=actor, thread=thread, at=NOW)


def _take(actor: Actor, message: Message, _: World) -> object:
    return documents.take_enclosure(actor=actor, message=message)


LETTERS: dict[str, Driver] = {
    "start_thread": Driver(_start),
    "send_message": Driver(_send, for_all),
    "send_message_between_two": Driver(_send, between_two),
    "read_thread": Driver(_read, for_all),
    "read_thread_between_two": Driver(_read, between_two),
    "take_enclosure": Driver(_take, with_file),
}
