"""Coaching notes of a file: for the employee and the Ontzorgmanager, and nobody else."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.guarded import GuardedForm
from accounts.operation import AlreadyDone, NotNow
from accounts.operations import forget_draft
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, visible_all
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.forms.coaching import CoachingForm, CoachingReactionForm
from cases.models import AbsenceCase, CoachingNote
from cases.operations.coaching import FINISHED, NOTE, REACTION, coaching_of

WRITING, CORRECTING, ADDING = "coaching", "coaching_correction", "coaching_reaction"
NOTED = "De notitie is vastgelegd. De werknemer krijgt bericht."
SAID = {
    WRITING: NOTED,
    CORRECTING: NOTED,
    ADDING: "Uw reactie is vastgelegd. Uw Ontzorgmanager krijgt bericht.",
}
READERS = {
    Role.EMPLOYEE: "Alleen u en uw Ontzorgmanager. Krijgt u een andere Ontzorgmanager, dan leest die dit ook."
    " Is uw Ontzorgmanager er niet, dan leest de vervanger dit ook.",
    Role.ONTZORGMANAGER: "Alleen u en de werknemer. Wie u vervangt of dit dossier later begeleidt, leest dit ook.",
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
        earlier = _numbered(case, request.GET.get("verbetert", ""))
        return _page(request, case, CoachingForm(initial=_begun(request, case, earlier)), corrected=earlier)
    return _write(request, case, CoachingForm(request.POST))


def _write(request: ActorRequest, case: AbsenceCase, form: CoachingForm) -> HttpResponse:
    earlier = _numbered(case, request.POST.get("corrects", ""))
    if not form.is_valid():
        return _page(request, case, form, corrected=earlier, status=422)
    try:
        operations.write_coaching(actor=request.actor, case=case, today=timezone.localdate(), **form.cleaned_data)
    except AlreadyDone:
        return _done(request, case, *_draft(case, earlier))
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, corrected=earlier, status=422)
    except NotNow as error:
        return _page(request, case, form, corrected=earlier, conflict=str(error), status=409)
    record_kept(request, WRITING, case.pk, form.kept, case_id=case.pk)
    return _done(request, case, *_draft(case, earlier))


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, case_id: int, coaching_id: int) -> HttpResponse:
    """The employee adds own words to a note."""
    require_for(request, operations.add_to_coaching)
    case = _load(request, case_id)
    note = get_object_or_404(coaching_of(case), pk=coaching_id)
    if request.method == "GET":
        if not case.is_open:
            return _over(request, case)
        draft = brought_back(request, ADDING, note.pk)
        typed = kept_answers(draft).dict() if draft else {}
        seen = max((one.pk for one in note.reactions.all()), default=0)
        return _page(request, case, CoachingReactionForm(initial=typed | {"seen": seen}), note)
    form = CoachingReactionForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, note, status=422)
    try:
        operations.add_to_coaching(
            actor=request.actor, case=case, note=note, today=timezone.localdate(), **form.cleaned_data
        )
    except AlreadyDone:
        return _done(request, case, ADDING, note.pk)
    except NotNow as error:
        return _page(request, case, form, note, conflict=str(error), status=409)
    record_kept(request, ADDING, note.pk, form.kept, case_id=case.pk)
    return _done(request, case, ADDING, note.pk)


def _load(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file, for the two who read its notes; for everybody else there is nothing here."""
    if (request.actor.role, NOTE) not in POLICY:
        raise Http404
    case: AbsenceCase = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    return case


def _numbered(case: AbsenceCase, asked: str) -> CoachingNote | None:
    """The note that is put right, by its number; None for a new one."""
    return coaching_of(case).filter(number=int(asked)).first() if asked.isdecimal() and len(asked) < 5 else None


def _draft(case: AbsenceCase, earlier: CoachingNote | None) -> tuple[str, int]:
    """Under what is kept that one types: by the note that is put right, or a new one of the file."""
    return (CORRECTING, earlier.pk) if earlier else (WRITING, case.pk)


def _begun(request: ActorRequest, case: AbsenceCase, earlier: CoachingNote | None) -> dict[str, Any]:
    """What was typed before; else the words of the note that is put right; else the day of today."""
    words: dict[str, Any] = {"talked_on": timezone.localdate()}
    if earlier is not None:
        words = {name: getattr(earlier, name) for name in ("talked_on", "text", "agreed", "until")}
    if draft := brought_back(request, *_draft(case, earlier)):
        words = kept_answers(draft).dict()
    seen = coaching_of(case).values_list("number", flat=True).first() or 0
    return words | {"corrects": earlier.number if earlier else None, "seen": seen}


def _over(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    messages.info(request, FINISHED)
    return see_other(request, "cases:coaching", case.pk)


def _done(request: ActorRequest, case: AbsenceCase, draft: str, about_id: int) -> HttpResponse:
    forget_draft(request.actor, draft, about_id)
    messages.success(request, SAID[draft])
    return see_other(request, "cases:coaching", case.pk)


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    form: GuardedForm,
    note: CoachingNote | None = None,
    *,
    corrected: CoachingNote | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    context = {
        "case": Visible(case, role),
        "role": role.value,
        "form": form,
        "note": Visible(note, role) if note else None,
        "draft": _draft(case, corrected),
        "conflict": conflict,
        "readers": READERS[role],
    }
    template = "cases/coaching_write.html" if note is None else "cases/coaching_add.html"
    return render(request, template, context, status=status)
