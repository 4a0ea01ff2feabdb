"""Calling an arbeidsdeskundige, ending that, the answer, and the list of whoever is called."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.operation import NotNow, Stale, require_with
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_verb, see_other
from cases import operations
from cases.forms.calls import CallAnswerForm, CallForm
from cases.models import AbsenceCase, LabourExpertCall
from cases.operations.calls import running_call
from cases.readers import readers_by, say_readers
from cases.timeline.product_terms import expert_call_until
from employers.models import LabourExpert

CALLING, ANSWERING, RESOURCE = "call_labour_expert", "answer_call", "cases.absencecase"


@require_safe
def start(request: ActorRequest) -> HttpResponse:
    """The files to which this person is called today, what was asked, and what is answered."""
    actor, today = request.actor, timezone.localdate()
    found = LabourExpertCall.objects.visible_to(actor).filter(
        expert=actor.person_id, ended_at=None, valid_from__lte=today, valid_to__gte=today
    )
    calls = found.select_related("case__employee__employer", "called_by").order_by("reported_on", "valid_to", "pk")
    return render(request, "cases/calls.html", {"calls": visible_all(calls, actor.role)})


@require_http_methods(["GET", "POST"])
def call(request: ActorRequest, case_id: int) -> HttpResponse:
    """Ask somebody."""
    case = _load(request, Verb.CALL_LABOUR_EXPERT, case_id)
    experts = LabourExpert.objects.visible_to(request.actor).filter(is_active=True).select_related("user")
    if request.method == "GET":
        draft = brought_back(request, CALLING, case.pk)
        usual = {"valid_to": expert_call_until(timezone.localdate())}
        return _call_page(
            request, case, CallForm(initial=kept_answers(draft).dict() if draft else usual, experts=experts)
        )
    form = CallForm(request.POST, experts=experts)
    if not form.is_valid():
        return _call_page(request, case, form, status=422)
    try:
        made = operations.call_labour_expert(
            actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data
        )
    except ValidationError as error:
        refuse(form, error)
        return _call_page(request, case, form, status=422)
    except NotNow as error:
        messages.info(request, str(error))
        return see_other(request, "cases:detail", case.pk)
    record_kept(request, CALLING, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, CALLING, case.pk)
    messages.success(request, f"{made.expert.name} is gevraagd en krijgt bericht.")
    return see_other(request, "cases:detail", case.pk)


@require_POST
def end(request: ActorRequest, case_id: int) -> HttpResponse:
    """From now on nobody is called to this file."""
    case = _load(request, Verb.END_CALL, case_id)
    try:
        operations.end_call(actor=request.actor, case=case, at=timezone.now(), today=timezone.localdate())
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "De arbeidsdeskundige ziet dit dossier niet meer.")
    return see_other(request, "cases:detail", case.pk)


@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, case_id: int) -> HttpResponse:
    """The question, and the answer of whom it was put to; once more to put that right."""
    case = _load(request, Verb.ANSWER_CALL, case_id)
    asked = running_call(case, timezone.localdate())
    if asked is None:
        messages.info(request, "Deze vraag loopt niet meer.")
        return see_other(request, "cases:detail", case.pk)
    if request.method == "GET":
        draft = brought_back(request, ANSWERING, asked.pk)
        typed = kept_answers(draft).dict() if draft else {}
        return _answer_page(request, asked, CallAnswerForm(initial=_begun(asked) | typed))
    form = CallAnswerForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, asked, form, status=422)
    today = timezone.localdate()
    try:
        made = operations.answer_call(
            actor=request.actor, case=case, today=today, at=timezone.now(), **form.cleaned_data
        )
    except ValidationError as error:
        refuse(form, error)
        return _answer_page(request, asked, form, status=422)
    except Stale as error:
        # What was typed stays, beside what stands there now; sent again it takes the place of that.
        asked = running_call(case, timezone.localdate()) or asked
        again = CallAnswerForm(initial=request.POST.dict() | {"expected_number": asked.number})
        return _answer_page(request, asked, again, conflict=str(error), status=409)
    record_kept(request, ANSWERING, asked.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, ANSWERING, asked.pk)
    done = "verbeterd. Het eerdere antwoord blijft te lezen." if made.earlier_answers else "verstuurd."
    messages.success(request, f"Uw antwoord is {done} Wie het mag lezen, krijgt bericht.")
    return see_other(request, "cases:detail", case.pk)


def _begun(asked: LabourExpertCall) -> dict[str, object]:
    """What stands in the form: the answer that is to be put right, or nothing yet."""
    return {
        "answer": asked.answer,
        "reported_on": asked.reported_on or timezone.localdate(),
        "expected_number": asked.number,
    }


def _load(request: ActorRequest, verb: Verb, case_id: int) -> AbsenceCase:
    require_verb(request, verb, RESOURCE)
    found = AbsenceCase.objects.visible_to(request.actor).with_people()
    case: AbsenceCase = get_object_or_404(found, pk=case_id)
    require_with(request.actor, verb, case)
    return case


def _call_page(request: ActorRequest, case: AbsenceCase, form: CallForm, *, status: int = 200) -> HttpResponse:
    role = request.actor.role
    readers = say_readers(role, readers_by(LabourExpertCall, "question"), case=case)
    context = {"case": Visible(case, role), "form": form, "readers": readers}
    return render(request, "cases/call.html", context, status=status)


def _answer_page(
    request: ActorRequest, asked: LabourExpertCall, form: CallAnswerForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    role = request.actor.role
    readers = say_readers(role, readers_by(LabourExpertCall, "answer"), case=asked.case)
    context = {"case": Visible(asked.case, role), "asked": Visible(asked, role), "form": form, "readers": readers}
    context |= {"conflict": conflict, "title": "Antwoord verbeteren" if asked.answer else "Vraag beantwoorden"}
    return render(request, "cases/answer_call.html", context, status=status)
