"""The dates of a file, computed now. Through the projector's eyes: a date may not depend on who looks at it.

What somebody may know of a step is decided afterwards, by the step's own readers (`Rule.shown_to`).
"""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.law import rules_in_force
from cases.models import AbsenceCase
from cases.timeline.facts import Facts
from cases.timeline.recorded import Recorded, with_recorded
from cases.timeline.rules import RULES, Rule
from cases.timeline.schedule import Deadline, deadlines


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored about one file and decides about its dates."""

    registered: Facts
    """Without what people recorded about the course of the file."""
    recorded: tuple[Recorded, ...] = ()
    rules: tuple[Rule, ...] = RULES
    """The rules in force, with the activated changes of law."""

    @property
    def facts(self) -> Facts:
        """The facts of now."""
        return with_recorded(self.registered, self.recorded)


def known_of(case: AbsenceCase) -> Known:
    """What is stored about this file, apart by where it comes from: to try what another fact would do."""
    with acting_as(system(Role.PROJECTOR)):
        stored = _stored(case)
        return Known(stored.registered_facts(), tuple(stored.recorded_facts()), rules_in_force())


def facts_of(case: AbsenceCase) -> Facts:
    """Everything that decides about the dates of this file, as stored now."""
    with acting_as(system(Role.PROJECTOR)):
        return _stored(case).facts()


def facts_by_file(case_ids: Collection[int]) -> dict[int, Facts]:
    """The same of several files by their id, in a number of queries that does not grow with them."""
    with acting_as(system(Role.PROJECTOR)):
        stored = AbsenceCase.objects.with_facts().filter(pk__in=case_ids)
        return {case.pk: case.facts() for case in stored}


def deadlines_of(case: AbsenceCase) -> tuple[Deadline, ...]:
    """The statutory and promised steps of this file, computed now with the rules in force."""
    with acting_as(system(Role.PROJECTOR)):
        return deadlines(_stored(case).facts(), rules_in_force())


def _stored(case: AbsenceCase) -> AbsenceCase:
    found: AbsenceCase = AbsenceCase.objects.with_facts().get(pk=case.pk)
    return found
