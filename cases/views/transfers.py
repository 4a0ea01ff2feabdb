"""Hand-overs as the Ontzorgmanager sees them: what came, and what lies ready for who comes after."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.request import ActorRequest
from accounts.visible import Visible, visible_all
from accounts.web import require_for
from cases import operations
from cases.models import AbsenceCase, CaseTransfer
from cases.models.transfer_terms import AHEAD
from cases.operations.transfers import unread

PER_PAGE = 25


@require_GET
def transfers(request: ActorRequest) -> HttpResponse:
    """The files that came and were not looked at yet, and the own files with what lies ready for who comes after."""
    require_for(request, operations.take_transfer)
    actor = request.actor
    people = ("case__employee", "case__employer", "giver__user", "worded_by")
    rows = CaseTransfer.objects.visible_to(actor).select_related(*people)
    files = AbsenceCase.objects.visible_to(actor).open().with_people().order_by("employee__last_name", "pk")
    page = Paginator(files, PER_PAGE).get_page(request.GET.get("page"))
    ahead = {one.case_id: Visible(one, actor.role) for one in rows.filter(state__in=AHEAD, case__in=list(page))}
    came = rows.filter(unread()).order_by("case_id", "-pk").distinct("case_id")
    context = {
        "came": visible_all(came, actor.role),
        "page": page,
        "files": [(Visible(case, actor.role), ahead.get(case.pk)) for case in page],
        "stands_in": actor.mandate_id is not None,
    }
    return render(request, "cases/transfers.html", context)
