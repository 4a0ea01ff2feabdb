"""Proposals for suitable work in a file: the list, and making one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.operation import AlreadyDone, NotNow
from accounts.operations import forget_draft
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.forms.work_proposals import WorkProposalForm
from cases.models import AbsenceCase, WorkProposal
from cases.operations.work_proposals import FINISHED, NOT_SICK, PROPOSAL, proposals_of
from cases.readers import readers_by, say_readers
from cases.timeline.dutch import format_date
from cases.timeline.product_terms import work_answer_by
from cases.work_proposals import lines_of

DRAFT = "work_proposal"


def load_case(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file, for who may read proposals; for everybody else there is nothing here."""
    if (request.actor.role, PROPOSAL) not in POLICY:
        raise Http404
    case: AbsenceCase = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    return case


@require_safe
def overview(request: ActorRequest, case_id: int) -> HttpResponse:
    """Every proposal with what came of it, the newest first; opening it leaves a trace."""
    actor, case = request.actor, load_case(request, case_id)
    operations.read_case(actor=actor, case=case)
    context = {
        "case": Visible(case, actor.role),
        "role": actor.role.value,
        "lines": lines_of(proposals_of(case), actor, case, timezone.localdate()),
        "may_propose": case.is_sick and actor.may(Verb.PROPOSE_WORK, PROPOSAL),
    }
    return render(request, "cases/work_proposals.html", context)


@require_http_methods(["GET", "POST"])
def propose(request: ActorRequest, case_id: int) -> HttpResponse:
    """The employee writes down which work is possible."""
    require_for(request, operations.propose_work)
    case = load_case(request, case_id)
    if request.method == "GET" and not case.is_sick:
        messages.info(request, NOT_SICK if case.is_open else FINISHED)
        return see_other(request, "cases:work", case.pk)
    hours = case.employee.contract_hours
    if request.method == "GET":
        draft = brought_back(request, DRAFT, case.pk)
        typed = kept_answers(draft).dict() if draft else {}
        seen = proposals_of(case).values_list("number", flat=True).first() or 0
        return _page(request, case, WorkProposalForm(initial=typed | {"seen": seen}, contract_hours=hours))
    return _propose(request, case, WorkProposalForm(request.POST, contract_hours=hours))


def _propose(request: ActorRequest, case: AbsenceCase, form: WorkProposalForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.propose_work(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    except AlreadyDone:
        return _done(request, case)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except NotNow as error:
        return _page(request, case, form, conflict=str(error), status=409)
    record_kept(request, DRAFT, case.pk, form.kept, case_id=case.pk)
    return _done(request, case)


def _done(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    forget_draft(request.actor, DRAFT, case.pk)
    day = format_date(work_answer_by(timezone.localdate()))
    messages.success(request, f"Uw voorstel is verstuurd. Uw werkgever krijgt bericht en antwoordt uiterlijk {day}.")
    return see_other(request, "cases:work", case.pk)


def _page(
    request: ActorRequest, case: AbsenceCase, form: WorkProposalForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "form": form,
        "conflict": conflict,
        "answer_by": work_answer_by(timezone.localdate()),
        "readers": say_readers(role, readers_by(WorkProposal, "text"), case=case),
    }
    return render(request, "cases/work_propose.html", context, status=status)
