"""The wage on paper: asked by the employee, answered by the employer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow, Stale
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, require_verb, see_other
from cases import operations
from cases.forms.wage import WageForm
from cases.models import AbsenceCase, WageRequest

DRAFT = "wage"


@require_POST
def ask(request: ActorRequest, case_id: int) -> HttpResponse:
    """The employee wants to know it."""
    require_verb(request, Verb.ASK_WAGE, "cases.absencecase")
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor), pk=case_id)
    try:
        operations.ask_wage(actor=request.actor, case=case, today=timezone.localdate())
        messages.success(request, "Uw vraag is verstuurd. U krijgt bericht zodra uw werkgever antwoord geeft.")
    except NotNow as error:
        messages.info(request, str(error))
    return see_other(request, "cases:income", case.pk)


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, case_id: int, wage_id: int) -> HttpResponse:
    """The employer gives it."""
    require_verb(request, Verb.ANSWER_WAGE, "cases.wagerequest")
    found = WageRequest.objects.visible_to(request.actor).select_related("case__employee", "answered_by")
    asked = get_object_or_404(found, pk=wage_id, case=case_id)
    if request.method == "GET" or not asked.is_open:
        draft = brought_back(request, DRAFT, asked.pk)
        begun = kept_answers(draft).dict() if draft else {"holiday_pct": "8"}
        return _page(request, asked, WageForm(initial=begun))
    form = WageForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form, status=422)
    try:
        operations.answer_wage(actor=request.actor, request=asked, today=timezone.localdate(), **form.cleaned_data)
    except Stale as error:
        messages.info(request, str(error))
        return see_other(request, "cases:detail", asked.case_id)
    forget_draft(request.actor, DRAFT, asked.pk)
    messages.success(request, "Uw antwoord is verstuurd naar uw werknemer.")
    return see_other(request, "cases:detail", asked.case_id)


def _page(request: ActorRequest, asked: WageRequest, form: WageForm, *, status: int = 200) -> HttpResponse:
    role = request.actor.role
    context = {"case": Visible(asked.case, role), "asked": Visible(asked, role), "form": form}
    return render(request, "cases/answer_wage.html", context, status=status)
