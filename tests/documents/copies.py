"""A copy of one's own data as a browser gets it: asked for, made by the task, opened."""

import io
from zipfile import ZipFile

from django.utils import timezone
from pypdf import PdfReader

from accounts.actor import Actor, acting_as
from documents import operations, tasks
from documents.models import OwnCopy
from documents.render import stored


def ask(actor: Actor) -> OwnCopy:
    """The employee asks."""
    return operations.ask_copy(actor=actor, at=timezone.now())


def fresh(actor: Actor) -> OwnCopy:
    """The copy as it is now, through the employee's eyes."""
    with acting_as(actor):
        found: OwnCopy = OwnCopy.objects.visible_to(actor).get()
        return found


def make(actor: Actor) -> OwnCopy:
    """The employee asks and the task makes it."""
    assert tasks.make_copy.apply(kwargs={"copy_id": ask(actor).pk}).get() is True
    return fresh(actor)


def contents(actor: Actor) -> dict[str, bytes]:
    """What is in the copy that was made, by name of the file in it."""
    copy = fresh(actor)
    return unzip(stored(copy.path, copy.sha256))


def unzip(content: bytes) -> dict[str, bytes]:
    """The files in a ZIP."""
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def words(files: dict[str, bytes]) -> str:
    """Everything that can be read in it, without the PDFs."""
    return "\n".join(content.decode() for name, content in files.items() if not name.endswith(".pdf"))


def pdf_words(files: dict[str, bytes]) -> str:
    """The text of all PDFs in it."""
    readers = [PdfReader(io.BytesIO(content)) for name, content in files.items() if name.endswith(".pdf")]
    return " ".join(" ".join(page.extract_text() for reader in readers for page in reader.pages).split())
