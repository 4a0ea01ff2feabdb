"""The hand-over of one file: what came along, what lies ready, how it stands now."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow, Stale
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.rows import may_with
from accounts.terms import Verb
from accounts.visible import Visible, granted, visible_all
from accounts.web import brought_back, record_kept, refuse, require_for, require_verb, see_other
from cases import operations
from cases.forms.transfer import WordsForm
from cases.models import AbsenceCase, CaseTransfer, ContactMoment
from cases.models.transfer_terms import AHEAD, State
from cases.operations.contact import talk_after
from cases.operations.transfers import number_of, transfers_of
from cases.readers import readers_by, say_readers
from cases.transfer_note import note_of

DRAFT = "transfer"
RESOURCE, TRANSFERS = "cases.absencecase", "cases.casetransfer"


@require_http_methods(["GET", "POST"])
def transfer(request: ActorRequest, case_id: int) -> HttpResponse:
    """The note of one file; whoever guides it writes what goes along. Opening it leaves a trace."""
    if not granted(request.actor.role, TRANSFERS):
        raise Http404
    case = _file(request, case_id)
    if request.method == "POST":
        require_for(request, operations.write_transfer)
        return _send(request, case)
    ahead = _ahead(case)
    draft = brought_back(request, DRAFT, case.pk)
    typed = str(draft.data.get("words", [""])[0]) if draft else ""
    words = typed or (ahead.words if ahead else "")
    return _page(request, case, WordsForm(initial={"words": words, "expected_number": number_of(ahead)}))


@require_POST
def take(request: ActorRequest, case_id: int) -> HttpResponse:
    """The new Ontzorgmanager read it."""
    require_for(request, operations.take_transfer)
    case = _file(request, case_id)
    try:
        operations.take_transfer(actor=request.actor, case=case, at=timezone.now())
        messages.success(request, f"De overdracht van dossier {case.number} is gezien.")
    except NotNow as error:
        messages.info(request, str(error))
    return see_other(request, "cases:transfer", case.pk)


def _file(request: ActorRequest, case_id: int) -> AbsenceCase:
    require_verb(request, Verb.READ_CASE, RESOURCE)
    files = AbsenceCase.objects.visible_to(request.actor).with_people().prefetch_related("spells", "leaves")
    found: AbsenceCase = get_object_or_404(files, pk=case_id)
    return found


def _ahead(case: AbsenceCase) -> CaseTransfer | None:
    return transfers_of(case).filter(state__in=AHEAD).first()


def _send(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.write_transfer(actor=request.actor, case=case, at=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except Stale as error:
        again = WordsForm(initial={"words": form.cleaned_data["words"], "expected_number": number_of(_ahead(case))})
        return _page(request, case, again, conflict=str(error), status=409)
    record_kept(request, DRAFT, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, DRAFT, case.pk)
    messages.success(request, "Uw notitie ligt klaar voor wie na u komt.")
    return see_other(request, "cases:transfer", case.pk)


def _page(
    request: ActorRequest, case: AbsenceCase, form: WordsForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    actor, role = request.actor, request.actor.role
    operations.read_case(actor=actor, case=case)
    rows = list(transfers_of(case))
    moved = [one for one in rows if one.state == State.MOVED]
    ahead = next((one for one in rows if one.is_ahead), None)
    may_write = case.is_open and may_with(actor, Verb.WRITE_TRANSFER, case)
    contacts = ContactMoment.objects.visible_to(actor).filter(case=case).order_by("-held_on", "-pk")
    talks = list(contacts) if may_write else []
    talk, today = talk_after(case, talks), timezone.localdate()
    context = {
        "case": Visible(case, role),
        "role": role.value,
        "came": Visible(moved[0], role) if moved else None,
        "earlier": visible_all(moved[1:], role),
        "stayed": visible_all((one for one in rows if one.state == State.DROPPED), role),
        "ahead": Visible(ahead, role) if ahead else None,
        "may_write": may_write,
        "may_take": bool(moved) and moved[0].taken_at is None and may_with(actor, Verb.TAKE_TRANSFER, case),
        "now": note_of(case, today) if may_write else [],
        "contacts": visible_all(_last_of_each(talks), role),
        "talk": talk,
        "talk_late": talk is not None and talk.is_late(today),
        "form": form,
        "conflict": conflict,
        "readers": say_readers(role, readers_by(CaseTransfer, "words"), case=case, besides="wie na u komt"),
    }
    return render(request, "cases/transfer.html", context, status=status)


def _last_of_each(talks: list[ContactMoment]) -> list[ContactMoment]:
    """The last talk with each party, of talks with the newest first."""
    last: dict[str, ContactMoment] = {}
    for talk in talks:
        last.setdefault(talk.party, talk)
    return [last[party] for party in sorted(last)]
