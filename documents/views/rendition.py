"""The PDF: how far it is, downloading it, having it made again."""

import io
import logging

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.request import ActorRequest
from accounts.visible import Visible
from accounts.web import see_other
from documents import operations
from documents.models import Document, Rendition
from documents.render import Changed, stored
from documents.views._page import load, require_reader

log = logging.getLogger(__name__)


@never_cache
@require_safe
def rendition(request: ActorRequest, document_id: int) -> HttpResponse:
    """How far the PDF is; a page asks again every second until it is ready."""
    document = load(request, document_id)
    require_reader(request, document)
    found = document.rendition
    if found is None:
        raise Http404
    context = {
        "document": Visible(document, request.actor.role),
        "rendition": Visible(found, request.actor.role),
    }
    template = "documents/_rendition.html" if request.htmx else "documents/rendition.html"
    return render(request, template, context)


@cache_control(private=True, no_store=True)
@require_safe
def pdf(request: ActorRequest, document_id: int) -> HttpResponse | FileResponse:
    """The PDF as a download; leaves a trace of who took it."""
    document = load(request, document_id)
    require_reader(request, document)
    content = _content(document)
    operations.read_document(actor=request.actor, document=document)
    name = document.download_name
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")


def _content(document: Document) -> bytes:
    found = document.rendition
    if not isinstance(found, Rendition) or not found.is_ready:
        raise Http404
    try:
        return stored(found.path, found.sha256)
    except FileNotFoundError:
        log.error("Rendition %s: its file is gone", found.pk)
    except Changed:
        log.error("Rendition %s: its file is not what was made", found.pk)
    raise Http404


@require_POST
def retry(request: ActorRequest, document_id: int) -> HttpResponse:
    """The desk has a failed PDF made again."""
    document = load(request, document_id)
    operations.retry_render(actor=request.actor, document=document, at=timezone.now())
    messages.success(request, "Het document wordt opnieuw gemaakt.")
    return see_other(request, "cases:detail", document.case_id)
