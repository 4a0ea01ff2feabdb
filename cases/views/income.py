"""What long sickness does to income: the employee's own calculations, and reading along."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, visible_all
from accounts.web import brought_back, refuse, require_verb, see_other
from cases import operations
from cases.forms.income import LAW, OTHER, SCHEMES, IncomePage
from cases.income_picture import lay_out_income
from cases.models import AbsenceCase, WageRequest, WiaCalculation, WiaShare
from cases.operations.income import insight_step

DRAFT = "income"
RESOURCE = "cases.wiacalculation"


def file_of(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file, for who may know of the employee's income; for everybody else there is nothing here."""
    if (request.actor.role, RESOURCE) not in POLICY:
        raise Http404
    files = AbsenceCase.objects.visible_to(request.actor).with_people()
    return get_object_or_404(files, pk=case_id)


def calculations(request: ActorRequest, case: AbsenceCase) -> "QuerySet[WiaCalculation]":
    """Of one file, the newest first, with what happened to each."""
    found: QuerySet[WiaCalculation] = WiaCalculation.objects.visible_to(request.actor).filter(case=case)
    shares = ["shares"] if request.actor.role is Role.EMPLOYEE else []
    return found.prefetch_related("acknowledgements", *shares).order_by("-made_on", "-pk")


@require_safe
def overview(request: ActorRequest, case_id: int) -> HttpResponse:
    """The calculations of a file, and the way to a new one."""
    case = file_of(request, case_id)
    operations.read_case(actor=request.actor, case=case)
    step, role = insight_step(case), request.actor.role
    context = {
        "case": Visible(case, role),
        "role": role.value,
        "lines": visible_all(calculations(request, case), role),
        "opens": step.opens if step else None,
        "due": step.due if step else None,
        "today": timezone.localdate(),
        "asked": _asked(request, case),
    }
    return render(request, "cases/income.html", context)


def _asked(request: ActorRequest, case: AbsenceCase) -> Visible | None:
    found = WageRequest.objects.visible_to(request.actor).filter(case=case).order_by("-asked_on", "-pk").first()
    return Visible(found, request.actor.role) if found else None


@require_http_methods(["GET", "POST"])
def new(request: ActorRequest, case_id: int) -> HttpResponse:
    """The questions. A row is added, or the employer's figures are taken over, without keeping anything."""
    case = file_of(request, case_id)
    require_verb(request, Verb.CALCULATE_INCOME, "cases.absencecase")
    asked = _asked(request, case)
    if request.method == "GET":
        return _form(request, case, _begin(request, case), asked)
    typed = dict(request.POST.lists())
    if edit := request.POST.get("edit"):
        taken = asked.figures if asked and edit == "wage" else None
        return _form(request, case, IncomePage.typed(typed, edit, _dutch(taken)), asked)
    page = IncomePage.sent(request.POST)
    if not page.is_valid():
        return _form(request, case, page, asked, status=422)
    try:
        made = operations.calculate_income(
            actor=request.actor,
            case=case,
            inputs=page.form.inputs(),
            own=page.own.scenarios(),
            today=timezone.localdate(),
        )
    except ValidationError as error:
        refuse(page.form, error)
        return _form(request, case, page, asked, status=422)
    except NotNow as error:
        return _form(request, case, page, asked, conflict=str(error), status=409)
    forget_draft(request.actor, DRAFT, case.pk)
    return see_other(request, "cases:income_result", case.pk, made.pk)


def _begin(request: ActorRequest, case: AbsenceCase) -> IncomePage:
    """What was typed and not sent, what was filled in the last time, or what the file knows."""
    if draft := brought_back(request, DRAFT, case.pk):
        return IncomePage.typed(draft.data)
    last = calculations(request, case).first()
    if last is None:
        hours = f"{case.employee.contract_hours.normalize():f}".replace(".", ",")
        return IncomePage.shown({"holiday_pct": "8", "contract_hours": hours})
    record = last.record
    own = [one["given"] for one in record["scenarios"] if not one["given"]["label"]]
    return IncomePage.shown(_again(record["inputs"]), [_dutch(row) for row in own])


def _again(inputs: dict[str, Any]) -> dict[str, Any]:
    """Kept answers, as the form wants them."""
    scheme = inputs["scheme"] or LAW
    is_known = scheme in dict(SCHEMES)
    answers = _dutch(inputs) | {"weeks_26_of_36": "yes" if inputs["weeks_26_of_36"] else "no"}
    return answers | {"sick_pay": scheme if is_known else OTHER, "sick_pay_other": "" if is_known else scheme}


def _dutch(values: dict[str, Any] | None) -> dict[str, Any]:
    """Numbers with a comma."""
    return {
        name: value.replace(".", ",") if isinstance(value, str) else value for name, value in (values or {}).items()
    }


def _form(
    request: ActorRequest,
    case: AbsenceCase,
    page: IncomePage,
    asked: Visible | None,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": Visible(case, request.actor.role),
        "form": page.form,
        "own": page.own,
        "may_add": page.may_add,
        "asked": asked,
        "figures": _dutch(asked.figures) if asked else {},
        "conflict": conflict,
    }
    template = "cases/_income_form.html" if request.htmx and not request.htmx.boosted else "cases/income_new.html"
    return render(request, template, context, status=status)


@require_safe
def result(request: ActorRequest, case_id: int, calculation_id: int) -> HttpResponse:
    """One calculation: a picture and a table per scenario, and what to mind. Opening it leaves a trace."""
    case = file_of(request, case_id)
    made = get_object_or_404(calculations(request, case), pk=calculation_id)
    operations.read_income(actor=request.actor, calculation=made)
    step, role = insight_step(case), request.actor.role
    context = {
        "case": Visible(case, role),
        "made": Visible(made, role),
        "page": lay_out_income(made.record),
        "role": role.value,
        "opens": step.opens if step else None,
        "today": timezone.localdate(),
        "shared": role is Role.EMPLOYEE and made.is_shared,
    }
    return render(request, "cases/income_result.html", context)


@require_POST
def acknowledge(request: ActorRequest, case_id: int, calculation_id: int) -> HttpResponse:
    """The employee has seen it."""
    case, made = _own(request, case_id, calculation_id, Verb.ACKNOWLEDGE_INCOME)
    try:
        operations.acknowledge_income(actor=request.actor, case=case, calculation=made, today=timezone.localdate())
        messages.success(request, "Vastgelegd: u heeft deze berekening gezien.")
    except NotNow as error:
        messages.info(request, str(error))
    return see_other(request, "cases:income_result", case.pk, made.pk)


@require_POST
def share(request: ActorRequest, case_id: int, calculation_id: int) -> HttpResponse:
    """The employee lets the employer read it, or no longer."""
    case, made = _own(request, case_id, calculation_id, Verb.SHARE_INCOME)
    values: dict[str, Any] = {"actor": request.actor, "case": case, "calculation": made}
    try:
        if "stop" in request.POST:
            operations.take_back_income(**values)
            messages.success(request, "Uw werkgever kan deze berekening niet meer openen.")
        else:
            operations.share_income(**values, today=timezone.localdate())
            messages.success(request, "Uw werkgever kan deze berekening nu openen, en krijgt daar bericht van.")
    except NotNow as error:
        messages.info(request, str(error))
    return see_other(request, "cases:income_result", case.pk, made.pk)


def _own(request: ActorRequest, case_id: int, calculation_id: int, verb: Verb) -> tuple[AbsenceCase, WiaCalculation]:
    case = file_of(request, case_id)
    require_verb(request, verb, "cases.absencecase")
    return case, get_object_or_404(calculations(request, case), pk=calculation_id)


@require_safe
def shared(request: ActorRequest, case_id: int, share_id: int) -> HttpResponse:
    """What the employee lets the employer read. Opening it leaves a trace."""
    found = WiaShare.objects.visible_to(request.actor).select_related("case__employee")
    copy = get_object_or_404(found, pk=share_id, case=case_id)
    if request.actor.role is not Role.EMPLOYER:
        raise Http404
    operations.read_shared_income(actor=request.actor, share=copy)
    role = request.actor.role
    context = {"case": Visible(copy.case, role), "copy": Visible(copy, role), "page": lay_out_income(copy.record)}
    return render(request, "cases/income_shared.html", context)
