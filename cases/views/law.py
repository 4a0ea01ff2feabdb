"""Changes of law, for the desk: propose, see what would move, and let a second person decide."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.web import refuse, require_verb, see_other, wants_part
from cases.forms.law import RuleChangeForm
from cases.law import as_change, progress, rules_in_force
from cases.models import RuleChange
from cases.operations.law import check_reason, decide_rule_change, drafted, propose_rule_change
from cases.timeline.changes import changeable
from cases.timeline.rules import POLICY_RULES, Rule
from cases.views._law import choices, in_words, line_of, preview_of

RESOURCE = "cases.rulechange"


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """Every change, the newest first."""
    require_verb(request, Verb.PROPOSE_RULE, RESOURCE)
    rows = RuleChange.objects.visible_to(request.actor).select_related("proposed_by", "decided_by").order_by("-pk")
    rules = rules_in_force()
    return render(request, "cases/law_list.html", {"lines": [line_of(row, rules, request.actor.role) for row in rows]})


@require_http_methods(["GET", "POST"])
def propose(request: ActorRequest) -> HttpResponse:
    """Which step, its numbers, then what it would move, then proposed."""
    require_verb(request, Verb.PROPOSE_RULE, RESOURCE)
    rules = rules_in_force()
    key = request.POST.get("key") or request.GET.get("stap", "")
    rule = next((rule for rule in changeable(rules) if rule.key == key), None)
    if rule is None:
        return _choose(request, rules)
    if request.method == "GET":
        return _form(request, RuleChangeForm(rule, initial={"key": key}))
    return _answer(request, RuleChangeForm(rule, request.POST), request.POST.get("intent", ""))


def _answer(request: ActorRequest, form: RuleChangeForm, intent: str) -> HttpResponse:
    """What was asked for: back to the form, look, or propose."""
    if intent == "edit":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        return _send(request, form) if intent == "send" else _preview(request, form)
    except ValidationError as error:
        refuse(form, error)
        return _form(request, form, status=422)
    except NotNow as error:
        form.add_error(None, str(error))
        return _form(request, form, status=409)


@require_GET
def detail(request: ActorRequest, change_id: int) -> HttpResponse:
    """One change: what it says, what it would move or how far it is."""
    require_verb(request, Verb.DECIDE_RULE, RESOURCE)
    row = _change(request, change_id)
    if wants_part(request):
        return render(request, "cases/_law_progress.html", _progress(row))
    line = line_of(row, rules_in_force(), request.actor.role)
    context: dict[str, Any] = {"line": line, "own": row.proposed_by_id == request.actor.user_id, "reason": row.reason}
    if row.activated is None:
        context |= preview_of(as_change(row), request.actor.role)
    elif row.activated:
        context |= _progress(row)
    return render(request, "cases/law.html", context)


@require_POST
def decide(request: ActorRequest, change_id: int) -> HttpResponse:
    """A second person brings it into force, or somebody declines it."""
    require_verb(request, Verb.DECIDE_RULE, RESOURCE)
    row, activate = _change(request, change_id), "activate" in request.POST
    decide_rule_change(actor=request.actor, change=row, activate=activate, at=timezone.now())
    said = "De wijziging is ingevoerd. De datums van de dossiers volgen nu." if activate else "Het voorstel vervalt."
    messages.success(request, said)
    return see_other(request, "law:change", row.pk)


def _change(request: ActorRequest, change_id: int) -> RuleChange:
    found = RuleChange.objects.visible_to(request.actor).select_related("proposed_by", "decided_by")
    return get_object_or_404(found, pk=change_id)


def _choose(request: ActorRequest, rules: Sequence[Rule]) -> HttpResponse:
    """Every step; one that was asked for and cannot change, or does not exist, is refused."""
    wrong = request.method == "POST"
    found = choices((*POLICY_RULES, *rules))
    context = {
        "wrong": wrong,
        "changeable": [choice for choice in found if not choice.fixed],
        "fixed": [choice for choice in found if choice.fixed],
    }
    return render(request, "cases/law_choice.html", context, status=422 if wrong else 200)


def _form(request: ActorRequest, form: RuleChangeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "cases/law_form.html", {"form": form}, status=status)


def _send(request: ActorRequest, form: RuleChangeForm) -> HttpResponse:
    reason = form.cleaned_data["reason"]
    row = propose_rule_change(actor=request.actor, at=timezone.now(), reason=reason, **form.asked)
    messages.success(request, "Uw voorstel staat klaar. Een collega kan het nu bekijken en invoeren.")
    return see_other(request, "law:change", row.pk)


def _preview(request: ActorRequest, form: RuleChangeForm) -> HttpResponse:
    change = drafted(**form.asked)
    reason = form.cleaned_data["reason"]
    check_reason(change, reason, timezone.localdate())
    context = {"form": form, "asked": in_words(change, rules_in_force()), "reason": reason}
    return render(request, "cases/law_preview.html", context | preview_of(change, request.actor.role))


def _progress(row: RuleChange) -> dict[str, Any]:
    return {"change_id": row.pk, "progress": progress(as_change(row))}
