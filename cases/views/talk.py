"""The guide that lies beside the telephone, and what was gone through in the talk."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import require_verb, see_other, send
from cases import dossier, operations
from cases.forms.contact import TalkForm
from cases.models import AbsenceCase
from cases.operations.contact import FINISHED
from cases.talk_guides import TalkGuide, guide_at
from cases.views._talk import begun, draft_name, drawn_subjects

PLACES = {
    "tasks": ("cases:tasks", "Vastleggen in de taak-functieanalyse"),
    "vision": ("cases:vision", "Naar de visie van de werknemer"),
    "advice": ("ledger:list", "Naar de adviezen"),
    "file": ("cases:detail", "Naar de stappen in het dossier"),
}
"""Where the outcome of a subject belongs, and what that page is called."""
AHEAD = 5


@require_http_methods(["GET", "POST"])
def talk(request: ActorRequest, case_id: int, slug: str) -> HttpResponse:
    """What to go through and what not to ask; sent, it becomes a line in the contact log."""
    require_verb(request, Verb.LOG_CONTACT, "cases.absencecase")
    guide, today = guide_at(slug), timezone.localdate()
    if guide is None:
        raise Http404
    files = AbsenceCase.objects.visible_to(request.actor).with_people().prefetch_related("spells", "leaves")
    case = get_object_or_404(files, pk=case_id)
    if not case.is_open:
        messages.info(request, FINISHED)
        return see_other(request, "cases:detail", case.pk)
    form = TalkForm(request.POST or None, guide=guide, initial=begun(request, guide, case.pk, today, "held_on"))
    try:
        sent = send(request, form, operations.log_contact, case=case, guide=guide.key, today=today)
    except NotNow as error:
        messages.info(request, str(error))
        return see_other(request, "cases:detail", case.pk)
    if sent is None:
        return _page(request, case, guide, form, today)
    forget_draft(actor=request.actor, form=draft_name(guide), about_id=case.pk)
    messages.success(request, f"Vastgelegd: {guide.title.lower()}.")
    return see_other(request, "cases:detail", case.pk)


def _page(request: ActorRequest, case: AbsenceCase, guide: TalkGuide, form: TalkForm, today: date) -> HttpResponse:
    steps = dossier.steps_of(case, request.actor.role, today)
    places = {key: (reverse(name, args=[case.pk]), label) for key, (name, label) in PLACES.items()}
    context = {
        "case": Visible(case, request.actor.role),
        "guide": guide,
        "draft": draft_name(guide),
        "form": form,
        "subjects": drawn_subjects(form, guide, places),
        "ahead": [step for step in steps if step.when is not None][:AHEAD],
    }
    return render(request, "cases/talk.html", context, status=422 if form.errors else 200)
