"""The file, its periods, its facts, its steps and the messages about it."""

from cases.models.absence import MaternityLeave, Spell
from cases.models.advised import AdvisedDerivation, AdvisedGround
from cases.models.call import LabourExpertCall
from cases.models.capacity import BuildUpHours, BuildUpSchedule, CapacityChange
from cases.models.case import AbsenceCase
from cases.models.coaching import CoachingNote, CoachingReaction
from cases.models.conference import CaseConference, ConferenceAction
from cases.models.confirmation import StepConfirmation
from cases.models.consideration import ExpertConsideration
from cases.models.consult import ConsultRequest
from cases.models.consult_appointment import ConsultAppointment
from cases.models.consult_reply import ConsultReply
from cases.models.correction_request import CorrectionRequest
from cases.models.emergency import EmergencyAccess, EmergencyDecision, EmergencyEnd
from cases.models.exception import Delay, Waiver
from cases.models.fact import CaseFact
from cases.models.guidance import GuidancePlan
from cases.models.income import WageRequest, WiaAcknowledgement, WiaCalculation, WiaShare
from cases.models.job_task import JobTask
from cases.models.keeping import LegalHold, PurgeRecord
from cases.models.law import RuleChange
from cases.models.milestone import Completion, Milestone
from cases.models.notice import Notice
from cases.models.policy_step import PolicyStep
from cases.models.record import ContactMoment, HandoverNote, SickReport
from cases.models.task_ability import TaskAbility
from cases.models.task_advice import TaskAdvice
from cases.models.task_analysis import TaskAnalysis
from cases.models.time_spent import TimeSpent
from cases.models.transfer import CaseTransfer
from cases.models.view import SavedView
from cases.models.vision import EmployeeVision, VisionAnswer
from cases.models.wia_figure import WiaFigure
from cases.models.work_proposal import WorkProposal
from cases.models.work_reply import WorkReply

__all__ = [
    "AbsenceCase",
    "AdvisedDerivation",
    "AdvisedGround",
    "BuildUpHours",
    "BuildUpSchedule",
    "CapacityChange",
    "CaseConference",
    "CaseFact",
    "CaseTransfer",
    "CoachingNote",
    "CoachingReaction",
    "Completion",
    "ConferenceAction",
    "ConsultAppointment",
    "ConsultReply",
    "ConsultRequest",
    "ContactMoment",
    "CorrectionRequest",
    "Delay",
    "EmergencyAccess",
    "EmergencyDecision",
    "EmergencyEnd",
    "EmployeeVision",
    "ExpertConsideration",
    "GuidancePlan",
    "HandoverNote",
    "JobTask",
    "LabourExpertCall",
    "LegalHold",
    "MaternityLeave",
    "Milestone",
    "Notice",
    "PolicyStep",
    "PurgeRecord",
    "RuleChange",
    "SavedView",
    "SickReport",
    "Spell",
    "StepConfirmation",
    "TaskAbility",
    "TaskAdvice",
    "TaskAnalysis",
    "TimeSpent",
    "VisionAnswer",
    "WageRequest",
    "Waiver",
    "WiaAcknowledgement",
    "WiaCalculation",
    "WiaFigure",
    "WiaShare",
    "WorkProposal",
    "WorkReply",
]
