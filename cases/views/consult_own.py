"""What only the employee does: reading a question first, asking for a talk himself, and answering a missed one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.consult_terms import HOSTS, Reaction
from cases.forms.consults import ReactionForm, ReplyForm
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest
from cases.operations.consults import FINISHED, NO_DOCTOR
from cases.views.consults import file_of

REACTING, REPLYING = "answer_consult", "answer_no_show"
TOO_LATE = "U reageerde al op deze vraag, of de vraag is gewijzigd of ingetrokken. Hier staat wat er nu is."


@require_http_methods(["GET", "POST"])
def react(request: ActorRequest, case_id: int, consult_id: int) -> HttpResponse:
    """The exact words, and what the employee says of them."""
    require_for(request, operations.answer_consult)
    case = file_of(request, case_id)
    consult = get_object_or_404(ConsultRequest.objects.visible_to(request.actor), pk=consult_id, case=case)
    if request.method == "GET":
        if not consult.is_open or consult.reaction:
            messages.info(request, TOO_LATE)
            return see_other(request, "consults:overview", case.pk)
        draft = brought_back(request, REACTING, consult.pk)
        return _react_page(request, case, consult, ReactionForm(initial=kept_answers(draft).dict() if draft else None))
    form = ReactionForm(request.POST)
    if not form.is_valid():
        return _react_page(request, case, consult, form, status=422)
    about = {"today": timezone.localdate(), "at": timezone.now(), **form.cleaned_data}
    was_sent = consult.is_sent
    try:
        said = operations.answer_consult(actor=request.actor, consult=consult, **about)
    except ValidationError as error:
        refuse(form, error)
        return _react_page(request, case, consult, form, status=422)
    except NotNow as error:
        return _react_page(request, case, consult, form, conflict=str(error), status=409)
    record_kept(request, REACTING, consult.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, REACTING, consult.pk)
    messages.success(request, _thanks(said, was_sent=was_sent))
    return see_other(request, "consults:overview", case.pk)


def _thanks(said: ConsultRequest, *, was_sent: bool) -> str:
    """What happens with a reaction: it depends on whether the bedrijfsarts has the question."""
    if said.asked_as in HOSTS:
        return "Dank u. De bedrijfsarts leest uw woorden."
    if said.reaction == Reaction.OBJECTS:
        if was_sent:
            return "Uw bezwaar is verstuurd. De bedrijfsarts en wie de vraag stelde, lezen het."
        return "Uw bezwaar is verstuurd. Wie de vraag stelde, leest het. Gaat de vraag toch door? Dan gaat het mee."
    if was_sent:
        return "Dank u. De bedrijfsarts en wie de vraag stelde, lezen uw woorden."
    if said.is_sent:
        return "Dank u. De vraag gaat met uw woorden naar de bedrijfsarts. U krijgt bericht van een afspraak."
    return "Dank u. Wie de vraag stelde, leest uw woorden. De vraag is nog niet bij de bedrijfsarts."


def _react_page(
    request: ActorRequest,
    case: AbsenceCase,
    consult: ConsultRequest,
    form: ReactionForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "role": role.value,
        "asked": Visible(consult, role),
        "from_host": consult.asked_as in HOSTS,
        "form": form,
        "conflict": conflict,
    }
    return render(request, "cases/consult_react.html", context, status=status)


@require_http_methods(["GET", "POST"])
def ask_talk(request: ActorRequest, case_id: int) -> HttpResponse:
    """A talk of one's own: what it is, who knows of it, and one button."""
    require_for(request, operations.ask_talk)
    case = file_of(request, case_id)
    if not case.is_open or case.physician_id is None:
        messages.info(request, NO_DOCTOR if case.is_open else FINISHED)
        return see_other(request, "consults:overview", case.pk)
    if request.method == "GET":
        return render(request, "cases/consult_own.html", {"case": Visible(case, request.actor.role)})
    try:
        operations.ask_talk(actor=request.actor, case=case, today=timezone.localdate(), at=timezone.now())
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "Uw vraag om een gesprek is verstuurd. U krijgt bericht zodra er een afspraak is.")
    return see_other(request, "consults:overview", case.pk)


@require_http_methods(["GET", "POST"])
def reply(request: ActorRequest, case_id: int, appointment_id: int) -> HttpResponse:
    """What the employee says himself of a talk that did not go through."""
    require_for(request, operations.answer_no_show)
    case = file_of(request, case_id)
    missed = get_object_or_404(ConsultAppointment.objects.visible_to(request.actor), pk=appointment_id, case=case)
    if request.method == "GET":
        if not missed.is_missed:
            return see_other(request, "consults:overview", case.pk)
        draft = brought_back(request, REPLYING, missed.pk)
        return _reply_page(request, case, missed, ReplyForm(initial=kept_answers(draft).dict() if draft else None))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _reply_page(request, case, missed, form, status=422)
    about = {"today": timezone.localdate(), "at": timezone.now(), **form.cleaned_data}
    try:
        operations.answer_no_show(actor=request.actor, appointment=missed, **about)
    except ValidationError as error:
        refuse(form, error)
        return _reply_page(request, case, missed, form, status=422)
    except NotNow as error:
        form.add_error(None, str(error))
        return _reply_page(request, case, missed, form, status=409)
    record_kept(request, REPLYING, missed.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, REPLYING, missed.pk)
    messages.success(request, "Uw reactie staat in het dossier.")
    return see_other(request, "consults:overview", case.pk)


def _reply_page(
    request: ActorRequest, case: AbsenceCase, missed: ConsultAppointment, form: ReplyForm, *, status: int = 200
) -> HttpResponse:
    role = request.actor.role
    context = {"case": Visible(case, role), "one": Visible(missed, role), "form": form}
    return render(request, "cases/consult_reply.html", context, status=status)
