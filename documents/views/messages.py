"""Messages between the people of a file: the list, a new subject, one subject with its answers, a file sent along."""

import io
import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from accounts.operation import AlreadyDone, NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import brought_back, record_kept, refuse, require_for, require_verb, see_other
from cases.models import AbsenceCase
from cases.operations import read_case
from documents import operations
from documents.forms.fields import typed
from documents.forms.message import MessageForm, ThreadForm
from documents.models import Message, Thread
from documents.operations.messages import FINISHED, MESSAGE, THREAD, own_threads
from documents.render import Changed, stored
from documents.threads import letters_of, may_write, new_in, party_choices, readers_of, threads_of
from documents.views._page import load_case

log = logging.getLogger(__name__)
NEW, ANSWER = "start_thread", "send_message"
SENT = "Uw bericht is verstuurd. Wie het leest, krijgt een mail zonder inhoud."


@require_safe
def threads(request: ActorRequest, case_id: int) -> HttpResponse:
    """What is written in this file that this person reads; opening the list leaves a trace."""
    case = load_case(request, case_id)
    require_verb(request, Verb.READ_THREAD, THREAD)
    read_case(actor=request.actor, case=case)
    context = {
        "case": Visible(case, request.actor.role),
        "lines": threads_of(request.actor, case),
        "may_write": may_write(request.actor, case),
    }
    return render(request, "documents/messages/list.html", context)


@require_http_methods(["GET", "POST"])
def start(request: ActorRequest, case_id: int) -> HttpResponse:
    """Choose who reads it, say what it is about, and write the first message."""
    case = load_case(request, case_id)
    require_for(request, operations.start_thread)
    parties = party_choices(request.actor, case)
    if not case.is_open:
        messages.info(request, FINISHED)
        return see_other(request, "messages:list", case.pk)
    if request.method == "GET":
        draft = brought_back(request, NEW, case.pk)
        kept = typed(draft.data, frozenset({"to"})) if draft else {}
        newest = own_threads(request.actor, case).values_list("pk", flat=True).first()
        return _new(request, case, ThreadForm(initial=kept | {"seen": newest or 0}, parties=parties))
    return _start(request, case, ThreadForm(request.POST, request.FILES, parties=parties))


def _start(request: ActorRequest, case: AbsenceCase, form: ThreadForm) -> HttpResponse:
    if not form.is_valid():
        return _new(request, case, form, status=422)
    try:
        begun = operations.start_thread(actor=request.actor, case=case, at=timezone.now(), **form.values())
    except AlreadyDone as done:
        return _sent(request, done.made, NEW, case.pk)
    except ValidationError as error:
        refuse(form, error)
        return _new(request, case, form, status=422)
    except NotNow as error:
        return _new(request, case, form, conflict=str(error), status=409)
    record_kept(request, NEW, case.pk, form.kept, case_id=case.pk)
    return _sent(request, begun, NEW, case.pk)


@require_http_methods(["GET", "POST"])
def thread(request: ActorRequest, case_id: int, thread_id: int) -> HttpResponse:
    """Everything that was written about one subject, and an answer to it."""
    case = load_case(request, case_id)
    found: Thread = get_object_or_404(Thread.objects.visible_to(request.actor).filter(case=case), pk=thread_id)
    if request.method == "GET":
        draft = brought_back(request, ANSWER, found.pk)
        form = MessageForm(initial=typed(draft.data) if draft else {}) if may_write(request.actor, case) else None
        return _thread(request, case, found, form)
    require_for(request, operations.send_message)
    sent = MessageForm(request.POST, request.FILES)
    if not sent.is_valid():
        return _thread(request, case, found, sent, status=422)
    try:
        operations.send_message(actor=request.actor, case=case, thread=found, at=timezone.now(), **sent.values())
    except AlreadyDone:
        return _sent(request, found, ANSWER, found.pk)
    except ValidationError as error:
        refuse(sent, error)
        return _thread(request, case, found, sent, status=422)
    except NotNow as error:
        return _thread(request, case, found, sent, conflict=str(error), status=409)
    record_kept(request, ANSWER, found.pk, sent.kept, case_id=case.pk)
    return _sent(request, found, ANSWER, found.pk)


@cache_control(private=True, no_store=True)
@require_safe
def enclosure(request: ActorRequest, case_id: int, message_id: int) -> HttpResponse | FileResponse:
    """The file of a message as a download, never shown inside the page; leaves a trace of who took it."""
    found = Message.objects.visible_to(request.actor).exclude(path="").select_related("case")
    message: Message = get_object_or_404(found.filter(case=case_id), pk=message_id)
    require_verb(request, Verb.TAKE_ENCLOSURE, MESSAGE)
    content = _content(message)
    operations.take_enclosure(actor=request.actor, message=message)
    return FileResponse(
        io.BytesIO(content), as_attachment=True, filename=message.download_name, content_type=message.media_type
    )


def _content(message: Message) -> bytes:
    try:
        return stored(message.path, message.sha256)
    except FileNotFoundError:
        log.error("Message %s: its file is gone", message.pk)
    except Changed:
        log.error("Message %s: its file is not what was kept", message.pk)
    raise Http404


def _sent(request: ActorRequest, thread: Any, draft: str, about_id: int) -> HttpResponse:
    forget_draft(request.actor, draft, about_id)
    messages.success(request, SENT)
    return see_other(request, "messages:thread", thread.case_id, thread.pk)


def _new(
    request: ActorRequest, case: AbsenceCase, form: ThreadForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    context = {"case": Visible(case, request.actor.role), "form": form, "conflict": conflict}
    context |= {"role": request.actor.role.value}
    return render(request, "documents/messages/new.html", context, status=status)


def _thread(
    request: ActorRequest,
    case: AbsenceCase,
    thread: Thread,
    form: MessageForm | None,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    """One subject; opening it tells its readers so."""
    actor = request.actor
    new = new_in(actor, thread)
    operations.read_thread(actor=actor, thread=thread, at=timezone.now())
    letters = letters_of(actor, thread, new)
    if form and letters:
        form.initial["seen"] = letters[-1].message.pk
    context = {
        "case": Visible(case, actor.role),
        "thread": Visible(thread, actor.role),
        "readers": readers_of(actor, case, thread),
        "letters": letters,
        "last": letters[-1] if letters else None,
        "form": form,
        "conflict": conflict,
        "finished": "" if case.is_open else FINISHED,
        "role": actor.role.value,
    }
    return render(request, "documents/messages/thread.html", context, status=status)
