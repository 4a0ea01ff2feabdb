"""Recording the welcome call and the yearly prevention check, by the desk or the Ontzorgmanager."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.operation import NotNow
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import require_verb, see_other, send
from cases.forms.policy_step import PolicyStepForm
from cases.models import PolicyStep
from cases.models.milestone import RULE_BY_KEY
from cases.operations.policy_steps import record_policy_step
from cases.policies import explain
from cases.talk_guides import guide_of_step
from cases.urgency import when
from cases.views._talk import begun, draft_name, drawn_subjects


@require_http_methods(["GET", "POST"])
def policy_step(request: ActorRequest, step_id: int) -> HttpResponse:
    """What it is for, why this date, and the day on which it was done."""
    require_verb(request, Verb.RECORD_POLICY_STEP, "cases.policystep")
    step = get_object_or_404(PolicyStep.objects.visible_to(request.actor).select_related("employer"), pk=step_id)
    today, guide = timezone.localdate(), guide_of_step(step.key)
    form = PolicyStepForm(request.POST or None, initial=begun(request, guide, step.pk, today, "done_on"), guide=guide)
    try:
        sent = send(request, form, record_policy_step, step=step, today=today)
    except NotNow as error:
        messages.info(request, str(error))
        return see_other(request, "cases:policy_step", step.pk)
    if sent is None:
        return _page(request, step, form)
    if guide:
        forget_draft(actor=request.actor, form=draft_name(guide), about_id=step.pk)
    messages.success(request, f"Vastgelegd: {step.term} bij {step.employer.name}.")
    return see_other(request, _back(request, step))


def _page(request: ActorRequest, step: PolicyStep, form: PolicyStepForm) -> HttpResponse:
    guide = guide_of_step(step.key)
    context = {
        "step": Visible(step, request.actor.role),
        "rule": RULE_BY_KEY[step.key],
        "when": when(step.due_on, timezone.localdate()),
        "why": explain(step),
        "form": form,
        "guide": guide,
        "subjects": drawn_subjects(form, guide, {}),
        "back": _back(request, step),
    }
    return render(request, "cases/policy_step.html", context, status=422 if form.errors else 200)


def _back(request: ActorRequest, step: PolicyStep) -> str:
    """The desk came from the employer's page, the Ontzorgmanager from the worklist."""
    if request.actor.role is Role.DESK:
        return resolve_url("employers:detail", step.employer_id)
    return resolve_url("start")
