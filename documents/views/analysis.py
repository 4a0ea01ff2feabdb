"""The bedrijfsarts writes a probleemanalyse, or its update."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import brought_back, record_kept, refuse, require_verb, see_other
from cases.models import AbsenceCase
from cases.readers import readers_by, say_readers
from documents import operations
from documents.forms.analysis import SEVERAL, AnalysisForm, initial_of
from documents.forms.fields import typed
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import Document, ProblemAnalysis
from documents.views._page import RESOURCE, load_case, opened

FORM = "problem_analysis"
_OF_THAT_DAY = ("consult_on", "next_consult_on", "capacity_review_on")


@require_http_methods(["GET", "POST"])
def problem_analysis(request: ActorRequest, case_id: int) -> HttpResponse:
    """The form; once kept, one reads it all before signing."""
    require_verb(request, Verb.DRAFT_PROBLEM_ANALYSIS, "cases.absencecase")
    case = load_case(request, case_id)
    mine = Document.objects.visible_to(request.actor).filter(case=case).of_kind(PROBLEM_ANALYSIS)
    document = mine.unsigned().first()
    if request.method == "GET":
        return _blank(request, case, document)
    form = AnalysisForm(request.POST)
    try:
        return _keep(request, case, document, form)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except NotNow as error:
        version = document.version_no if document else 0
        again = AnalysisForm(initial=typed(dict(request.POST.lists()), SEVERAL) | {"expected_version": version})
        return _page(request, case, again, conflict=str(error), status=409)


def _blank(request: ActorRequest, case: AbsenceCase, document: Document | None) -> HttpResponse:
    values: dict[str, Any] = {"expected_version": 0}
    if document is not None:
        opened(request, document)
        values = initial_of(document.analysis) | {"expected_version": document.version_no}
    elif (earlier := _signed(request, case)) is not None:  # an update begins with what was said before
        opened(request, earlier)
        values |= initial_of(earlier.analysis) | dict.fromkeys(_OF_THAT_DAY)
    draft = brought_back(request, FORM, case.pk)
    kept = typed(draft.data, SEVERAL) if draft else {}
    return _page(request, case, AnalysisForm(initial=values | kept))


def _signed(request: ActorRequest, case: AbsenceCase) -> Document | None:
    return Document.objects.visible_to(request.actor).analysis_of(case.pk)


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    form: AnalysisForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": Visible(case, request.actor.role),
        "form": form,
        "conflict": conflict,
        "title": "Probleemanalyse bijstellen" if _signed(request, case) else "Probleemanalyse opstellen",
        "readers": say_readers(request.actor.role, readers_by(ProblemAnalysis, "advice"), case=case),
        "below": f"{case.employee.full_name}, {case.employee.function.lower()}. Dossier {case.number}.",
    }
    return render(request, "documents/problem_analysis.html", context, status=status)


def _keep(request: ActorRequest, case: AbsenceCase, document: Document | None, form: AnalysisForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, case, form, status=422)
    today = timezone.localdate()
    if document is None:
        document = operations.draft_problem_analysis(
            actor=request.actor, case=case, content=form.content(), today=today
        )
    else:
        document = operations.revise_problem_analysis(
            actor=request.actor,
            document=document,
            content=form.content(),
            expected_version=form.cleaned_data["expected_version"],
            today=today,
        )
    record_kept(request, FORM, document.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, FORM, case.pk)
    if not request.actor.may(Verb.SIGN_PROBLEM_ANALYSIS, RESOURCE):
        messages.info(request, "De probleemanalyse is bewaard. De bedrijfsarts leest haar na en ondertekent.")
        return see_other(request, "documents:detail", document.pk)
    messages.info(request, "De probleemanalyse is bewaard. Lees haar na en onderteken.")
    return see_other(request, "documents:sign", document.pk)
