"""The medical file of one sick-leave file: reading it, and writing notes of consults."""

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import Actor
from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.step_up import GO_ON
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import refuse, see_other
from cases.models import AbsenceCase
from documents import operations
from documents.forms.vault import NoteForm
from documents.models import ConsultNote, MedicalInformation
from documents.operations.treatment import treatments_of
from documents.operations.vault import ENVELOPES, NOTES, Line, may_correct, newest_of, notes_of
from documents.render import lay_out_notes, write_pdf
from documents.views._vault import COPY, file_of, shown_reports, vault_page


@vault_page(Verb.READ_VAULT, NOTES)
@require_safe
def vault(request: ActorRequest, case_id: int) -> HttpResponse:
    """Notes, the Medische informatie, and the other files of the same person. Opening it leaves a trace."""
    case, actor = file_of(request, case_id), request.actor
    operations.read_vault(actor=actor, case=case)
    envelopes = _envelopes(actor, case)
    starts = _asked_for(request, case, envelopes)
    context = {
        "case": Visible(case, actor.role),
        "role": actor.role.value,
        "lines": [_shown(actor, line) for line in notes_of(actor, case)],
        "reports": shown_reports(actor, treatments_of(actor, case)),
        "envelopes": visible_all(envelopes, actor.role),
        "others": visible_all(_others(actor, case), actor.role),
        "may_write": actor.may(Verb.WRITE_NOTE, NOTES),
        "may_draft": actor.may(Verb.DRAFT_MEDICAL_INFORMATION, ENVELOPES),
        "may_sign": actor.may(Verb.SIGN_MEDICAL_INFORMATION, ENVELOPES),
        "has_draft": any(not one.is_signed for one in envelopes),
        "download_starts": bool(starts),
    }
    answer = render(request, "documents/vault.html", context)
    if starts:
        answer["Refresh"] = f"1; url={starts}"
    return answer


def _asked_for(request: ActorRequest, case: AbsenceCase, envelopes: list[MedicalInformation]) -> str:
    """The address of the download that was asked for before showing who it is; empty when it was none of this file."""
    wanted = request.GET.get(GO_ON, "")
    if wanted == COPY:
        return reverse("documents:vault_copy", args=[case.pk])
    asked = (one for one in envelopes if str(one.pk) == wanted)
    return next((reverse("documents:envelope_pdf", args=[case.pk, one.pk]) for one in asked), "")


def _envelopes(actor: Actor, case: AbsenceCase) -> list[MedicalInformation]:
    found = MedicalInformation.objects.visible_to(actor).filter(case=case)
    return list(found.select_related("written_by", "under", "signed_by").order_by("-edition", "-pk"))


def _others(actor: Actor, case: AbsenceCase) -> list[AbsenceCase]:
    found = AbsenceCase.objects.visible_to(actor).filter(employee=case.employee_id).exclude(pk=case.pk)
    return list(found.order_by("-first_sick_day", "-pk"))


def _shown(actor: Actor, line: Line) -> dict[str, Any]:
    return {
        "note": Visible(line.note, actor.role),
        "earlier": visible_all(line.earlier, actor.role),
        "may_correct": may_correct(actor, line.note),
    }


@vault_page(Verb.READ_VAULT, NOTES, download=True)
@require_safe
def copy(request: ActorRequest, case_id: int) -> FileResponse:
    """All notes and reports as a PDF, made now and kept nowhere; leaves a trace. Its name does not say what it is."""
    case, actor = file_of(request, case_id), request.actor
    operations.read_vault(actor=actor, case=case)
    content = write_pdf(lay_out_notes(case, notes_of(actor, case), treatments_of(actor, case), timezone.localdate()))
    name = f"dossier-{case.number}.pdf"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")


@vault_page(Verb.WRITE_NOTE, NOTES)
@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, case_id: int) -> HttpResponse:
    """A new note."""
    case = file_of(request, case_id)
    if request.method == "GET":
        return _form(request, case, NoteForm(initial={"held_on": timezone.localdate()}))
    return _store(request, case, None)


@vault_page(Verb.WRITE_NOTE, NOTES)
@require_http_methods(["GET", "POST"])
def correct(request: ActorRequest, case_id: int, note_id: int) -> HttpResponse:
    """A note put right: the old text is the beginning of the new one, and stays beside it."""
    case = file_of(request, case_id)
    note = get_object_or_404(ConsultNote.objects.visible_to(request.actor), pk=note_id, case=case)
    if request.method == "GET":
        newest = newest_of(request.actor, note)
        if not may_correct(request.actor, newest):
            messages.info(request, THEIRS)
            return see_other(request, "documents:vault", case.pk)
        if newest.pk != note.pk:
            return see_other(request, "documents:correct_note", case.pk, newest.pk)
        operations.read_vault(actor=request.actor, case=case)
        known = {"held_on": note.held_on, "how": note.how, "text": note.text}
        return _form(request, case, NoteForm(initial=known), note)
    return _store(request, case, note)


THEIRS = "Deze aantekening is van een ander. Alleen de schrijver of de bedrijfsarts verbetert haar."
ANEW = (
    "Deze aantekening is van een ander, of een ander verbeterde haar. U kunt haar niet wijzigen. Wat u typte, staat "
    "hieronder. Is het nog nodig? Bewaar het dan als nieuwe aantekening."
)


def _store(request: ActorRequest, case: AbsenceCase, note: ConsultNote | None) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _form(request, case, form, note, status=422)
    moment = {"today": timezone.localdate(), "at": timezone.now()}
    values: dict[str, Any] = {"actor": request.actor, "case": case, **moment, **form.cleaned_data}
    try:
        if note is None:
            operations.write_note(**values)
        else:
            operations.correct_note(note=note, **values)
    except ValidationError as error:
        refuse(form, error)
        return _form(request, case, form, note, status=422)
    except NotNow as error:
        newest = newest_of(request.actor, note) if note else None
        if newest:  # its text stands beside what was typed, and what is sent again puts that one right
            operations.read_vault(actor=request.actor, case=case)
        return _form(request, case, form, newest, conflict=str(error), status=409)
    messages.success(request, "Bewaard in het medisch dossier.")
    return see_other(request, "documents:vault", case.pk)


def _form(
    request: ActorRequest,
    case: AbsenceCase,
    form: NoteForm,
    note: ConsultNote | None = None,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    """Of a note that is somebody else's only a new one can be made: it begins with what was typed."""
    role = request.actor.role
    corrects = note is not None and may_correct(request.actor, note)
    new = reverse("documents:note", args=[case.pk])
    context = {
        "case": Visible(case, role),
        "form": form,
        "title": "Aantekening verbeteren" if corrects else "Aantekening van het spreekuur",
        "corrects": corrects,
        "send_to": reverse("documents:correct_note", args=[case.pk, note.pk]) if note and corrects else new,
        "newest": Visible(note, role) if note and conflict else None,
        "conflict": conflict if corrects or note is None else ANEW,
    }
    return render(request, "documents/vault_note.html", context, status=status)
