"""The stored steps of policies: a projection of what each policy promises, beside what was done. Its only writer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import PolicyStep
from cases.timeline.schedule import Deadline, State, policy_deadlines
from employers.models import Policy

Identity = tuple[int, str, int]
"""Policy, key and occurrence."""

_COMPUTED = ("opens_on", "due_on")


@dataclass(frozen=True, slots=True)
class PolicyComparison:
    """The stored steps of some policies against the computation."""

    missing: list[PolicyStep]
    different: list[PolicyStep]
    obsolete: dict[Identity, int]

    def __iter__(self) -> Iterator[tuple[Identity, str]]:
        """What is wrong, a line per step."""
        yield from ((_identity(row), "missing") for row in self.missing)
        yield from ((_identity(row), "differs") for row in self.different)
        yield from ((identity, "obsolete") for identity in self.obsolete)


def refresh_policies(policies: Iterable[Policy]) -> None:
    """Make the stored steps of these policies equal to the computation. Writes only what differs."""
    with acting_as(system(Role.PROJECTOR)):
        found = compare_policies(policies)
        PolicyStep.objects.filter(pk__in=found.obsolete.values(), done_on=None).delete()
        PolicyStep.objects.bulk_create(
            found.missing + found.different,
            update_conflicts=True,
            unique_fields=["policy", "key", "occurrence"],
            update_fields=_COMPUTED,
        )


def compare_policies(policies: Iterable[Policy]) -> PolicyComparison:
    """Hold the stored steps of these policies against the computation. Needs the projector."""
    found = list(policies)
    stored = {_identity(row): row for row in PolicyStep.objects.filter(policy__in=found)}
    of_policy: defaultdict[int, list[PolicyStep]] = defaultdict(list)
    for row in stored.values():
        of_policy[row.policy_id].append(row)
    fresh = {_identity(row): row for policy in found for row in _rows(policy, of_policy[policy.pk])}
    return PolicyComparison(
        missing=[row for identity, row in fresh.items() if identity not in stored],
        different=[
            row for identity, row in fresh.items() if identity in stored and _says(row) != _says(stored[identity])
        ],
        obsolete={identity: row.pk for identity, row in stored.items() if identity not in fresh},
    )


def explain(step: PolicyStep) -> tuple[str, ...]:
    """Why this date, in Dutch sentences, whoever looks."""
    with acting_as(system(Role.PROJECTOR)):
        policy = Policy.objects.get(pk=step.policy_id)
        steps = _deadlines(policy, PolicyStep.objects.filter(policy=policy))
    return next((one.why for one in steps if (one.key, one.occurrence) == (step.key, step.occurrence)), ())


def _rows(policy: Policy, stored: Iterable[PolicyStep]) -> Iterator[PolicyStep]:
    """Steps with a date. Who does the case management himself is promised no Ontzorgmanager, so nothing is open."""
    promised = policy.casemanagement_by == Policy.CaseManagement.INSURER
    for step in _deadlines(policy, stored):
        if step.due is not None and (step.state is State.DONE or (promised and step.state is State.PENDING)):
            yield PolicyStep(
                policy_id=policy.pk,
                employer_id=policy.employer_id,
                key=step.key,
                occurrence=step.occurrence,
                opens_on=step.opens or step.due,
                due_on=step.due,
            )


def _deadlines(policy: Policy, stored: Iterable[PolicyStep]) -> tuple[Deadline, ...]:
    done = [(row.key, row.done_on) for row in stored if row.done_on is not None]
    by_key = {key: tuple(sorted(day for one, day in done if one == key)) for key, _ in done}
    return policy_deadlines(policy.starts_on, by_key, policy.ends_on)


def _identity(row: PolicyStep) -> Identity:
    return row.policy_id, row.key, row.occurrence


def _says(row: PolicyStep) -> tuple[object, ...]:
    return row.opens_on, row.due_on
