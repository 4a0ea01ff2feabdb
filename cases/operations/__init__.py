"""Every write on a file, one function per verb."""

from cases.operations.assessment import assess_report
from cases.operations.assignment import assign, assign_due, least_loaded
from cases.operations.build_up import answer_build_up, propose_build_up
from cases.operations.calls import answer_call, call_labour_expert, end_call
from cases.operations.closing import close_due, end_sick_pay_due, pass_days
from cases.operations.coaching import add_to_coaching, read_coaching, write_coaching
from cases.operations.conference import confirm_conference, do_action, write_conference
from cases.operations.confirming import confirm_steps
from cases.operations.consideration import consider_expert, remind_considerations
from cases.operations.consult_outcomes import answer_no_show, record_consult
from cases.operations.consult_planning import Slot, begin_consult, cancel_consult, move_consult, plan_consult
from cases.operations.consults import Question, answer_consult, ask_consult, ask_talk, send_consult, withdraw_consult
from cases.operations.contact import log_contact, plan_contact, remind_contacts
from cases.operations.correction_requests import answer_correction, ask_correction
from cases.operations.corrections import cancel_report, correct_first_sick_day, record_death
from cases.operations.delays import name_delay
from cases.operations.emergency import ask_emergency, break_glass, decide_emergency, end_emergency, look_into
from cases.operations.facts import end_fact, record_fact, withdraw_fact
from cases.operations.guidance import remind_reviews, write_guidance
from cases.operations.holds import hold_file, lift_hold
from cases.operations.hours import forward_hours, record_hours, remove_hours
from cases.operations.inbox import accept_report, triage
from cases.operations.income import (
    acknowledge_income,
    calculate_income,
    read_income,
    read_shared_income,
    share_income,
    take_back_income,
)
from cases.operations.job_tasks import read_tasks, write_tasks
from cases.operations.leave import correct_leave, record_leave, withdraw_leave
from cases.operations.notices import mark_read
from cases.operations.recovery import correct_recovery, report_recovery
from cases.operations.reminders import escalate, remind
from cases.operations.sick import AlreadyReported, OpenMeanwhile, ReportDetails, report_sick
from cases.operations.step_corrections import correct_step, withdraw_step
from cases.operations.steps import read_case, read_trail, record_step
from cases.operations.task_answers import answer_tasks
from cases.operations.task_decisions import confirm_tasks, return_tasks
from cases.operations.time_spent import record_time, withdraw_time
from cases.operations.transfer_asking import ask_transfers
from cases.operations.transfer_moving import drop_transfer, move_file
from cases.operations.transfer_words import take_transfer, write_transfer
from cases.operations.views import remove_view, rename_view, save_view
from cases.operations.vision import confirm_vision, read_vision, share_vision, write_vision
from cases.operations.wage import answer_wage, ask_wage
from cases.operations.waiving import undo_waiver, waive_step
from cases.operations.work_proposals import answer_work, propose_work, remind_work, withdraw_work

__all__ = [
    "AlreadyReported",
    "OpenMeanwhile",
    "Question",
    "ReportDetails",
    "Slot",
    "accept_report",
    "acknowledge_income",
    "add_to_coaching",
    "answer_build_up",
    "answer_call",
    "answer_consult",
    "answer_correction",
    "answer_no_show",
    "answer_tasks",
    "answer_wage",
    "answer_work",
    "ask_consult",
    "ask_correction",
    "ask_emergency",
    "ask_talk",
    "ask_transfers",
    "ask_wage",
    "assess_report",
    "assign",
    "assign_due",
    "begin_consult",
    "break_glass",
    "calculate_income",
    "call_labour_expert",
    "cancel_consult",
    "cancel_report",
    "close_due",
    "confirm_conference",
    "confirm_steps",
    "confirm_tasks",
    "confirm_vision",
    "consider_expert",
    "correct_first_sick_day",
    "correct_leave",
    "correct_recovery",
    "correct_step",
    "decide_emergency",
    "do_action",
    "drop_transfer",
    "end_call",
    "end_emergency",
    "end_fact",
    "end_sick_pay_due",
    "escalate",
    "forward_hours",
    "hold_file",
    "least_loaded",
    "lift_hold",
    "log_contact",
    "look_into",
    "mark_read",
    "move_consult",
    "move_file",
    "name_delay",
    "pass_days",
    "plan_consult",
    "plan_contact",
    "propose_build_up",
    "propose_work",
    "read_case",
    "read_coaching",
    "read_income",
    "read_shared_income",
    "read_tasks",
    "read_trail",
    "read_vision",
    "record_consult",
    "record_death",
    "record_fact",
    "record_hours",
    "record_leave",
    "record_step",
    "record_time",
    "remind",
    "remind_considerations",
    "remind_contacts",
    "remind_reviews",
    "remind_work",
    "remove_hours",
    "remove_view",
    "rename_view",
    "report_recovery",
    "report_sick",
    "return_tasks",
    "save_view",
    "send_consult",
    "share_income",
    "share_vision",
    "take_back_income",
    "take_transfer",
    "triage",
    "undo_waiver",
    "waive_step",
    "withdraw_consult",
    "withdraw_fact",
    "withdraw_leave",
    "withdraw_step",
    "withdraw_time",
    "withdraw_work",
    "write_coaching",
    "write_conference",
    "write_guidance",
    "write_tasks",
    "write_transfer",
    "write_vision",
]
