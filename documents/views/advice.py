"""Giving an advice, or making one out of a paper of the file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.visible import Visible
from accounts.web import brought_back, kept_answers, record_kept, refuse, require_for, see_other
from cases.models import AbsenceCase
from cases.readers import readers_by, say_readers
from cases.timeline.product_terms import advice_due
from documents import operations
from documents.forms.advice import AdviceForm
from documents.models import Advice
from documents.models.advice import PARTY_OF, Source
from documents.operations.advice import FINISHED
from documents.operations.advice_sources import addressees_of, sources_of
from documents.views._page import load_case

DRAFT = "give_advice"


@require_http_methods(["GET", "POST"])
def give(request: ActorRequest, case_id: int) -> HttpResponse:
    """Give an advice, or make one out of a paper of the file (`?uit=`)."""
    require_for(request, operations.give_advice)
    case, today = load_case(request, case_id), timezone.localdate()
    if not case.is_open:
        messages.info(request, FINISHED)
        return see_other(request, "ledger:list", case.pk)
    if request.method == "GET":
        draft = brought_back(request, DRAFT, case.pk)
        typed = kept_answers(draft).dict() if draft else {"due_on": advice_due(today)}
        return _page(request, case, _form(request, case, initial=typed | _out_of(request, case)))
    form = _form(request, case, request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.give_advice(actor=request.actor, case=case, today=today, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    record_kept(request, DRAFT, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, DRAFT, case.pk)
    messages.success(request, "Het advies staat in het dossier. Voor wie het is, krijgt bericht.")
    return see_other(request, "ledger:list", case.pk)


def _out_of(request: ActorRequest, case: AbsenceCase) -> dict[str, Any]:
    """What begins with a paper of the file: that paper and its words."""
    asked = request.GET.get("uit", "")
    found = sources_of(request.actor, case).get(Source(asked)) if asked in Source.values else None
    return {"source": asked, "text": found[1]} if found else {}


def _form(request: ActorRequest, case: AbsenceCase, data: Any = None, initial: Any = None) -> AdviceForm:
    """To whom it can be addressed follows from the paper that was chosen."""
    chosen = (data or initial or {}).get("source", "")
    source = Source(chosen) if chosen in Source.values else Source.NONE
    source = source if (request.actor.role, source) in PARTY_OF else Source.NONE
    addressees = addressees_of(case, request.actor, source)
    return AdviceForm(data, initial=initial, addressees=addressees, sources=sources_of(request.actor, case))


def _page(request: ActorRequest, case: AbsenceCase, form: AdviceForm, *, status: int = 200) -> HttpResponse:
    role = request.actor.role
    papers = sources_of(request.actor, case)
    context = {
        "case": Visible(case, role),
        "form": form,
        "papers": [(source.value, source.label, day, words) for source, (day, words) in papers.items()],
        "readers": say_readers(role, readers_by(Advice, "text"), case=case),
    }
    return render(request, "documents/advice/give.html", context, status=status)
