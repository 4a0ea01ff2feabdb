"""The Ontzorgmanager records that there was contact, and plans the next."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other
from cases import operations
from cases.forms.contact import ContactForm, NextContactForm
from cases.models import AbsenceCase
from cases.operations.contact import FINISHED
from cases.talk_guides import OF_FILES


@require_http_methods(["GET", "POST"])
def log_contact(request: ActorRequest, case_id: int) -> HttpResponse:
    """With whom and when, never what was said."""
    require_verb(request, Verb.LOG_CONTACT, "cases.absencecase")
    today = timezone.localdate()
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    if not case.is_open:
        messages.info(request, FINISHED)
        return see_other(request, "cases:detail", case.pk)
    if request.method == "GET":
        return _page(request, case, ContactForm(initial={"held_on": today}))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.log_contact(actor=request.actor, case=case, today=today, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    messages.success(request, "Het contact is vastgelegd.")
    return see_other(request, "cases:detail", case.pk)


@require_http_methods(["GET", "POST"])
def plan_contact(request: ActorRequest, case_id: int) -> HttpResponse:
    """When the next talk is."""
    require_verb(request, Verb.PLAN_CONTACT, "cases.absencecase")
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    if not case.is_open:
        messages.info(request, FINISHED)
        return see_other(request, "cases:detail", case.pk)
    form = NextContactForm(request.POST or None)
    if not form.is_valid():
        return _page(request, case, form, "cases/contact_plan.html", status=422 if form.is_bound else 200)
    try:
        operations.plan_contact(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, "cases/contact_plan.html", status=422)
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "Het volgende contact is gepland. Op die dag krijgt u een bericht.")
    return see_other(request, "cases:detail", case.pk)


def _page(
    request: ActorRequest, case: AbsenceCase, form: Form, template: str = "cases/contact.html", *, status: int = 200
) -> HttpResponse:
    context = {"case": Visible(case, request.actor.role), "form": form, "guides": OF_FILES}
    return render(request, template, context, status=status)
