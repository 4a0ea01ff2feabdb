"""Every human role × every verb × {own, same employer, other employer}: written out, and driven through the operations.

Each cell has three letters: the role's own file, another file of the same employer, a file of the other employer.
Y: done. N: this role may not do this, or does it with other rows than this (403). H: this record is not visible to
this person (404).

"Same employer" is a colleague's file with another doctor of the same arbodienst and another Ontzorgmanager; for the
arbodienst it is a file of the same employer at another arbodienst.
"""

from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction

from accounts.policy import may
from accounts.terms import HUMAN_ROLES, Role, Verb
from tests.access import drivers, guiding_drivers, help_drivers, matrix_more, talk_drivers
from tests.access.advice import ADVICE
from tests.access.consults import CONSULTS
from tests.access.drivers import Driver
from tests.access.job_tasks import TASKS
from tests.access.letters import LETTERS
from tests.access.medical import MEDICAL
from tests.access.registry import OPERATIONS
from tests.access.work import WORK
from tests.access.world import World, make_world
from tests.cast import Cast

TABLE = """
operation                employer employee ontzorgmanager bedrijfsarts arbodienst desk visitor verb
save_draft               YYY      YYY      YYY            YYY          YYY        YYY  NNN     save_draft
keep_wording             YYY      YYY      YYY            YYY          YYY        YYY  NNN     keep_wording
report_sick              YYH      NNN      NNN            NNN          NNN        NNN  NNN     report_sick
report_recovery          YYH      NNN      NNN            NNN          NNN        NNN  NNN     report_recovery
record_leave             YYH      NNN      YHH            NNN          NNN        NNN  NNN     record_leave
record_hours             YYH      YHH      YHH            NNN          NNN        NNN  NNN     record_hours
forward_hours            YYH      NNN      NNN            NNN          NNN        NNN  NNN     forward_hours
remove_hours             YYH      YHH      YHH            NNN          NNN        NNN  NNN     record_hours
propose_build_up         YYH      YHH      NNN            NNN          NNN        NNN  NNN     propose_build_up
confirm_steps            NNN      NNN      NNN            YHH          NNN        NNN  NNN     confirm_steps
answer_build_up          NNN      NNN      NNN            YHH          NNN        NNN  NNN     answer_build_up
correct_leave            YYH      NNN      YHH            NNN          NNN        NNN  NNN     record_leave
withdraw_leave           YYH      NNN      YHH            NNN          NNN        NNN  NNN     record_leave
record_fact              YYH      NHH      YHH            NHH          NNN        YYY  NNN     record_fact
record_fact_of_the_doctor NNH     NHH      NHH            YHH          NNN        NNN  NNN     record_fact
record_fact_that_splits  NNH      NHH      NHH            YHH          NNN        NNN  NNN     record_fact
record_fact_of_the_employee NNH   YHH      NHH            NHH          NNN        NNN  NNN     record_fact
withdraw_fact            YYH      HHH      HHH            HHH          NNN        HHH  NNN     withdraw_fact
end_fact                 HHH      HHH      HHH            YHH          NNN        HHH  NNN     withdraw_fact
correct_first_sick_day   YYH      NNN      NNN            NNN          NNN        NNN  NNN     correct_report
correct_recovery         YYH      NNN      NNN            NNN          NNN        NNN  NNN     correct_recovery
cancel_report            YYH      NNN      NNN            NNN          NNN        NNN  NNN     cancel_report
record_death             YYH      NNN      NNN            NNN          NNN        NNN  NNN     record_death
accept_report            NNN      NNN      NNN            NNN          YHH        NNN  NNN     accept_report
triage                   NNN      NNN      NNN            YHH          YHH        NNN  NNN     triage
assign                   NNN      NNN      NNN            NNN          NNN        YYY  NNN     assign
log_contact              NNN      NNN      YHH            NNN          NNN        NNN  NNN     log_contact
record_step              YYH      NNN      YHH            NHH          NNN        NNN  NNN     record_step
record_step_of_the_doctor NNH     NNN      NHH            YHH          NNN        NNN  NNN     record_step
withdraw_step            YYH      NNN      NHH            NHH          NNN        NNN  NNN     withdraw_step
withdraw_step_of_the_manager NNH  NNN      YHH            NHH          NNN        NNN  NNN     withdraw_step
correct_step             YYH      NNN      NHH            NHH          NNN        NNN  NNN     withdraw_step
waive_step               NNH      NNN      YHH            NNN          NNN        NNN  NNN     waive_step
undo_waiver              NNH      NNN      YHH            NNN          NNN        NNN  NNN     waive_step
waive_step_self_guided   YYH      NNN      HHH            NNN          NNN        NNN  NNN     waive_step
name_delay               YYH      NNN      YHH            NHH          NNN        NNN  NNN     name_delay
name_delay_of_the_doctor NNH      NNN      NHH            YHH          NNN        NNN  NNN     name_delay
save_view                NNN      NNN      YYY            NNN          YYY        YYY  NNN     save_view
rename_view              NNN      NNN      YHH            NNN          HHH        HHH  NNN     save_view
remove_view              NNN      NNN      YHH            NNN          HHH        HHH  NNN     save_view
read_case                YYH      YHH      YHH            YHH          YHH        YYY  NNN     read_case
read_trail               NNN      YHH      NNN            YHH          NNN        NNN  NNN     read_trail
begin_after_leave        NNN      NNN      NNN            NNN          NNN        NNN  NNN     close_case
close_case               NNN      NNN      NNN            NNN          NNN        NNN  NNN     close_case
end_sick_pay             NNN      NNN      NNN            NNN          NNN        NNN  NNN     close_case
pass_day                 NNN      NNN      NNN            NNN          NNN        NNN  NNN     close_case
remind                   NNN      NNN      NNN            NNN          NNN        NNN  NNN     remind
escalate                 NNN      NNN      NNN            NNN          NNN        NNN  NNN     escalate
mark_read                YYH      YHH      YHH            YHH          YHH        YYY  NNN     read_notice
draft_problem_analysis   NNN      NNN      NNN            YHH          NNN        NNN  NNN     draft_problem_analysis
revise_problem_analysis  NNN      NNN      NNN            YHH          NNN        NNN  NNN     draft_problem_analysis
sign_problem_analysis    NNN      NNN      NNN            YHH          NNN        NNN  NNN     sign_problem_analysis
draft_plan               NNH      NNN      YHH            NNN          NNN        NNN  NNN     draft_plan
revise_plan              HHH      NNN      YHH            NNN          NNN        NNN  NNN     draft_plan
propose_plan             HHH      NNN      YHH            NNN          NNN        NNN  NNN     propose_plan
withdraw_plan            NNH      NNN      YHH            NNN          NNN        NNN  NNN     withdraw_plan
draft_plan_self_guided   YYH      NNN      HHH            NNN          NNN        NNN  NNN     draft_plan
propose_plan_self_guided YYH      NNN      HHH            NNN          NNN        NNN  NNN     propose_plan
withdraw_plan_self_guided YYH     NNN      HHH            NNN          NNN        NNN  NNN     withdraw_plan
add_vision               YYH      YHH      NNN            NNN          NNN        NNN  NNN     add_vision
sign_plan                YYH      YHH      NNN            NNN          NNN        NNN  NNN     sign_plan
refuse_plan              YYH      YHH      NNN            NNN          NNN        NNN  NNN     refuse_plan
read_document            YYH      YHH      YHH            YHH          NNN        NNN  NNN     read_document
read_proposed_plan       YYH      YHH      YHH            YHH          NNN        NNN  NNN     read_document
read_drafted_plan        HHH      HHH      YHH            HHH          NNN        NNN  NNN     read_document
read_drafted_analysis    HHH      HHH      HHH            YHH          NNN        NNN  NNN     read_document
read_vault               NNN      YHH      NNN            YHH          NNN        NNN  NNN     read_vault
read_envelope            NNN      YHH      NNN            YHH          NNN        NNN  NNN     read_vault
read_treatments          NNN      NNN      NNN            NNN          NNN        NNN  NNN     read_treatment
report_treatment         NNN      NNN      NNN            NNN          NNN        NNN  NNN     report_treatment
write_note               NNN      NNN      NNN            YHH          NNN        NNN  NNN     write_note
correct_note             NNN      NNN      NNN            YHH          NNN        NNN  NNN     write_note
draft_medical_information NNN     NNN      NNN            YHH          NNN        NNN  NNN    draft_medical_information
sign_medical_information NNN      NNN      NNN            YHH          NNN        NNN  NNN     sign_medical_information
give_medical_information NNN      NNN      NNN            YHH          NNN        NNN  NNN     give_medical_information
propose_work             NNN      YHH      NNN            NNN          NNN        NNN  NNN     propose_work
answer_work              YYH      NNN      NNN            NNN          NNN        NNN  NNN     answer_work
withdraw_work            NNN      YHH      NNN            NNN          NNN        NNN  NNN     withdraw_work
remind_work              NNN      NNN      NNN            NNN          NNN        NNN  NNN     remind
write_coaching           NNN      NNN      YHH            NNN          NNN        NNN  NNN     write_coaching
add_to_coaching          NNN      YHH      NNN            NNN          NNN        NNN  NNN     add_to_coaching
read_coaching            NNN      YHH      YHH            NNN          NNN        NNN  NNN     read_coaching
give_advice              NNN      NNN      YHH            YHH          NNN        NNN  NNN     give_advice
answer_advice            YYH      NHH      NHH            NNN          NNN        NNN  NNN     answer_advice
answer_advice_of_the_employee NNH YHH      NHH            NNN          NNN        NNN  NNN     answer_advice
withdraw_advice          NNN      NNN      YHH            NHH          NNN        NNN  NNN     withdraw_advice
withdraw_advice_of_the_doctor NNN NNN      NHH            YHH          NNN        NNN  NNN     withdraw_advice
confirm_guarantee        NNN      NNN      YHH            NNN          NNN        YYY  NNN     confirm_guarantee
remind_advice            NNN      NNN      NNN            NNN          NNN        NNN  NNN     remind
add_attachment           YYH      YHH      YHH            NNN          NNN        NNN  NNN     add_attachment
read_attachment          YYH      YHH      YHH            YHH          NNN        NNN  NNN     read_attachment
withdraw_attachment      YYH      HHH      YHH            NNN          NNN        NNN  NNN     withdraw_attachment
withdraw_paper_of_guide  HHH      HHH      YHH            NNN          NNN        NNN  NNN     withdraw_attachment
start_thread             YYH      YHH      YHH            YHH          NNN        NNN  NNN     start_thread
send_message             YYH      YHH      YHH            YHH          NNN        NNN  NNN     send_message
send_message_between_two HHH      YHH      YHH            HHH          NNN        NNN  NNN     send_message
read_thread              YYH      YHH      YHH            YHH          NNN        NNN  NNN     read_thread
read_thread_between_two  HHH      YHH      YHH            HHH          NNN        NNN  NNN     read_thread
take_enclosure           YYH      YHH      YHH            YHH          NNN        NNN  NNN     take_enclosure
finish_rendering         NNN      NNN      NNN            NNN          NNN        NNN  NNN     render
give_up_rendering        NNN      NNN      NNN            NNN          NNN        NNN  NNN     render
retry_render             NNN      NNN      NNN            NNN          NNN        YYY  NNN     retry_render
register_employer        NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_employer
change_employer          NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_employer
register_employee        NNN      NNN      NNN            NNN          NNN        YYY  NNN     register_employee
correct_employee         NNN      NNN      NNN            NNN          NNN        YYY  NNN     correct_employee
end_employment           NNN      NNN      NNN            NNN          NNN        YYY  NNN     register_employee
start_policy             NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_policy
change_policy            NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_policy
conclude_contract        NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_contract
register_ohs             NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_arbodienst
change_ohs               NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_arbodienst
register_physician       NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_physician
change_physician         NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_physician
register_ontzorgmanager  NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_ontzorgmanager
change_ontzorgmanager    NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_ontzorgmanager
give_role                NNN      NNN      NNN            NNN          NNN        YYY  NNN     give_role
give_other_role          NNN      NNN      NNN            NNN          NNN        NNN  NNN     give_other_role
invite                   NNN      NNN      NNN            NNN          NNN        YYY  NNN     invite
end_role                 NNN      NNN      NNN            NNN          NNN        YYY  NNN     end_role
reset_access             NNN      NNN      NNN            NNN          NNN        YYY  NNN     reset_access
register_labour_expert   NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_labour_expert
change_labour_expert     NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_labour_expert
register_adviser         NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_adviser
delegate                 NNN      NNN      NNN            YYY          NNN        NNN  NNN     delegate
end_delegation           NNN      NNN      NNN            YHH          NNN        NNN  NNN     end_delegation
substitute               NNN      NNN      YYY            NNN          NNN        YYY  NNN     substitute
end_substitution         NNN      NNN      YHH            NNN          NNN        YYY  NNN     end_substitution
record_policy_step       NNN      NNN      YYH            NNN          NNN        YYY  NNN     record_policy_step
propose_rule_change      NNN      NNN      NNN            NNN          NNN        YYY  NNN     propose_rule
decide_rule_change       NNN      NNN      NNN            NNN          NNN        YYY  NNN     decide_rule
hold_file                NNN      NNN      YHH            NNN          NNN        YYY  NNN     hold_file
lift_hold                NNN      NNN      YHH            NNN          NNN        YYY  NNN     hold_file
call_labour_expert       NNH      NNN      YHH            NNN          NNN        NNN  NNN     call_labour_expert
call_labour_expert_self_guided YYH NNN     HHH            NNN          NNN        NNN  NNN     call_labour_expert
end_call                 NNH      NNN      YHH            NNN          NNN        NNN  NNN     end_call
end_call_self_guided     YYH      NNN      HHH            NNN          NNN        NNN  NNN     end_call
answer_call              NNN      NNN      NNN            NNN          NNN        NNN  NNN     answer_call
register_provider        NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_provider
change_provider          NNN      NNN      NNN            NNN          NNN        YYY  NNN     manage_provider
order_intervention       NNN      NNN      YHH            YHH          NNN        NNN  NNN     order_intervention
update_assignment        NNN      NNN      YHH            YHH          NNN        NNN  NNN     update_assignment
withdraw_intervention    NNN      NNN      YHH            YHH          NNN        NNN  NNN     withdraw_intervention
read_assignment          NNN      NNN      NNN            NNN          NNN        NNN  NNN     read_assignment
accept_assignment        NNN      NNN      NNN            NNN          NNN        NNN  NNN     accept_assignment
refuse_assignment        NNN      NNN      NNN            NNN          NNN        NNN  NNN     refuse_assignment
start_intervention       NNN      NNN      NNN            NNN          NNN        NNN  NNN     start_intervention
report_progress          NNN      NNN      NNN            NNN          NNN        NNN  NNN     report_progress
end_intervention         NNN      NNN      NNN            NNN          NNN        NNN  NNN     end_intervention
calculate_income         NNN      YHH      NNN            NNN          NNN        NNN  NNN     calculate_income
read_income              NNN      YHH      YHH            NNN          NNN        NNN  NNN     read_income
read_shared_income       YYH      NNN      NNN            NNN          NNN        NNN  NNN     read_income
acknowledge_income       NNN      YHH      NNN            NNN          NNN        NNN  NNN     acknowledge_income
share_income             NNN      YHH      NNN            NNN          NNN        NNN  NNN     share_income
take_back_income         NNN      YHH      NNN            NNN          NNN        NNN  NNN     share_income
ask_wage                 NNN      YHH      NNN            NNN          NNN        NNN  NNN     ask_wage
answer_wage              YYH      NNN      NNN            NNN          NNN        NNN  NNN     answer_wage
write_tasks              NNN      NNN      YHH            NNN          NNN        NNN  NNN     write_tasks
confirm_tasks            NNN      YHH      NNN            NNN          NNN        NNN  NNN     confirm_tasks
return_tasks             NNN      YHH      NNN            NNN          NNN        NNN  NNN     return_tasks
answer_tasks             NNN      NNN      NNN            YHH          NNN        NNN  NNN     answer_tasks
read_tasks               YYH      YHH      YHH            YHH          NNN        NNN  NNN     read_tasks
read_waiting_tasks       HHH      YHH      YHH            HHH          NNN        NNN  NNN     read_tasks
write_vision             NNN      YHH      YHH            NNN          NNN        NNN  NNN     write_vision
confirm_vision           NNN      YHH      NNN            NNN          NNN        NNN  NNN     confirm_vision
share_vision             NNN      YHH      NNN            NNN          NNN        NNN  NNN     share_vision
read_shared_vision       YYH      YHH      YHH            YHH          NNN        NNN  NNN     read_vision
read_vision              HHH      YHH      HHH            HHH          NNN        NNN  NNN     read_vision
read_waiting_vision      HHH      YHH      YHH            HHH          NNN        NNN  NNN     read_vision
propose_figure           NNN      NNN      NNN            NNN          NNN        YYY  NNN     propose_figure
decide_figure            NNN      NNN      NNN            NNN          NNN        YYY  NNN     decide_figure
write_guidance           NNN      NNN      YHH            NNN          NNN        NNN  NNN     write_guidance
ask_transfers            NNN      NNN      NNN            NNN          NNN        YYY  NNN     reassign
move_file                NNN      NNN      NNN            NNN          NNN        NNN  NNN     move_file
drop_transfer            NNN      NNN      NNN            NNN          NNN        NNN  NNN     drop_transfer
write_transfer           NNN      NNN      YHH            NNN          NNN        NNN  NNN     write_transfer
take_transfer            NNN      NNN      YHH            NNN          NNN        NNN  NNN     take_transfer
remind_reviews           NNN      NNN      NNN            NNN          NNN        NNN  NNN     remind
plan_contact             NNN      NNN      YHH            NNN          NNN        NNN  NNN     plan_contact
write_conference         NNN      NNN      YHH            NNN          NNN        NNN  NNN     write_conference
confirm_conference       NNN      NNN      NNN            YHH          NNN        NNN  NNN     confirm_conference
do_action                YYH      NHH      YHH            NHH          NNN        NNN  NNN     do_action
do_action_of_the_employee NNH     YHH      YHH            NHH          NNN        NNN  NNN     do_action
record_time              NNN      NNN      YHH            NNN          NNN        NNN  NNN     record_time
withdraw_time            NNN      NNN      YHH            NNN          NNN        NNN  NNN     withdraw_time
consider_expert          NNN      NNN      YHH            NNN          NNN        NNN  NNN     consider_expert
remind_considerations    NNN      NNN      NNN            NNN          NNN        NNN  NNN     remind
remind_contacts          NNN      NNN      NNN            NNN          NNN        NNN  NNN     remind
ask_consult              NNH      NNN      YHH            NNN          NNN        NNN  NNN     ask_consult
ask_consult_self_guided  YYH      NNN      HHH            NNN          NNN        NNN  NNN     ask_consult
answer_consult           NNN      YHH      NNN            NNN          NNN        NNN  NNN     answer_consult
send_consult             HHH      NNN      YHH            NNN          NNN        NNN  NNN     send_consult
withdraw_consult         HHH      NNN      YHH            NNN          NNN        NNN  NNN     withdraw_consult
ask_talk                 NNN      YHH      NNN            NNN          NNN        NNN  NNN     ask_talk
begin_consult            NNN      NNN      NNN            YHH          NNN        NNN  NNN     begin_consult
plan_consult             NNN      NNN      NNN            YHH          YHH        NNN  NNN     plan_consult
plan_own_talk            NNN      NNN      NNN            YHH          YHH        NNN  NNN     plan_consult
move_consult             NNN      NNN      NNN            YHH          YHH        NNN  NNN     move_consult
cancel_consult           NNN      YHH      NNN            YHH          YHH        NNN  NNN     cancel_consult
record_consult           NNN      NNN      NNN            YHH          YHH        NNN  NNN     record_consult
answer_no_show           NNN      YHH      NNN            NNN          NNN        NNN  NNN     answer_no_show
ask_correction           NNN      YHH      NNN            NNN          NNN        NNN  NNN     ask_correction
answer_correction        YYH      NNN      HHH            HHH          NNN        HHH  NNN     answer_correction
purge_help               NNN      NNN      NNN            NNN          NNN        NNN  NNN     purge
purge_files              NNN      NNN      NNN            NNN          NNN        NNN  NNN     purge
purge_people             NNN      NNN      NNN            NNN          NNN        NNN  NNN     purge
purge_accounts           NNN      NNN      NNN            NNN          NNN        NNN  NNN     purge
purge_drafts             NNN      NNN      NNN            NNN          NNN        NNN  NNN     purge
purge_log                NNN      NNN      NNN            NNN          NNN        NNN  NNN     purge
purge_vaults             NNN      NNN      NNN            NNN          NNN        NNN  NNN     purge
rotate_batch             NNN      NNN      NNN            NNN          NNN        NNN  NNN     rotate_keys
ask_copy                 NNN      YYY      NNN            NNN          NNN        NNN  NNN      ask_copy
finish_copy              NNN      NNN      NNN            NNN          NNN        NNN  NNN      make_copy
take_copy                NNN      YHH      NNN            NNN          NNN        NNN  NNN      take_copy
purge_copies             NNN      NNN      NNN            NNN          NNN        NNN  NNN      purge
ask_emergency            NNN      NNN      NNN            NNN          NNN        NNN  NNN      ask_emergency
decide_emergency         NNN      NNN      NNN            NNN          NNN        NNN  NNN      decide_emergency
end_emergency            NNN      NNN      NNN            NNN          NNN        NNN  NNN      end_emergency
break_glass              NNN      NNN      NNN            NNN          NNN        NNN  NNN      break_glass
oversee                  NNN      NNN      NNN            NNN          NNN        NNN  NNN      oversee
"""
DRIVERS = drivers.DRIVERS | help_drivers.DRIVERS | talk_drivers.DRIVERS | CONSULTS | MEDICAL | TASKS | ADVICE | WORK
DRIVERS |= guiding_drivers.DRIVERS | LETTERS
HEADER, *LINES = (line.split() for line in TABLE.strip().splitlines())
ROLES = [Role(name) for name in HEADER[1:-1]]
MORE_HEADER, *MORE_LINES = (line.split() for line in matrix_more.TABLE.strip().splitlines())
MORE_ROLES = [Role(name) for name in MORE_HEADER[1:]]
MORE = {name: dict(zip(MORE_ROLES, cells, strict=True)) for name, *cells in MORE_LINES}
MATRIX = {name: dict(zip(ROLES, cells, strict=True)) | MORE[name] for name, *cells, _ in LINES}
VERBS = {name: Verb(line[-1]) for name, line in ((line[0], line) for line in LINES)}

# The same operation once more, on another step or another state of the record.
SAME_OPERATION = {
    "do_action_of_the_employee": "do_action",
    "record_step_of_the_doctor": "record_step",
    "withdraw_step_of_the_manager": "withdraw_step",
    "name_delay_of_the_doctor": "name_delay",
    "record_fact_of_the_doctor": "record_fact",
    "record_fact_that_splits": "record_fact",
    "record_fact_of_the_employee": "record_fact",
    "waive_step_self_guided": "waive_step",
    "ask_consult_self_guided": "ask_consult",
    "plan_own_talk": "plan_consult",
    "draft_plan_self_guided": "draft_plan",
    "propose_plan_self_guided": "propose_plan",
    "withdraw_plan_self_guided": "withdraw_plan",
    "withdraw_paper_of_guide": "withdraw_attachment",
    "send_message_between_two": "send_message",
    "read_thread_between_two": "read_thread",
    "answer_advice_of_the_employee": "answer_advice",
    "withdraw_advice_of_the_doctor": "withdraw_advice",
    "call_labour_expert_self_guided": "call_labour_expert",
    "end_call_self_guided": "end_call",
    "read_waiting_tasks": "read_tasks",
    "read_shared_vision": "read_vision",
    "read_waiting_vision": "read_vision",
    "read_proposed_plan": "read_document",
    "read_drafted_plan": "read_document",
    "read_drafted_analysis": "read_document",
}
# Done by a part of the system in steps of its own, without an operation that somebody could call.
WITHOUT_OPERATION = {Verb.MAIL: "cases.notice"}
# A look at what would happen: nothing is stored, so there is no operation either. Whose it is, is written out here.
TRIED = {
    Verb.TRY_CHANGE: {Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS, Role.DESK},
    Verb.TRY_CAPACITY: {Role.EMPLOYER, Role.ONTZORGMANAGER},
}


class Undo(Exception):
    """It was done; take it back for the next attempt."""


def outcome(act: Callable[[], object]) -> str:
    """Try it, and undo it."""
    try:
        with transaction.atomic():
            act()
            raise Undo
    except Undo:
        return "Y"
    except PermissionDenied:
        return "N"
    except ObjectDoesNotExist:
        return "H"


def outcomes(driver: Driver, world: World) -> dict[Role, str]:
    """What happens to each role on its own file, one of the same employer and one of the other employer."""
    targets = {id(file): driver.prepare(file) for file in world.all_files()}
    return {
        role: "".join(
            outcome(partial(driver.call, world.actor(role), targets[id(file)], world)) for file in world.files(role)
        )
        for role in (*ROLES, *MORE_ROLES)
    }


@pytest.fixture
def world(cast: Cast) -> World:
    """Four files."""
    return make_world(cast)


@pytest.mark.parametrize("name", MATRIX)
def test_role_by_verb_by_row(world: World, name: str) -> None:
    driver = DRIVERS[name]
    if driver.opens:
        world.open()
    assert outcomes(driver, world) == MATRIX[name]


def test_every_human_role_has_a_column() -> None:
    assert sorted([*ROLES, *MORE_ROLES]) == sorted(HUMAN_ROLES)


def test_both_halves_have_the_same_lines() -> None:
    assert [name for name, *_ in MORE_LINES] == [name for name, *_ in LINES]


def test_every_verb_has_a_line() -> None:
    assert set(VERBS.values()) | set(WITHOUT_OPERATION) | set(TRIED) == set(Verb)


def test_every_operation_has_a_line_with_its_verb() -> None:
    lines = {name: verb for name, verb in VERBS.items() if name not in SAME_OPERATION}
    assert {name: operation.verb for name, operation in OPERATIONS.items()} == lines  # type: ignore[attr-defined]  # set by the decorator


@pytest.mark.parametrize("verb", WITHOUT_OPERATION)
def test_verb_without_operation_is_nobodys(verb: Verb) -> None:
    assert not [role for role in HUMAN_ROLES if may(role, verb, WITHOUT_OPERATION[verb])]


@pytest.mark.parametrize("verb", TRIED)
def test_who_may_try_what(verb: Verb) -> None:
    assert {role for role in HUMAN_ROLES if may(role, verb, "cases.absencecase")} == TRIED[verb]
