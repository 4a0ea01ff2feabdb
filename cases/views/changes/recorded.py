"""What was recorded about a file: taken back, or the end of a period, with what that does to the dates."""

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.web import require_verb
from cases import operations
from cases.forms.changes import ChangeForm, EndForm
from cases.models import CaseFact
from cases.readers import roles_of
from cases.recorded import can_end
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.views.changes.change import Change, File, Group, Sent, Typed, make
from cases.views.changes.pages import ChangePage, file_of
from cases.whatif import ended, without


@require_http_methods(["GET", "POST"])
def withdraw(request: ActorRequest, case_id: int, fact_id: int) -> HttpResponse:
    """Take back something that was recorded by mistake."""
    return _page(request, case_id, fact_id, ending=False)


@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, case_id: int, fact_id: int) -> HttpResponse:
    """Say when a period ended that was open until now."""
    return _page(request, case_id, fact_id, ending=True)


def _page(request: ActorRequest, case_id: int, fact_id: int, *, ending: bool) -> HttpResponse:
    require_verb(request, Verb.WITHDRAW_FACT, "cases.absencecase")
    facts = CaseFact.objects.visible_to(request.actor).in_force().filter(case=case_id)
    fact = get_object_or_404(facts, pk=fact_id)
    if fact.recorded_as != request.actor.role.value or not fact.definition.by_itself:
        raise PermissionDenied(f"Recorded as {fact.recorded_as}")
    if ending and not can_end(fact):
        raise Http404
    page = ChangePage(request, _ending(fact) if ending else _withdrawal(fact), file_of(request, case_id))
    return page.blank() if request.method == "GET" else page.answer()


def _gone(fact: CaseFact, file: File, _: Typed) -> Facts:
    return without(file.known, fact.recorded())


def _withdraw(fact: CaseFact, file: File, _typed: Typed, version: int) -> Sent:
    operations.withdraw_fact(
        actor=file.actor, case=file.case, fact_id=fact.pk, expected_version=version, at=timezone.now()
    )
    return Sent(f"Ingetrokken: {fact.term}.")


def _withdrawal(fact: CaseFact) -> Change:
    return Change(
        key="intrekken",
        title=f"Intrekken: {fact.term}",
        explain=f"Vastgelegd met datum {format_date(fact.on)}. Trek dit in als het niet klopt.",
        group=Group.REPORT,
        verb=Verb.RECORD_FACT,
        form=make(ChangeForm),
        after=partial(_gone, fact),
        apply=partial(_withdraw, fact),
        action="Intrekken",
    )


def _ended(fact: CaseFact, file: File, typed: Typed) -> Facts:
    return ended(file.known, fact.recorded(), typed["until"])


def _end(fact: CaseFact, file: File, typed: Typed, version: int) -> Sent:
    operations.end_fact(
        actor=file.actor,
        case=file.case,
        fact_id=fact.pk,
        until=typed["until"],
        expected_version=version,
        today=file.today,
        at=timezone.now(),
    )
    return Sent(f"De einddatum is vastgelegd: {fact.term}.")


def _check_end(fact: CaseFact, _file: File, typed: Typed) -> None:
    if typed["until"] <= fact.on:
        raise ValidationError({"until": f"Kies een dag na {format_date(fact.on)}."})


def _not_yet(file: File, typed: Typed) -> str:
    return "Deze dag ligt in de toekomst. Doorvoeren kan op de dag zelf." if typed["until"] > file.today else ""


def _ending(fact: CaseFact) -> Change:
    return Change(
        key="einde",
        title=f"Einde doorgeven: {fact.term}",
        explain=f"Dit geldt sinds {format_date(fact.on)}.",
        basis=fact.definition.basis,
        group=Group.CAPACITY,
        verb=Verb.RECORD_FACT,
        form=make(EndForm),
        shown_to=roles_of(fact.definition.shown_to),
        after=partial(_ended, fact),
        check=partial(_check_end, fact),
        hindrance=_not_yet,
        apply=partial(_end, fact),
    )
