"""The steps of one file divided over the five parties with whom the Ontzorgmanager has something to do. Reads only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.dossier.steps import Step
from cases.models.guidance import PARTS
from cases.timeline.rules import ClosedBy, Party, Rule, resting_with_employer
from cases.urgency import names

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
class Share:
    """One step as it stands on the list of one party."""

    step: Step
    together: str
    """With whom that party carries it, as whoever reads calls them: "u", "de werkgever"; empty when with nobody."""

    @property
    def text(self) -> str:
        """How long there still is, and with whom it is done."""
        shared = f"samen met {self.together}" if self.together else ""
        words = " · ".join(filter(None, (self.step.badge, shared)))
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one party has to do and did, and what the newest plan says about it."""

    part: str
    label: str
    to_do: list[Share]
    done: list[Share]
    planned: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.to_do or self.done or self.planned)


def checklists(steps: Iterable[Step], planned: Mapping[str, list[str]], *, self_guided: bool) -> list[Checklist]:
    """One list per party, in the order of PARTS; `planned` has the lines of the newest plan by the party's label.

    Who acts is who the rule names; a step that two carry together stands on the list of both. In a file that the
    employer guides himself it is he, where others have the Ontzorgmanager. Days of the calendar that pass by
    themselves are nobody's work and are left out.
    """
    found = {part: Checklist(part, label, [], [], planned.get(label, [])) for part, label in PARTS.items()}
    for step in steps:
        rule = step.deadline.rule
        if rule.closed_by is ClosedBy.CALENDAR or step.kind == "waived":
            continue
        for part, share in _shares(step, resting_with_employer(rule) if self_guided else rule):
            one = found[part]
            (one.done if step.kind == "ok" else one.to_do).append(share)
    return list(found.values())


def _shares(step: Step, rule: Rule) -> Iterator[tuple[str, Share]]:
    """On which lists a step stands; on each it says who is on the others."""
    carried = {party: _PARTS[party] for party in (rule.responsible, *rule.together)}
    for part in dict.fromkeys(carried.values()):
        others = [party for party, theirs in carried.items() if theirs != part]
        yield part, Share(step, names(others, step.reader))
