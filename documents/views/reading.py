"""Reading a document."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from documents.models import Document
from documents.operations.plan import missing
from documents.views._page import content_context, load, require_reader


@require_safe
def detail(request: ActorRequest, document_id: int) -> HttpResponse:
    """The whole content, and what can be done now; opening it leaves a trace of who looked."""
    document = load(request, document_id)
    require_reader(request, document)
    return show(request, document)


def show(request: ActorRequest, document: Document, *, problems: Sequence[str] = (), status: int = 200) -> HttpResponse:
    """The page of a document, with what an operation refused."""
    role: Role = request.actor.role
    writes = role is Role.ONTZORGMANAGER and document.is_draft
    own = next((answer for answer in document.answers if answer.party == role), None)
    context = content_context(request, document) | {
        "problems": list(problems),
        "lacking": list(missing(document, timezone.localdate()).values()) if writes and not problems else [],
        "own": Visible(own, role) if own else None,
        "version": document.version_no,
        "rendition": Visible(document.rendition, role) if document.rendition else None,
        "waiting_for": [answer.party_label.lower() for answer in document.answers if answer.is_open],
        "someone_answered": any(not answer.is_open for answer in document.answers),
    }
    return render(request, "documents/detail.html", context, status=status)
