"""What the pages about documents have in common: loading one, and showing its whole content."""

from typing import Any

from django.shortcuts import get_object_or_404

from accounts.policy import may
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, visible_all
from cases.models import AbsenceCase
from documents import operations
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import Document

RESOURCE = "documents.document"


def load(request: ActorRequest, document_id: int) -> Document:
    """The document through the reader's eyes, or 404."""
    document: Document = get_object_or_404(Document.objects.visible_to(request.actor).with_content(), pk=document_id)
    return document


def load_case(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file through the reader's eyes, or 404."""
    case: AbsenceCase = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    return case


def guide_of(case: AbsenceCase, reader: Role) -> str:
    """Who wrote the plan and is there for questions about it, in the middle of a sentence."""
    if case.ontzorgmanager_id is not None or case.insurer_manages:
        return "de Ontzorgmanager"
    return "uw werkgever" if reader is Role.EMPLOYEE else "de werkgever"


def require_reader(request: ActorRequest, document: Document) -> None:
    """Who may know that a document exists may not yet read it; for them its page does not exist."""
    if not may(request.actor.role, Verb.READ_DOCUMENT, RESOURCE):
        raise Document.DoesNotExist


def opened(request: ActorRequest, *documents: Document | None) -> None:
    """A form shows what stands in these: leaves a trace of who looked."""
    for document in documents:
        if document is not None:
            operations.read_document(actor=request.actor, document=document)


def content_context(request: ActorRequest, document: Document) -> dict[str, Any]:
    """The whole content of a document, as the templates of its parts want it; leaves a trace of who looked."""
    operations.read_document(actor=request.actor, document=document)
    role: Role = request.actor.role
    context: dict[str, Any] = {
        "document": Visible(document, role),
        "case": Visible(document.case, role),
        "answers": visible_all(document.answers, role),
        "below": f"{document.case.employee.full_name}. Dossier {document.case.number}, versie {document.edition}.",
        "is_analysis": document.kind == PROBLEM_ANALYSIS,
    }
    if document.kind == PROBLEM_ANALYSIS:
        groups = document.analysis.limitation_groups
        return context | {
            "analysis": Visible(document.analysis, role),
            "groups": [(name, visible_all(rows, role)) for name, rows in groups],
        }
    basis = Document.objects.visible_to(request.actor).analysis_of(document.case_id)
    return context | {
        "plan": Visible(document.plan, role),
        "basis": Visible(basis, role) if basis else None,
    }
