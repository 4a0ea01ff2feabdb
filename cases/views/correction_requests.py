"""Asking for a correction of what stands in a file, and answering that."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_verb, see_other
from cases import operations
from cases.forms.correction_request import CorrectionForm, DecisionForm
from cases.models import AbsenceCase, CorrectionRequest

ASKING, ANSWERING = "ask_correction", "answer_correction"


@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest, case_id: int) -> HttpResponse:
    """What the employee asked before, and one more request."""
    require_verb(request, Verb.ASK_CORRECTION, "cases.absencecase")
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    if request.method == "GET":
        draft = brought_back(request, ASKING, case.pk)
        return _ask_page(request, case, CorrectionForm(initial=kept_answers(draft).dict() if draft else None))
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, case, form, status=422)
    try:
        operations.ask_correction(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _ask_page(request, case, form, status=422)
    except NotNow as error:
        form.add_error("topic", str(error))
        return _ask_page(request, case, form, status=409)
    record_kept(request, ASKING, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, ASKING, case.pk)
    messages.success(request, "Uw verzoek is verstuurd. U krijgt bericht zodra er antwoord is.")
    return see_other(request, "cases:detail", case.pk)  # the form itself would offer again what was sent


def _ask_page(request: ActorRequest, case: AbsenceCase, form: CorrectionForm, *, status: int = 200) -> HttpResponse:
    found = CorrectionRequest.objects.visible_to(request.actor).filter(case=case).select_related("answered_by")
    context = {
        "case": Visible(case, request.actor.role),
        "form": form,
        "requests": visible_all(found.order_by("-asked_on", "-pk"), request.actor.role),
    }
    return render(request, "cases/ask_correction.html", context, status=status)


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, case_id: int, request_id: int) -> HttpResponse:
    """One request, for who answers it."""
    require_verb(request, Verb.ANSWER_CORRECTION, "cases.correctionrequest")
    found = CorrectionRequest.objects.visible_to(request.actor).select_related("case__employee", "answered_by")
    asked = get_object_or_404(found, pk=request_id, case=case_id)
    if request.method == "GET" or not asked.is_open:
        draft = brought_back(request, ANSWERING, asked.pk)
        return _answer_page(request, asked, DecisionForm(initial=kept_answers(draft).dict() if draft else None))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, asked, form, status=422)
    try:
        operations.answer_correction(
            actor=request.actor, request=asked, today=timezone.localdate(), **form.cleaned_data
        )
    except ValidationError as error:
        refuse(form, error)
        return _answer_page(request, asked, form, status=422)
    record_kept(request, ANSWERING, asked.pk, form.kept, case_id=asked.case_id)
    forget_draft(request.actor, ANSWERING, asked.pk)
    messages.success(request, "Uw antwoord is verstuurd. De werknemer krijgt bericht.")
    return see_other(request, "cases:detail", asked.case_id)


def _answer_page(
    request: ActorRequest, asked: CorrectionRequest, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    role = request.actor.role
    context = {"case": Visible(asked.case, role), "asked": Visible(asked, role), "form": form}
    return render(request, "cases/answer_correction.html", context, status=status)
