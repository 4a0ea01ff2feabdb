"""Asking for help, keeping that up to date and taking it back: for who guides the file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow, Stale, require_with
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_verb, see_other
from cases.models import AbsenceCase
from interventions import operations
from interventions.forms.order import OrderForm, UpdateForm
from interventions.models import Assignment, Briefing, Intervention, Offering
from interventions.operations.ordering import copied_from
from interventions.readers import reads

ORDER, UPDATE, RESOURCE = "order_intervention", "update_assignment", "interventions.intervention"


@require_http_methods(["GET", "POST"])
def order(request: ActorRequest, case_id: int) -> HttpResponse:
    """Ask a provider."""
    case = _case(request, case_id)
    today = timezone.localdate()
    offered = Offering.objects.visible_to(request.actor).select_related("provider")
    still = Q(provider__in_network_until=None) | Q(provider__in_network_until__gte=today)
    offerings = offered.filter(still)
    if request.method == "GET":
        draft = brought_back(request, ORDER, case.pk)
        initial = kept_answers(draft).dict() if draft else {}
        return _order_page(request, case, OrderForm(initial=initial, offerings=offerings))
    form = OrderForm(request.POST, offerings=offerings)
    if not form.is_valid():
        return _order_page(request, case, form, status=422)
    try:
        made = operations.order_intervention(actor=request.actor, case=case, today=today, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _order_page(request, case, form, status=422)
    except NotNow as error:
        messages.info(request, str(error))
        return see_other(request, "cases:detail", case.pk)
    record_kept(request, ORDER, made.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, ORDER, case.pk)
    messages.success(request, "De re-integratie-interventie is aangevraagd. De dienstverlener krijgt bericht.")
    return see_other(request, "cases:detail", case.pk)


@require_http_methods(["GET", "POST"])
def update(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """Copy name, function and telephone anew, and say what the employee can do now and until when it lasts."""
    found = _intervention(request, Verb.UPDATE_ASSIGNMENT, intervention_id)
    told = _told(request, found)
    usual = {"abilities": told.abilities, "ends_on": found.ends_on, "expected_version": told.version}
    form = UpdateForm(request.POST or None, initial=usual)
    if request.method == "GET" or not form.is_valid():
        return _update_page(request, found, told, form)
    try:
        operations.update_assignment(
            actor=request.actor, intervention=found, today=timezone.localdate(), **form.cleaned_data
        )
    except ValidationError as error:
        refuse(form, error)
        return _update_page(request, found, told, form)
    except Stale as error:
        # What was typed stays, beside what stands there now; sent again it replaces that.
        found = _intervention(request, Verb.UPDATE_ASSIGNMENT, intervention_id)
        told = _told(request, found)
        again = UpdateForm(initial=request.POST.dict() | {"expected_version": told.version})
        return _update_page(request, found, told, again, conflict=str(error))
    except NotNow as error:
        form.add_error(None, str(error))  # what was typed stays there to copy
        return _update_page(request, found, told, form)
    record_kept(request, UPDATE, found.pk, form.kept, case_id=found.case_id)
    messages.success(request, "De gegevens zijn bijgewerkt. De dienstverlener krijgt bericht.")
    return see_other(request, "cases:detail", found.case_id)


@require_POST
def withdraw(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """Take it back, or stop it."""
    found = _intervention(request, Verb.WITHDRAW_INTERVENTION, intervention_id)
    try:
        done = operations.withdraw_intervention(actor=request.actor, intervention=found, today=timezone.localdate())
    except NotNow as error:
        messages.info(request, str(error))
    else:
        ended = "gestopt" if done.has_begun else "ingetrokken"
        messages.success(request, f"De re-integratie-interventie is {ended}. De dienstverlener krijgt bericht.")
    return see_other(request, "cases:detail", found.case_id)


def _case(request: ActorRequest, case_id: int) -> AbsenceCase:
    require_verb(request, Verb.ORDER_INTERVENTION, "cases.absencecase")
    case: AbsenceCase = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    require_with(request.actor, Verb.ORDER_INTERVENTION, case)
    return case


def _intervention(request: ActorRequest, verb: Verb, intervention_id: int) -> Intervention:
    require_verb(request, verb, RESOURCE)
    seen = Intervention.objects.visible_to(request.actor).select_related("case__employee")
    found: Intervention = get_object_or_404(seen, pk=intervention_id)
    return found


def _told(request: ActorRequest, found: Intervention) -> Briefing:
    told: Briefing = get_object_or_404(Briefing.objects.visible_to(request.actor), assignment=found.assignment_id)
    return told


def _order_page(request: ActorRequest, case: AbsenceCase, form: OrderForm, *, status: int = 200) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "form": form,
        "copied": copied_from(case),
        "offering_readers": reads(role, Assignment, "kind", case),
        "goal_readers": reads(role, Intervention, "goal", case),
        "abilities_readers": reads(role, Briefing, "abilities", case),
    }
    return render(request, "interventions/order.html", context, status=status)


def _update_page(
    request: ActorRequest, found: Intervention, told: Briefing, form: UpdateForm, *, conflict: str = ""
) -> HttpResponse:
    role, now = request.actor.role, copied_from(found.case)
    changed = any(getattr(told, name) != value for name, value in now.items())
    context = {
        "case": Visible(found.case, role),
        "told": Visible(told, role),
        "now": now,
        "changed": changed,
        "form": form,
        "readers": reads(role, Briefing, "abilities", found.case),
        "conflict": conflict,
        "ends_on": found.ends_on,
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "interventions/update.html", context, status=status)
