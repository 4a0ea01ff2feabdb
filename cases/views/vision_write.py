"""Filling in the werknemersvisie: the employee alone, or the Ontzorgmanager together with the employee."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_verb, see_other
from cases import operations
from cases.forms.vision import SelfGuidedVisionForm, SharesForm, VisionForm, switch
from cases.models import AbsenceCase, EmployeeVision
from cases.operations.vision import CLOSED, sharable
from cases.views.vision import file_of
from cases.vision_questions import asked_in
from cases.visions import Versions, told, versions_of

DRAFT = "employee_vision"
TOLD = {
    Role.EMPLOYEE: "Uw visie is bewaard. Wie iets mag lezen, krijgt bericht.",
    Role.ONTZORGMANAGER: "De visie is bewaard. De werknemer krijgt bericht, leest de visie en bevestigt die.",
}


@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, case_id: int) -> HttpResponse:
    """The questions. The words are kept while somebody types, for that person only."""
    case = file_of(request, case_id)
    require_verb(request, Verb.WRITE_VISION, "cases.absencecase")
    if not case.is_open:
        messages.info(request, CLOSED)
        return see_other(request, "cases:vision", case.pk)
    kind = SelfGuidedVisionForm if case.is_self_guided else VisionForm
    if request.method == "GET":
        begun = _begin(request, case)
        return _form(request, case, kind(initial=begun), _switches(request, case, initial=begun))
    form, shares = kind(request.POST), _switches(request, case, data=request.POST)
    if not form.is_valid() or not shares.is_valid():
        return _form(request, case, form, shares, status=422)
    try:
        operations.write_vision(
            actor=request.actor,
            case=case,
            answers={key: form.cleaned_data[key] for key in kind.guarded},
            shared=shares.shared(),
            today=timezone.localdate(),
        )
    except ValidationError as error:
        refuse(form, error)
        return _form(request, case, form, shares, status=422)
    except NotNow as error:
        return _form(request, case, form, shares, conflict=str(error), status=409)
    record_kept(request, DRAFT, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, DRAFT, case.pk)
    messages.success(request, TOLD[request.actor.role])
    return see_other(request, "cases:vision", case.pk)


def _begin(request: ActorRequest, case: AbsenceCase) -> dict[str, Any]:
    """What was typed and not sent, or what somebody reads of the versions before."""
    if draft := brought_back(request, DRAFT, case.pk):
        return kept_answers(draft).dict()
    versions = versions_of(request.actor, case)
    begun: dict[str, Any] = {}
    for vision in _before(versions):
        operations.read_vision(actor=request.actor, vision=vision)
        for line in told(request.actor, vision):
            begun[line.question.key] = line.text
            if vision.is_confirmed:
                begun |= {switch(line.question.key, role): True for role in line.shared_with}
    return begun


def _before(versions: Versions) -> list[EmployeeVision]:
    """The one that counts, then what was written since: its words go over the older ones."""
    return [one for one in (versions.current, versions.waiting) if one]


def _switches(
    request: ActorRequest, case: AbsenceCase, *, data: Any = None, initial: Mapping[str, Any] | None = None
) -> SharesForm:
    """For the employee; who writes for somebody else shares nothing."""
    keys = [question.key for question in asked_in(guided=not case.is_self_guided)]
    roles = sharable(case) if request.actor.role is Role.EMPLOYEE else frozenset[Role]()
    return SharesForm(data, keys=keys, roles=roles, initial=initial)


def _form(
    request: ActorRequest,
    case: AbsenceCase,
    form: VisionForm,
    shares: SharesForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    sections: dict[str, list[tuple[Any, Any]]] = {}
    for question in asked_in(guided=not case.is_self_guided):
        line = (form[question.key], shares.switches_of(question.key))
        sections.setdefault(question.section, []).append(line)
    context = {
        "case": Visible(case, request.actor.role),
        "own": request.actor.role is Role.EMPLOYEE,
        "guided": not case.is_self_guided,
        "form": form,
        "sections": list(sections.items()),
        "conflict": conflict,
    }
    return render(request, "cases/vision_write.html", context, status=status)
