"""The pages on which a provider writes medical reports about an assignment, and reads the own ones back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, see_other
from documents import operations
from documents.forms.vault import TreatmentForm
from documents.models import TreatmentReport
from documents.operations.treatment import (
    GONE,
    REPORTS,
    THEIRS,
    WAITS,
    may_correct,
    newest_of,
    treatments_about,
)
from documents.views._vault import shown_reports, vault_page
from interventions.models import Intervention
from interventions.models.intervention import TAKEN, State


@vault_page(Verb.REPORT_TREATMENT, REPORTS)
@require_http_methods(["GET", "POST"])
def reports(request: ActorRequest, intervention_id: int) -> HttpResponse:
    """What was reported, and the form for the next report. Opening it leaves a trace."""
    found = _load(request, intervention_id)
    if request.method == "POST":
        return _store(request, found, None)
    return _page(request, found, TreatmentForm())


@vault_page(Verb.REPORT_TREATMENT, REPORTS)
@require_http_methods(["GET", "POST"])
def correct(request: ActorRequest, intervention_id: int, report_id: int) -> HttpResponse:
    """One report put right: the old text is the beginning of the new one, and stays beside it.

    Nobody puts a colleague's report right; what was typed for that can be sent as a report of one's own.
    """
    found = _load(request, intervention_id)
    seen = TreatmentReport.objects.visible_to(request.actor).filter(assignment=found.assignment_id)
    report = get_object_or_404(seen, pk=report_id)
    if request.method == "POST":
        return _store(request, found, report)
    if not may_correct(request.actor, report):
        messages.error(request, THEIRS)
        return see_other(request, "documents:treatments", found.pk)
    newest = newest_of(request.actor, found, report)
    if newest != report:
        return see_other(request, "documents:correct_treatment", found.pk, newest.pk)
    return _page(request, found, TreatmentForm(initial={"sort": report.sort, "text": report.text}), report)


def _load(request: ActorRequest, intervention_id: int) -> Intervention:
    seen = Intervention.objects.visible_to(request.actor).select_related("assignment__briefing")
    found: Intervention = get_object_or_404(seen, pk=intervention_id)
    return found


def _store(request: ActorRequest, found: Intervention, replaces: TreatmentReport | None) -> HttpResponse:
    form = TreatmentForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, replaces, status=422)
    values: dict[str, Any] = {"actor": request.actor, "intervention": found, "at": timezone.now()}
    try:
        operations.report_treatment(replaces=replaces, **values, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, found, form, replaces, status=422)
    except NotNow as error:
        # What was typed stays, beside what stands there now; sent again it puts that one right.
        own = replaces is not None and may_correct(request.actor, replaces)
        newest = newest_of(request.actor, found, replaces) if replaces and own else None
        return _page(request, found, form, newest, conflict=str(error), status=409)
    messages.success(request, "Verstuurd. De bedrijfsarts en de werknemer krijgen bericht.")
    return see_other(request, "documents:treatments", found.pk)


def _page(
    request: ActorRequest,
    found: Intervention,
    form: TreatmentForm,
    report: TreatmentReport | None = None,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    operations.read_treatments(actor=request.actor, intervention=found)
    role = request.actor.role
    context = {
        "intervention": Visible(found, role),
        "told": Visible(found.assignment.briefing, role),
        "form": form,
        "report": Visible(report, role) if report else None,
        "lines": shown_reports(request.actor, treatments_about(request.actor, found)),
        "may_write": found.state in TAKEN,
        "closed": WAITS if found.state == State.ORDERED else GONE,
        "conflict": conflict,
    }
    return render(request, "documents/treatments.html", context, status=status)
