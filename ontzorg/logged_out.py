"""Nothing that somebody typed is lost when the session ended: the page keeps it until it can be sent again."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from ontzorg.errors import kept_words, whole_page

API_ANSWER = "Log eerst in."


class ReturnAfterLogin(LoginRequiredMiddleware):
    """As Django's own, and a form that was sent after the session ended is kept instead of thrown away."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> HttpResponse:
        """A page: to the log-in and back. A sent form: a page that keeps it. A part of a page: the whole page anew."""
        if request.path.startswith("/concept/"):
            return JsonResponse({"fout": API_ANSWER}, status=403)  # the draft stays in the browser and is tried again
        if request.method == "POST":
            return keep(request, "logged_out.html")
        if request.htmx:
            here = request.htmx.current_url_abs_path or "/"
            return HttpResponseClientRedirect(redirect_to_login(here)["Location"])
        answer: HttpResponse = super().handle_no_permission(request, view_func)  # type: ignore[assignment]
        return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of an older page: shown once more with a fresh token, when it was really sent from one of our pages."""
    if from_ourselves(request):
        return keep(request, "403_csrf.html")
    return render(request, "403_csrf.html", {"kept": [], "action": "/"}, status=403)


def keep(request: HttpRequest, template: str, **more: object) -> HttpResponse:
    """A page with what was typed, ready to be sent again."""
    context = {"kept": kept_words(request), "action": request.get_full_path(), "token": get_token(request)}
    response = render(request, template, context | more, status=403)
    response["Cache-Control"] = "private, no-store"  # what was typed may be medical
    return whole_page(request, response)


def from_ourselves(request: HttpRequest) -> bool:
    """Browsers say where a form came from; what does not say so is not shown again."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()
