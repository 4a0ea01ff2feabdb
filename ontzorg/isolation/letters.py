"""What the people of one file write to each other: one thread that passes the employer by, and one for all four."""

from typing import Any

from accounts.actor import acting_as
from documents import operations as documents
from documents.models import Message
from ontzorg.isolation.files import NOW, PAPER, File


def write_letters(file: File) -> None:
    """Each of them writes, opens what others wrote, and takes a file along."""
    about: dict[str, Any] = {"case": file.current(), "at": NOW}
    words = {"subject": "Uren in maart", "text": f"Kan {file.employee.last_name} bellen?"}
    between = documents.start_thread(actor=file.own, to=["ontzorgmanager"], **words, **about)
    documents.read_thread(actor=file.ontzorgmanager, thread=between, at=NOW)
    documents.send_message(actor=file.ontzorgmanager, thread=between, text="Dat kan.", **about)
    everybody = ["employee", "ontzorgmanager", "bedrijfsarts"]
    shared = documents.start_thread(actor=file.employer, to=everybody, content=PAPER, **words, **about)
    for actor in (file.own, file.ontzorgmanager, file.bedrijfsarts):
        documents.read_thread(actor=actor, thread=shared, at=NOW)
        documents.send_message(actor=actor, thread=shared, text="Gelezen.", **about)
    with acting_as(file.bedrijfsarts):
        numbers = set(Message.objects.filter(thread=shared).values_list("pk", flat=True))
        sent = Message.objects.get(pk=min(numbers))
    documents.take_enclosure(actor=file.bedrijfsarts, message=sent)
    file.threads_of_doctor, file.messages_of_doctor = {shared.pk}, numbers
