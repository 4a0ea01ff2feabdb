"""What the pages about one advice have in common."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.guarded import GuardedForm
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import record_kept, see_other
from cases.models import AbsenceCase
from cases.operations import read_case
from cases.readers import readers_by, say_readers
from documents.ledger import line_of
from documents.models import Advice, AdviceFollowUp
from documents.operations.advice import advice_of
from documents.views._page import load_case


def load(request: ActorRequest, case_id: int, advice_id: int) -> tuple[AbsenceCase, Advice]:
    """The file and one advice of it through the reader's eyes, or 404."""
    case = load_case(request, case_id)
    found: Advice = get_object_or_404(advice_of(case).with_story(), pk=advice_id)
    return case, found


def sent(request: ActorRequest, draft: str, advice: Advice, form: GuardedForm, said: str) -> HttpResponse:
    """After a form was sent: keep why a text stayed, forget the draft, and go on to the ledger."""
    record_kept(request, draft, advice.pk, form.kept, case_id=advice.case_id)
    forget_draft(request.actor, draft, advice.pk)
    messages.success(request, said)
    return see_other(request, "ledger:list", advice.case_id)


def advice_page(
    request: ActorRequest,
    case: AbsenceCase,
    advice: Advice,
    form: GuardedForm | None,
    *,
    taking_back: bool = False,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    """One advice with its story and a form; opening it leaves a trace."""
    actor = request.actor
    read_case(actor=actor, case=case)
    context = {
        "case": Visible(case, actor.role),
        "line": line_of(advice, actor, case, timezone.localdate()),
        "form": form,
        "conflict": conflict,
        "may_add_paper": actor.may(Verb.ADD_ATTACHMENT, "documents.attachment"),
        "readers": say_readers(actor.role, readers_by(AdviceFollowUp, "note"), case=case),
    }
    template = "documents/advice/withdraw.html" if taking_back else "documents/advice/advice.html"
    return render(request, template, context, status=status)
