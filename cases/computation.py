"""The dates of a file, computed now. Through the projector's eyes: a date may not depend on who looks at it.

What somebody may know of a step is decided afterwards, by the step's own readers (`Rule.shown_to`).
"""

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.law import rules_in_force
from cases.models import AbsenceCase
from cases.timeline.facts import Facts
from cases.timeline.schedule import Deadline, deadlines


def facts_of(case: AbsenceCase) -> Facts:
    """Everything that decides about the dates of this file, as stored now."""
    with acting_as(system(Role.PROJECTOR)):
        return _stored(case)


def deadlines_of(case: AbsenceCase) -> tuple[Deadline, ...]:
    """The statutory and promised steps of this file, computed now with the rules in force."""
    with acting_as(system(Role.PROJECTOR)):
        return deadlines(_stored(case), rules_in_force())


def _stored(case: AbsenceCase) -> Facts:
    found: AbsenceCase = AbsenceCase.objects.with_facts().get(pk=case.pk)
    return found.facts()
