"""Domain error → response, once for HTML and JSON: not visible 404, not permitted 403, not now 409, invalid 422."""

import logging
import sys
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django_fsm import TransitionNotAllowed
from django_htmx.http import reselect, reswap, retarget
from redis.exceptions import RedisError
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from accounts.operation import NotNow
from ontzorg.refusals import note

log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]

# Never sent back to the page: what must not travel twice.
_NOT_KEPT = {"csrfmiddlewaretoken", "password", "new_password", "password1", "password2", "oldpassword"}
NOT_ALLOWED = 405
OUTAGES = (OperationalError, InterfaceError, RedisError)
NOT_NOW = "Dit kan nu niet meer. Iemand anders heeft dit dossier intussen gewijzigd. Open het dossier opnieuw."


class DomainErrorMiddleware:
    """Turns what an operation raises into a page that says what to do."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return response if response.status_code != NOT_ALLOWED or response.content else _other_way(request, response)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this when a view raises; the request's writes are undone by then."""
        note(request, error)
        if isinstance(error, ObjectDoesNotExist | Http404):
            log.warning("Not visible: %s", type(error).__qualname__)
            return give_back(request, "404.html", status=404)
        if isinstance(error, PermissionDenied):
            log.warning("Not permitted: %s", type(error).__qualname__)
            return give_back(request, "403.html", status=403)
        if isinstance(error, ValidationError):
            return _refused(request, " ".join(error.messages), status=422)
        if isinstance(error, IntegrityError):
            log.error("The database refused: %s", type(error).__name__)
            return _refused(request, NOT_NOW, status=409)
        if isinstance(error, TransitionNotAllowed | NotNow):
            return _refused(request, str(error) if isinstance(error, NotNow) else NOT_NOW, status=409)
        return None


def _refused(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    return give_back(request, "409.html", {"reason": reason, "back_url": request.path}, status=status)


def give_back(
    request: HttpRequest, template: str, context: dict[str, object] | None = None, *, status: int
) -> HttpResponse:
    """A page that says no, with the sentences that this person just sent, to copy.

    Nothing else stands on it: who lost a file while typing and who asks for one that never was get the same page.
    """
    texts = typed_texts(request)
    response = render(request, template, (context or {}) | {"texts": texts}, status=status)
    response["Cache-Control"] = "private, no-store"
    return whole_page(request, response) if texts else response


def whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same, so that htmx puts it in the place of the page it asked a part of."""
    if not getattr(request, "htmx", False):
        return response
    response.status_code = 200  # what htmx puts on the page
    return reswap(reselect(retarget(response, "body"), "body > *"), "innerHTML")


def server_error(request: HttpRequest) -> HttpResponse:
    """The last resort for HTML: an outage gets its own page, anything else the plain error page."""
    error = sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1]
    if isinstance(error, OUTAGES):
        return outage(request, error)
    return HttpResponse(render_to_string("500.html", {"shell": None}), status=500)


def outage(request: HttpRequest, error: BaseException) -> HttpResponse:
    """A page that needs no database: says what happened and keeps the typed words in a form to send again."""
    log.error("Outage: %s", type(error).__name__)
    context = {
        "kept": kept_words(request),
        "action": request.get_full_path(),
        "shell": None,
        "csrf_token": get_token(request),
    }
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = "60"
    return response


def kept_words(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed in the form that was sent, without what must not travel twice."""
    if request.method != "POST":
        return []
    return [(name, value) for name, values in request.POST.lists() if name not in _NOT_KEPT for value in values]


def typed_texts(request: HttpRequest) -> list[str]:
    """The sentences in the form that was sent, each once: not the choices, days and numbers around them."""
    values = (value.strip() for _, value in kept_words(request))
    return list(dict.fromkeys(value for value in values if len(value.split()) > 1))


def _other_way(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """An address of a button that was opened, or of a page to which something was sent: what to do instead."""
    response = render(request, "405.html", {"opened": request.method in {"GET", "HEAD"}}, status=NOT_ALLOWED)
    response["Allow"] = refused["Allow"]
    return response


def api_error(error: Exception, context: dict[str, object]) -> Response | None:
    """The same answers for JSON."""
    if request := getattr(context.get("request"), "_request", None):
        note(request, error)
    known: tuple[int, object] | None = None
    if isinstance(error, ObjectDoesNotExist | Http404):
        known = 404, "Niet gevonden."
    elif isinstance(error, PermissionDenied):
        known = 403, "Dit mag u in deze rol niet doen."
    elif isinstance(error, TransitionNotAllowed | NotNow):
        known = 409, str(error) if isinstance(error, NotNow) else NOT_NOW
    elif isinstance(error, ValidationError):
        known = 422, error.message_dict if hasattr(error, "error_dict") else error.messages
    if known is None:
        return _framework_error(error, context)
    set_rollback()
    return Response({"fout": known[1]}, status=known[0])


def _framework_error(error: Exception, context: dict[str, object]) -> Response | None:
    """What the framework itself refuses (no log-in, no JSON, another method), in the same shape."""
    answer: Response | None = exception_handler(error, context)
    if answer is not None and "fout" not in answer.data:
        answer.data = {"fout": answer.data.get("detail", answer.data)}
    return answer
