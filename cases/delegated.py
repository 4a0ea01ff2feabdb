"""What somebody recorded in the place of the bedrijfsarts, and what the bedrijfsarts said of it. Reads only."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor, current_actor
from accounts.policy import POLICY
from accounts.terms import Role, Verb
from accounts.visible import Visible
from cases.consult_terms import OVER
from cases.models import AbsenceCase, Completion, ConsultAppointment
from cases.models.milestone import JUDGED, RULE_BY_KEY
from cases.timeline.dutch import format_date


@dataclass(frozen=True, slots=True)
class Act:
    """One act that waits for the bedrijfsarts."""

    seen: str
    """Which act, and what it says: the bedrijfsarts confirms what he read, and nothing that came after it."""
    term: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one file: confirmed together."""

    case: Visible
    case_id: int
    acts: list[Act] = field(default_factory=list)


def say_delegated(completions: Collection[Completion]) -> dict[tuple[str, date], str]:
    """Per step and day: who recorded it in the place of the bedrijfsarts, and whether it was confirmed.

    Of a step that is done once, but of which more was said later, the last word, with the first day. Asks the database
    only when one of these was recorded by a delegate.
    """
    numbers = [one.pk for one in completions if one.recorded_as == Role.DELEGATE]
    if not numbers:
        return {}
    rows = Completion.objects.visible_to(current_actor()).filter(pk__in=numbers)
    found = {
        one.pk: one for one in rows.select_related("recorded_by", "confirmation__confirmed_by", "case__physician__user")
    }
    first: dict[str, date] = {}
    said: dict[tuple[str, date], str] = {}
    for one in sorted(completions, key=lambda each: (each.done_on, each.pk)):
        day = one.done_on if RULE_BY_KEY[one.key].repeats else first.setdefault(one.key, one.done_on)
        said[one.key, day] = _says(found[one.pk], again=one.done_on != day) if one.pk in found else ""
    return said


def waiting_for(actor: Actor) -> list[Waiting]:
    """What this bedrijfsarts still has to confirm, per file, steps before talks; nothing for anybody else.

    Also of files that are over: what was done there stays his.
    """
    if not actor.may(Verb.CONFIRM_STEPS, "cases.absencecase"):
        return []
    files = dict[int, Waiting]()
    for case, act in (*_steps(actor), *_talks(actor)):
        waiting = files.setdefault(case.pk, Waiting(Visible(case, actor.role), case.pk))
        waiting.acts.append(act)
    return list(files.values())


def _steps(actor: Actor) -> Iterator[tuple[AbsenceCase, Act]]:
    for one in steps_to_confirm(actor).select_related("recorded_by", "case__employee", "case__employer"):
        yield one.case, Act(seen_step(one), _term(one), _name(one), one.done_on)


def _talks(actor: Actor) -> Iterator[tuple[AbsenceCase, Act]]:
    for one in talks_to_confirm(actor).select_related("closed_by", "case__employee", "case__employer"):
        if one.day is not None and one.closed_by is not None:
            how = f"{one.state_label.lower()}. {one.why_label}".rstrip(". ")
            talk = f"Gesprek van {format_date(one.day)}, {one.hours}: {how}"
            yield one.case, Act(seen_talk(one), talk, one.closed_by.name, one.closed_on or one.day)


def steps_to_confirm(actor: Actor) -> "QuerySet[Completion]":
    """Steps that a delegate recorded and that wait; a judgement only as long as it is the last word."""
    later = Completion.objects.filter(case=OuterRef("case"), key=JUDGED, pk__gt=OuterRef("pk"))
    rows: QuerySet[Completion] = Completion.objects.visible_to(actor)
    waiting = rows.filter(recorded_as=Role.DELEGATE, confirmation=None).exclude(Q(key=JUDGED) & Exists(later))
    return waiting.order_by("recorded_at", "pk")


def talks_to_confirm(actor: Actor) -> "QuerySet[ConsultAppointment]":
    """Talks of which a delegate said how they went, and that wait."""
    rows: QuerySet[ConsultAppointment] = ConsultAppointment.objects.visible_to(actor)
    return rows.filter(state__in=OVER, closed_as=Role.DELEGATE, confirmed_on=None).order_by("closed_on", "pk")


def seen_step(one: Completion) -> str:
    """A step as somebody reads it: a record never says something else later."""
    return f"step-{one.pk}"


def seen_talk(one: ConsultAppointment) -> str:
    """How a talk went, as somebody reads it."""
    return f"talk-{one.pk}-{one.state}-{one.why}"


def _term(one: Completion) -> str:
    term = RULE_BY_KEY[one.key].term
    return term if one.expected_long_term is None else f"{term}: {'ja' if one.expected_long_term else 'nee'}"


def _name(completion: Completion) -> str:
    return completion.recorded_by.name if completion.recorded_by else "een verzuimbegeleider"


def _says(completion: Completion, *, again: bool) -> str:
    begin = f"Op {format_date(completion.done_on)} gewijzigd door" if again else "Door"
    return f"{begin} {_name(completion)} in taakdelegatie, {_stands_behind(completion)}."


def _stands_behind(completion: Completion) -> str:
    """Whether the bedrijfsarts confirmed it; for who may not know that, no more than that he is responsible."""
    if (current_actor().role, "cases.stepconfirmation") not in POLICY:
        return "onder verantwoordelijkheid van de bedrijfsarts"
    confirmed, physician = getattr(completion, "confirmation", None), completion.case.physician
    if confirmed is not None:
        day = format_date(timezone.localtime(confirmed.confirmed_at).date())
        return f"bevestigd door bedrijfsarts {confirmed.confirmed_by.name} op {day}"
    return "nog niet bevestigd" if physician is None else f"nog niet bevestigd door bedrijfsarts {physician.user.name}"
