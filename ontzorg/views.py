"""Start page per role, choice of role, health."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import Error as DatabaseFailure
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from redis.exceptions import RedisError

from accounts.actor import acting_as
from accounts.terms import Role
from cases.views import calls, inbox, oversight, portfolio, start, worklist
from employers.acting import Capacity, actor_for, capacities_of
from employers.views import policies, users
from interventions.views import assignment
from ontzorg.celery import app
from ontzorg.middleware import act_in
from ontzorg.starts import WELCOMES, delegate, welcome

START: dict[Role, Callable[[HttpRequest], HttpResponse]] = (
    {
        Role.EMPLOYER: start.employer,
        Role.EMPLOYEE: start.employee,
        Role.ONTZORGMANAGER: worklist.worklist,
        Role.BEDRIJFSARTS: inbox.physician,
        Role.ARBODIENST: inbox.arbodienst,
        Role.DESK: portfolio.desk,
    }
    | dict.fromkeys(WELCOMES, welcome)
    | {
        Role.DELEGATE: delegate,
        Role.LABOUR_EXPERT: calls.start,
        Role.PRIVACY_OFFICER: oversight.start,
        Role.PROVIDER: assignment.start,
        Role.PLATFORM: users.listing,
    }
    | dict.fromkeys((Role.CLAIMS, Role.INTERMEDIARY), policies.listing)
)


def start_page(request: HttpRequest) -> HttpResponse:
    """What must I do now: each role has its own answer."""
    return START[request.actor.role](request)


@require_http_methods(["GET", "POST"])
def choose_role(request: HttpRequest) -> HttpResponse:
    """A person with several roles acts in one at a time."""
    capacities = capacities_of(request.user)
    if request.method == "POST":
        chosen = [one for one in capacities if one.key == request.POST.get("membership")]
        if not chosen:
            raise Http404
        act_in(request, chosen[0])
        return redirect("start")
    return render(request, "accounts/choose_role.html", {"memberships": [_choice(one) for one in capacities]})


def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a passkey away, unless it is the last second factor: then say so and leave it."""
    authenticator = get_object_or_404(Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN)
    adapter = get_adapter()
    if not adapter.can_delete_authenticator(authenticator):
        messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")
    answer: HttpResponseBase = remove_webauthn(request, pk=pk)
    return answer


def _choice(one: Capacity) -> dict[str, object]:
    membership = one.membership
    # At this moment nobody is acting, so the name is read through the eyes of the role itself.
    with acting_as(actor_for(membership)):
        organisation = membership.organisation
    name = ", ".join(part for part in (one.says, organisation.name if organisation else "") if part)
    return {"key": one.key, "role_label": membership.role_label, "organisation": name}


@never_cache
@require_GET
@login_not_required
@transaction.non_atomic_requests  # a transaction could not even begin when the database is away
def health(request: HttpRequest) -> JsonResponse:
    """State of database, broker and worker: 200 when all answer, else 503."""
    parts = {"database": _database(), "broker": _broker(), "worker": _worker()}
    status = 200 if all(parts.values()) else 503
    return JsonResponse({name: "ok" if good else "down" for name, good in parts.items()}, status=status)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseFailure:
        return False
    return True


def _broker() -> bool:
    try:
        cache.set("health", 1, 5)
    except RedisError:
        return False
    return True


def _worker() -> bool:
    try:
        return bool(app.control.ping(timeout=1.0, limit=1))
    except (RedisError, OSError):
        return False
