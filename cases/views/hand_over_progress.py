"""How far a hand-over of files is, for the desk."""

from collections import Counter

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.request import ActorRequest
from accounts.visible import Visible, visible_all
from accounts.web import require_for, wants_part
from cases.models import CaseTransfer
from cases.models.transfer_terms import State
from cases.operations import ask_transfers
from cases.operations.transfers import asked_with


@require_safe
def progress(request: ActorRequest, transfer_id: int) -> HttpResponse:
    """How far everything is that was asked for in one go; what stays says why."""
    require_for(request, ask_transfers)
    found = get_object_or_404(CaseTransfer.objects.visible_to(request.actor).select_related("asked_by"), pk=transfer_id)
    if found.asked_at is None:
        raise Http404
    rows = list(asked_with(found))
    counts = Counter(row.state for row in rows)
    context = {
        "transfer": Visible(found, request.actor.role),
        "rows": visible_all(rows, request.actor.role),
        "done": len(rows) - counts[State.ASKED],
        "total": len(rows),
        "moved": counts[State.MOVED],
        "stayed": counts[State.DROPPED],
        "finished": not counts[State.ASKED],
    }
    part = "cases/_hand_over_progress.html"
    return render(request, part if wants_part(request) else "cases/hand_over_progress.html", context)
