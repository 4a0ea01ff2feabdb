"""What goes into a document, as plain values: from the forms and scripts to the operations."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitationLine:
    """How far somebody is limited in one ability of the fixed list; `until` is the last expected day."""

    ability: str
    degree: int
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisContent:
    """The functional content of a probleemanalyse. The complete list: there is no place for anything medical."""

    consult_on: date
    expected_long_term: bool
    work_related: str
    suitable_work: str
    max_hours_per_day: Decimal
    full_recovery: str
    end_goal: str
    work_conflict: bool = False
    work_accident: bool = False
    no_usable_capacity: bool = False
    capacity_review_on: date | None = None
    resumption_expected_on: date | None = None
    actions: tuple[str, ...] = ()
    advice: str = ""
    next_consult_on: date | None = None
    limitations: tuple[LimitationLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One activity of a plan; both days inclusive."""

    activity: str
    type: str
    responsible: str
    starts_on: date
    ends_on: date
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildUpLine:
    """From this day so many hours a week."""

    starts_on: date
    hours_per_week: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """The content of a plan van aanpak, without what is computed (Eerstejaarsevaluatie) or signed.

    The casemanager is named where the employer guides the file himself; elsewhere it is the Ontzorgmanager.
    """

    end_goal: str
    contact_with: str
    contact_every: str
    next_evaluation_on: date
    employer_agrees: bool | None = None
    employee_agrees: bool | None = None
    case_manager_name: str = ""
    case_manager_phone: str = ""
    remarks: str = ""
    activities: tuple[ActivityLine, ...] = ()
    build_up: tuple[BuildUpLine, ...] = ()


SECTIONS = (
    ("diagnosis", "Diagnose", "Welke diagnose of diagnoses, en sinds wanneer?"),
    ("course", "Voorgeschiedenis en beloop", "Hoe is het begonnen en hoe is het gegaan?"),
    ("treatment", "Behandeling en behandelaars", "Wie behandelt of behandelde, waarmee en sinds wanneer?"),
    ("medication", "Medicijnen", "Welke medicijnen, en hoeveel?"),
    ("findings", "Bevindingen", "Wat vond u bij gesprek en onderzoek?"),
    ("prognosis", "Medische verwachting", "Wat verwacht u, en op welke termijn?"),
    ("limitations", "Beperkingen die daaruit volgen", "Wat kan iemand daardoor niet of minder?"),
    ("other", "Wat verder van belang is", "Bijvoorbeeld lopend onderzoek of een brief van een behandelaar."),
)
"""The parts of the Medische informatie for the arts of UWV: key, title, and what is asked. All in the vault only."""

LONGEST_MEDICAL_TEXT = 20_000
"""Characters of one note of a consult, and of one part of the Medische informatie."""

NEEDED = frozenset({"diagnosis", "course", "findings", "limitations"})
"""Without these nothing is signed."""
