"""What somebody recorded in the place of the bedrijfsarts, and what the bedrijfsarts said of it. Reads only."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from accounts.actor import Actor, current_actor
from accounts.terms import Role, Verb
from accounts.visible import Visible
from cases.models import Completion
from cases.models.milestone import RULE_BY_KEY
from cases.timeline.dutch import format_date


@dataclass(frozen=True, slots=True)
class Act:
    """One step that waits for the bedrijfsarts."""

    pk: int
    term: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one file: confirmed together."""

    case: Visible
    case_id: int
    acts: list[Act] = field(default_factory=list)


def say_delegated(completions: Collection[Completion]) -> dict[int, str]:
    """Per step that a delegate recorded, by the number of its record: who did, and whether it was confirmed.

    Asks the database only when one of these was recorded by a delegate.
    """
    numbers = [one.pk for one in completions if one.recorded_as == Role.DELEGATE]
    if not numbers:
        return {}
    rows = Completion.objects.visible_to(current_actor()).filter(pk__in=numbers)
    found = rows.select_related("recorded_by", "confirmation__confirmed_by", "case__physician__user")
    return {one.pk: _says(one) for one in found}


def waiting_for(actor: Actor) -> list[Waiting]:
    """What this bedrijfsarts still has to confirm in open files, the oldest first; nothing for anybody else."""
    if not actor.may(Verb.CONFIRM_STEPS, "cases.absencecase"):
        return []
    rows = Completion.objects.visible_to(actor).filter(recorded_as=Role.DELEGATE, confirmation=None)
    found = rows.filter(case__closed_on=None).select_related("recorded_by", "case__employee", "case__employer")
    files = dict[int, Waiting]()
    for one in found.order_by("recorded_at", "pk"):
        waiting = files.setdefault(one.case_id, Waiting(Visible(one.case, actor.role), one.case_id))
        waiting.acts.append(Act(one.pk, RULE_BY_KEY[one.key].term, _name(one), one.done_on))
    return list(files.values())


def _name(completion: Completion) -> str:
    return completion.recorded_by.name if completion.recorded_by else "een verzuimbegeleider"


def _says(completion: Completion) -> str:
    confirmed = getattr(completion, "confirmation", None)
    physician = completion.case.physician
    if confirmed is not None:
        day = format_date(timezone.localtime(confirmed.confirmed_at).date())
        end = f"bevestigd door bedrijfsarts {confirmed.confirmed_by.name} op {day}"
    else:
        end = (
            "nog niet bevestigd" if physician is None else f"nog niet bevestigd door bedrijfsarts {physician.user.name}"
        )
    return f"Door {_name(completion)} in taakdelegatie, {end}."
