"""Before what is most private: the person has shown a moment ago who it is, with the second factor.

The asking itself is the log-in library's; here stands what counts as a moment ago, and as having shown it.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

View = Callable[..., HttpResponseBase]
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
GO_ON = "verder"


def confirmed_lately(request: HttpRequest) -> bool:
    """Whether this person showed who it is within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds, logging in included.

    Who has a second factor shows that one; a password does not count then. Who has none shows what there is.
    """
    records = get_authentication_records(request, request.user)
    if Authenticator.objects.filter(user_id=request.user.pk, type__in=FACTORS).exists():
        records = [record for record in records if record.get("method") == "mfa"]
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(record["at"] > since for record in records)


def confirmed_first(*, back: str = "", of: tuple[str, ...] = ()) -> Callable[[View], View]:
    """A page that opens only for who showed a moment ago who it is; the others are asked, and come back to it.

    `back` names the page to come back to instead, for a download: a browser that is led to a file would stay on the
    page with the code. That page goes on by itself (`goes_on`); `of` are the arguments that both addresses have. A
    sent form is kept on a page until it can be sent again: that is done at the edge.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if confirmed_lately(request):
                return view(request, *args, **kwargs)
            ways = get_adapter(request).get_reauthentication_methods(request.user)
            if back and ways and request.method == "GET":
                here = f"{reverse(back, kwargs={name: kwargs[name] for name in of})}?{urlencode({GO_ON: 1})}"
                return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': here})}")
            raise ReauthenticationRequired

        return run

    return decorate


def goes_on(request: HttpRequest) -> bool:
    """Whether somebody comes back here after having shown who it is, and what was asked for can begin."""
    return request.GET.get(GO_ON) == "1" and confirmed_lately(request)
