"""The inboxes of the arbodienst and of the bedrijfsarts, and what the arbodienst does there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import require_verb, see_other
from cases import inbox, operations
from cases.delegated import waiting_for
from cases.endings import weeks_by_file
from cases.forms.confirming import ActsForm
from cases.forms.triage import TriageForm
from cases.models import AbsenceCase
from employers.models import Delegation


def arbodienst(request: ActorRequest) -> HttpResponse:
    """New reports, and files that wait for a judgement, each with its last day."""
    new, to_triage = inbox.of_arbodienst(request.actor, timezone.localdate())
    weeks = weeks_by_file(row.case_id for row in (*new, *to_triage))
    context = {"new": new, "to_triage": to_triage, "weeks": weeks, "form": TriageForm(auto_id=False)}
    return render(request, "cases/inbox.html", context)


def physician(request: ActorRequest, mandate: Delegation | None = None) -> HttpResponse:
    """What waits for the bedrijfsarts, and what was signed lately; a delegate sees what was left to him."""
    items = inbox.of_physician(request.actor, timezone.localdate())
    context = {
        "mandate": Visible(mandate, request.actor.role) if mandate else None,
        "in_whose_place": mandate.says if mandate else "",
        "items": items,
        "presses": bool(items) and items[0].when.kind != "plain",
        "to_confirm": waiting_for(request.actor),
        "weeks": weeks_by_file(item.case_id for item in items),
        "signed": inbox.signed(request.actor),
        "signed_title": "Laatst ondertekend" if mandate else "Laatst door u ondertekend",
    }
    return render(request, "cases/physician.html", context)


@require_POST
def accept(request: ActorRequest, case_id: int) -> HttpResponse:
    """The arbodienst has received the report."""
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor), pk=case_id)
    operations.accept_report(actor=request.actor, case=case, today=timezone.localdate())
    messages.success(request, f"U heeft de melding van dossier {case.number} ontvangen.")
    return _back(request, case)


@require_POST
def confirm(request: ActorRequest, case_id: int) -> HttpResponse:
    """The bedrijfsarts confirms what stood before him of one file."""
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor), pk=case_id)
    form = ActsForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else []
    try:
        operations.confirm_steps(actor=request.actor, case=case, seen=seen, today=timezone.localdate())
    except NotNow as error:
        messages.info(request, str(error))
    else:
        left = any(one.case_id == case.pk for one in waiting_for(request.actor))
        more = " Er is intussen iets veranderd. Bekijk wat er nog wacht." if left else ""
        messages.success(request, f"U heeft bevestigd wat in dossier {case.number} namens u is vastgelegd.{more}")
    return see_other(request, "start")


@require_http_methods(["GET", "POST"])
def triage(request: ActorRequest, case_id: int) -> HttpResponse:
    """Yes or no: is long absence expected."""
    require_verb(request, Verb.TRIAGE, "cases.absencecase")
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    form = TriageForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _triage_page(request, case, form, status=422 if form.is_bound else 200)
    try:
        operations.triage(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    except NotNow as error:
        form.add_error(None, str(error))
        return _triage_page(request, case, form, status=409)
    messages.success(request, f"Uw inschatting van dossier {case.number} is vastgelegd.")
    return _back(request, case)


def _triage_page(request: ActorRequest, case: AbsenceCase, form: TriageForm, *, status: int) -> HttpResponse:
    context = {"case": Visible(case, request.actor.role), "form": form}
    return render(request, "cases/triage.html", context, status=status)


def _back(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    """Who works through the inbox stays there; who came from the file goes back to it."""
    if "inbox" in request.POST:
        return see_other(request, "start")
    return see_other(request, "cases:detail", case.pk)
