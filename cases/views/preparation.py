"""Getting ready for a talk: what the employee takes along, and room for own questions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import keep_answers, require_verb, see_other
from cases import operations
from cases.forms.vision import TalkForm
from cases.preparation import draft_name, role_of, sheet_for, talks_in
from cases.views.vision import file_of
from cases.visions import versions_of


@require_http_methods(["GET", "POST"])
def prepare(request: ActorRequest, case_id: int, talk: str) -> HttpResponse:
    """The sheet on a page. The own questions are kept with the other unsent words of this person, for nobody else."""
    case = file_of(request, case_id)
    require_verb(request, Verb.WRITE_VISION, "cases.absencecase")
    role = role_of(request.actor, case, talk)
    if role is None:
        raise Http404
    form = TalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_answers(request, form, name=draft_name(role), about_id=case.pk)
        messages.success(request, "Uw vragen zijn bewaard. Alleen u ziet ze.")
        return see_other(request, "cases:prepare_talk", case.pk, talk)
    versions = versions_of(request.actor, case)
    if versions.current:
        operations.read_vision(actor=request.actor, vision=versions.current)
    else:
        operations.read_case(actor=request.actor, case=case)
    sheet = sheet_for(request.actor, case, versions.current, role, timezone.localdate())
    context = {
        "case": Visible(case, request.actor.role),
        "sheet": sheet,
        "form": form if form.is_bound else TalkForm(initial={"questions": sheet.questions}),
        "draft": draft_name(role),
        "talk": talk,
        "others": [one for one in talks_in(case) if one[0] != talk],
        "written": Visible(versions.current, request.actor.role) if versions.current else None,
        "waiting": bool(versions.waiting),
    }
    return render(request, "cases/preparation.html", context, status=422 if form.errors else 200)
