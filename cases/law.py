"""The law as it is in force now, and what a change of it does to the files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Milestone, RuleChange
from cases.models.case import OPEN
from cases.timeline.changes import Change, not_absorbed, with_changes
from cases.timeline.rules import CASE_RULES, Rule
from cases.timeline.schedule import Deadline, State, deadlines

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Move:
    """One open step of one file before and after a change. Days are inclusive; `late` as seen on the asked day."""

    case: AbsenceCase
    was: Deadline
    now: Deadline
    late_at_once: bool
    """In time today under the old days, late under the new ones."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does to the open files, as far as was looked."""

    files: int
    """Open files in which the step is still to be done, and to which the new days would apply."""
    looked_at: int
    moves: tuple[Move, ...]

    @property
    def late_at_once(self) -> int:
        """How many steps would be late on the day of the change."""
        return sum(move.late_at_once for move in self.moves)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the stored steps have followed an activated change."""

    done: int
    total: int

    @property
    def finished(self) -> bool:
        """Whether every stored step carries the new version."""
        return self.done == self.total


def as_change(row: RuleChange) -> Change:
    """A stored change as the pure rules want it."""
    return Change(row.key, row.version, row.opens_days, row.due_days, row.in_force_from, row.basis)


def rules_in_force() -> tuple[Rule, ...]:
    """The rules of a file, of every version, with the activated changes of law. One query; needs an actor.

    A change that the program has taken over as a row of its own, with the same version or a later one, is in there.
    """
    activated = map(as_change, RuleChange.objects.filter(activated=True))
    return with_changes(CASE_RULES, not_absorbed(CASE_RULES, activated))


def affected(change: Change) -> "QuerySet[AbsenceCase]":
    """Open files in which the step is still to be done and to which the new days would apply, the first due first."""
    steps = Milestone.objects.filter(key=change.key, state="pending", case=OuterRef("pk"))
    found: QuerySet[AbsenceCase] = AbsenceCase.objects.filter(
        Exists(steps), state__in=OPEN, first_sick_day__gte=change.in_force_from
    )
    return found.order_by("first_sick_day", "pk")


def moves(change: Change, today: date, ids: Sequence[int]) -> Iterator[Move]:
    """Which steps of these files get other days, computed in batches without storing anything.

    Raises CannotChange when the change does not fit the rules in force.
    """
    with acting_as(system(Role.PROJECTOR)):
        before = rules_in_force()
    after = with_changes(before, [change])
    old, new = ([rule for rule in rules if rule.key == change.key] for rules in (before, after))
    for start in range(0, len(ids), CHUNK):
        yield from _moves(ids[start : start + CHUNK], old, new, today)


def impact(change: Change, today: date, *, most: int | None = None) -> Impact:
    """What this change would do to the open files; with `most` the files with the earliest first sick days only."""
    with acting_as(system(Role.PROJECTOR)):
        ids = list(affected(change).values_list("pk", flat=True))
    looked_at = ids[:most]
    return Impact(len(ids), len(looked_at), tuple(moves(change, today, looked_at)))


def behind(change: Change) -> "QuerySet[AbsenceCase]":
    """Files, open or not, of which a stored step does not follow this activated change yet."""
    steps = Milestone.objects.filter(key=change.key, rule_version__lt=change.version, case=OuterRef("pk"))
    found: QuerySet[AbsenceCase] = AbsenceCase.objects.filter(Exists(steps), first_sick_day__gte=change.in_force_from)
    return found


def under_way(at: datetime) -> list[Change]:
    """Changes that were activated so lately that files may still have to follow."""
    with acting_as(system(Role.PROJECTOR)):
        lately = RuleChange.objects.filter(activated=True, decided_at__gte=at - timedelta(days=2))
        return [as_change(row) for row in lately.order_by("decided_at", "pk")]


def progress(change: Change) -> Progress:
    """Count the stored steps that follow an activated change, through the projector's eyes: numbers only."""
    with acting_as(system(Role.PROJECTOR)):
        steps = Milestone.objects.filter(key=change.key, case__first_sick_day__gte=change.in_force_from)
        return Progress(steps.filter(rule_version__gte=change.version).count(), steps.count())


def _moves(ids: Sequence[int], old: Sequence[Rule], new: Sequence[Rule], today: date) -> list[Move]:
    with acting_as(system(Role.PROJECTOR)):
        cases = AbsenceCase.objects.with_facts().in_bulk(ids)
        return [move for pk in ids for move in _moves_of(cases[pk], old, new, today)]


def _moves_of(case: AbsenceCase, old: Sequence[Rule], new: Sequence[Rule], today: date) -> Iterator[Move]:
    facts = case.facts()
    after = {step.occurrence: step for step in deadlines(facts, new) if step.state is State.PENDING}
    for was in deadlines(facts, old):
        now = after.get(was.occurrence)
        if was.state is State.PENDING and now is not None and (was.opens, was.due) != (now.opens, now.due):
            yield Move(case, was, now, now.late(today) and not was.late(today))
