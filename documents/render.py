"""From a document to a tagged PDF (PDF/UA-1) in Dutch. Reads nothing but our own static files."""

import hashlib
import io
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from cases.income_picture import lay_out_income
from cases.models import AbsenceCase, EmployeeVision, WiaCalculation
from cases.preparation import Sheet
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import Document, MedicalInformation
from employers.models import EmployeeIdentity

STATIC_ROOT = Path(settings.BASE_DIR) / "static"
FOLDER = "documents"  # of private storage
ATTACHMENTS = "attachments"  # as well
ENCLOSURES = "enclosures"  # files that were sent along with a message
_SCHEME = "asset"


class ForbiddenAddress(FatalURLFetchingError):  # type: ignore[misc]  # WeasyPrint has no types
    """A document tried to read something that is not one of our static files."""


class Changed(Exception):
    """A stored file is not what was made."""


class StaticOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves `asset:css/documents.css` from our static folder; refuses every other address."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Read one file. Raises ForbiddenAddress for any other scheme and for a way out of the folder."""
        parts = urlsplit(url)
        file = (STATIC_ROOT / unquote(parts.path).lstrip("/")).resolve()
        if parts.scheme != _SCHEME or not file.is_relative_to(STATIC_ROOT.resolve()) or not file.is_file():
            raise ForbiddenAddress("Only our own static files")
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": _TYPES[file.suffix]})


_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


def lay_out(document: Document) -> str:
    """The document as HTML for print. The only place where the BSN is put on a document."""
    identity = EmployeeIdentity.objects.filter(employee_id=document.case.employee_id).first()
    context = {
        "document": document,
        "case": document.case,
        "employee": document.case.employee,
        "employer": document.case.employer,
        "bsn": identity.bsn if identity else "",
        "answers": document.answers,
        "groups": document.analysis.limitation_groups if document.kind == PROBLEM_ANALYSIS else [],
        "basis": Document.objects.analysis_of(document.case_id),
    }
    return render_to_string(document.spec.template, context)


def lay_out_calculation(made: WiaCalculation) -> str:
    """A kept calculation of income as HTML for print: without the BSN, which nobody needs for it."""
    context = {"made": made, "case": made.case, "employee": made.case.employee, "page": lay_out_income(made.record)}
    return render_to_string("documents/print/income.html", context)


def lay_out_preparation(case: AbsenceCase, sheet: Sheet, vision: EmployeeVision | None, on: date) -> str:
    """A sheet for a talk as HTML for print: the employee's own, so without the BSN."""
    context = {"case": case, "employee": case.employee, "sheet": sheet, "vision": vision, "on": on}
    return render_to_string("documents/print/preparation.html", context)


def lay_out_envelope(information: MedicalInformation, bsn: str) -> str:
    """The Medische informatie for the arts of UWV as HTML for print; without a signature it says that it is a draft."""
    context = {"envelope": information, "case": information.case, "said": information.said, "bsn": bsn}
    return render_to_string("documents/print/envelope.html", context)


def lay_out_notes(case: AbsenceCase, lines: Sequence[object], reports: Sequence[object], today: date) -> str:
    """The notes of one file and the reports of providers, each with its earlier versions, as HTML for print."""
    context = {"case": case, "lines": lines, "reports": reports, "today": today}
    return render_to_string("documents/print/notes.html", context)


def write_pdf(html: str) -> bytes:
    """HTML to PDF with structure for screen readers."""
    target = io.BytesIO()
    HTML(string=html, base_url=f"{_SCHEME}:/", url_fetcher=StaticOnly()).write_pdf(target, pdf_variant="pdf/ua-1")
    return target.getvalue()


def fingerprint(pdf: bytes) -> str:
    """SHA-256 of the file, in hexadecimal digits."""
    return hashlib.sha256(pdf).hexdigest()


def store(pdf: bytes) -> str:
    """Keep the file in private storage under a name that says nothing. Returns its path."""
    return store_as(pdf, FOLDER, ".pdf")


def store_as(content: bytes, folder: str, suffix: str = "") -> str:
    """The same for a file of any kind, in a folder of its own."""
    path: str = default_storage.save(f"{folder}/{uuid4().hex}{suffix}", ContentFile(content))
    return path


def stored(path: str, sha256: str) -> bytes:
    """The file as it was made. Raises FileNotFoundError when it is gone, and Changed when it is another one now."""
    with default_storage.open(path) as file:
        content: bytes = file.read()
    if fingerprint(content) != sha256:
        raise Changed(path)
    return content


def discard(name: str) -> None:
    """Remove a stored file that no row will ever point to."""
    default_storage.delete(name)


def discard_after_commit(name: str) -> None:
    """Remove the stored file of a row that goes, once it is certain that it goes; nothing for a row without a file."""
    if name:
        transaction.on_commit(partial(discard, name))
