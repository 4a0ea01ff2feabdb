"""Coaching notes of a file: for the employee and the Ontzorgmanager, and nobody else."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.guarded import GuardedForm
from accounts.operation import NotNow
from accounts.operations import draft_of, forget_draft
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, visible_all
from accounts.web import kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.forms.coaching import CoachingForm, CoachingReactionForm
from cases.models import AbsenceCase, CoachingNote
from cases.operations.coaching import FINISHED, NOTE, REACTION, coaching_of

WRITING, ADDING = "coaching", "coaching_reaction"
SAID = {
    WRITING: "De notitie is vastgelegd. De werknemer krijgt bericht.",
    ADDING: "Uw reactie is vastgelegd. Uw Ontzorgmanager krijgt bericht.",
}
READERS = {
    Role.EMPLOYEE: "Alleen u en uw Ontzorgmanager. Krijgt u een andere Ontzorgmanager, dan leest die dit ook.",
    Role.ONTZORGMANAGER: "Alleen u en de werknemer. Wie dit dossier later begeleidt, leest dit ook.",
}


@require_safe
def overview(request: ActorRequest, case_id: int) -> HttpResponse:
    """Every note with the words that the employee added, the newest first; opening it leaves a trace."""
    actor, case = request.actor, _load(request, case_id)
    operations.read_coaching(actor=actor, case=case)
    notes = list(coaching_of(case))
    context = {
        "case": Visible(case, actor.role),
        "role": actor.role.value,
        "notes": visible_all(notes, actor.role),
        "readers": READERS[actor.role],
        "may_write": case.is_open and actor.may(Verb.WRITE_COACHING, NOTE),
        "may_add": case.is_open and actor.may(Verb.ADD_TO_COACHING, REACTION),
    }
    return render(request, "cases/coaching.html", context)


@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, case_id: int) -> HttpResponse:
    """A new note; with ?verbetert=3 one that puts an earlier one right, begun with its words."""
    require_for(request, operations.write_coaching)
    case = _load(request, case_id)
    if request.method == "GET":
        if not case.is_open:
            return _over(request, case)
        return _page(request, case, CoachingForm(initial=_begun(request, case)))
    form = CoachingForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.write_coaching(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except NotNow as error:
        return _page(request, case, form, conflict=str(error), status=409)
    return _done(request, case, WRITING, case.pk, form)


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, case_id: int, coaching_id: int) -> HttpResponse:
    """The employee adds own words to a note."""
    require_for(request, operations.add_to_coaching)
    case = _load(request, case_id)
    note = get_object_or_404(coaching_of(case), pk=coaching_id)
    if request.method == "GET":
        if not case.is_open:
            return _over(request, case)
        draft = draft_of(request.actor, ADDING, note.pk)
        return _page(request, case, CoachingReactionForm(initial=kept_answers(draft).dict() if draft else {}), note)
    form = CoachingReactionForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, note, status=422)
    try:
        operations.add_to_coaching(
            actor=request.actor, case=case, note=note, today=timezone.localdate(), **form.cleaned_data
        )
    except NotNow as error:
        return _page(request, case, form, note, conflict=str(error), status=409)
    return _done(request, case, ADDING, note.pk, form)


def _load(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file, for the two who read its notes; for everybody else there is nothing here."""
    if (request.actor.role, NOTE) not in POLICY:
        raise Http404
    case: AbsenceCase = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    return case


def _begun(request: ActorRequest, case: AbsenceCase) -> dict[str, Any]:
    """What was typed before; else the words of the note that is put right; else the day of today."""
    if draft := draft_of(request.actor, WRITING, case.pk):
        return kept_answers(draft).dict()
    asked = request.GET.get("verbetert", "")
    earlier = coaching_of(case).filter(number=int(asked)).first() if asked.isdecimal() and len(asked) < 5 else None
    if earlier is None:
        return {"talked_on": timezone.localdate()}
    words = {name: getattr(earlier, name) for name in ("talked_on", "text", "agreed", "until")}
    return words | {"corrects": earlier.number}


def _over(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    messages.info(request, FINISHED)
    return see_other(request, "cases:coaching", case.pk)


def _done(request: ActorRequest, case: AbsenceCase, draft: str, about_id: int, form: GuardedForm) -> HttpResponse:
    record_kept(request, draft, about_id, form.kept, case_id=case.pk)
    forget_draft(request.actor, draft, about_id)
    messages.success(request, SAID[draft])
    return see_other(request, "cases:coaching", case.pk)


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    form: GuardedForm,
    note: CoachingNote | None = None,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "role": role.value,
        "form": form,
        "note": Visible(note, role) if note else None,
        "conflict": conflict,
        "readers": READERS[role],
    }
    template = "cases/coaching_write.html" if note is None else "cases/coaching_add.html"
    return render(request, template, context, status=status)
