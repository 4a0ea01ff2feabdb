"""The Poortwachtergarantie of a file: how it stands, why, and who confirmed it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import Stale
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, granted, visible_all
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases.delay_words import say_both
from cases.models import AbsenceCase, Delay
from cases.operations import read_case
from cases.operations.delays import holding
from cases.readers import readers_by, say_readers
from documents import operations
from documents.forms.guarantee import GuaranteeForm
from documents.guarantee import Standing
from documents.guarantee.words import KINDS, LABELS, MEANINGS, helps, say, say_step
from documents.models import GuaranteeConfirmation
from documents.operations.guarantee import RESOURCE, confirmations_of
from documents.operations.guarantee_facts import standing_of
from documents.views._page import load_case

DRAFT = "confirm_guarantee"


@require_http_methods(["GET", "POST"])
def guarantee(request: ActorRequest, case_id: int) -> HttpResponse:
    """How the guarantee stands, with the reasons; who may, confirms it. Opening it leaves a trace."""
    case = load_case(request, case_id)
    if not granted(request.actor.role, RESOURCE):
        raise Http404
    if request.method == "GET":
        return _page(request, case)
    require_for(request, operations.confirm_guarantee)
    form = GuaranteeForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.confirm_guarantee(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except Stale as error:
        return _page(request, case, typed=request.POST.dict(), conflict=str(error), status=409)
    record_kept(request, DRAFT, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, DRAFT, case.pk)
    messages.success(request, "De stand is bevestigd. De werkgever krijgt bericht.")
    return see_other(request, "ledger:guarantee", case.pk)


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    form: GuaranteeForm | None = None,
    *,
    typed: dict[str, Any] | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    actor, now = request.actor, standing_of(case, timezone.localdate())
    read_case(actor=actor, case=case)
    told = confirmations_of(case)
    if form is None and actor.may(Verb.CONFIRM_GUARANTEE, RESOURCE):
        form = _begun(request, case, now, told, typed)
    shown = visible_all(told, actor.role)
    context = {
        "case": Visible(case, actor.role),
        "state": {"kind": KINDS[now.state], "label": LABELS[now.state], "meaning": MEANINGS[now.state]},
        "reasons": [(KINDS[one.state], say(one), helps(one)) for one in now.reasons],
        "apart": _apart(case, now, actor.role),
        "newest": shown[0] if shown else None,
        "newest_reasons": [say(one) for one in told[0].told] if told else [],
        "changed": bool(told) and not told[0].still_holds(now),
        "earlier": shown[1:],
        "reads_advice": bool(granted(actor.role, "documents.advice")),
        "form": form,
        "conflict": conflict,
        "readers": say_readers(actor.role, readers_by(GuaranteeConfirmation, "words"), case=case),
    }
    return render(request, "documents/advice/guarantee.html", context, status=status)


def _begun(
    request: ActorRequest,
    case: AbsenceCase,
    now: Standing,
    told: list[GuaranteeConfirmation],
    typed: dict[str, Any] | None,
) -> GuaranteeForm:
    """The form as one begins: with what was computed, and with what was typed before."""
    draft = brought_back(request, DRAFT, case.pk) if typed is None else None
    begin = {"state": now.state.value} | (kept_answers(draft).dict() if draft else {}) | (typed or {})
    number = told[0].number if told else 0
    return GuaranteeForm(initial=begin | {"expected_number": number, "seen": now.state.value})


def _apart(case: AbsenceCase, now: Standing, role: Role) -> list[tuple[str, str]]:
    """The late steps that do not count, each with whose delay it was and who said so."""
    causes = holding(Delay.objects.filter(case=case)) if now.apart else {}
    found = []
    for step in now.apart:
        answer = causes.get((step.key, step.occurrence))
        found.append((say_step(step), say_both(answer, role) if answer else ""))
    return found
