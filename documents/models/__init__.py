"""What is written about a file, who answered it, and the PDF that was made of it."""

from documents.models.advice import Advice
from documents.models.analysis import Limitation, ProblemAnalysis
from documents.models.attachment import Attachment
from documents.models.document import Document
from documents.models.follow_up import AdviceFollowUp
from documents.models.guarantee import GuaranteeConfirmation
from documents.models.message import Message, MessageReceipt, Thread
from documents.models.own_copy import OwnCopy
from documents.models.plan import BuildUpStep, PlanActivity, PlanOfAction
from documents.models.rendition import Rendition
from documents.models.signature import Signature
from documents.models.treatment import TreatmentReport
from documents.models.vault import ConsultNote, MedicalInformation

__all__ = [
    "Advice",
    "AdviceFollowUp",
    "Attachment",
    "BuildUpStep",
    "ConsultNote",
    "Document",
    "GuaranteeConfirmation",
    "Limitation",
    "MedicalInformation",
    "Message",
    "MessageReceipt",
    "OwnCopy",
    "PlanActivity",
    "PlanOfAction",
    "ProblemAnalysis",
    "Rendition",
    "Signature",
    "Thread",
    "TreatmentReport",
]
