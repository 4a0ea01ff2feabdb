"""What people recorded about the course of one file, in words for one role. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.policy import may
from accounts.terms import Verb
from cases.models import AbsenceCase, CaseFact, MaternityLeave
from cases.timeline.dutch import count_days, format_date
from cases.timeline.rules import Party


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in words, with what this role may still do about it."""

    on: date
    term: str
    says: tuple[str, ...]
    by: str
    ends_at: str = ""
    """Address of the page on which its end is told; empty when there is none."""
    withdrawn_at: str = ""
    """Address of the page on which it is taken back."""
    changed_at: str = ""


def recorded_lines(case: AbsenceCase, actor: Actor) -> list[Line]:
    """The facts and leaves that hold, by day; only those that the actor may know of."""
    return sorted((*_facts(case, actor), *_leaves(case, actor)), key=lambda line: line.on)


def can_end(fact: CaseFact) -> bool:
    """Whether this is a period without an end yet, that can have one."""
    return bool(fact.definition.until) and not fact.definition.until_required and fact.until is None


def _facts(case: AbsenceCase, actor: Actor) -> Iterator[Line]:
    rows = CaseFact.objects.visible_to(actor).in_force().filter(case=case.pk).select_related("recorded_by")
    for fact in rows:
        own = fact.recorded_as == actor.role.value and may(actor.role, Verb.WITHDRAW_FACT, "cases.absencecase")
        yield _line(fact, touchable=own and case.is_open and fact.definition.by_itself)


def _line(fact: CaseFact, *, touchable: bool) -> Line:
    place = [fact.case_id, fact.pk]
    return Line(
        on=fact.on,
        term=fact.term,
        says=tuple(_says(fact)),
        by=_by(fact),
        ends_at=reverse("cases:end_fact", args=place) if touchable and can_end(fact) else "",
        withdrawn_at=reverse("cases:withdraw_fact", args=place) if touchable else "",
    )


def _says(fact: CaseFact) -> Iterator[str]:
    """Day, second day, answer, number and reason, as far as the kind has them."""
    kind = fact.definition
    yield f"{kind.asks}: {format_date(fact.on)}."
    if fact.until is not None:
        yield f"{kind.until}: {format_date(fact.until)}."
    if fact.answer is not None:
        yield f"{kind.answer} {'Ja' if fact.answer else 'Nee'}."
    if fact.number is not None:
        yield f"{kind.number}: {fact.number} procent."
    if fact.ground:
        reason = dict(kind.grounds)[fact.ground]
        yield f"Waarom: {reason}" + ("" if reason.endswith("?") else ".")


def _by(fact: CaseFact) -> str:
    role = Party(fact.recorded_as).label
    name = f"{fact.recorded_by.name} ({role})" if fact.recorded_by else role
    return f"Vastgelegd door {name}, op {format_date(timezone.localtime(fact.recorded_at).date())}."


def _leaves(case: AbsenceCase, actor: Actor) -> Iterator[Line]:
    for leave in MaternityLeave.objects.visible_to(actor).filter(case=case.pk):
        days = count_days((leave.last - leave.first).days + 1)
        period = f"Van {format_date(leave.first)} tot en met {format_date(leave.last)}"
        touchable = case.is_open and may(actor.role, Verb.RECORD_LEAVE, "cases.absencecase")
        place = [case.pk, leave.pk]
        yield Line(
            on=leave.first,
            term="Verlof",
            says=(f"{period}: {days} die niet meetellen.",),
            by="",
            changed_at=reverse("cases:change_leave", args=place) if touchable else "",
            withdrawn_at=reverse("cases:withdraw_leave", args=place) if touchable else "",
        )
