"""The desk gives a file to an Ontzorgmanager."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import refuse, require_verb, see_other
from cases import operations
from cases.forms.assignment import AssignmentForm
from cases.models import AbsenceCase
from cases.operations.assignment import by_load
from employers.models import Ontzorgmanager


@require_http_methods(["GET", "POST"])
def assign(request: ActorRequest, case_id: int) -> HttpResponse:
    """Choose among those with a valid registration, the least loaded first. Who has one, is handed over instead."""
    require_verb(request, Verb.ASSIGN, "cases.absencecase")
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    if case.ontzorgmanager_id is not None:
        return HttpResponseRedirect(f"{reverse('cases:hand_over')}?{urlencode({'dossier': case.pk})}", status=303)
    managers = {manager.pk: manager for manager in by_load(timezone.localdate()).select_related("user")}
    form = AssignmentForm(request.POST if request.method == "POST" else None, managers=managers.values())
    if not form.is_valid():
        return _page(request, case, form, status=422 if form.is_bound else 200)
    chosen = managers[form.cleaned_data["ontzorgmanager"]]
    try:
        operations.assign(actor=request.actor, case=case, ontzorgmanager=chosen, today=timezone.localdate())
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    messages.success(request, f"{chosen.name} begeleidt nu dossier {case.number}.")
    return see_other(request, "cases:detail", case.pk)


def _page(request: ActorRequest, case: AbsenceCase, form: AssignmentForm, *, status: int) -> HttpResponse:
    barred = Ontzorgmanager.objects.visible_to(request.actor).select_related("user")
    usable = Ontzorgmanager.objects.registered_on(timezone.localdate())
    context = {
        "case": Visible(case, request.actor.role),
        "form": form,
        "barred": visible_all(barred.exclude(pk__in=usable), request.actor.role),
    }
    return render(request, "cases/assign.html", context, status=status)
