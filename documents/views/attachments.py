"""Papers from outside: adding one, taking it along, taking it back."""

import io
import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other
from cases.models import AbsenceCase
from cases.readers import readers_by, say_readers
from documents import operations
from documents.forms.attachment import AttachmentForm
from documents.models import Attachment
from documents.operations.attachments import FINISHED
from documents.render import Changed, stored
from documents.views._page import load_case

log = logging.getLogger(__name__)
RESOURCE = "documents.attachment"


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, case_id: int) -> HttpResponse:
    """Choose a file, say what it is, and keep it in the dossier."""
    require_verb(request, Verb.ADD_ATTACHMENT, RESOURCE)
    case = load_case(request, case_id)
    role = request.actor.role.value
    if not case.is_open:
        messages.info(request, FINISHED)
        return see_other(request, "cases:detail", case.pk)
    if request.method == "GET":
        return _page(request, case, AttachmentForm(role=role))
    form = AttachmentForm(request.POST, request.FILES, role=role)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.add_attachment(
            actor=request.actor,
            case=case,
            kind=form.cleaned_data["kind"],
            dated_on=form.cleaned_data["dated_on"],
            content=form.cleaned_data["file"].read(),
            today=timezone.localdate(),
            at=timezone.now(),
        )
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    messages.success(request, "Het stuk staat in het dossier.")
    return see_other(request, "cases:detail", case.pk)


@cache_control(private=True, no_store=True)
@require_safe
def take(request: ActorRequest, attachment_id: int) -> HttpResponse | FileResponse:
    """The paper as a download, never shown inside the page; leaves a trace of who took it."""
    attachment = _load(request, attachment_id)
    require_verb(request, Verb.READ_ATTACHMENT, RESOURCE)
    if not attachment.is_kept:
        raise Http404
    content = _content(attachment)
    operations.read_attachment(actor=request.actor, attachment=attachment)
    return FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=attachment.download_name,
        content_type=attachment.media_type,
    )


@require_POST
def withdraw(request: ActorRequest, attachment_id: int) -> HttpResponse:
    """Destroy the file of a paper that should not have been added."""
    attachment = _load(request, attachment_id)
    operations.withdraw_attachment(
        actor=request.actor, attachment=attachment, today=timezone.localdate(), at=timezone.now()
    )
    messages.success(request, "Het stuk is teruggenomen en vernietigd.")
    return see_other(request, "cases:detail", attachment.case_id)


def _load(request: ActorRequest, attachment_id: int) -> Attachment:
    seen = Attachment.objects.visible_to(request.actor).select_related("case")
    found: Attachment = get_object_or_404(seen, pk=attachment_id)
    return found


def _content(attachment: Attachment) -> bytes:
    try:
        return stored(attachment.path, attachment.sha256)
    except FileNotFoundError:
        log.error("Attachment %s: its file is gone", attachment.pk)
    except Changed:
        log.error("Attachment %s: its file is not what was kept", attachment.pk)
    raise Http404


def _page(request: ActorRequest, case: AbsenceCase, form: AttachmentForm, *, status: int = 200) -> HttpResponse:
    role = request.actor.role
    readers = say_readers(role, readers_by(Attachment, "kind"), case=case)
    context = {"case": Visible(case, role), "form": form, "readers": readers}
    return render(request, "documents/add_attachment.html", context, status=status)
