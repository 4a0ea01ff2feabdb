"""Who guides the file writes a plan van aanpak, puts it before the parties, or takes it back."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow, SomebodyElses, require_with
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import brought_back, record_kept, remember, require_verb, see_other, wants_part
from cases.models import AbsenceCase
from cases.readers import readers_by, say_readers
from cases.timeline.parameters import latest_evaluation
from cases.working import confirmed_lines
from documents import operations
from documents.forms.plan import OwnPlanForm, PlanForm, PlanPage, page_of
from documents.kinds import PLAN_OF_ACTION
from documents.models import Document, PlanOfAction
from documents.views._page import load, load_case, opened
from documents.views.reading import show

FORM = "plan_of_action"
TAKEN_OVER = (
    "In dit dossier stelt de Ontzorgmanager het plan op. Wat u schreef staat hieronder nog, maar u kunt het niet meer"
    " bewaren of voorleggen. Geef het zo nodig door aan de Ontzorgmanager."
)


def _form(case: AbsenceCase) -> type[PlanForm]:
    """Without an Ontzorgmanager the employer names the casemanager."""
    return PlanForm if case.ontzorgmanager_id else OwnPlanForm


@require_http_methods(["GET", "POST"])
def plan(request: ActorRequest, case_id: int) -> HttpResponse:
    """The form; a line is added or removed without keeping anything."""
    require_verb(request, Verb.DRAFT_PLAN, "cases.absencecase")
    case = load_case(request, case_id)
    try:
        require_with(request.actor, Verb.DRAFT_PLAN, case)
        return _write(request, case)
    except SomebodyElses as error:
        if request.method == "GET":
            raise
        remember(request, error)
        page = PlanPage.typed(OwnPlanForm, dict(request.POST.lists()))
        return _page(request, case, page, conflict=TAKEN_OVER, status=409)


def _write(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    unsigned = Document.objects.visible_to(request.actor).filter(case=case).unsigned()
    document = unsigned.of_kind(PLAN_OF_ACTION).first()
    if document is not None and not document.is_draft:
        return see_other(request, "documents:detail", document.pk)
    if request.method == "GET":
        return _blank(request, case, document)
    if edit := request.POST.get("edit"):
        return _page(request, case, PlanPage.typed(_form(case), dict(request.POST.lists()), edit), edit=edit)
    page = PlanPage.sent(_form(case), request.POST)
    try:
        return _keep(request, case, document, page)
    except ValidationError as error:
        page.refuse(error)
        return _page(request, case, page, status=422)
    except NotNow as error:
        data = dict(request.POST.lists()) | {"expected_version": [str(document.version_no if document else 0)]}
        return _page(request, case, PlanPage.typed(_form(case), data), conflict=str(error), status=409)


def _blank(request: ActorRequest, case: AbsenceCase, document: Document | None) -> HttpResponse:
    mine = Document.objects.visible_to(request.actor)
    earlier = mine.filter(case=case).signed().of_kind(PLAN_OF_ACTION).first()
    opened(request, document or earlier, mine.analysis_of(case.pk))
    draft = brought_back(request, FORM, case.pk)
    if draft is not None:
        return _page(request, case, PlanPage.typed(_form(case), draft.data))
    if document is not None:
        return _page(request, case, page_of(_form(case), document.plan, document.version_no))
    evaluate = latest_evaluation(timezone.localdate())
    agreed = [asdict(line) for line in confirmed_lines(request.actor, case)]
    if earlier is not None:  # the next edition begins with what was agreed before, and the build-up that holds now
        page = page_of(_form(case), earlier.plan, 0, build_up=agreed)
        page.form.initial["next_evaluation_on"] = evaluate
        return _page(request, case, page)
    values = {
        "expected_version": 0,
        "contact_with": case.employer.contact_name,
        "case_manager_name": case.employer.contact_name,
        "case_manager_phone": case.employer.phone,
        "next_evaluation_on": evaluate,
    }
    return _page(request, case, PlanPage.shown(_form(case), values, [], agreed))


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    page: PlanPage,
    *,
    conflict: str = "",
    edit: str = "",
    status: int = 200,
) -> HttpResponse:
    earlier = Document.objects.visible_to(request.actor).filter(case=case).signed().of_kind(PLAN_OF_ACTION)
    analysis = Document.objects.visible_to(request.actor).analysis_of(case.pk)
    context = {
        "case": Visible(case, request.actor.role),
        "form": page.form,
        "activities": page.activities,
        "build_up": page.build_up,
        "conflict": conflict,
        "title": "Plan van aanpak bijstellen" if earlier.exists() else "Plan van aanpak opstellen",
        "focus": ":".join(edit.split(":")[:2]),  # the new line, or the button after a line is gone
        "readers": say_readers(request.actor.role, readers_by(PlanOfAction, "remarks"), case=case),
        "basis": Visible(analysis, request.actor.role) if analysis else None,
        "below": f"{case.employee.full_name}, {case.employee.function.lower()}. Dossier {case.number}.",
    }
    fragment = wants_part(request)
    return render(request, "documents/_plan_form.html" if fragment else "documents/plan.html", context, status=status)


def _keep(request: ActorRequest, case: AbsenceCase, document: Document | None, page: PlanPage) -> HttpResponse:
    if not page.is_valid():
        return _page(request, case, page, status=422)
    if document is None:
        document = operations.draft_plan(actor=request.actor, case=case, content=page.content())
    else:
        document = operations.revise_plan(
            actor=request.actor,
            document=document,
            content=page.content(),
            expected_version=page.form.cleaned_data["expected_version"],
        )
    record_kept(request, FORM, document.pk, page.kept, case_id=case.pk)
    forget_draft(request.actor, FORM, case.pk)
    messages.info(request, "Het plan is bewaard. Lees het na en leg het voor.")
    return see_other(request, "documents:detail", document.pk)


@require_POST
def propose(request: ActorRequest, document_id: int) -> HttpResponse:
    """Put the plan before employer and employee."""
    document = load(request, document_id)
    try:
        operations.propose_plan(
            actor=request.actor,
            document=document,
            expected_version=_version(request),
            today=timezone.localdate(),
        )
    except ValidationError as error:
        return show(request, document, problems=error.messages, status=422)
    except NotNow as error:
        return show(request, document, problems=[str(error)], status=409)
    except SomebodyElses as error:
        return _is_somebody_elses(request, document, error)
    messages.success(request, f"Het plan is voorgelegd. {_who_hears(request)}")
    return see_other(request, "documents:detail", document.pk)


def _who_hears(request: ActorRequest) -> str:
    if request.actor.role is Role.EMPLOYER:
        return "Uw werknemer krijgt bericht. Onderteken het plan ook zelf."
    return "Werkgever en werknemer krijgen bericht."


def _is_somebody_elses(request: ActorRequest, document: Document, error: SomebodyElses) -> HttpResponse:
    """The file has an Ontzorgmanager now. The page of the draft says so; the draft stays with who wrote it."""
    if not document.is_draft:
        raise error
    remember(request, error)
    return show(request, load(request, document.pk), status=409)


@require_POST
def withdraw(request: ActorRequest, document_id: int) -> HttpResponse:
    """Take the plan back to change it."""
    document = load(request, document_id)
    try:
        operations.withdraw_plan(actor=request.actor, document=document, expected_version=_version(request))
    except NotNow as error:
        return show(request, document, problems=[str(error)], status=409)
    except SomebodyElses as error:
        return _is_somebody_elses(request, document, error)
    messages.info(request, "Het plan is teruggenomen. U kunt het nu aanpassen.")
    return see_other(request, "documents:plan", document.case_id)


def _version(request: ActorRequest) -> int:
    sent = request.POST.get("expected_version", "")
    return int(sent) if sent.isdecimal() else 0
