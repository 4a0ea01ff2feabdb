"""The stored projection of the timeline: for worklists and reminders. The only writer of milestones."""

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Milestone
from cases.timeline.schedule import Deadline, deadlines

_FIELDS = ("opens_on", "due_on", "done_on", "state", "weight", "responsible", "lapses", "shown_to", "remind")


def project(case: AbsenceCase) -> list[Milestone]:
    """The milestones that this file should have, computed from its facts; nothing is stored."""
    return [_row(case, deadline) for deadline in deadlines(case.facts())]


def refresh_milestones(case: AbsenceCase) -> None:
    """Make the stored milestones of a file equal to the computation. Writes only what differs."""
    with acting_as(system(Role.PROJECTOR)):
        stored = {_identity(row): row for row in Milestone.objects.filter(case_id=case.pk)}
        fresh = project(AbsenceCase.objects.with_facts().get(pk=case.pk))
        wanted = {_identity(row) for row in fresh}
        obsolete = [row.pk for identity, row in stored.items() if identity not in wanted]
        changed = [row for row in fresh if _identity(row) not in stored or differs(row, stored[_identity(row)])]
        Milestone.objects.filter(pk__in=obsolete).delete()
        Milestone.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["case", "key", "occurrence"],
            update_fields=_FIELDS,
        )


def differs(one: Milestone, other: Milestone) -> bool:
    """Whether two rows of the same step say something else."""
    return any(getattr(one, name) != getattr(other, name) for name in _FIELDS)


def _identity(row: Milestone) -> tuple[int, str, int]:
    return row.case_id, row.key, row.occurrence


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
    )
