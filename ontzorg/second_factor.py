"""Nobody comes near a file with a password alone: a session must have proved a second factor first."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from accounts.step_up import FACTORS

Handler = Callable[[HttpRequest], HttpResponse]
API_ANSWER = "Log in met een tweede stap: een code uit een app of een passkey."


class SecondFactorMiddleware:
    """Sends who logged in with a password only to the page on which the second factor is set up.

    Who has a second factor is asked for it while logging in, before there is a session at all; so whoever comes here
    without one has none yet. There is no setting that switches this off.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or request.path.startswith(_open_paths()) or has_proved(request):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return JsonResponse({"fout": API_ANSWER}, status=403)
        target = f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}"
        return HttpResponseClientRedirect(target) if request.htmx else HttpResponseRedirect(target)


def has_proved(request: HttpRequest, user: Any = None) -> bool:
    """Whether a second factor was shown in this session, by this person: who is logged in, unless told otherwise."""
    records = get_authentication_records(request, user or request.user)
    return any(record.get("method") == "mfa" for record in records)


def _open_paths() -> tuple[str, ...]:
    return "/account/", "/health/", "/static/"


@receiver(authenticator_added)
def who_sets_it_up_has_shown_it(request: HttpRequest, user: Any, authenticator: Authenticator, **_: Any) -> None:
    """Setting up an app takes a code of it, and adding a passkey takes the passkey: that is the proof."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
