"""What one file shows to somebody in one role: the steps, what to do now, the report. Reads only."""

from cases.dossier.groups import Groups, following, grouped, next_step, say_following
from cases.dossier.parties import Checklist, checklists
from cases.dossier.report import late_report, report_facts
from cases.dossier.steps import Step, kind_of, next_of, shown_deadlines, steps_of

__all__ = [
    "Checklist",
    "Groups",
    "Step",
    "checklists",
    "following",
    "grouped",
    "kind_of",
    "late_report",
    "next_of",
    "next_step",
    "report_facts",
    "say_following",
    "shown_deadlines",
    "steps_of",
]
