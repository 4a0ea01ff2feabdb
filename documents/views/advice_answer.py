"""One advice: its story, and the answer of whom it is for."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import Stale
from accounts.request import ActorRequest
from accounts.web import brought_back, kept_answers, refuse, require_for
from cases.models import AbsenceCase
from documents import operations
from documents.forms.advice_answer import AdviceAnswerForm
from documents.ledger import may_answer
from documents.models import Advice
from documents.operations.advice_answers import papers_for
from documents.views._advice import advice_page, load, sent

DRAFT = "answer_advice"


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, case_id: int, advice_id: int) -> HttpResponse:
    """One advice with its story, and for whom it is meant the form to say what comes of it."""
    case, advice = load(request, case_id, advice_id)
    if request.method == "GET":
        return advice_page(request, case, advice, _begun(request, case, advice))
    require_for(request, operations.answer_advice)
    form = AdviceAnswerForm(request.POST, papers=papers_for(request.actor, case))
    if not form.is_valid():
        return advice_page(request, case, advice, form, status=422)
    try:
        operations.answer_advice(
            actor=request.actor, case=case, advice=advice, today=timezone.localdate(), **form.cleaned_data
        )
    except ValidationError as error:
        refuse(form, error)
        return advice_page(request, case, advice, form, status=422)
    except Stale as error:
        typed = request.POST.dict() | {"expected_number": len(advice.story)}
        again = AdviceAnswerForm(initial=typed, papers=papers_for(request.actor, case))
        return advice_page(request, case, advice, again, conflict=str(error), status=409)
    return sent(request, DRAFT, advice, form, "Vastgelegd. Wie het advies gaf, krijgt bericht.")


def _begun(request: ActorRequest, case: AbsenceCase, advice: Advice) -> AdviceAnswerForm | None:
    """The form with what was typed before; None when there is nothing to answer."""
    if not may_answer(request.actor, advice, case):
        return None
    draft = brought_back(request, DRAFT, advice.pk)
    typed: dict[str, Any] = {"done_on": timezone.localdate()} | (kept_answers(draft).dict() if draft else {})
    return AdviceAnswerForm(
        initial=typed | {"expected_number": len(advice.story)}, papers=papers_for(request.actor, case)
    )
