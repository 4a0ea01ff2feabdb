"""The Ontzorgmanager's start page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.request import ActorRequest
from accounts.web import wants_part
from cases import worklist as steps
from cases.models import AbsenceCase

PAGE = 50


def worklist(request: ActorRequest) -> HttpResponse:
    """What must be done now, in which order, and why."""
    today, actor = timezone.localdate(), request.actor
    found = steps.rows(steps.steps_in_sight(actor, today), steps.pending_keys(actor), actor.role, today)
    asked = steps.asked(request.GET)
    context = {
        "summary": steps.summary(found, AbsenceCase.objects.visible_to(actor).open().count()),
        "page": Paginator(steps.select(found, asked), PAGE).get_page(request.GET.get("page")),
        "choices": steps.choices(found, asked),
        "employers": steps.employers(found),
        "asked": asked,
        "nothing_at_all": not found,
    }
    fragment = wants_part(request)
    return render(request, "cases/_worklist.html" if fragment else "cases/worklist.html", context)
