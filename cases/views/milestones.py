"""Recording a step that was done outside the application."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other
from cases import dossier, operations
from cases.forms.step import StepForm
from cases.models import AbsenceCase
from cases.models.milestone import RULE_BY_KEY
from cases.operations.steps import may_record


@require_http_methods(["GET", "POST"])
def record_step(request: ActorRequest, case_id: int, key: str) -> HttpResponse:
    """The day on which it was done, for example the report to UWV."""
    require_verb(request, Verb.RECORD_STEP, "cases.absencecase")
    found = AbsenceCase.objects.visible_to(request.actor).with_people().with_facts()
    case = get_object_or_404(found, pk=case_id)
    if key not in RULE_BY_KEY:
        raise Http404
    if not may_record(request.actor.role, key):
        raise PermissionDenied
    if request.method == "GET":
        initial = {"done_on": timezone.localdate(), "expected_version": case.version}
        return _page(request, case, key, StepForm(initial=initial))
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, case, key, form, status=422)
    try:
        return _record(request, case, key, form)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, key, form, status=422)
    except NotNow as error:
        # What was typed stays; sent again, it is about the file as it is now.
        form = StepForm(request.POST.dict() | {"expected_version": case.version})
        form.add_error(None, str(error))
        return _page(request, case, key, form, status=409)


def _record(request: ActorRequest, case: AbsenceCase, key: str, form: StepForm) -> HttpResponse:
    today = timezone.localdate()
    operations.record_step(actor=request.actor, case=case, key=key, today=today, **form.cleaned_data)
    messages.success(request, f"Vastgelegd: {RULE_BY_KEY[key].term}.")
    return see_other(request, "cases:detail", case.pk)


def _page(request: ActorRequest, case: AbsenceCase, key: str, form: StepForm, *, status: int = 200) -> HttpResponse:
    steps = dossier.steps_of(case, request.actor.role, timezone.localdate())
    context = {
        "case": Visible(case, request.actor.role),
        "rule": RULE_BY_KEY[key],
        "step": next((step for step in reversed(steps) if step.key == key), None),
        "form": form,
    }
    return render(request, "cases/record_step.html", context, status=status)
