"""Taking back an advice."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import Stale
from accounts.request import ActorRequest
from accounts.web import brought_back, kept_answers, require_for, see_other
from documents import operations
from documents.forms.advice_answer import WithdrawForm
from documents.ledger import may_withdraw
from documents.views._advice import advice_page, load, sent

DRAFT = "withdraw_advice"


@require_http_methods(["GET", "POST"])
def withdraw(request: ActorRequest, case_id: int, advice_id: int) -> HttpResponse:
    """Take back an advice of one's own, and say why."""
    require_for(request, operations.withdraw_advice)
    case, advice = load(request, case_id, advice_id)
    if request.method == "GET" and not may_withdraw(request.actor, advice, case):
        messages.info(request, "Dit advies kunt u niet (meer) intrekken.")
        return see_other(request, "ledger:advice", case_id, advice_id)
    if request.method == "GET":
        draft = brought_back(request, DRAFT, advice.pk)
        typed = kept_answers(draft).dict() if draft else {}
        form = WithdrawForm(initial=typed | {"expected_number": len(advice.story)})
        return advice_page(request, case, advice, form, taking_back=True)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return advice_page(request, case, advice, form, taking_back=True, status=422)
    try:
        operations.withdraw_advice(
            actor=request.actor, case=case, advice=advice, today=timezone.localdate(), **form.cleaned_data
        )
    except Stale as error:
        again = WithdrawForm(initial=request.POST.dict() | {"expected_number": len(advice.story)})
        return advice_page(request, case, advice, again, taking_back=True, conflict=str(error), status=409)
    return sent(request, DRAFT, advice, form, "Het advies is ingetrokken. Voor wie het was, krijgt bericht.")
