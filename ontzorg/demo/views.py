"""The demo's own pages: choose a person, read the caught mail. Open to everybody on this machine."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from employers.acting import Capacity, memberships_of
from ontzorg.demo import mailbox
from ontzorg.demo.personas import PASSWORD, PERSONAS
from ontzorg.middleware import SESSION_KEY, act_in

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PER_PAGE = 25


@require_GET
@login_not_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody as whom one can log in."""
    return render(request, "demo/people.html", {"password": PASSWORD})


@require_POST
@login_not_required
def become(request: HttpRequest, number: int) -> HttpResponse:
    """Log in as one of the cast, in the role that the button names."""
    if not 1 <= number <= len(PERSONAS):
        raise Http404
    persona = PERSONAS[number - 1]
    user = get_object_or_404(User, email=persona.email)
    login(request, user, backend=BACKEND)
    record_authentication(request, user, "demo")
    request.session.pop(SESSION_KEY, None)
    for membership in memberships_of(user):
        if persona.role is not None and membership.role == persona.role:
            act_in(request, Capacity(membership))
    return HttpResponseRedirect(reverse("start"), status=303)


@never_cache
@require_GET
@login_not_required
def mail(request: HttpRequest) -> HttpResponse:
    """The caught mail, the newest first."""
    page = Paginator(mailbox.names(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mail.html", {"page": page, "letters": [mailbox.read(name) for name in page]})


@never_cache
@require_GET
@login_not_required
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One caught message as text."""
    found = mailbox.read(name)
    if found is None:
        raise Http404
    return render(request, "demo/letter.html", {"letter": found})
