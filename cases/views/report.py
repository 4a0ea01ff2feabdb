"""Reporting an employee sick: choose who, fill in, read what it does, send."""

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.operations import draft_of, forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import (
    brought_back,
    keep_answers,
    kept_answers,
    record_kept,
    refuse,
    require_verb,
    see_other,
    wants_part,
)
from cases.computation import known_of
from cases.forms.report import SickReportForm
from cases.models import AbsenceCase
from cases.operations import AlreadyReported, OpenMeanwhile, assess_report, report_sick
from cases.operations.assessment import Assessment
from cases.preview import facts_after, preview_report
from cases.side_by_side import Sides, side_by_side
from employers.models import Employee

FORM = "report_sick"
PER_PAGE = 50
CHECKING = "controleren"
CORRECTING = "aanpassen"


@require_GET
def pick(request: ActorRequest) -> HttpResponse:
    """Choose the employee; who is sick already leads to the file."""
    require_verb(request, Verb.REPORT_SICK, "employers.employee")
    words = request.GET.get("q", "").replace("\0", "").split()
    people = Employee.objects.visible_to(request.actor).filter(Q(ended_on=None) | Q(ended_on__gt=timezone.localdate()))
    for word in words:
        people = people.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    open_cases = AbsenceCase.objects.visible_to(request.actor).open().filter(employee__in=list(page))
    cases = {case.employee_id: Visible(case, request.actor.role) for case in open_cases}
    rows = [_row(Visible(person, request.actor.role), cases.get(person.pk)) for person in page]
    fragment = wants_part(request)
    template = "cases/_report_people.html" if fragment else "cases/report_pick.html"
    return render(request, template, {"rows": rows, "page": page, "query": " ".join(words)})


def _row(person: Visible, case: Visible | None) -> dict[str, object]:
    return {"person": person, "case": case, "sick": case is not None and case.is_sick}


@require_http_methods(["GET", "POST"])
def report(request: ActorRequest, employee_id: int) -> HttpResponse:
    """The form, then what it will do, then sent."""
    require_verb(request, Verb.REPORT_SICK, "employers.employee")
    employee = get_object_or_404(Employee.objects.visible_to(request.actor), pk=employee_id)
    if request.method == "GET":
        return _kept(request, employee) if CHECKING in request.GET else _blank(request, employee)
    form = SickReportForm(request.POST)
    if request.POST.get("intent") == "edit":
        keep_answers(request, form, name=FORM, about_id=employee.pk)
        return see_other(request, f"{request.path}?{CORRECTING}")
    try:
        return _answer(request, employee, form)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, employee, form, status=422)
    except OpenMeanwhile as error:
        return _page(request, employee, form, conflict=error, status=409)
    except AlreadyReported as error:
        messages.info(request, "Deze ziekmelding was al ontvangen. U hoeft niets meer te doen.")
        return see_other(request, "cases:detail", error.case.pk)


def _answer(request: ActorRequest, employee: Employee, form: SickReportForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, employee, form, status=422)
    if request.POST.get("intent") == "send":
        return _send(request, employee, form)
    _assess(employee, form)
    keep_answers(request, form, name=FORM, about_id=employee.pk)
    return see_other(request, f"{request.path}?{CHECKING}")


def _kept(request: ActorRequest, employee: Employee) -> HttpResponse:
    """What was filled in and what sending it would do, as things are now."""
    draft = draft_of(request.actor, FORM, employee.pk)
    if draft is None:
        return see_other(request, "cases:report_employee", employee.pk)
    data = kept_answers(draft)
    data.setdefault("submission_key", str(uuid4()))
    form = SickReportForm(data)
    if not form.is_valid():
        return _page(request, employee, form, status=422)
    try:
        return _preview(request, employee, form)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, employee, form, status=422)


def _assess(employee: Employee, form: SickReportForm) -> Assessment:
    day = form.cleaned_data["first_sick_day"]
    return assess_report(employee=employee, first_sick_day=day, today=timezone.localdate())


def _blank(request: ActorRequest, employee: Employee) -> HttpResponse:
    draft = brought_back(request, FORM, employee.pk)
    typed = {name: values[-1] for name, values in draft.data.items() if values} if draft else {}
    if CORRECTING not in request.GET:  # back from checking it is still the same report
        typed["submission_key"] = str(uuid4())
    form = SickReportForm(initial={"submission_key": uuid4()} | typed)
    return _page(request, employee, form)


def _page(
    request: ActorRequest,
    employee: Employee,
    form: SickReportForm,
    *,
    conflict: OpenMeanwhile | None = None,
    status: int = 200,
) -> HttpResponse:
    case = AbsenceCase.objects.visible_to(request.actor).sick().filter(employee=employee).first()
    context = {
        "employee": Visible(employee, request.actor.role),
        "case": Visible(case, request.actor.role) if case else None,
        "form": form,
        "conflict": conflict,
        "title": f"{employee.full_name} ziek melden",
    }
    return render(request, "cases/report.html", context, status=status)


def _preview(request: ActorRequest, employee: Employee, form: SickReportForm) -> HttpResponse:
    today = timezone.localdate()
    assessment = _assess(employee, form)
    preview = preview_report(name=employee.short_name, assessment=assessment, today=today)
    context = {
        "employee": Visible(employee, request.actor.role),
        "form": form,
        "preview": preview,
        "sides": _sides(request, assessment, today),
    }
    context["above"] = f"Ziekmelding van {employee.full_name}"
    return render(request, "cases/report_preview.html", context)


def _sides(request: ActorRequest, assessment: Assessment, today: date) -> Sides | None:
    """The dates of a file that goes on, old and new; a new file has no old ones."""
    if assessment.case is None:
        return None
    known = known_of(assessment.case)
    return side_by_side(known, facts_after(assessment, today), role=request.actor.role, today=today)


def _send(request: ActorRequest, employee: Employee, form: SickReportForm) -> HttpResponse:
    case = report_sick(
        actor=request.actor,
        employee=employee,
        first_sick_day=form.cleaned_data["first_sick_day"],
        details=form.details(),
        submission_key=form.cleaned_data["submission_key"],
        today=timezone.localdate(),
    )
    record_kept(request, FORM, employee.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, FORM, employee.pk)
    messages.success(request, "Uw ziekmelding is ontvangen. De arbodienst en uw werknemer krijgen bericht.")
    return see_other(request, "cases:detail", case.pk)
