"""Who helps an employee back to work, and how that goes."""

from interventions.models.assignment import Assignment, Briefing, RefusalReason
from interventions.models.intervention import Intervention
from interventions.models.network import Kind, Offering
from interventions.models.report import ProgressReport

__all__ = ["Assignment", "Briefing", "Intervention", "Kind", "Offering", "ProgressReport", "RefusalReason"]
