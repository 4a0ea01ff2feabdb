"""Planning a talk, moving it, cancelling it, and saying how it went: bedrijfsarts, who works in his place, planner."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.guarded import GuardedForm
from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.consult_terms import Stand, Why
from cases.consults import appointments
from cases.forms.consult_plan import BeginForm, CancelForm, MoveForm, OutcomeForm, SlotForm
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest
from cases.operations.consult_planning import hosts_of
from cases.operations.consults import FINISHED, NO_DOCTOR
from cases.views.consults import file_of

PLANNING = "plan_consult"
NOBODY_TOLD = "Niemand krijgt bericht. De arbodienst ziet dat u geen gesprek meer vraagt."
OWN_TALK = "Vroeg de werknemer zelf om dit gesprek? Dan krijgt alleen de werknemer bericht."
MISSED_PRIVATE = "Ging het gesprek niet door? Dan krijgt alleen de werknemer bericht. Ging het door? Dan niemand."
MISSED = (
    "Ging het gesprek niet door? Dan krijgen de werknemer en de Ontzorgmanager bericht. Ging het door? Dan niemand. "
    "De werkgever krijgt geen bericht. Die ziet in het dossier alleen of het gesprek doorging."
)
PLAN = {"title": "Gesprek plannen", "submit": "Afspraak vastleggen", "done": "De afspraak is vastgelegd."}
Send = Callable[..., ConsultAppointment]


@require_http_methods(["GET", "POST"])
def plan(request: ActorRequest, case_id: int, appointment_id: int) -> HttpResponse:
    """Give a wanted talk its hour, or a new one to a talk that did not go through."""
    require_for(request, operations.plan_consult)
    case = file_of(request, case_id)
    about = _found(request, case, appointment_id)
    if request.method == "GET" and not _reachable(case):
        return _back(request, case)
    form = SlotForm(_sent(request), hosts=hosts_of(request.actor, case), initial={"host": case.physician_id})

    def send(**more: Any) -> ConsultAppointment:
        return operations.plan_consult(actor=request.actor, about=about, slot=form.slot(), **more)

    return _form_page(request, (case, about), form, send, PLAN | {"told": _told(about)})


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest, case_id: int) -> HttpResponse:
    """A talk that the bedrijfsarts wants himself, with its question; or one that the employee asked him for."""
    require_for(request, operations.begin_consult)
    case = file_of(request, case_id)
    if request.method == "GET" and not _reachable(case):
        return _back(request, case)
    draft = brought_back(request, PLANNING, case.pk) if request.method == "GET" else None
    typed = kept_answers(draft).dict() if draft else {}
    form = BeginForm(_sent(request), hosts=hosts_of(request.actor, case), initial={"host": case.physician_id} | typed)

    def send(**more: Any) -> ConsultAppointment:
        made = operations.begin_consult(actor=request.actor, case=case, slot=form.slot(), asks=form.asks(), **more)
        forget_draft(request.actor, PLANNING, case.pk)
        return made

    page = PLAN | {"told": f"{_told(None)} {OWN_TALK}", "draft": PLANNING}
    return _form_page(request, (case, None), form, send, page)


def _reachable(case: AbsenceCase) -> bool:
    return case.is_open and case.physician_id is not None


def _back(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    messages.info(request, NO_DOCTOR if case.is_open else FINISHED)
    return see_other(request, "consults:overview", case.pk)


@require_http_methods(["GET", "POST"])
def move(request: ActorRequest, case_id: int, appointment_id: int) -> HttpResponse:
    """Another hour, with the reason."""
    require_for(request, operations.move_consult)
    case = file_of(request, case_id)
    one = _found(request, case, appointment_id)
    form = MoveForm(_sent(request), hosts=hosts_of(request.actor, case), initial=_stands(one))
    page = {"title": "Gesprek verplaatsen", "submit": "Afspraak verplaatsen", "done": "De afspraak is verplaatst."}
    page["told"] = _told(one)

    def send(**more: Any) -> ConsultAppointment:
        why = form.cleaned_data["why"]
        return operations.move_consult(actor=request.actor, appointment=one, slot=form.slot(), why=why, **more)

    return _form_page(request, (case, one), form, send, page)


@require_http_methods(["GET", "POST"])
def cancel(request: ActorRequest, case_id: int, appointment_id: int) -> HttpResponse:
    """It does not take place; the employee takes back what he asked himself."""
    require_for(request, operations.cancel_consult)
    case = file_of(request, case_id)
    one = _found(request, case, appointment_id)
    own = request.actor.role is Role.EMPLOYEE
    form = CancelForm(_sent(request), initial={"why": Why.NOT_NEEDED} if own else None)
    page = {"title": "Gesprek afzeggen", "submit": "Afspraak afzeggen", "done": "De afspraak is afgezegd."}
    if one.is_wanted:
        page |= {"submit": "Vraag om een gesprek intrekken", "done": "Er komt geen afspraak."}
    page["told"] = NOBODY_TOLD if own else _told(one, off=True)

    def send(**more: Any) -> ConsultAppointment:
        return operations.cancel_consult(actor=request.actor, appointment=one, **form.cleaned_data, **more)

    return _form_page(request, (case, one), form, send, page)


@require_http_methods(["GET", "POST"])
def outcome(request: ActorRequest, case_id: int, appointment_id: int) -> HttpResponse:
    """Whether they spoke."""
    require_for(request, operations.record_consult)
    case = file_of(request, case_id)
    one = _found(request, case, appointment_id)
    said = {"held": {Stand.HELD: "yes", Stand.MISSED: "no"}.get(Stand(one.state), ""), "why": one.why}
    form = OutcomeForm(_sent(request), initial=said)
    page = {"title": "Hoe ging het gesprek?", "submit": "Vastleggen", "done": "Vastgelegd hoe het gesprek ging."}
    page["told"] = MISSED_PRIVATE if one.private else MISSED

    def send(**more: Any) -> ConsultAppointment:
        return operations.record_consult(actor=request.actor, appointment=one, **form.cleaned_data, **more)

    return _form_page(request, (case, one), form, send, page)


def _sent(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _found(request: ActorRequest, case: AbsenceCase, appointment_id: int) -> ConsultAppointment:
    one: ConsultAppointment = get_object_or_404(appointments(request.actor), pk=appointment_id, case=case)
    return one


def _told(one: ConsultAppointment | None, *, off: bool = False) -> str:
    """Who hears of what is done with an appointment; `off` for one that is called off."""
    if one is not None and one.private:
        return "Alleen de werknemer."
    if off and one is not None and one.day is None:
        return "De werknemer en de Ontzorgmanager. De werkgever niet: er was nog geen dag."
    return "De werknemer, de werkgever en de Ontzorgmanager. De werkgever ziet alleen de datum, en of het doorging."


def _stands(one: ConsultAppointment) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("day", "begins", "ends", "how", "place")} | {"host": one.host_id}


def _form_page(
    request: ActorRequest,
    about: tuple[AbsenceCase, ConsultAppointment | None],
    form: GuardedForm,
    send: Send,
    page: dict[str, str],
) -> HttpResponse:
    """Show the form; once it is sent and good, do it and go back to the talks of the file."""
    (case, one), status, conflict = about, 200, ""
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                send(today=timezone.localdate(), at=timezone.now())
            except ValidationError as error:
                refuse(form, error)
            except NotNow as error:
                status, conflict = 409, str(error)
            else:
                record_kept(request, PLANNING, case.pk, form.kept, case_id=case.pk)
                messages.success(request, page["done"])
                return see_other(request, "consults:overview", case.pk)
    role = request.actor.role
    asked = ConsultRequest.objects.visible_to(request.actor).filter(pk=one.request_id or 0).first() if one else None
    context = {
        "case": Visible(case, role),
        "role": role.value,
        "one": Visible(one, role) if one else None,
        "asked": Visible(asked, role) if asked else None,
        "form": form,
        "conflict": conflict,
        **page,
    }
    return render(request, "cases/consult_plan.html", context, status=status)
