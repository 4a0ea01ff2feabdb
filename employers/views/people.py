"""The people of an employer: the employer's own list, and registration by the desk."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import require_for, require_verb, see_other, send, show_form, wants_part
from employers import operations
from employers.forms import EmployeeForm, EndEmploymentForm, NameFilterForm, PersonForm
from employers.models import Employee, Employer
from employers.operations.employees import check_corrected, check_ending
from employers.views._lists import employed, ordered, page_of, related

PEOPLE_ORDER = {"naam": "last_name", "functie": "function", "uren": "contract_hours"}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One employee and the open file, if there is one."""

    person: Visible
    case: Visible | None


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """Who works here, and who is reported sick."""
    actor = request.actor
    require_verb(request, Verb.REPORT_SICK, "employers.employee")
    form = NameFilterForm(request.GET)
    form.is_valid()
    sought = form.cleaned_data.get("q", "")
    people = Employee.objects.visible_to(actor).filter(employed(timezone.localdate()), _named(sought))
    page = page_of(ordered(_with_open_case(request, people), request, PEOPLE_ORDER, "naam"), request)
    rows = [
        PersonRow(Visible(one, actor.role), next((Visible(case, actor.role) for case in one.open_cases), None))
        for one in page
    ]
    context = {"form": form, "page": page, "rows": rows, "total": page.paginator.count, "sought": sought}
    template = "employers/_people.html" if wants_part(request) else "employers/people.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
def register(request: ActorRequest, employer_id: int) -> HttpResponse:
    """Add an employee to an employer."""
    employer = get_object_or_404(Employer.objects.visible_to(request.actor), pk=employer_id)
    require_for(request, operations.register_employee)
    form = EmployeeForm(request.POST or None)
    if employee := send(request, form, operations.register_employee, employer=employer):
        messages.success(request, f"{employee.short_name} staat in de lijst.")
        return see_other(request, "employers:detail", employer.pk)
    return show_form(
        request,
        form,
        title="Werknemer toevoegen",
        above=employer.name,
        submit="Werknemer toevoegen",
        back=reverse("employers:detail", args=[employer.pk]),
    )


@require_http_methods(["GET", "POST"])
def end_employment(request: ActorRequest, employee_id: int) -> HttpResponse:
    """Record that somebody leaves."""
    people = Employee.objects.visible_to(request.actor).select_related("employer")
    employee = get_object_or_404(people, pk=employee_id)
    require_for(request, operations.end_employment)
    form = EndEmploymentForm(request.POST or None)
    if _is_looked_at_first(request, form, employee, check_ending):
        return _look(request, form, employee, title="Uit dienst melden")
    if _is_sent(request) and send(request, form, operations.end_employment, employee=employee):
        messages.success(request, "De einddatum is bewaard.")
        return see_other(request, "employers:detail", employee.employer_id)
    return show_form(
        request,
        form,
        title="Uit dienst melden",
        above=f"{employee.full_name}, {employee.employer.name}",
        note="Een dossier dat nog open is, blijft open. Verschuiven er datums, dan ziet u die eerst.",
        submit="Uit dienst melden",
        back=reverse("employers:detail", args=[employee.employer_id]),
    )


@require_http_methods(["GET", "POST"])
def correct(request: ActorRequest, employee_id: int) -> HttpResponse:
    """Put right a name, a birth date, the job or the hours."""
    people = Employee.objects.visible_to(request.actor).select_related("employer")
    employee = get_object_or_404(people, pk=employee_id)
    require_for(request, operations.correct_employee)
    form = PersonForm(request.POST or None, initial={name: getattr(employee, name) for name in PersonForm.base_fields})
    moves = form.is_valid() and form.cleaned_data["birth_date"] != employee.birth_date
    if moves and _is_looked_at_first(request, form, employee, check_corrected):
        return _look(request, form, employee, title="Gegevens aanpassen")
    if _is_sent(request) and (changed := send(request, form, operations.correct_employee, employee=employee)):
        messages.success(request, f"De gegevens van {changed.short_name} zijn aangepast.")
        return see_other(request, "employers:detail", employee.employer_id)
    return show_form(
        request,
        form,
        title="Gegevens aanpassen",
        above=f"{employee.full_name}, {employee.employer.name}",
        note="Met een andere geboortedatum kunnen datums in een open dossier verschuiven. U ziet die eerst.",
        submit="Gegevens bewaren",
        back=reverse("employers:detail", args=[employee.employer_id]),
    )


def _is_sent(request: ActorRequest) -> bool:
    """Whether this is no way back to the form."""
    return request.POST.get("intent") != "edit"


def _is_looked_at_first(
    request: ActorRequest, form: BaseForm, employee: Employee, check: Callable[..., object]
) -> bool:
    """Whether the dates that move in an open file are still to be shown. What is refused goes straight to the form."""
    asked = request.method == "POST" and not request.POST.get("intent") and form.is_valid()
    if not asked or not _has_open_case(request, employee):
        return False
    try:
        check(copy(employee), **form.cleaned_data)
    except ValidationError:
        return False
    return True


def _look(request: ActorRequest, form: BaseForm, employee: Employee, title: str) -> HttpResponse:
    """Old and new dates side by side, before anything is stored."""
    context = {
        "form": form,
        "person": Visible(employee, request.actor.role),
        "title": title,
        "above": f"{employee.full_name}, {employee.employer.name}",
        "birth_date": form.cleaned_data.get("birth_date"),
        "ended_on": form.cleaned_data.get("ended_on"),
    }
    return render(request, "employers/moves.html", context)


def _has_open_case(request: ActorRequest, employee: Employee) -> bool:
    files = related(Employee, "cases", request.actor)
    return bool(files.filter(employee=employee, closed_on__isnull=True).exists())


def _named(sought: str) -> Q:
    words = (Q(first_name__icontains=word) | Q(last_name__icontains=word) for word in sought.split())
    return reduce(and_, words, Q())


def _with_open_case(request: ActorRequest, people: QuerySet[Employee]) -> QuerySet[Any]:
    cases = related(Employee, "cases", request.actor)
    return people.prefetch_related(
        Prefetch("cases", queryset=cases.filter(closed_on__isnull=True), to_attr="open_cases")
    )
