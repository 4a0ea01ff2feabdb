"""User → actor: bound to the code and to the database for the whole request."""

from collections.abc import Callable
from uuid import uuid4

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.actor import Actor, Origin, acting_as, coming_from
from accounts.audit import record_refusal
from accounts.queue import handing_over
from employers.acting import Capacity, actor_for, capacities_of
from ontzorg.errors import give_back, typed_texts
from ontzorg.logged_out import from_ourselves
from ontzorg.refusals import noted

Handler = Callable[[HttpRequest], HttpResponse]
SESSION_KEY = "membership"
MANDATE_KEY = "mandate"  # in whose place, when it is not the own work
MAIL_WAITS = (
    "Wat u invulde is bewaard. Een deel van ons systeem is nu niet bereikbaar. Daarom gaat de mail aan anderen"
    " later weg en komt een pdf ook later. Dat gaat vanzelf: u hoeft niets opnieuw te doen."
)


class NumberMiddleware:
    """Gives each request a number of its own, to find its lines in the log; the answer carries it in a header."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.number = uuid4().hex[:12]
        response = self.get_response(request)
        response["X-Request-ID"] = request.number
        return response


class ActorMiddleware:
    """Lets a person act in the one role chosen for this session; who has several and chose none is asked.

    Everything a request does happens inside one transaction that knows the actor. What had to wait because the queue
    is away is known only after it, so that is told here, on the page that follows. No browser keeps a page: Back would
    show it after log-out, or offer to send again what was sent. ATOMIC_REQUESTS stays on beside
    it: it undoes what a view wrote before it raised, which this transaction would otherwise commit. What was refused
    is written down after it, in a transaction of its own.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None
        request.membership = request.mandate = None
        if not request.user.is_authenticated or request.path.startswith(_open_paths()):
            return self.get_response(request)
        capacities = capacities_of(request.user)
        request.membership_count = len(capacities)
        chosen = _chosen(request, capacities)
        if chosen is None:
            return _without_role(request)
        request.membership, request.mandate = chosen.membership, chosen.mandate
        request.actor = actor_for(chosen.membership, chosen.mandate)
        with coming_from(_origin(request)):
            with handing_over() as outcome, acting_as(request.actor):
                response = self.get_response(request)
            if refusal := noted(request):
                record_refusal(request.actor, refusal, at=timezone.now())
        if outcome.waits:
            messages.warning(request, MAIL_WAITS)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


def _without_role(request: HttpRequest) -> HttpResponse:
    """To the choice of role. Who typed while the role ended gets it back first; a form of another site is no typing."""
    if request.method == "POST" and typed_texts(request) and from_ourselves(request):
        return give_back(request, "role_ended.html", status=403)
    if request.path.startswith("/api/"):
        return JsonResponse({"fout": "Kies eerst op de pagina's in welke rol u werkt."}, status=403)
    return redirect("choose_role")


def _open_paths() -> tuple[str, ...]:
    return (reverse("choose_role"), reverse("account_logout"), "/account/", "/health/", "/static/", "/demo/")


def _origin(request: HttpRequest) -> Origin:
    """The address as log-in sees it, and a fingerprint that connects what one session did without giving its key."""
    key = request.session.session_key
    fingerprint = salted_hmac("ontzorg.audit.session", key, algorithm="sha256").hexdigest()[:32] if key else ""
    return Origin(ip=_address(request), session=fingerprint)


def _address(request: HttpRequest) -> str | None:
    try:
        found: str = get_adapter(request).get_client_ip(request)
    except PermissionDenied:  # a server in front that does not say it
        return None
    return found


def _chosen(request: HttpRequest, capacities: list[Capacity]) -> Capacity | None:
    wanted = (request.session.get(SESSION_KEY), request.session.get(MANDATE_KEY))
    if len(capacities) == 1:
        return capacities[0]
    return next((one for one in capacities if _session_values(one) == wanted), None)


def _session_values(one: Capacity) -> tuple[int, int | None]:
    return one.membership.pk, one.mandate.pk if one.mandate else None


def act_in(request: HttpRequest, chosen: Capacity) -> Actor:
    """Choose a role for the rest of the session."""
    request.session[SESSION_KEY], request.session[MANDATE_KEY] = _session_values(chosen)
    return actor_for(chosen.membership, chosen.mandate)
