"""The werknemersvisie in a file: read, confirm, and say who reads it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.operation import NotNow
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, visible_all
from accounts.web import require_verb, see_other
from cases import operations
from cases.forms.vision import SharesForm, switch
from cases.models import AbsenceCase, EmployeeVision
from cases.operations.vision import sharable
from cases.preparation import talks_in
from cases.visions import Told, Versions, in_sections, told, versions_of

RESOURCE = "cases.employeevision"


def file_of(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file, for who may read something of a vision; for everybody else there is nothing here."""
    if (request.actor.role, RESOURCE) not in POLICY:
        raise Http404
    found = AbsenceCase.objects.visible_to(request.actor).with_people()
    case: AbsenceCase = get_object_or_404(found, pk=case_id)
    return case


@require_safe
def overview(request: ActorRequest, case_id: int) -> HttpResponse:
    """The version that counts, as far as it is for who looks. Opening it leaves a trace."""
    case = file_of(request, case_id)
    versions, actor = versions_of(request.actor, case), request.actor
    shown = versions.current or (versions.waiting if actor.role is not Role.EMPLOYEE else None)
    if shown is None:
        operations.read_case(actor=actor, case=case)
    else:
        operations.read_vision(actor=actor, vision=shown)
    lines = told(actor, shown) if shown else []
    own = actor.role is Role.EMPLOYEE
    shares = shares_of(case, lines) if own and lines else None
    return render(request, "cases/vision.html", _page(case, actor.role, versions, shown) | _lines(lines, shares))


def _page(case: AbsenceCase, role: Role, versions: Versions, shown: EmployeeVision | None) -> dict[str, object]:
    waiting = versions.waiting
    return {
        "case": Visible(case, role),
        "role": role.value,
        "shown": Visible(shown, role) if shown else None,
        "waiting": Visible(waiting, role) if waiting and waiting != shown else None,
        "earlier": visible_all(versions.earlier, role) if role is Role.EMPLOYEE else [],
        "guided": not case.is_self_guided,
        "talks": talks_in(case),
    }


def _lines(lines: list[Told], shares: SharesForm | None) -> dict[str, object]:
    """Each answer with its switches, or without for who cannot set them."""
    sections = [
        (name, [(line, shares.switches_of(line.question.key) if shares else []) for line in found])
        for name, found in in_sections(lines)
    ]
    return {"sections": sections, "shares": shares}


def shares_of(case: AbsenceCase, lines: list[Told]) -> SharesForm:
    """The switches of these answers as they stand."""
    begun = {switch(line.question.key, role): True for line in lines for role in line.shared_with}
    return SharesForm(keys=[line.question.key for line in lines], roles=sharable(case), initial=begun)


@require_safe
def version(request: ActorRequest, case_id: int, vision_id: int) -> HttpResponse:
    """An earlier version; only the employee still reads it."""
    case, found = _one(request, case_id, vision_id)
    operations.read_vision(actor=request.actor, vision=found)
    lines = told(request.actor, found)
    role = request.actor.role
    context = {"case": Visible(case, role), "shown": Visible(found, role), "role": role.value}
    return render(request, "cases/vision_version.html", context | _lines(lines, None))


@require_http_methods(["GET", "POST"])
def confirm(request: ActorRequest, case_id: int, vision_id: int) -> HttpResponse:
    """What the Ontzorgmanager wrote down: the employee confirms it, and says who reads it."""
    case, found = _one(request, case_id, vision_id)
    require_verb(request, Verb.CONFIRM_VISION, "cases.absencecase")
    lines = told(request.actor, found)
    keys = [line.question.key for line in lines]
    if request.method == "POST":
        form = SharesForm(request.POST, keys=keys, roles=sharable(case))
        form.is_valid()  # switches cannot be wrong
        try:
            operations.confirm_vision(
                actor=request.actor, case=case, vision=found, shared=form.shared(), today=timezone.localdate()
            )
            messages.success(request, "Uw visie is bevestigd. Wie iets mag lezen, krijgt bericht.")
        except NotNow as error:
            messages.info(request, str(error))
        return see_other(request, "cases:vision", case.pk)
    if versions_of(request.actor, case).waiting != found:
        messages.info(request, "Deze versie wacht niet meer op u.")
        return see_other(request, "cases:vision", case.pk)
    operations.read_vision(actor=request.actor, vision=found)
    # Who wrote it with the employee knows it: that stays so unless the employee says otherwise.
    shares = SharesForm(
        keys=keys, roles=sharable(case), initial={switch(key, Role.ONTZORGMANAGER): True for key in keys}
    )
    context = {
        "case": Visible(case, request.actor.role),
        "shown": Visible(found, request.actor.role),
        "role": request.actor.role.value,
        "left_out": _left_out(request, case, keys),
    }
    return render(request, "cases/vision_confirm.html", context | _lines(lines, shares))


def _left_out(request: ActorRequest, case: AbsenceCase, keys: list[str]) -> bool:
    """Whether the version that counts now answers a question that this one leaves open."""
    current = versions_of(request.actor, case).current
    return current is not None and current.answers.exclude(key__in=keys).exists()


@require_POST
def share(request: ActorRequest, case_id: int, vision_id: int) -> HttpResponse:
    """Who reads which answer from now on."""
    case, found = _one(request, case_id, vision_id)
    require_verb(request, Verb.SHARE_VISION, RESOURCE)
    keys = [line.question.key for line in told(request.actor, found)]
    form = SharesForm(request.POST, keys=keys, roles=sharable(case))
    form.is_valid()  # switches cannot be wrong
    try:
        operations.share_vision(actor=request.actor, vision=found, shared=form.shared(), today=timezone.localdate())
        messages.success(request, "Uw keuzes zijn bewaard. Wie nu iets nieuws mag lezen, krijgt bericht.")
    except NotNow as error:
        messages.info(request, str(error))
    return see_other(request, "cases:vision", case.pk)


def _one(request: ActorRequest, case_id: int, vision_id: int) -> tuple[AbsenceCase, EmployeeVision]:
    case = file_of(request, case_id)
    found = EmployeeVision.objects.visible_to(request.actor).select_related("filled_by").filter(case=case)
    return case, get_object_or_404(found, pk=vision_id)
