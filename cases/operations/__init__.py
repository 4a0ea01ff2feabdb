"""Every write on a file, one function per verb."""

from cases.operations.assignment import assign, assign_due, least_loaded
from cases.operations.build_up import answer_build_up, propose_build_up
from cases.operations.closing import close_due, end_waiting_periods, pass_days
from cases.operations.contact import log_contact
from cases.operations.hours import record_hours, remove_hours
from cases.operations.inbox import accept_report, triage
from cases.operations.leave import record_leave
from cases.operations.notices import mark_read
from cases.operations.recovery import report_recovery
from cases.operations.reminders import escalate, remind
from cases.operations.sick import AlreadyReported, ReportDetails, assess_report, report_sick
from cases.operations.steps import read_case, record_step

__all__ = [
    "AlreadyReported",
    "ReportDetails",
    "accept_report",
    "answer_build_up",
    "assess_report",
    "assign",
    "assign_due",
    "close_due",
    "end_waiting_periods",
    "escalate",
    "least_loaded",
    "log_contact",
    "mark_read",
    "pass_days",
    "propose_build_up",
    "read_case",
    "record_hours",
    "record_leave",
    "record_step",
    "remind",
    "remove_hours",
    "report_recovery",
    "report_sick",
    "triage",
]
