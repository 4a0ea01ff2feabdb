"""Who must first show who it is: asked for it, and back to where one was with nothing lost."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from ontzorg.logged_out import keep

Handler = Callable[[HttpRequest], HttpResponse]


class ConfirmingMiddleware:
    """Answers for our own pages what the log-in library would answer in its own way.

    A page that is opened goes to the library's question and back. A sent form is kept on a page, because the library
    would run it outside the transaction of its actor. Who has nothing to show it with reads what to do.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django calls this when a view raises; None leaves the rest to the library."""
        if not isinstance(error, ReauthenticationRequired) or not request.user.is_authenticated:
            return None
        ways = get_adapter(request).get_reauthentication_methods(request.user)
        if not ways:
            return render(request, "account/cannot_confirm.html", status=403)
        if getattr(request, "actor", None) is None:
            return None
        if request.method == "POST":
            return keep(request, "account/confirm_first.html", confirm_url=ways[0]["url"])
        if request.htmx:
            here = request.htmx.current_url_abs_path or "/"
            return HttpResponseClientRedirect(f"{ways[0]['url']}?{urlencode({'next': here})}")
        return None
