"""Kinds of papers from outside as data: what each is called, who adds it, who reads it. Facts only.

There is no kind "other": a list without it cannot become the drawer in which medical letters end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

READERS = ("employer", "employee", "ontzorgmanager", "bedrijfsarts")
_GUIDES = ("employer", "ontzorgmanager")
_ALL_SIDES = ("employer", "employee", "ontzorgmanager")


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper. `added_by` are roles."""

    key: str
    title: str
    file_stem: str  # of the download: the kind and the number of the file, never a name
    added_by: tuple[str, ...]


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        paper.key: paper
        for paper in (
            Paper("signed_agreement", "Afspraak of evaluatie, op papier ondertekend", "Afspraak", _ALL_SIDES),
            Paper("work_offer", "Aanbod van passend werk", "Werkaanbod", _GUIDES),
            Paper("labour_expert_report", "Rapport van de arbeidsdeskundige", "Rapport", _GUIDES),
            Paper("second_track_report", "Verslag van het tweede spoor", "Verslag", _GUIDES),
            Paper("expert_opinion", "Deskundigenoordeel van UWV", "Deskundigenoordeel", _ALL_SIDES),
            Paper("uwv_receipt", "Ontvangstbevestiging van UWV", "Ontvangstbevestiging", _ALL_SIDES),
            Paper("wage_sanction", "Besluit van UWV over een loonsanctie", "Besluit", _GUIDES),
        )
    }
)


def papers_of(role: str) -> tuple[Paper, ...]:
    """The kinds that this role may add, in the order in which they are shown."""
    return tuple(paper for paper in PAPERS.values() if role in paper.added_by)
