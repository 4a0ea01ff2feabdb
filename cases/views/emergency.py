"""Break-glass of the platform administrators: the list with the request form, the decision, one file, the end."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.step_up import confirmed_first
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import record_kept, refuse, require_verb, see_other
from cases import operations
from cases.forms.emergency import DecisionForm, EmergencyForm
from cases.models import AbsenceCase, EmergencyAccess
from cases.operations.emergency import ACCESS, DECISION, END
from employers.models import Membership

PAGE = 25
FORM = "ask_emergency"


@require_http_methods(["GET", "POST"])
def listing(request: ActorRequest) -> HttpResponse:
    """Every request and what became of it; POST asks for one more."""
    require_verb(request, Verb.ASK_EMERGENCY, ACCESS)
    if request.method == "GET":
        return _page(request, EmergencyForm())
    form = EmergencyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        asked = operations.ask_emergency(actor=request.actor, at=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, form, status=422)
    except NotNow as error:
        form.add_error("number", str(error))
        return _page(request, form, status=409)
    record_kept(request, FORM, asked.pk, form.kept)
    messages.success(request, "Uw verzoek staat klaar. Bel een andere beheerder: die beslist op deze pagina.")
    return see_other(request, "emergency:list")


@require_POST
def decide(request: ActorRequest, access_id: int) -> HttpResponse:
    """Allow or refuse what another administrator asked."""
    require_verb(request, Verb.DECIDE_EMERGENCY, DECISION)
    access = get_object_or_404(EmergencyAccess.objects.visible_to(request.actor), pk=access_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, EmergencyForm(), status=422)
    lasts = timedelta(hours=settings.EMERGENCY_HOURS)
    operations.decide_emergency(
        actor=request.actor, access=access, granted=form.granted, lasts=lasts, at=timezone.now()
    )
    messages.success(
        request,
        "De noodtoegang is toegestaan. Wie het dossier begeleidt, krijgt nu bericht."
        if form.granted
        else "De noodtoegang is niet toegestaan.",
    )
    return see_other(request, "emergency:list")


@require_safe
def look(request: ActorRequest, access_id: int) -> HttpResponseBase:
    """The part of the file that an administrator may see, as long as that lasts. Who has none is asked for nothing."""
    require_verb(request, Verb.BREAK_GLASS, "cases.absencecase")
    found = EmergencyAccess.objects.visible_to(request.actor).open(timezone.now()).with_people()
    return _look(request, get_object_or_404(found, pk=access_id, asked_by=request.actor.person_id))


@confirmed_first()
def _look(request: ActorRequest, access: EmergencyAccess) -> HttpResponse:
    operations.look_into(actor=request.actor, access=access, at=timezone.now())
    seen = AbsenceCase.objects.visible_to(request.actor)
    case = seen.select_related("employer", "ohs", "physician__user", "ontzorgmanager__user").get(pk=access.case_id)
    role = request.actor.role
    return render(request, "cases/emergency_file.html", {"access": Visible(access, role), "case": Visible(case, role)})


@require_POST
def end(request: ActorRequest, access_id: int) -> HttpResponse:
    """Close the file again, or take a request back."""
    require_verb(request, Verb.END_EMERGENCY, END)
    access = get_object_or_404(EmergencyAccess.objects.visible_to(request.actor), pk=access_id)
    operations.end_emergency(actor=request.actor, access=access, at=timezone.now())
    messages.success(request, "De noodtoegang is beëindigd.")
    watches = request.actor.role is Role.PRIVACY_OFFICER
    return see_other(request, "oversight:emergencies" if watches else "emergency:list")


def rows(request: ActorRequest, at: datetime) -> tuple[Any, list[dict[str, Any]]]:
    """One page of requests, the newest first, each with what can be done about it now."""
    actor = request.actor
    seen = EmergencyAccess.objects.visible_to(actor)
    page = Paginator(seen.with_people().order_by("-asked_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    waiting = set(seen.waiting(at).values_list("pk", flat=True))
    running = set(seen.open(at).values_list("pk", flat=True))
    return page, [
        {
            "access": Visible(one, actor.role),
            "decision": Visible(one.decision, actor.role) if hasattr(one, "decision") else None,
            "end": Visible(one.end, actor.role) if hasattr(one, "end") else None,
            "mine": one.asked_by_id == actor.user_id,
            "waiting": one.pk in waiting,
            "open": one.pk in running,
        }
        for one in page
    ]


def _page(request: ActorRequest, form: EmergencyForm, *, status: int = 200) -> HttpResponse:
    page, found = rows(request, timezone.now())
    others = Membership.objects.visible_to(request.actor).in_force().filter(role=Role.PLATFORM)
    colleagues = others.exclude(user=request.actor.person_id).select_related("user").order_by("user__name")
    context = {
        "form": form,
        "page": page,
        "rows": found,
        "hours": settings.EMERGENCY_HOURS,
        "colleagues": [Visible(one, request.actor.role) for one in colleagues],
    }
    return render(request, "cases/emergency.html", context, status=status)
