"""The stored projection of the timeline: for worklists and reminders. The only writer of milestones."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.law import rules_in_force
from cases.models import AbsenceCase, Milestone
from cases.timeline.rules import Rule
from cases.timeline.schedule import Deadline, deadlines

BATCH = 500
"""Files that are brought up to date in one transaction."""

_FIELDS = (
    *("opens_on", "due_on", "done_on", "state", "weight", "responsible"),
    *("lapses", "shown_to", "remind", "rule_version"),
)

Rules = Sequence[Rule]
Keys = Collection[str] | None
Identity = tuple[int, str, int]
"""File, key and occurrence."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The stored steps of some files against the computation."""

    missing: list[Milestone]
    different: list[Milestone]
    obsolete: dict[Identity, int]
    """Steps that are stored and should not be, with their row."""

    def __iter__(self) -> Iterator[tuple[Identity, str]]:
        """What is wrong, a line per step."""
        yield from ((identity_of(row), "missing") for row in self.missing)
        yield from ((identity_of(row), "differs") for row in self.different)
        yield from ((identity, "obsolete") for identity in self.obsolete)


def project(case: AbsenceCase, rules: Rules) -> list[Milestone]:
    """The milestones that this file should have, computed from its facts; nothing is stored."""
    return [_row(case, deadline) for deadline in deadlines(case.facts(), rules)]


def refresh_milestones(case: AbsenceCase) -> None:
    """Make the stored milestones of a file equal to the computation. Writes only what differs.

    The other files of the same employment follow: a relapse contact ends with a new file, reports count together.
    """
    refresh_files(AbsenceCase.objects.filter(employee_id=case.employee_id))


def refresh_files(cases: "QuerySet[AbsenceCase]") -> None:
    """The same for some files, after something changed outside them: an employment, a policy."""
    with acting_as(system(Role.PROJECTOR)):
        _write(compare(AbsenceCase.objects.with_facts().filter(pk__in=cases.values("pk")), rules_in_force()))


def refresh_batch(cases: "QuerySet[AbsenceCase]", rules: Rules, *, keys: Keys = None, wait: bool = False) -> list[int]:
    """The same for the first `BATCH` of these files, in one transaction; with `keys` for these steps only.

    Files that somebody is changing at the moment are left out, or waited for. Returns the numbers of the files done.
    """
    with acting_as(system(Role.PROJECTOR)):
        locked = cases.order_by("pk").select_for_update(of=("self",), skip_locked=not wait).only("pk")
        ids = [case.pk for case in locked[:BATCH]]
        _write(compare(AbsenceCase.objects.with_facts().filter(pk__in=ids), rules, keys=keys))
        return ids


def compare(cases: Iterable[AbsenceCase], rules: Rules, *, keys: Keys = None) -> Comparison:
    """Hold the stored steps of these files, loaded `with_facts()`, against the computation. Needs the projector."""
    found = list(cases)
    wanted = rules if keys is None else [rule for rule in rules if rule.key in keys]
    fresh = {identity_of(row): row for case in found for row in project(case, wanted)}
    stored = _stored([case.pk for case in found], keys)
    return Comparison(
        missing=[row for identity, row in fresh.items() if identity not in stored],
        different=[row for identity, row in fresh.items() if identity in stored and _says(row) != stored[identity][1:]],
        obsolete={identity: row[0] for identity, row in stored.items() if identity not in fresh},
    )


def identity_of(row: Milestone) -> Identity:
    """What makes a step this step of this file."""
    return row.case_id, row.key, row.occurrence


def _stored(case_ids: list[int], keys: Keys) -> dict[Identity, tuple[Any, ...]]:
    """Per step its row number and what it says. Plain tuples: there are many."""
    rows = Milestone.objects.filter(case_id__in=case_ids).order_by()
    if keys is not None:
        rows = rows.filter(key__in=keys)
    return {row[:3]: row[3:] for row in rows.values_list("case_id", "key", "occurrence", "pk", *_FIELDS)}


def _says(row: Milestone) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _FIELDS)


def _write(found: Comparison) -> None:
    if found.obsolete:
        Milestone.objects.filter(pk__in=found.obsolete.values()).delete()
    Milestone.objects.bulk_create(
        found.missing + found.different,
        update_conflicts=True,
        unique_fields=["case", "key", "occurrence"],
        update_fields=_FIELDS,
    )


def _row(case: AbsenceCase, deadline: Deadline) -> Milestone:
    rule = deadline.rule
    return Milestone(
        case_id=case.pk,
        employer_id=case.employer_id,
        key=deadline.key,
        occurrence=deadline.occurrence,
        opens_on=deadline.opens,
        due_on=deadline.due,
        done_on=deadline.done_on,
        state=deadline.state.value,
        weight=int(rule.weight),
        responsible=rule.responsible.value,
        lapses=rule.lapses,
        shown_to=sorted(party.value for party in rule.shown_to),
        remind=[party.value for party in rule.remind],
        rule_version=rule.version,
    )
