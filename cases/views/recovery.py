"""Reporting an employee recovered: a date, what it does, sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import Stale
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other
from cases import operations
from cases.forms.recovery import RecoveryForm
from cases.forms.report import readers_by, readers_of
from cases.models import AbsenceCase, Milestone, Spell
from cases.operations.recovery import check_recovery, closing_day
from cases.preview import pausing, recovery_consequences
from cases.timeline.explain import format_date

PAUSING_SHOWN = 5


@require_http_methods(["GET", "POST"])
def report_recovery(request: ActorRequest, case_id: int) -> HttpResponse:
    """The form, then what it will do, then sent."""
    require_verb(request, Verb.REPORT_RECOVERY, "cases.absencecase")
    found = AbsenceCase.objects.visible_to(request.actor).with_people().with_facts()
    case = get_object_or_404(found, pk=case_id)
    if not case.is_sick:
        since = f" per {format_date(case.recovered_on)}" if case.recovered_on else ""
        messages.info(request, f"Deze medewerker is al beter gemeld{since}. Klopt die dag niet? Bel ons dan.")
        return see_other(request, "cases:detail", case.pk)
    if request.method == "GET":
        return _page(request, case, RecoveryForm(initial={"expected_version": case.version}))
    form = RecoveryForm(request.POST)
    try:
        return _answer(request, case, form)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except Stale as error:
        fresh = RecoveryForm(request.POST.dict() | {"expected_version": case.version})
        return _page(request, case, fresh, conflict=str(error), status=409)


def _answer(request: ActorRequest, case: AbsenceCase, form: RecoveryForm) -> HttpResponse:
    if request.POST.get("intent") == "edit":
        return _page(request, case, form)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    if request.POST.get("intent") == "send":
        return _send(request, case, form)
    return _preview(request, case, form)


def _page(
    request: ActorRequest, case: AbsenceCase, form: RecoveryForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "case": Visible(case, request.actor.role),
        "form": form,
        "conflict": conflict,
        "title": f"{case.employee.full_name} beter melden",
        "below": f"Ziek sinds {format_date(case.absence().spells[-1].start)}. Dossier {case.number}.",
        "readers": readers_of(readers_by(Spell, "recovered_on")),
    }
    return render(request, "cases/recovery.html", context, status=status)


def _preview(request: ActorRequest, case: AbsenceCase, form: RecoveryForm) -> HttpResponse:
    recovered_on = form.cleaned_data["recovered_on"]
    check_recovery(case, recovered_on, timezone.localdate())
    steps = Milestone.objects.visible_to(request.actor).filter(case=case).pending().by_urgency()
    terms = pausing(steps)
    context = {
        "case": Visible(case, request.actor.role),
        "form": form,
        "above": f"Betermelding van {case.employee.full_name}",
        "consequences": recovery_consequences(
            name=case.employee.short_name, recovered_on=recovered_on, closes_on=closing_day(case, recovered_on)
        ),
        "pausing": terms[:PAUSING_SHOWN],
        "more": len(terms[PAUSING_SHOWN:]),
    }
    return render(request, "cases/recovery_preview.html", context)


def _send(request: ActorRequest, case: AbsenceCase, form: RecoveryForm) -> HttpResponse:
    case = operations.report_recovery(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    messages.success(request, "Uw betermelding is ontvangen. Het dossier wacht nu vier weken.")
    return see_other(request, "cases:detail", case.pk)
