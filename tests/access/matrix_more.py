"""Of each operation, what the other seven human roles may: the second half of the table in test_matrix.py.

Same letters and same files. Who never sees a file (provider, claims, intermediary, platform, privacy officer) has an
H or a Y only where the operation is about the own account or about organisations.
"""

TABLE = """
operation                    delegate labour_expert provider claims intermediary platform privacy_officer
save_draft                   NNN      NNN           NNN      NNN    NNN          NNN      NNN
keep_wording                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
report_sick                  NNN      NNN           NNN      NNN    NNN          NNN      NNN
report_recovery              NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_leave                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_hours                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
remove_hours                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
propose_build_up             NNN      NNN           NNN      NNN    NNN          NNN      NNN
answer_build_up              NNN      NNN           NNN      NNN    NNN          NNN      NNN
correct_leave                NNN      NNN           NNN      NNN    NNN          NNN      NNN
withdraw_leave               NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_fact                  NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_fact_of_the_doctor    NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_fact_that_splits      NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_fact_of_the_employee  NNN      NNN           NNN      NNN    NNN          NNN      NNN
withdraw_fact                NNN      NNN           NNN      NNN    NNN          NNN      NNN
end_fact                     NNN      NNN           NNN      NNN    NNN          NNN      NNN
correct_first_sick_day       NNN      NNN           NNN      NNN    NNN          NNN      NNN
correct_recovery             NNN      NNN           NNN      NNN    NNN          NNN      NNN
cancel_report                NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_death                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
accept_report                NNN      NNN           NNN      NNN    NNN          NNN      NNN
triage                       NNN      NNN           NNN      NNN    NNN          NNN      NNN
assign                       NNN      NNN           NNN      NNN    NNN          NNN      NNN
log_contact                  NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_step                  NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_step_of_the_doctor    NNN      NNN           NNN      NNN    NNN          NNN      NNN
withdraw_step                NNN      NNN           NNN      NNN    NNN          NNN      NNN
withdraw_step_of_the_manager NNN      NNN           NNN      NNN    NNN          NNN      NNN
correct_step                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
waive_step                   NNN      NNN           NNN      NNN    NNN          NNN      NNN
undo_waiver                  NNN      NNN           NNN      NNN    NNN          NNN      NNN
name_delay                   NNN      NNN           NNN      NNN    NNN          NNN      NNN
name_delay_of_the_doctor     NNN      NNN           NNN      NNN    NNN          NNN      NNN
save_view                    NNN      NNN           NNN      NNN    NNN          NNN      NNN
remove_view                  NNN      NNN           NNN      NNN    NNN          NNN      NNN
read_case                    NNN      NNN           NNN      NNN    NNN          NNN      NNN
close_case                   NNN      NNN           NNN      NNN    NNN          NNN      NNN
end_sick_pay                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
pass_day                     NNN      NNN           NNN      NNN    NNN          NNN      NNN
remind                       NNN      NNN           NNN      NNN    NNN          NNN      NNN
escalate                     NNN      NNN           NNN      NNN    NNN          NNN      NNN
mark_read                    NNN      NNN           NNN      NNN    NNN          NNN      NNN
draft_problem_analysis       NNN      NNN           NNN      NNN    NNN          NNN      NNN
revise_problem_analysis      NNN      NNN           NNN      NNN    NNN          NNN      NNN
sign_problem_analysis        NNN      NNN           NNN      NNN    NNN          NNN      NNN
draft_plan                   NNN      NNN           NNN      NNN    NNN          NNN      NNN
revise_plan                  NNN      NNN           NNN      NNN    NNN          NNN      NNN
propose_plan                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
withdraw_plan                NNN      NNN           NNN      NNN    NNN          NNN      NNN
add_vision                   NNN      NNN           NNN      NNN    NNN          NNN      NNN
sign_plan                    NNN      NNN           NNN      NNN    NNN          NNN      NNN
refuse_plan                  NNN      NNN           NNN      NNN    NNN          NNN      NNN
read_document                NNN      NNN           NNN      NNN    NNN          NNN      NNN
read_proposed_plan           NNN      NNN           NNN      NNN    NNN          NNN      NNN
read_drafted_plan            NNN      NNN           NNN      NNN    NNN          NNN      NNN
read_drafted_analysis        NNN      NNN           NNN      NNN    NNN          NNN      NNN
finish_rendering             NNN      NNN           NNN      NNN    NNN          NNN      NNN
give_up_rendering            NNN      NNN           NNN      NNN    NNN          NNN      NNN
retry_render                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
register_employer            NNN      NNN           NNN      NNN    NNN          NNN      NNN
change_employer              NNN      NNN           NNN      NNN    NNN          NNN      NNN
register_employee            NNN      NNN           NNN      NNN    NNN          NNN      NNN
end_employment               NNN      NNN           NNN      NNN    NNN          NNN      NNN
start_policy                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
change_policy                NNN      NNN           NNN      NNN    NNN          NNN      NNN
conclude_contract            NNN      NNN           NNN      NNN    NNN          NNN      NNN
register_ohs                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
change_ohs                   NNN      NNN           NNN      NNN    NNN          NNN      NNN
register_physician           NNN      NNN           NNN      NNN    NNN          NNN      NNN
change_physician             NNN      NNN           NNN      NNN    NNN          NNN      NNN
register_ontzorgmanager      NNN      NNN           NNN      NNN    NNN          NNN      NNN
change_ontzorgmanager        NNN      NNN           NNN      NNN    NNN          NNN      NNN
give_role                    NNN      NNN           NNN      NNN    NNN          NNN      NNN
reset_access                 NNN      NNN           NNN      NNN    NNN          NNN      NNN
record_policy_step           NNN      NNN           NNN      NNN    NNN          NNN      NNN
propose_rule_change          NNN      NNN           NNN      NNN    NNN          NNN      NNN
decide_rule_change           NNN      NNN           NNN      NNN    NNN          NNN      NNN
"""
