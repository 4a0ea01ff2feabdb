"""Messages between the people of a file: beginning a thread, answering in it, opening it, taking a file along."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.operation import AlreadyDone, NotNow, operation
from accounts.terms import Role, Verb, seen_as
from cases.models import AbsenceCase
from documents.events import message_sent
from documents.inspection import Inspected, Unfit, inspect
from documents.models import Message, MessageReceipt, Thread
from documents.models.message import PARTIES, parties_of
from documents.operations.shared import refuse
from documents.render import ENCLOSURES, fingerprint, store_as

THREAD, MESSAGE = "documents.thread", "documents.message"
MOST_FILES = 50
FULL = f"Bij dit onderwerp staan al {MOST_FILES} bijlagen. Begin een nieuw onderwerp, of stuur geen bijlage mee."
FINISHED = "Dit dossier is afgesloten. U kunt de berichten lezen, maar geen nieuw bericht meer sturen."


@operation(Verb.START_THREAD, on="case", resource=THREAD, announces=message_sent)
def start_thread(
    *,
    actor: Actor,
    case: AbsenceCase,
    subject: str,
    to: Collection[str],
    text: str,
    at: datetime,
    content: bytes | None = None,
    seen: int | None = None,
) -> Thread:
    """Write to some of the people of a file about one subject. Nobody else reads it.

    The employee's own trail does say that somebody wrote, also in a thread without the employee: without subject and
    words. `to` are roles. They and the writer read everything that is written about this subject, and that does not
    change. `seen` is the writer's newest own thread that the page showed, 0 for none: raises AlreadyDone when the same
    was begun since. None: no page showed anything, every call is a new one. Raises NotNow for a closed file and
    ValidationError for no reader, one who is not there, no words, or a file that may not be kept.
    """
    _check_open(case)
    own = seen_as(actor.role)
    chosen = {role for role in parties_of(case) if role.value in to}
    errors = {} if subject.strip() else {"subject": "Schrijf in een paar woorden waar het over gaat."}
    if not chosen - {own}:
        errors["to"] = "Kies ten minste een persoon die dit leest."
    elif len(chosen | {own}) != len({*to, own.value}):
        errors["to"] = "Een van deze personen werkt niet meer aan dit dossier. Kies opnieuw."
    if not text.strip():
        errors["text"] = "Schrijf een bericht."
    refuse(errors)
    file = _inspected(content)
    readers = _names(chosen | {own})
    last = own_threads(actor, case).first()
    if last is not None and seen is not None and last.pk > seen:
        same = (last.subject, last.shown_to) == (subject.strip(), readers)
        if same and _says(last.messages.first(), text, file):
            raise AlreadyDone(last)
    begun: Thread = Thread.objects.create(
        case=case,
        employer_id=case.employer_id,
        shown_to=readers,
        subject=subject.strip(),
        started_by_id=actor.person_id,
        started_as=actor.role.value,
        started_at=at,
    )
    _add(actor, begun, text, file, at)
    return begun


def own_threads(actor: Actor, case: AbsenceCase) -> QuerySet[Thread]:
    """What this person began in this file in this role, the newest first."""
    found: QuerySet[Thread] = Thread.objects.visible_to(actor).filter(
        case=case.pk, started_by=actor.person_id, started_as=actor.role.value
    )
    return found.order_by("-pk")


@operation(Verb.SEND_MESSAGE, on="case", resource=THREAD, announces=message_sent)
def send_message(
    *,
    actor: Actor,
    case: AbsenceCase,
    thread: Thread,
    text: str,
    at: datetime,
    content: bytes | None = None,
    seen: int | None = None,
) -> Thread:
    """Add a message to a thread, for its readers. What was sent stays as it is.

    `seen` is the newest message that the page showed: raises AlreadyDone when the writer's last one came after it and
    is the same, with the same file. What others wrote meanwhile refuses nothing. None: no page showed anything, every
    call is a new one. Raises NotNow for a closed file and for a thread with too many files, and ValidationError for no
    words or a file that may not be kept.
    """
    _check_open(case)
    found: Thread = Thread.objects.visible_to(actor).get(pk=thread.pk, case=case)
    if not text.strip():
        refuse({"text": "Schrijf een bericht."})
    file = _inspected(content)
    mine = found.messages.filter(written_by=actor.person_id, written_as=actor.role.value)
    if seen is not None and _says(mine.filter(pk__gt=seen).last(), text, file):
        raise AlreadyDone(found)
    if content is not None and found.messages.exclude(path="").count() >= MOST_FILES:
        raise NotNow(FULL)
    _add(actor, found, text, file, at)
    return found


@operation(Verb.READ_THREAD, on="thread", resource=THREAD)
def read_thread(*, actor: Actor, thread: Thread, at: datetime) -> Thread:
    """Open a thread: its readers see from now on who read the messages that were new to this person, and when."""
    new = Message.objects.visible_to(actor).filter(thread=thread).new_to(actor)
    receipts = [
        MessageReceipt(message=one, reader_id=actor.person_id, read_as=actor.role.value, read_at=at, **_like(thread))
        for one in new
    ]
    MessageReceipt.objects.bulk_create(receipts, ignore_conflicts=True)  # opened twice at once
    return thread


@operation(Verb.TAKE_ENCLOSURE, on="message", resource=MESSAGE)
def take_enclosure(*, actor: Actor, message: Message) -> Message:
    """Take the file of a message along as a download; leaves a trace of who did. Raises NotNow when there is none."""
    if not message.has_file:
        raise NotNow("Bij dit bericht zit geen bijlage.")
    return message


def _check_open(case: AbsenceCase) -> None:
    if not case.is_open:
        raise NotNow(FINISHED)


def _names(roles: Iterable[Role]) -> list[str]:
    found = set(roles)
    return [role.value for role in PARTIES if role in found]


def _like(thread: Thread) -> dict[str, Any]:
    """What everything in a thread has in common with it; the database compares them."""
    return {"case_id": thread.case_id, "employer_id": thread.employer_id, "shown_to": thread.shown_to}


def _says(message: Message | None, text: str, file: Inspected | None) -> bool:
    """Whether a message has just these words and just this file."""
    sha256 = fingerprint(file.content) if file else ""
    return message is not None and (message.text, message.sha256) == (text.strip(), sha256)


def _add(actor: Actor, thread: Thread, text: str, file: Inspected | None, at: datetime) -> None:
    Message.objects.create(
        thread=thread,
        text=text.strip(),
        written_by_id=actor.person_id,
        written_as=actor.role.value,
        sent_at=at,
        **_like(thread),
        **(_kept(file) if file else {}),
    )


def _inspected(content: bytes | None) -> Inspected | None:
    """What a sent file is: its content says so."""
    if content is None:
        return None
    try:
        found = inspect(content)
    except Unfit as unfit:
        refuse({"file": str(unfit)})
    return found


def _kept(file: Inspected) -> dict[str, Any]:
    """The columns of a file that is kept."""
    return {
        "media_type": file.media_type,
        "size": len(file.content),
        "path": store_as(file.content, ENCLOSURES),
        "sha256": fingerprint(file.content),
    }
