"""Changes of law, for the desk: propose, see what would move, and let a second person decide."""

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
from cases.operations.law import decide_rule_change, drafted, propose_rule_change
from cases.timeline.changes import changeable
from cases.views._law import in_words, line_of, preview_of

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
    """The form, then what it would move, then proposed."""
    require_verb(request, Verb.PROPOSE_RULE, RESOURCE)
    rules = changeable(rules_in_force())
    if request.method == "GET":
        return _form(request, RuleChangeForm(rules))
    form = RuleChangeForm(rules, request.POST)
    if request.POST.get("intent") == "edit":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        return _send(request, form) if request.POST.get("intent") == "send" else _preview(request, form)
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
    context: dict[str, Any] = {"line": line, "own": row.proposed_by_id == request.actor.user_id}
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


def _form(request: ActorRequest, form: RuleChangeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "cases/law_form.html", {"form": form}, status=status)


def _send(request: ActorRequest, form: RuleChangeForm) -> HttpResponse:
    row = propose_rule_change(actor=request.actor, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "Uw voorstel staat klaar. Een collega kan het nu bekijken en invoeren.")
    return see_other(request, "law:change", row.pk)


def _preview(request: ActorRequest, form: RuleChangeForm) -> HttpResponse:
    change = drafted(**form.cleaned_data)
    context = {"form": form, "asked": in_words(change, rules_in_force())}
    return render(request, "cases/law_preview.html", context | preview_of(change, request.actor.role))


def _progress(row: RuleChange) -> dict[str, Any]:
    return {"change_id": row.pk, "progress": progress(as_change(row))}
