"""The ZIP itself: readable pages, the same as JSON, and the PDFs. Written file by file, so that progress shows."""

import hashlib
import json
import logging
from collections.abc import Callable
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files import File
from django.core.files.storage import default_storage

from accounts.actor import Actor, acting_as
from accounts.models import User
from cases.models import AbsenceCase
from documents.copying import pages, records
from documents.copying.pages import Enclosed, Paper
from documents.models import Attachment, Document, Message
from documents.operations.own_copy import Made
from documents.render import STATIC_ROOT, Changed, stored

log = logging.getLogger(__name__)

FOLDER = "copies"  # of private storage
BEGUN, WRITTEN = 10, 90  # per cent
Report = Callable[[int], None]


def store_copy(person: Actor, user: User, today: date, report: Report) -> Made:
    """Make the ZIP of this person and keep it in private storage under a name that says nothing."""
    with TemporaryFile() as target:
        write_copy(target, person, user, today, report)
        size = target.tell()
        target.seek(0)
        sha256 = hashlib.file_digest(target, "sha256").hexdigest()
        target.seek(0)
        path = default_storage.save(f"{FOLDER}/{uuid4().hex}.zip", File(target))
    return Made(path=path, size=size, sha256=sha256)


def write_copy(target: IO[bytes], person: Actor, user: User, today: date, report: Report) -> None:
    """Everything that this person may see about oneself. Each part is read in the person's own name and eyes."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("stijl.css", (STATIC_ROOT / "css" / "own_copy.css").read_text(encoding="utf-8"))
        with acting_as(person):
            archive.writestr("gegevens.html", pages.person_page(person, user))
            files = list(AbsenceCase.objects.visible_to(person).with_people().order_by("-first_sick_day", "-pk"))
        papers: list[Paper] = []
        for done, case in enumerate(files):
            report(BEGUN + (WRITTEN - BEGUN) * done // len(files))
            with acting_as(person):
                papers += _write_case(archive, person, case, today)
        with acting_as(person):
            archive.writestr("logboek.html", pages.log_page(person))
            archive.writestr("index.html", pages.index_page(person, files, papers, today))
            archive.writestr("gegevens.json", _json(person, user, today))
        report(WRITTEN)


def _write_case(archive: ZipFile, person: Actor, case: AbsenceCase, today: date) -> list[Paper]:
    found = Document.objects.visible_to(person).with_content().filter(case=case.pk).order_by("created_at", "pk")
    papers = [_write_document(archive, person, document) for document in found]
    added = Attachment.objects.visible_to(person).filter(case=case.pk).select_related("case").order_by("added_at", "pk")
    attachments = [Enclosed(one, _write_attachment(archive, one)) for one in added]
    sent = Message.objects.visible_to(person).filter(case=case.pk).exclude(path="").select_related("case")
    places = {one.pk: _write_file(archive, one, f"bijlagen/{one.download_name}") for one in sent}
    archive.writestr(
        pages.page_of(case), pages.case_page(person, case, papers, attachments, sent_along=places, today=today)
    )
    return papers


def _write_attachment(archive: ZipFile, attachment: Attachment) -> str:
    """Put its file in the copy, and say where; nothing when it was taken back, or is gone or damaged."""
    return _write_file(archive, attachment, f"stukken/{attachment.download_name}") if attachment.is_kept else ""


def _write_file(archive: ZipFile, kept: Attachment | Message, place: str) -> str:
    try:
        content = stored(kept.path, kept.sha256)
    except (FileNotFoundError, Changed) as error:
        log.error("%s %s is not in a copy: %s", type(kept).__name__, kept.pk, type(error).__name__)
        return ""
    archive.writestr(place, content)
    return place


def _write_document(archive: ZipFile, person: Actor, document: Document) -> Paper:
    pdf = _pdf(document)
    paper = pages.paper(document, has_pdf=pdf is not None)
    archive.writestr(paper.page, pages.document_page(person, paper))
    if pdf is not None:
        archive.writestr(paper.pdf, pdf)
    return paper


def _pdf(document: Document) -> bytes | None:
    """The PDF; None when it is not ready, or its file is gone or damaged: the page with its content is there anyway."""
    rendition = document.rendition
    if rendition is None or not rendition.is_ready:
        return None
    try:
        return stored(rendition.path, rendition.sha256)
    except (FileNotFoundError, Changed) as error:
        log.error("Rendition %s is not in a copy: %s", rendition.pk, type(error).__name__)
        return None


def _json(person: Actor, user: User, today: date) -> str:
    content: dict[str, Any] = {"gemaakt op": today.isoformat(), "account": records.account(user)}
    content["tabellen"] = {
        model._meta.label_lower: records.table(model, person) for model in records.tables(person.role)
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
