"""One proposal for suitable work: reading it, answering it, and taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.forms.work_proposals import WorkAnswerForm
from cases.models import AbsenceCase, WorkProposal, WorkReply
from cases.operations.work_proposals import proposals_of
from cases.readers import readers_by, say_readers
from cases.views.work_proposals import load_case
from cases.work_proposals import line_of

DRAFT = "work_answer"


@require_http_methods(["GET", "POST"])
def proposal(request: ActorRequest, case_id: int, proposal_id: int) -> HttpResponse:
    """One proposal with what came of it, and for the employer the form to answer."""
    case, found = _one(request, case_id, proposal_id)
    if request.method == "GET":
        return _page(request, case, found, _begun(request, found))
    require_for(request, operations.answer_work)
    form = WorkAnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, case, found, form, status=422)
    try:
        operations.answer_work(
            actor=request.actor, case=case, proposal=found, today=timezone.localdate(), **form.cleaned_data
        )
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, found, form, status=422)
    except NotNow as error:
        return _page(request, *_one(request, case_id, proposal_id), form, conflict=str(error), status=409)
    record_kept(request, DRAFT, found.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, DRAFT, found.pk)
    messages.success(request, "Uw antwoord is verstuurd. De werknemer krijgt bericht.")
    return see_other(request, "cases:work", case.pk)


@require_POST
def withdraw(request: ActorRequest, case_id: int, proposal_id: int) -> HttpResponse:
    """The employee takes back what was not answered yet."""
    require_for(request, operations.withdraw_work)
    case, found = _one(request, case_id, proposal_id)
    try:
        operations.withdraw_work(actor=request.actor, case=case, proposal=found, today=timezone.localdate())
        messages.success(request, "Uw voorstel is ingetrokken. Het blijft te lezen.")
    except NotNow as error:
        messages.info(request, str(error))
    return see_other(request, "cases:work", case.pk)


def _one(request: ActorRequest, case_id: int, proposal_id: int) -> tuple[AbsenceCase, WorkProposal]:
    case = load_case(request, case_id)
    found: WorkProposal = get_object_or_404(proposals_of(case), pk=proposal_id)
    return case, found


def _begun(request: ActorRequest, proposal: WorkProposal) -> WorkAnswerForm:
    draft = brought_back(request, DRAFT, proposal.pk)
    return WorkAnswerForm(initial=kept_answers(draft).dict() if draft else {})


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    proposal: WorkProposal,
    form: WorkAnswerForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    """One proposal and, while it waits, the form of who answers; what was typed too late stays to be read."""
    actor = request.actor
    operations.read_case(actor=actor, case=case)
    line = line_of(proposal, actor, case, timezone.localdate())
    context = {
        "case": Visible(case, actor.role),
        "role": actor.role.value,
        "line": line,
        "form": form if line.may_answer else None,
        "conflict": conflict,
        "typed": request.POST.get("reason", "").strip() if conflict else "",
        "readers": say_readers(actor.role, readers_by(WorkReply, "reason"), case=case),
    }
    return render(request, "cases/work_proposal.html", context, status=status)
