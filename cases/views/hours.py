"""Hours worked during sickness: record, correct, remove, pass on."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow, Stale
from accounts.policy import may
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other
from cases import operations, working
from cases.forms.hours import HoursForm, RemoveHoursForm, VersionedForm
from cases.models import AbsenceCase
from cases.operations.hours import NOT_SICK, check_free, check_hours, may_change
from cases.timeline.buildup import is_full
from cases.timeline.dutch import format_hours


@require_http_methods(["GET", "POST"])
def hours(request: ActorRequest, case_id: int) -> HttpResponse:
    """What was recorded, and the form; all contract hours first ask whether the person has recovered.

    Who has recovered has no form any more; what waits to be passed on is still there for the employer.
    """
    case = _load(request, case_id)
    if not case.is_sick and not (request.method == "GET" and _waits_for(request, case)):
        messages.info(request, NOT_SICK)
        return see_other(request, "cases:detail", case.pk)
    if request.method == "GET":
        operations.read_case(actor=request.actor, case=case)  # hours say what somebody can do
        return _page(request, case, _blank(request, case))
    form = HoursForm(request.POST, contract_hours=case.employee.contract_hours)
    try:
        return _answer(request, case, form)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except Stale as error:
        typed = request.POST.dict() | {"expected_version": case.version}
        fresh = HoursForm(typed, contract_hours=case.employee.contract_hours)
        return _page(request, case, fresh, conflict=str(error), status=409)
    except NotNow as error:
        messages.info(request, str(error))
        return see_other(request, "cases:detail", case.pk)


@require_POST
def remove_hours(request: ActorRequest, case_id: int) -> HttpResponse:
    """Take back one record."""
    case = _load(request, case_id)
    form = RemoveHoursForm(request.POST)
    if not form.is_valid():
        return _page(request, case, _blank(request, case), conflict=_OPEN_AGAIN, status=422)
    try:
        operations.remove_hours(actor=request.actor, case=case, **form.cleaned_data)
    except NotNow as error:
        case = _load(request, case_id)
        return _page(request, case, _blank(request, case), conflict=str(error), status=409)
    messages.success(request, "De uren zijn weggehaald. Geen datum is verschoven.")
    return see_other(request, "cases:hours", case.pk)


@require_POST
def forward_hours(request: ActorRequest, case_id: int) -> HttpResponse:
    """Pass on what others recorded, as the page showed it."""
    case = _load(request, case_id)
    require_verb(request, Verb.FORWARD_HOURS, "cases.absencecase")
    form = VersionedForm(request.POST)
    if not form.is_valid():
        return _page(request, case, _blank(request, case), conflict=_NOT_PASSED_ON, status=422)
    version, today = form.cleaned_data["expected_version"], timezone.localdate()
    try:
        operations.forward_hours(actor=request.actor, case=case, expected_version=version, today=today)
    except NotNow as error:
        case = _load(request, case_id)
        return _page(request, case, _blank(request, case), conflict=str(error), status=409)
    messages.success(request, "De uren zijn doorgegeven. De arbodienst en de verzekeraar lezen ze nu in het dossier.")
    return see_other(request, "cases:detail", case.pk)


_SAVED = {
    Role.EMPLOYER: "De uren zijn vastgelegd en doorgegeven aan de arbodienst en de verzekeraar.",
    Role.EMPLOYEE: "De uren zijn vastgelegd. Uw werkgever geeft ze door aan de arbodienst en de verzekeraar.",
    Role.ONTZORGMANAGER: "De uren zijn vastgelegd. De werkgever geeft ze door aan de arbodienst en de verzekeraar.",
}
_NOT_PASSED_ON = "Deze uren zijn niet doorgegeven. Bekijk de lijst en probeer het opnieuw."
_OPEN_AGAIN = "Deze uren zijn niet weggehaald. Bekijk de lijst en probeer het opnieuw."


def _load(request: ActorRequest, case_id: int) -> AbsenceCase:
    require_verb(request, Verb.RECORD_HOURS, "cases.absencecase")
    found = AbsenceCase.objects.visible_to(request.actor).with_people().with_facts()
    case: AbsenceCase = get_object_or_404(found, pk=case_id)
    return case


def _waits_for(request: ActorRequest, case: AbsenceCase) -> bool:
    """Whether there are hours that this person can still pass on."""
    panel = working.working_of(request.actor, case, timezone.localdate())
    return panel is not None and panel.may_pass_on and bool(panel.waiting)


def _blank(request: ActorRequest, case: AbsenceCase) -> HoursForm:
    """A form that begins with today, or with the record that is to be corrected."""
    values: dict[str, object] = {"effective_from": timezone.localdate(), "expected_version": case.version}
    asked = request.GET.get("vanaf", "")
    for fact in working.hours_of(request.actor, case):
        if asked == f"{fact.effective_from:%Y-%m-%d}":
            hours = {"hours_per_week": fact.hours_per_week, "therapeutic": fact.therapeutic}
            values |= hours | {"effective_from": fact.effective_from}
    return HoursForm(initial=values, contract_hours=case.employee.contract_hours)


def _answer(request: ActorRequest, case: AbsenceCase, form: HoursForm) -> HttpResponse:
    intent = request.POST.get("intent")
    if intent == "edit":
        return _page(request, case, form)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    values = form.cleaned_data
    contract = case.employee.contract_hours
    if intent != "record" and is_full(contract, values["hours_per_week"], therapeutic=values["therapeutic"]):
        return _ask(request, case, form, timezone.localdate())
    operations.record_hours(actor=request.actor, case=case, today=timezone.localdate(), **values)
    messages.success(request, f"{_SAVED[request.actor.role]} Het dossier blijft open en geen datum is verschoven.")
    return see_other(request, "cases:detail", case.pk)


def _ask(request: ActorRequest, case: AbsenceCase, form: HoursForm, today: date) -> HttpResponse:
    """All hours of the contract: has the person recovered? Only all hours in the own work is recovery."""
    values = form.cleaned_data
    check_hours(case, values["effective_from"], values["hours_per_week"], today)
    check_free(request.actor, case, values["effective_from"])
    context = {
        "case": Visible(case, request.actor.role),
        "role": request.actor.role.value,
        "form": form,
        "hours": format_hours(values["hours_per_week"]),
        "who": "u" if request.actor.role is Role.EMPLOYEE else case.employee.short_name,
    }
    return render(request, "cases/hours_full.html", context)


def _recorded(request: ActorRequest, case: AbsenceCase) -> list[tuple[Visible, bool]]:
    """What was recorded, the last day first, each with whether it is this person's to correct."""
    facts = reversed(working.hours_of(request.actor, case))
    return [(Visible(fact, request.actor.role), may_change(request.actor, case, fact)) for fact in facts]


def _page(
    request: ActorRequest, case: AbsenceCase, form: HoursForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    own = request.actor.role is Role.EMPLOYEE
    recorded = _recorded(request, case)
    contract = format_hours(case.employee.contract_hours)
    context = {
        "case": Visible(case, request.actor.role),
        "role": request.actor.role.value,
        "form": form,
        "conflict": conflict,
        "title": "Uw gewerkte uren" if own else f"Gewerkte uren van {case.employee.short_name}",
        "below": f"Contract: {contract} per week. Dossier {case.number}.",
        "readers": working.readers(request.actor.role, case),
        "recorded": recorded,
        "waiting": any(fact.passed_on is None for fact, _ in recorded),
        "may_pass_on": may(request.actor.role, Verb.FORWARD_HOURS, "cases.absencecase"),
        "version": case.version,
    }
    return render(request, "cases/hours.html", context, status=status)
