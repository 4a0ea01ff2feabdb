"""The ledger of advice of a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible, granted
from cases.operations import read_case
from documents.ledger import lines_of
from documents.operations.advice import ADVICE, advice_of
from documents.operations.guarantee import RESOURCE as GUARANTEE
from documents.views._page import load_case


@require_safe
def ledger(request: ActorRequest, case_id: int) -> HttpResponse:
    """Every advice of the file, what came of it and what waits; opening it leaves a trace."""
    actor = request.actor
    case = load_case(request, case_id)
    if not granted(actor.role, ADVICE):
        raise Http404
    read_case(actor=actor, case=case)
    lines = lines_of(advice_of(case).with_story(), actor, case, timezone.localdate())
    context = {
        "case": Visible(case, actor.role),
        "running": [one for one in lines if one.runs],
        "over": [one for one in lines if not one.runs],
        "may_give": case.is_open and actor.may(Verb.GIVE_ADVICE, ADVICE),
        "reads_guarantee": bool(granted(actor.role, GUARANTEE)),
    }
    return render(request, "documents/advice/list.html", context)
