"""The file, its periods, its steps and the messages about it."""

from cases.models.absence import MaternityLeave, Spell
from cases.models.case import AbsenceCase
from cases.models.milestone import Completion, Milestone
from cases.models.notice import Notice
from cases.models.record import ContactMoment, HandoverNote, SickReport

__all__ = [
    "AbsenceCase",
    "Completion",
    "ContactMoment",
    "HandoverNote",
    "MaternityLeave",
    "Milestone",
    "Notice",
    "SickReport",
    "Spell",
]
