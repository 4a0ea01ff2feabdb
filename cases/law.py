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
    late_no_more: bool
    """Late today under the old days, in time under the new ones."""

    @property
    def lapses(self) -> bool:
        """Under the new days the step is not to be done any more: they lie after the end of the file."""
        return self.now.state is not State.PENDING


@dataclass(frozen=True, slots=True)
class Reach:
    """Which open files a change is about, counted: the new version holds for all of them. Days move in some."""

    files: int
    """Open files with a first sick day from the change on."""
    to_do: int
    """Of those: the step is still to be done. Only these can move."""
    done: int
    """Of those: the step was done, and is not to be done again. What was done stays as it is."""

    @property
    def elsewhere(self) -> int:
        """Of those: the step rests, is not needed or has not come up."""
        return self.files - self.to_do - self.done


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does to the open files, as far as was looked."""

    reach: Reach
    looked_at: int
    """How many of the files in which the step is to be done were computed."""
    moves: tuple[Move, ...]
    """The steps that get other days; one file can have more than one."""

    @property
    def files_moved(self) -> int:
        """How many files get other days for this step."""
        return len({move.case.pk for move in self.moves})

    @property
    def files_same(self) -> int:
        """In how many of the files that were looked at the step keeps its days; only the explanation is new."""
        return self.looked_at - self.files_moved

    @property
    def late_at_once(self) -> int:
        """How many files have a step that is late by the change itself."""
        return len({move.case.pk for move in self.moves if move.late_at_once})

    @property
    def late_no_more(self) -> int:
        """How many files have a step that was late and is in time by the change."""
        return len({move.case.pk for move in self.moves if move.late_no_more})

    @property
    def lapses(self) -> int:
        """How many files have a step that lapses by the change."""
        return len({move.case.pk for move in self.moves if move.lapses})


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
    return Change(
        row.key,
        row.version,
        row.opens_days,
        row.due_days,
        row.in_force_from,
        row.basis,
        tuple(row.opens_more),
        tuple(row.due_more),
    )


def goes_back(change: Change, day: date) -> bool:
    """Whether on this day there can be files already to which the change applies: it starts today or earlier."""
    return change.in_force_from <= day


def rules_in_force() -> tuple[Rule, ...]:
    """The rules of a file, of every version, with the activated changes of law. One query; needs an actor.

    A change that the program has taken over as a row of its own, with the same version or a later one, is in there.
    """
    activated = map(as_change, RuleChange.objects.filter(activated=True))
    return with_changes(CASE_RULES, not_absorbed(CASE_RULES, activated))


def concerned(change: Change) -> "QuerySet[AbsenceCase]":
    """Open files for which the new version would hold: by their first sick day."""
    found: QuerySet[AbsenceCase] = AbsenceCase.objects.filter(state__in=OPEN, first_sick_day__gte=change.in_force_from)
    return found


def affected(change: Change) -> "QuerySet[AbsenceCase]":
    """Those in which the step is still to be done, the first due first."""
    return concerned(change).filter(_has(change, "pending")).order_by("first_sick_day", "pk")


def reach(change: Change) -> Reach:
    """Count the open files that a change is about, through the projector's eyes: numbers only."""
    with acting_as(system(Role.PROJECTOR)):
        done = concerned(change).filter(_has(change, "done")).exclude(_has(change, "pending"))
        return Reach(concerned(change).count(), affected(change).count(), done.count())


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
        ids = list(affected(change).values_list("pk", flat=True)[:most])
    return Impact(reach(change), len(ids), tuple(moves(change, today, ids)))


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


def _has(change: Change, state: str) -> Exists:
    return Exists(Milestone.objects.filter(key=change.key, state=state, case=OuterRef("pk")))


def _moves(ids: Sequence[int], old: Sequence[Rule], new: Sequence[Rule], today: date) -> list[Move]:
    with acting_as(system(Role.PROJECTOR)):
        cases = AbsenceCase.objects.with_facts().in_bulk(ids)
        return [move for pk in ids for move in _moves_of(cases[pk], old, new, today)]


def _moves_of(case: AbsenceCase, old: Sequence[Rule], new: Sequence[Rule], today: date) -> Iterator[Move]:
    facts = case.facts()
    after = {step.occurrence: step for step in deadlines(facts, new)}
    for was in deadlines(facts, old):
        now = after.get(was.occurrence)
        if was.state is State.PENDING and now is not None and _says(was) != _says(now):
            then, soon = was.late(today), now.late(today)
            yield Move(case, was, now, soon and not then, then and not soon)


def _says(step: Deadline) -> tuple[object, ...]:
    return step.state, step.opens, step.due
