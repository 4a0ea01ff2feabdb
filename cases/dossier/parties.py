"""The steps of one file divided over the five parties with whom the Ontzorgmanager has something to do. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.dossier.steps import Step
from cases.models.guidance import PARTS
from cases.timeline.rules import ClosedBy, Party

_PARTS: Mapping[Party, str] = MappingProxyType(
    {
        Party.EMPLOYER: "for_employer",
        Party.EMPLOYEE: "for_employee",
        Party.BEDRIJFSARTS: "for_physician",
        Party.ARBODIENST: "for_physician",
        Party.LABOUR_EXPERT: "for_professionals",
        Party.PROVIDER: "for_professionals",
        Party.UWV: "for_professionals",
        Party.ONTZORGMANAGER: "for_insurer",
        Party.DESK: "for_insurer",
        Party.SYSTEM: "for_insurer",
    }
)


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one party has to do and did, and what the newest plan says about it."""

    part: str
    label: str
    to_do: list[Step]
    done: list[Step]
    planned: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.to_do or self.done or self.planned)


def checklists(steps: Iterable[Step], planned: Mapping[str, list[str]], *, self_guided: bool) -> list[Checklist]:
    """One list per party, in the order of PARTS; `planned` has the lines of the newest plan by the party's label.

    Who acts is who the rule names. In a file that the employer guides himself that is he, where others have the
    Ontzorgmanager. Days of the calendar that pass by themselves are nobody's work and are left out.
    """
    found = {part: Checklist(part, label, [], [], planned.get(label, [])) for part, label in PARTS.items()}
    for step in steps:
        rule = step.deadline.rule
        if rule.closed_by is ClosedBy.CALENDAR or step.kind == "waived":
            continue
        by_employer = self_guided and rule.responsible is Party.ONTZORGMANAGER
        one = found["for_employer" if by_employer else _PARTS[rule.responsible]]
        (one.done if step.kind == "ok" else one.to_do).append(step)
    return list(found.values())
