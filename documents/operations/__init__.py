"""Every write on a document, one function per verb."""

from documents.operations.advice import give_advice
from documents.operations.advice_answers import answer_advice
from documents.operations.advice_reminders import remind_advice
from documents.operations.advice_withdrawal import withdraw_advice
from documents.operations.analysis import draft_problem_analysis, revise_problem_analysis, sign_problem_analysis
from documents.operations.attachments import add_attachment, read_attachment, withdraw_attachment
from documents.operations.guarantee import confirm_guarantee
from documents.operations.messages import read_thread, send_message, start_thread, take_enclosure
from documents.operations.own_copy import ask_copy, finish_copy, take_copy
from documents.operations.plan import draft_plan, propose_plan, revise_plan, withdraw_plan
from documents.operations.reading import read_document
from documents.operations.rendering import finish_rendering, give_up_rendering, retry_render
from documents.operations.signing import add_vision, refuse_plan, sign_plan
from documents.operations.treatment import read_treatments, report_treatment
from documents.operations.vault import (
    correct_note,
    draft_medical_information,
    give_medical_information,
    read_envelope,
    read_vault,
    sign_medical_information,
    write_note,
)

__all__ = [
    "add_attachment",
    "add_vision",
    "answer_advice",
    "ask_copy",
    "confirm_guarantee",
    "correct_note",
    "draft_medical_information",
    "draft_plan",
    "draft_problem_analysis",
    "finish_copy",
    "finish_rendering",
    "give_advice",
    "give_medical_information",
    "give_up_rendering",
    "propose_plan",
    "read_attachment",
    "read_document",
    "read_envelope",
    "read_thread",
    "read_treatments",
    "read_vault",
    "refuse_plan",
    "remind_advice",
    "report_treatment",
    "retry_render",
    "revise_plan",
    "revise_problem_analysis",
    "send_message",
    "sign_medical_information",
    "sign_plan",
    "sign_problem_analysis",
    "start_thread",
    "take_copy",
    "take_enclosure",
    "withdraw_advice",
    "withdraw_attachment",
    "withdraw_plan",
    "write_note",
]
