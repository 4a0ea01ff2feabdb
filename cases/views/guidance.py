"""Visie en plan, and who does what in a file."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.operation import NotNow, Stale
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible, granted, visible_all
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_verb, see_other
from cases import dossier, operations
from cases.forms.guidance import GuidanceForm
from cases.models import AbsenceCase, GuidancePlan
from cases.models.guidance import WORDS
from cases.operations.guidance import FINISHED, guidance_of
from cases.readers import readers_by, say_readers

DRAFT = "guidance"


@require_safe
def guidance(request: ActorRequest, case_id: int) -> HttpResponse:
    """How the Ontzorgmanager sees the way back, and the checklist of each party; opening it leaves a trace."""
    actor, today = request.actor, timezone.localdate()
    files = AbsenceCase.objects.visible_to(actor).with_people().prefetch_related("spells", "leaves", "completions")
    case = get_object_or_404(files, pk=case_id)
    operations.read_case(actor=actor, case=case)
    versions = list(guidance_of(case))
    steps = dossier.steps_of(case, actor.role, today)
    planned = dict(versions[0].parts) if versions else {}
    shown = visible_all(versions, actor.role)
    context = {
        "case": Visible(case, actor.role),
        "role": actor.role.value,
        "plan": shown[0] if shown else None,
        "earlier": shown[1:],
        "to_review": bool(versions) and case.is_open and versions[0].is_to_review(today),
        "lists": dossier.checklists(steps, planned, self_guided=case.is_self_guided),
        "may_write": case.is_open and actor.may(Verb.WRITE_GUIDANCE, "cases.absencecase"),
        "reads_plan": bool(versions) or (not case.is_self_guided and bool(granted(actor.role, "cases.guidanceplan"))),
    }
    return render(request, "cases/guidance.html", context)


@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, case_id: int) -> HttpResponse:
    """Write the first version, or the next."""
    require_verb(request, Verb.WRITE_GUIDANCE, "cases.absencecase")
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    if not case.is_open:
        messages.info(request, FINISHED)
        return see_other(request, "cases:guidance", case.pk)
    newest, today = guidance_of(case).first(), timezone.localdate()
    if request.method == "GET":
        draft = brought_back(request, DRAFT, case.pk)
        initial = kept_answers(draft).dict() if draft else _begin(newest)
        return _page(request, case, newest, GuidanceForm(initial=initial, is_first=newest is None, today=today))
    return _send(request, case, newest, today)


def _send(request: ActorRequest, case: AbsenceCase, newest: GuidancePlan | None, today: date) -> HttpResponse:
    # What the sender saw decides which questions there were.
    form = GuidanceForm(request.POST, is_first=request.POST.get("expected_number") == "0", today=today)
    if not form.is_valid():
        return _page(request, case, newest, form, status=422)
    try:
        operations.write_guidance(actor=request.actor, case=case, today=today, **form.values())
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, newest, form, status=422)
    except Stale as error:
        return _again(request, case, str(error), today)
    except NotNow as error:
        messages.info(request, str(error))
        return see_other(request, "cases:guidance", case.pk)
    record_kept(request, DRAFT, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, DRAFT, case.pk)
    messages.success(request, "Visie en plan zijn vastgelegd. Werkgever, werknemer en bedrijfsarts krijgen bericht.")
    return see_other(request, "cases:guidance", case.pk)


def _begin(newest: GuidancePlan | None) -> dict[str, object]:
    """The words of the newest version, to change; the reason and the day are new each time."""
    if newest is None:
        return {"expected_number": 0}
    words = {name: getattr(newest, name) for name in WORDS if name != "reason"}
    return words | {"expected_number": newest.number}


def _again(request: ActorRequest, case: AbsenceCase, conflict: str, today: date) -> HttpResponse:
    """Somebody wrote a version meanwhile: what was typed stays, beside what is there now."""
    newest = guidance_of(case).first()
    typed = request.POST.dict() | {"expected_number": newest.number if newest else 0}
    form = GuidanceForm(initial=typed, is_first=newest is None, today=today)
    return _page(request, case, newest, form, conflict=conflict, status=409)


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    newest: GuidancePlan | None,
    form: GuidanceForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "form": form,
        "newest": Visible(newest, role) if newest else None,
        "conflict": conflict,
        "readers": say_readers(role, readers_by(GuidancePlan, "outlook"), case=case),
    }
    return render(request, "cases/guidance_form.html", context, status=status)
