"""The Ontzorgmanager writes down a multidisciplinair overleg, or puts an earlier record right."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow, Stale
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases import operations
from cases.conferences import Told, told
from cases.forms.conference import ConferenceForm
from cases.models import AbsenceCase, CaseConference
from cases.operations.conference import say_no_conference
from cases.readers import readers_by, say_readers

DRAFT = "conference"
DRAFT_OF_CORRECTION = "conference_correction"
CORRECTS = "verbetert"
LONGEST_NUMBER = 4


@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, case_id: int) -> HttpResponse:
    """Who took part, the question, the conclusion in terms of work, and who does what."""
    require_for(request, operations.write_conference)
    found = AbsenceCase.objects.visible_to(request.actor).with_people()
    case = get_object_or_404(found, pk=case_id)
    if reason := say_no_conference(case):
        messages.info(request, reason)
        return see_other(request, "cases:conferences", case.pk)
    if request.method == "POST":
        return _send(request, case)
    return _page(request, case, ConferenceForm(initial=_begin(request, case)))


def _send(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    form, today = ConferenceForm(request.POST), timezone.localdate()
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.write_conference(actor=request.actor, case=case, today=today, **form.values())
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except Stale as error:
        typed = _typed(request.POST) | {"expected_number": _newest(request, case)}
        return _page(request, case, ConferenceForm(initial=typed), conflict=str(error), status=409)
    except NotNow as error:
        messages.info(request, str(error))
        return see_other(request, "cases:conferences", case.pk)
    record_kept(request, DRAFT, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, *_draft_key(case, _record(request, case, form["corrects"].value())))
    messages.success(request, "Het overleg is vastgelegd. De bedrijfsarts krijgt de vraag om het te bevestigen.")
    return see_other(request, "cases:conferences", case.pk)


def _begin(request: ActorRequest, case: AbsenceCase) -> dict[str, object]:
    """What stands in the form: what was typed before, the words of the record that is put right, or nothing."""
    begun: dict[str, object] = {"held_on": timezone.localdate()}
    corrected = _record(request, case, request.GET.get(CORRECTS))
    if corrected:
        begun |= _words_of(corrected)
    if draft := brought_back(request, *_draft_key(case, corrected)):
        begun |= _typed(kept_answers(draft))
    return begun | {"expected_number": _newest(request, case)}


def _typed(answers: Any) -> dict[str, object]:
    return {**answers.dict(), "others": answers.getlist("others")}


def _record(request: ActorRequest, case: AbsenceCase, number: object) -> CaseConference | None:
    """The record with this number, as an address or a form says it; nothing for what is no number."""
    text = str(number)
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        return None
    found = CaseConference.objects.visible_to(request.actor).filter(case=case, number=int(text))
    record: CaseConference | None = found.first()
    return record


def _draft_key(case: AbsenceCase, corrected: CaseConference | None) -> tuple[str, int]:
    """Under what is kept that was typed: of a new overleg one in the file, of an improvement one for each record."""
    return (DRAFT_OF_CORRECTION, corrected.pk) if corrected else (DRAFT, case.pk)


def _words_of(found: CaseConference) -> dict[str, object]:
    words: dict[str, object] = {"held_on": found.held_on, "others": found.participants, "corrects": found.number}
    words |= {"question": found.question, "conclusion": found.conclusion}
    for one in found.actions.order_by("position"):
        place = one.position
        words |= {f"what_{place}": one.text, f"who_{place}": one.who, f"due_{place}": one.due_on}
    return words


def _newest(request: ActorRequest, case: AbsenceCase) -> int:
    records = _records(request, case)
    return int(records[0].record.number) if records else 0


def _records(request: ActorRequest, case: AbsenceCase) -> list[Told]:
    return told(request.actor, case, timezone.localdate())


def _page(
    request: ActorRequest, case: AbsenceCase, form: ConferenceForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    role = request.actor.role
    corrects = form["corrects"].value()
    context = {
        "case": Visible(case, role),
        "form": form,
        "corrects": corrects,
        "draft_key": _draft_key(case, _record(request, case, corrects)),
        "conflict": conflict,
        "newest": _records(request, case)[:1] if conflict else [],
        "readers": say_readers(role, readers_by(CaseConference, "conclusion"), case=case),
    }
    return render(request, "cases/conference_write.html", context, status=status)
