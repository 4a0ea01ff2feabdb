"""Questions to the bedrijfsarts and talks with him in a file: reading, asking, and what the employee says of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.operation import NotNow, Stale, require_with
from accounts.operations import forget_draft
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.rows import may_with
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.consults import RESOURCE, keeps_agenda, talks_of
from cases.forms.consults import ConsultForm
from cases.models import AbsenceCase, ConsultRequest
from cases.operations.consults import FINISHED, NO_DOCTOR, requests_of, waiting_request
from cases.timeline.product_terms import last_day_to_read

ASKING = "ask_consult"
SENT = "De vraag is doorgestuurd. De bedrijfsarts en de arbodienst krijgen bericht."


def file_of(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file, for who sees something of the agenda; for everybody else there is nothing here."""
    if (request.actor.role, RESOURCE) not in POLICY:
        raise Http404
    found = AbsenceCase.objects.visible_to(request.actor).with_people().select_related("physician__user")
    case: AbsenceCase = get_object_or_404(found, pk=case_id)
    return case


@require_safe
def overview(request: ActorRequest, case_id: int) -> HttpResponse:
    """What waits, what is planned and what was; opening it leaves a trace."""
    case, actor, today = file_of(request, case_id), request.actor, timezone.localdate()
    operations.read_case(actor=actor, case=case)
    asked = list(requests_of(case))
    waiting = next((one for one in asked if one.is_open and not one.is_sent), None)
    reachable = case.is_open and case.physician_id is not None
    context = {
        "case": Visible(case, actor.role),
        "role": actor.role.value,
        "today": today,
        "has_doctor": case.physician_id is not None,
        "waiting": Visible(waiting, actor.role) if waiting else None,
        "may_send": waiting is not None and (bool(waiting.reaction) or today > waiting.last_day_to_react),
        "earlier": visible_all([one for one in asked if not one.is_open], actor.role),
        "talks": talks_of(actor, case, today),
        "may_ask": reachable and may_with(actor, Verb.ASK_CONSULT, case),
        "may_ask_talk": reachable and actor.may(Verb.ASK_TALK, "cases.absencecase"),
        "may_begin": reachable and actor.may(Verb.BEGIN_CONSULT, "cases.absencecase"),
        "keeps_agenda": reachable and keeps_agenda(actor),
    }
    return render(request, "cases/consults.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest, case_id: int) -> HttpResponse:
    """Write a question, or put the one that waits otherwise."""
    require_for(request, operations.ask_consult)
    case = file_of(request, case_id)
    require_with(request.actor, Verb.ASK_CONSULT, case)
    if not case.is_open or case.physician_id is None:
        messages.info(request, NO_DOCTOR if case.is_open else FINISHED)
        return see_other(request, "consults:overview", case.pk)
    before = waiting_request(case)
    if request.method == "GET":
        draft = brought_back(request, ASKING, case.pk)
        typed = kept_answers(draft).dict() if draft else {}
        return _ask_page(request, case, before, ConsultForm(initial=_begin(before) | typed))
    return _send_question(request, case, before)


def _send_question(request: ActorRequest, case: AbsenceCase, before: ConsultRequest | None) -> HttpResponse:
    form = ConsultForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, case, before, form, status=422)
    about = {"today": timezone.localdate(), "at": timezone.now(), **form.cleaned_data}
    try:
        operations.ask_consult(actor=request.actor, case=case, **about)
    except ValidationError as error:
        refuse(form, error)
        return _ask_page(request, case, before, form, status=422)
    except Stale as error:
        return _ask_again(request, case, str(error))
    except NotNow as error:
        messages.info(request, str(error))
    else:
        record_kept(request, ASKING, case.pk, form.kept, case_id=case.pk)
        forget_draft(request.actor, ASKING, case.pk)
        messages.success(request, "De werknemer leest uw vraag eerst en krijgt daar nu bericht van.")
    return see_other(request, "consults:overview", case.pk)


def _begin(before: ConsultRequest | None) -> dict[str, object]:
    if before is None:
        return {"expected_id": 0}
    return {
        "reason": before.reason,
        "question": before.question,
        "wanted_by": before.wanted_by,
        "expected_id": before.pk,
    }


def _ask_again(request: ActorRequest, case: AbsenceCase, conflict: str) -> HttpResponse:
    """Something changed meanwhile: what was typed stays, beside what is there now."""
    now = waiting_request(case)
    typed = request.POST.dict() | {"expected_id": now.pk if now else 0}
    return _ask_page(request, case, now, ConsultForm(initial=typed), conflict=conflict, status=409)


def _ask_page(
    request: ActorRequest,
    case: AbsenceCase,
    before: ConsultRequest | None,
    form: ConsultForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "role": role.value,
        "before": Visible(before, role) if before else None,
        "form": form,
        "last_day": last_day_to_read(timezone.localdate()),
        "conflict": conflict,
    }
    return render(request, "cases/consult_ask.html", context, status=status)


@require_POST
def send(request: ActorRequest, case_id: int, consult_id: int) -> HttpResponse:
    """Give it to the bedrijfsarts."""
    consult = _asked(request, case_id, consult_id)
    try:
        operations.send_consult(actor=request.actor, consult=consult, today=timezone.localdate(), at=timezone.now())
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, SENT)
    return see_other(request, "consults:overview", case_id)


@require_POST
def withdraw(request: ActorRequest, case_id: int, consult_id: int) -> HttpResponse:
    """It is no longer asked."""
    consult = _asked(request, case_id, consult_id)
    try:
        operations.withdraw_consult(
            actor=request.actor,
            consult=consult,
            seen_sent="sent" in request.POST,
            today=timezone.localdate(),
            at=timezone.now(),
        )
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "De vraag is ingetrokken.")
    return see_other(request, "consults:overview", case_id)


def _asked(request: ActorRequest, case_id: int, consult_id: int) -> ConsultRequest:
    found = ConsultRequest.objects.visible_to(request.actor)
    consult: ConsultRequest = get_object_or_404(found, pk=consult_id, case=case_id)
    return consult
