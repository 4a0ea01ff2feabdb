"""Signing: the bedrijfsarts a probleemanalyse, employer and employee a plan."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.rows import may_with
from accounts.terms import Verb
from accounts.web import brought_back, record_kept, require_verb, see_other
from accounts.web import refuse as refuse_fields
from cases.readers import readers_by, say_readers
from documents import operations
from documents.forms.answer import AnswerForm, RefusalForm, SignForm
from documents.forms.fields import typed
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import Document, PlanOfAction, Signature
from documents.views._page import RESOURCE, content_context, guide_of, load, require_reader
from documents.views.reading import show

FORM, REFUSAL = "vision", "refusal"


@require_http_methods(["GET", "POST"])
def sign(request: ActorRequest, document_id: int) -> HttpResponse:
    """Read the whole document, then sign it."""
    document = load(request, document_id)
    require_reader(request, document)
    if document.kind == PROBLEM_ANALYSIS:
        return _sign_analysis(request, document)
    return _answer_plan(request, document)


def _sign_analysis(request: ActorRequest, document: Document) -> HttpResponse:
    require_verb(request, Verb.SIGN_PROBLEM_ANALYSIS, RESOURCE)
    if not document.is_draft:
        return see_other(request, "documents:detail", document.pk)
    if request.method == "GET":
        return _analysis_page(request, document, SignForm(initial={"expected_version": document.version_no}))
    form = SignForm(request.POST)
    if not form.is_valid():
        return _analysis_page(request, document, form, status=422)
    try:
        operations.sign_problem_analysis(actor=request.actor, document=document, **form.cleaned_data, **_moment())
    except NotNow as error:
        again = SignForm(initial=form.cleaned_data | {"expected_version": document.version_no})
        return _analysis_page(request, document, again, conflict=str(error), status=409)
    messages.success(request, "De probleemanalyse is ondertekend. Werkgever en werknemer krijgen bericht.")
    return see_other(request, "documents:detail", document.pk)


def _analysis_page(
    request: ActorRequest, document: Document, form: SignForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    context = content_context(request, document) | {"form": form, "conflict": conflict}
    return render(request, "documents/sign_analysis.html", context, status=status)


def _answer_plan(request: ActorRequest, document: Document) -> HttpResponse:
    require_verb(request, Verb.SIGN_PLAN, RESOURCE)
    own = _own(request, document)
    if not document.is_proposed or own.is_signed:
        return see_other(request, "documents:detail", document.pk)
    if request.method == "GET":
        return _plan_page(request, document, AnswerForm(initial=_begin(request, document, own)))
    form = AnswerForm(request.POST, keeping=request.POST.get("intent") == "keep")
    if not form.is_valid():
        return _plan_page(request, document, form, status=422)
    try:
        return _send(request, document, form)
    except ValidationError as error:
        refuse_fields(form, error)
        return _plan_page(request, document, form, status=422)
    except NotNow as error:
        again = AnswerForm(initial=form.cleaned_data | {"expected_version": document.version_no})
        return _plan_page(request, document, again, conflict=str(error), status=409)


def _own(request: ActorRequest, document: Document) -> Signature:
    for answer in document.answers:
        if answer.party == request.actor.role:
            return answer
    raise Http404


def _begin(request: ActorRequest, document: Document, own: Signature) -> dict[str, Any]:
    values: dict[str, Any] = {"vision": own.vision, "no_vision": own.no_vision}
    draft = brought_back(request, FORM, document.pk)
    kept = typed(draft.data) if draft else {}
    return values | kept | {"expected_version": document.version_no}


def _send(request: ActorRequest, document: Document, form: AnswerForm) -> HttpResponse:
    answers = form.cleaned_data
    if request.POST.get("intent") == "keep":
        said = {name: answers[name] for name in ("vision", "no_vision")}
        operations.add_vision(actor=request.actor, document=document, **said)
        messages.success(request, "Uw visie is bewaard. U kunt later ondertekenen.")
    else:
        operations.sign_plan(actor=request.actor, document=document, **answers, **_moment())
        messages.success(request, "U heeft het plan ondertekend.")
    record_kept(request, FORM, document.pk, form.kept, case_id=document.case_id)
    forget_draft(request.actor, FORM, document.pk)
    return see_other(request, "documents:detail", document.pk)


def _plan_page(
    request: ActorRequest,
    document: Document,
    form: AnswerForm,
    *,
    refusal: RefusalForm | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    context = content_context(request, document) | {
        "form": form,
        "refusal": refusal or RefusalForm(initial={"expected_version": document.version_no}, prefix="refuse"),
        "refusing": refusal is not None,
        "conflict": conflict,
        "guide": guide_of(document.case, request.actor.role),
        "may_withdraw": may_with(request.actor, Verb.WITHDRAW_PLAN, document),
        "readers": say_readers(request.actor.role, readers_by(PlanOfAction, "remarks"), case=document.case),
    }
    return render(request, "documents/sign_plan.html", context, status=status)


@require_POST
def refuse(request: ActorRequest, document_id: int) -> HttpResponse:
    """Say that one does not sign, and why."""
    document = load(request, document_id)
    require_reader(request, document)
    require_verb(request, Verb.REFUSE_PLAN, RESOURCE)
    own = _own(request, document)
    form = RefusalForm(request.POST, prefix="refuse")
    if not form.is_valid():
        begin = AnswerForm(initial=_begin(request, document, own))
        return _plan_page(request, document, begin, refusal=form, status=422)
    try:
        operations.refuse_plan(actor=request.actor, document=document, **form.cleaned_data, **_moment())
    except NotNow as error:
        return show(request, document, problems=[str(error)], status=409)
    record_kept(request, REFUSAL, document.pk, form.kept, case_id=document.case_id)
    guide = guide_of(document.case, request.actor.role).capitalize()
    messages.info(request, f"Wij hebben vastgelegd dat u niet ondertekent. {guide} neemt contact met u op.")
    return see_other(request, "documents:detail", document.pk)


def _moment() -> dict[str, Any]:
    return {"today": timezone.localdate(), "at": timezone.now()}
