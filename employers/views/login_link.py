"""The link with which a new person chooses a password."""

import logging
from smtplib import SMTPException

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from accounts.web import require_for, see_other
from employers import operations
from employers.models import Membership

log = logging.getLogger(__name__)

HOW_TO_GET_IN = (
    "Een nieuwe gebruiker heeft nog geen wachtwoord. Stuur daarna de inloglink: "
    "met die mail kiest de gebruiker zelf een wachtwoord."
)


@require_POST
def login_link(request: ActorRequest, membership_id: int) -> HttpResponse:
    """Mail somebody the link to choose a password; the same mail as for a forgotten one. Again: a new last day."""
    membership = kept_here(request, membership_id)
    require_for(request, operations.invite)
    operations.invite(actor=request.actor, membership=membership, today=timezone.localdate())
    _mail_link(request, membership)
    return see_other(request, *page_of_user(request, membership))


@require_http_methods(["GET", "POST"])
def reset_access(request: ActorRequest, membership_id: int) -> HttpResponse:
    """Somebody lost the phone or fears that another gets in: everything void, and a new link."""
    membership = kept_here(request, membership_id)
    require_for(request, operations.reset_access)
    if request.method == "POST":
        operations.reset_access(actor=request.actor, membership=membership, today=timezone.localdate())
        _mail_link(request, membership)
        return see_other(request, *page_of_user(request, membership))
    context = {
        "membership": Visible(membership, request.actor.role),
        "back": resolve_url(*page_of_user(request, membership)),
    }
    return render(request, "employers/reset_access.html", context)


def _mail_link(request: ActorRequest, membership: Membership) -> None:
    form = ResetPasswordForm({"email": membership.user.email})
    try:
        form.full_clean()
        form.save(request)
        messages.success(request, f"De inloglink is verstuurd aan {membership.user.name}.")
    except (OSError, SMTPException) as error:
        log.warning("The log-in link could not be sent: %s", type(error).__name__)
        messages.error(request, "De mail kon nu niet worden verstuurd. Probeer het over een paar minuten opnieuw.")


def kept_here(request: ActorRequest, membership_id: int) -> Membership:
    """The role with this number, with its account; 404 for one that this actor leaves alone."""
    kept = Membership.objects.kept_by(request.actor).select_related("user")
    found: Membership = get_object_or_404(kept, pk=membership_id)
    return found


def page_of_user(request: ActorRequest, membership: Membership) -> tuple[str, *tuple[int, ...]]:
    """The page on which this user stands."""
    if request.actor.role is Role.PLATFORM:
        return ("employers:users",)
    if membership.employer_id:
        return "employers:detail", membership.employer_id
    if membership.ohs_id:
        return "employers:ohs", membership.ohs_id
    if membership.provider_id:
        return "interventions:provider", membership.provider_id
    return ("employers:experts" if membership.role == Role.LABOUR_EXPERT else "employers:managers",)
