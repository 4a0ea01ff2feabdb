"""The start page of the insurer's desk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.request import ActorRequest
from cases import portfolio


def desk(request: ActorRequest) -> HttpResponse:
    """What stays behind, what expires, and how the work is divided."""
    actor, today = request.actor, timezone.localdate()
    waiting = portfolio.without_manager(actor, today)
    phases = portfolio.phases(actor, today)
    context = {
        "escalated": [item for item in waiting if item.when.late],
        "waiting": [item for item in waiting if not item.when.late],
        "certificates": portfolio.expiring_certificates(actor, today),
        "registrations": portfolio.expiring_registrations(actor, today),
        "loads": portfolio.loads(actor, today),
        "phases": phases,
        "open_files": sum(count for _, count in phases),
    }
    return render(request, "cases/desk.html", context)
