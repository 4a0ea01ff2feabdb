"""Logging in through one's own organisation (OpenID Connect). It replaces the password, never the second factor.

An organisation vouches for addresses in its own domains only, and only for people who have an account already: so no
organisation can open the door of another one. Which organisations there are stands in the setting SINGLE_SIGN_ON.
"""

import logging
from typing import Any

from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib.auth.decorators import login_not_required
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from requests import RequestException

from accounts.models import User
from ontzorg.second_factor import has_proved

log = logging.getLogger(__name__)
REFUSED = "account/organisation_refused.html"


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Leads who comes from an organisation to the account that was invited, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: accounts come by invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the invited account by the address the organisation vouches for; keep nothing else it told us."""
        app = sociallogin.provider.app
        claims = sociallogin.account.get_provider_account().get_user_data() or {}
        sociallogin.account.extra_data = {}
        address = str(claims.get("email") or "").lower()
        known = vouched_for(address, app.settings["domains"]) and claims.get("email_verified", True) is True
        user = User.objects.filter(email=address, is_active=True).first() if known else None
        logging_in = sociallogin.state.get("process", AuthProcess.LOGIN) == AuthProcess.LOGIN
        same_person = not sociallogin.is_existing or sociallogin.user == user
        if user is None or not logging_in or not same_person:
            log.warning("Refused a log-in through the organisation %s", app.provider_id)
            raise ImmediateHttpResponse(render(request, REFUSED, {"organisation": app.name}, status=403))
        sociallogin.user = user


@receiver(user_logged_in)
def tie_after_second_factor(request: HttpRequest, user: User, **more: Any) -> None:
    """Keep the organisation's number for somebody once a second factor of the account was shown as well.

    The organisation's word alone writes nothing: who only has that, is let in no further and leaves nothing behind.
    """
    sociallogin: SocialLogin | None = more.get("sociallogin")
    if sociallogin is not None and sociallogin.account.pk is None and has_proved(request, user):
        sociallogin.connect(request, user)


def vouched_for(address: str, domains: list[str]) -> bool:
    """Whether this address is in one of these domains itself; a domain says nothing about those below it."""
    name, _, domain = address.rpartition("@")
    return bool(name) and domain in domains


@login_not_required
@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the organisation's own log-in page."""
    return _reaching_it(request, openid.login, provider_id)


@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the organisation, with or without its word."""
    return _reaching_it(request, openid.callback, provider_id)


@login_not_required
def cancelled(request: HttpRequest) -> HttpResponse:
    """Somebody changed his mind on the organisation's page."""
    return render(request, "socialaccount/login_cancelled.html")


def _reaching_it(request: HttpRequest, view: Any, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view(request, provider_id)
    except RequestException as error:
        log.error("The organisation %s cannot be reached: %s", provider_id, type(error).__name__)
        return render(request, "account/organisation_unreachable.html", status=503)
    return answer
