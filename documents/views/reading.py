"""Reading a document."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.request import ActorRequest
from accounts.rows import may_with
from accounts.terms import Role, Verb
from accounts.visible import Visible
from documents.kinds import PLAN_OF_ACTION
from documents.models import Document
from documents.operations.plan import missing
from documents.views._page import RESOURCE, content_context, guide_of, load, require_reader


@require_safe
def detail(request: ActorRequest, document_id: int) -> HttpResponse:
    """The whole content, and what can be done now; opening it leaves a trace of who looked."""
    document = load(request, document_id)
    require_reader(request, document)
    return show(request, document)


def show(request: ActorRequest, document: Document, *, problems: Sequence[str] = (), status: int = 200) -> HttpResponse:
    """The page of a document, with what an operation refused."""
    role: Role = request.actor.role
    writes = document.is_draft and may_with(request.actor, Verb.PROPOSE_PLAN, document)
    own = next((answer for answer in document.answers if answer.party == role), None)
    context = content_context(request, document) | {
        "problems": list(problems),
        "lacking": list(missing(document, timezone.localdate()).values()) if writes and not problems else [],
        "taken_over": _is_taken_over(request, document),
        "guide": guide_of(document.case, role),
        "own": Visible(own, role) if own else None,
        "version": document.version_no,
        "rendition": Visible(document.rendition, role) if document.rendition else None,
        "waiting_for": [answer.party_label.lower() for answer in document.answers if answer.is_open],
        "someone_answered": any(not answer.is_open for answer in document.answers),
    }
    return render(request, "documents/detail.html", context, status=status)


def _is_taken_over(request: ActorRequest, document: Document) -> bool:
    """Whether this is a draft of somebody who can no longer send it: the file has an Ontzorgmanager now."""
    actor, verb = request.actor, Verb.PROPOSE_PLAN
    drafted = document.is_draft and document.kind == PLAN_OF_ACTION and actor.may(verb, RESOURCE)
    return drafted and not may_with(actor, verb, document)
