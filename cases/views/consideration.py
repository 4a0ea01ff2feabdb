"""Arbeidsdeskundige overwogen: the answers so far, and the next one of the Ontzorgmanager."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow, Stale, require_with
from accounts.operations import forget_draft
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import brought_back, kept_answers, record_kept, refuse, see_other
from cases import operations
from cases.forms.consideration import ConsiderationForm
from cases.models import AbsenceCase, ExpertConsideration
from cases.operations.calls import running_call
from cases.operations.consideration import asked_from, considerations_of
from cases.readers import readers_by, say_readers

FORM, RESOURCE = "consider_expert", "cases.expertconsideration"
CALLED = "Vastgelegd. Vraag nu de arbeidsdeskundige."


@require_http_methods(["GET", "POST"])
def considerations(request: ActorRequest, case_id: int) -> HttpResponse:
    """Every answer with its day and why; whoever guides the file answers here."""
    if (request.actor.role, RESOURCE) not in POLICY:
        raise Http404
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    if request.method == "POST":
        return _send(request, case)
    operations.read_case(actor=request.actor, case=case)
    answers = list(considerations_of(case))
    draft = brought_back(request, FORM, case.pk)
    typed = kept_answers(draft).dict() if draft else {}
    return _page(request, case, answers, ConsiderationForm(initial=typed | {"expected_number": _number(answers)}))


def _send(request: ActorRequest, case: AbsenceCase) -> HttpResponse:
    require_with(request.actor, Verb.CONSIDER_EXPERT, case)
    form, today = ConsiderationForm(request.POST), timezone.localdate()
    if not form.is_valid():
        return _page(request, case, list(considerations_of(case)), form, status=422)
    try:
        made = operations.consider_expert(actor=request.actor, case=case, today=today, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, list(considerations_of(case)), form, status=422)
    except Stale as error:
        answers = list(considerations_of(case))
        again = ConsiderationForm(initial=request.POST.dict() | {"expected_number": _number(answers)})
        return _page(request, case, answers, again, conflict=str(error), status=409)
    except NotNow as error:
        messages.info(request, str(error))
        return see_other(request, "cases:considerations", case.pk)
    record_kept(request, FORM, case.pk, form.kept, case_id=case.pk)
    forget_draft(request.actor, FORM, case.pk)
    if made.answer == ExpertConsideration.Answer.YES and running_call(case, today) is None:
        messages.success(request, CALLED)
        return see_other(request, "cases:call_labour_expert", case.pk)
    messages.success(request, "Uw antwoord is vastgelegd.")
    return see_other(request, "cases:considerations", case.pk)


def _number(answers: Sequence[ExpertConsideration]) -> int:
    return answers[0].number if answers else 0


def _page(
    request: ActorRequest,
    case: AbsenceCase,
    answers: Sequence[ExpertConsideration],
    form: ConsiderationForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    role = request.actor.role
    asked = asked_from(case, answers[0].considered_on if answers else None)
    context = {
        "case": Visible(case, role),
        "role": role.value,
        "answers": visible_all(answers, role),
        "asked_from": asked,
        "is_asked": asked is not None and asked <= timezone.localdate(),
        "may_answer": case.is_open and request.actor.may(Verb.CONSIDER_EXPERT, "cases.absencecase"),
        "form": form,
        "conflict": conflict,
        "readers": say_readers(role, readers_by(ExpertConsideration, "reason"), case=case),
    }
    return render(request, "cases/considerations.html", context, status=status)
