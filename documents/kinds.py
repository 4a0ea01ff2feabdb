"""Document kinds as data: what each is called, who signs it, which steps it completes. Facts only."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PROBLEM_ANALYSIS = "problem_analysis"
PLAN_OF_ACTION = "plan_of_action"

# Who sees a document once it is no draft any more. How much of it, says the access table.
READERS = ("employer", "employee", "ontzorgmanager", "bedrijfsarts", "labour_expert", "desk")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document. `signers` are roles; `completes` are keys of the timeline's rules."""

    key: str
    title: str
    file_stem: str  # of the download: the kind and the number of the file, never a name
    template: str
    signers: tuple[str, ...]
    writers: tuple[str, ...]  # the roles that write it; a draft is seen by the one role that does
    completes: tuple[str, ...]
    source: str
    purpose: str  # one sentence at the head of the document


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            Kind(
                key=PROBLEM_ANALYSIS,
                title="Probleemanalyse",
                file_stem="Probleemanalyse",
                template="documents/print/problem_analysis.html",
                signers=("bedrijfsarts",),
                writers=("bedrijfsarts",),
                completes=("problem_analysis",),
                source="Regeling procesgang eerste en tweede ziektejaar, artikel 2",
                purpose="De bedrijfsarts beschrijft wat de werknemer in het werk wel en niet kan, en adviseert over de"
                " terugkeer naar werk. Dit document bevat geen medische gegevens.",
            ),
            Kind(
                key=PLAN_OF_ACTION,
                title="Plan van aanpak",
                file_stem="Plan-van-aanpak",
                template="documents/print/plan_of_action.html",
                signers=("employer", "employee"),
                writers=("ontzorgmanager", "employer"),
                completes=("plan_of_action", "casemanager_designated"),
                source="Regeling procesgang eerste en tweede ziektejaar, artikel 4",
                purpose="Werkgever en werknemer leggen vast wat zij doen om terugkeer naar werk mogelijk te maken, wie"
                " dat doet en wanneer. Dit document bevat geen medische gegevens.",
            ),
        )
    }
)
