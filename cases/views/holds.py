"""Keeping a file longer, and ending that."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.retention import Retention, risks_that_count, term_on
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import refuse, require_verb, see_other
from cases import operations
from cases.forms.holds import HoldForm
from cases.models import AbsenceCase, LegalHold

RESOURCE = "cases.absencecase"


@require_http_methods(["GET", "POST"])
def hold(request: ActorRequest, case_id: int) -> HttpResponse:
    """What keeps this file, and one more reason to keep it."""
    require_verb(request, Verb.HOLD_FILE, RESOURCE)
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, case, form, status=422 if form.is_bound else 200)
    try:
        operations.hold_file(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except NotNow as error:
        form.add_error("ground", str(error))
        return _page(request, case, form, status=409)
    messages.success(request, "Dit dossier blijft langer bewaard. Iedereen in het dossier kan dat zien.")
    return see_other(request, "cases:detail", case.pk)


@require_POST
def lift(request: ActorRequest, case_id: int, hold_id: int) -> HttpResponse:
    """The file is no longer needed."""
    require_verb(request, Verb.HOLD_FILE, RESOURCE)
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor), pk=case_id)
    get_object_or_404(LegalHold.objects.visible_to(request.actor), pk=hold_id, case=case)
    operations.lift_hold(actor=request.actor, case=case, hold_id=hold_id, today=timezone.localdate())
    messages.success(request, "Voor dit dossier geldt op dit punt weer de gewone bewaartermijn.")
    return see_other(request, "cases:hold", case.pk)


def _page(request: ActorRequest, case: AbsenceCase, form: HoldForm, *, status: int) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    running = LegalHold.objects.visible_to(actor).in_force(today).filter(case=case).select_related("placed_by")
    employer = case.employer
    risks = risks_that_count(ziektewet=employer.own_risk_ziektewet, wga=employer.own_risk_wga)
    term = term_on(today, Retention.FILE, risks)
    context = {
        "case": Visible(case, actor.role),
        "form": form,
        "holds": visible_all(running, actor.role),
        "years": term.years,
    }
    return render(request, "cases/hold.html", context, status=status)
