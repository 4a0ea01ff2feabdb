"""Everything about oneself: ask for a copy, see how far it is, download it."""

import io
import logging

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request import ActorRequest
from accounts.step_up import confirmed_first, goes_on
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import require_verb, see_other, wants_part
from documents import operations
from documents.models import OwnCopy
from documents.operations.own_copy import RESOURCE
from documents.render import Changed, stored

log = logging.getLogger(__name__)


@never_cache
@require_http_methods(["GET", "POST"])
def own_data(request: ActorRequest) -> HttpResponse:
    """What one can have and where it stands; POST asks for a copy. A page asks again every second while it is made."""
    require_verb(request, Verb.ASK_COPY, RESOURCE)
    if request.method == "POST":
        operations.ask_copy(actor=request.actor, at=timezone.now())
        messages.success(request, "Wij maken uw kopie. U kunt deze pagina verlaten en later terugkomen.")
        return see_other(request, "documents:own_data")
    found = OwnCopy.objects.visible_to(request.actor).first()
    copy = None if found is None or found.removed_on <= timezone.localdate() else found
    template = "documents/_own_copy.html" if wants_part(request) else "documents/own_data.html"
    starts = goes_on(request) and copy is not None and copy.is_ready
    answer = render(
        request, template, {"copy": Visible(copy, request.actor.role) if copy else None, "download_starts": starts}
    )
    if starts and copy is not None:
        answer["Refresh"] = f"1; url={reverse('documents:take_copy', args=[copy.pk])}"
    return answer


@cache_control(private=True, no_store=True)
@require_safe
def take(request: ActorRequest, copy_id: int) -> HttpResponseBase:
    """The copy as a download, for who showed a moment ago who it is. Who has none is asked for nothing."""
    return _take(request, copy=get_object_or_404(OwnCopy.objects.visible_to(request.actor), pk=copy_id))


@confirmed_first(back="documents:own_data")
def _take(request: ActorRequest, copy: OwnCopy) -> FileResponse:
    """Leaves a trace. Its name says nothing of whose it is."""
    operations.take_copy(actor=request.actor, copy=copy, today=timezone.localdate())
    name = f"mijn-gegevens-{timezone.localdate(copy.asked_at):%Y-%m-%d}.zip"
    return FileResponse(io.BytesIO(_content(copy)), as_attachment=True, filename=name, content_type="application/zip")


def _content(copy: OwnCopy) -> bytes:
    try:
        return stored(copy.path, copy.sha256)
    except FileNotFoundError:
        log.error("Copy %s: its file is gone", copy.pk)
    except Changed:
        log.error("Copy %s: its file is not what was made", copy.pk)
    raise Http404
