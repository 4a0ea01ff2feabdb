"""What must have happened in a plain file from 5 January 2026 to week 104: dates, reminders, acts and messages."""

# The last day of each step, from the first day on, as the file says it (vectors A of the statutory table).
VECTORS = {
    "problem_analysis": "15 februari 2026",
    "plan_of_action": "1 maart 2026",
    "wia_income_insight": "5 juli 2026",
    "uwv_week_42_report": "26 oktober 2026",
    "first_year_evaluation": "3 januari 2027",
    "sick_pay_year_2": "4 januari 2027",
    "second_track_start": "14 februari 2027",
    "current_opinion": "3 oktober 2027",
    "final_evaluation": "3 oktober 2027",
    "wia_application": "17 oktober 2027",
    "uwv_sanction_deadline": "21 november 2027",
    "end_of_waiting_period": "2 januari 2028",
}

THREE = "employee employer ontzorgmanager"

# Step, which time, last day, who is told 14, 7 and 1 days before, and on which days. A dash: not that reminder.
# On the first day some steps are less than 14 or 7 days away: the reminder whose moment has passed comes that day.
REMINDERS = f"""
arbo_report               1  2026-01-11  -          2026-01-05 2026-01-10  employer
long_absence_triage       1  2026-01-12  -          2026-01-05 2026-01-11  arbodienst
assign_ontzorgmanager     1  2026-01-18  2026-01-05 2026-01-11 2026-01-17  desk
employee_intake           1  2026-02-01  2026-01-18 2026-01-25 2026-01-31  ontzorgmanager
task_function_analysis    1  2026-02-08  2026-01-25 2026-02-01 2026-02-07  ontzorgmanager
problem_analysis          1  2026-02-15  2026-02-01 2026-02-08 2026-02-14  arbodienst bedrijfsarts ontzorgmanager
plan_of_action            1  2026-03-01  2026-02-15 2026-02-22 2026-02-28  {THREE}
periodic_evaluation       1  2026-04-12  2026-03-29 2026-04-05 2026-04-11  {THREE}
periodic_evaluation       2  2026-05-24  2026-05-10 2026-05-17 2026-05-23  {THREE}
periodic_evaluation       3  2026-07-05  2026-06-21 2026-06-28 2026-07-04  {THREE}
wia_income_insight        1  2026-07-05  2026-06-21 2026-06-28 2026-07-04  ontzorgmanager
periodic_evaluation       4  2026-08-16  2026-08-02 2026-08-09 2026-08-15  {THREE}
periodic_evaluation       5  2026-09-27  2026-09-13 2026-09-20 2026-09-26  {THREE}
uwv_week_42_report        1  2026-10-26  2026-10-12 2026-10-19 2026-10-25  employer ontzorgmanager
periodic_evaluation       6  2026-11-08  2026-10-25 2026-11-01 2026-11-07  {THREE}
periodic_evaluation       7  2026-12-20  2026-12-06 2026-12-13 2026-12-19  {THREE}
labour_expert_assessment  1  2027-01-03  2026-12-20 -          -           ontzorgmanager
first_year_evaluation     1  2027-01-03  2026-12-20 2026-12-27 2027-01-02  {THREE}
sick_pay_year_2           1  2027-01-04  2026-12-21 2026-12-28 2027-01-03  employer
second_track_start        1  2027-02-14  2027-01-31 2027-02-07 2027-02-13  employer ontzorgmanager
periodic_evaluation       8  2027-02-14  2027-01-31 2027-02-07 2027-02-13  {THREE}
periodic_evaluation       9  2027-03-28  2027-03-14 2027-03-21 2027-03-27  {THREE}
periodic_evaluation      10  2027-05-09  2027-04-25 2027-05-02 2027-05-08  {THREE}
periodic_evaluation      11  2027-06-20  2027-06-06 2027-06-13 2027-06-19  {THREE}
periodic_evaluation      12  2027-08-01  2027-07-18 2027-07-25 2027-07-31  {THREE}
periodic_evaluation      13  2027-09-12  2027-08-29 2027-09-05 2027-09-11  {THREE}
uwv_wia_letter            1  2027-09-12  2027-08-29 2027-09-05 2027-09-11  ontzorgmanager
current_opinion           1  2027-10-03  2027-09-19 2027-09-26 2027-10-02  bedrijfsarts ontzorgmanager
medical_information       1  2027-10-03  2027-09-19 2027-09-26 2027-10-02  bedrijfsarts
final_evaluation          1  2027-10-03  2027-09-19 2027-09-26 2027-10-02  {THREE}
wia_application           1  2027-10-17  2027-10-03 2027-10-10 2027-10-16  employee ontzorgmanager
riv_upload                1  2027-10-18  -          -          2027-10-17  employer ontzorgmanager
periodic_evaluation      14  2027-11-14  2027-10-31 2027-11-07 2027-11-13  {THREE}
periodic_evaluation      15  2027-12-26  2027-12-12 2027-12-19 2027-12-25  {THREE}
"""
# The only step that is late; the day after its last day those who must step in hear of it as well.
ESCALATION = ("2026-10-27", "uwv_week_42_report", 1, "2026-10-26", -1)
ESCALATED_TO = ("desk", "employer", "ontzorgmanager")

Told = tuple[str, str, int, str, int, str]  # on which day, step, which time, last day, days before, to whom


def expected_reminders() -> list[Told]:
    """Every reminder of two years."""
    found: list[Told] = [(*ESCALATION, role) for role in ESCALATED_TO]
    for line in REMINDERS.split("\n")[1:-1]:
        key, time, due, *days_and_roles = line.split()
        for before, day in zip((14, 7, 1), days_and_roles[:3], strict=True):
            found += [(day, key, int(time), due, before, role) for role in days_and_roles[3:] if day != "-"]
    return sorted(found)


# What was done, on which day and by whom; nobody: the calendar. Plan and casemanager: see `SIGNED`.
DONE = """
2026-01-05 sick_report Anna Smit
2026-01-11 arbo_report Bert Planner
2026-01-12 long_absence_triage Bert Planner
2026-01-18 assign_ontzorgmanager Noor de Wit
2026-02-01 employee_intake Noor de Wit
2026-02-08 task_function_analysis Noor de Wit
2026-02-15 problem_analysis Daan Dokter
2026-04-12 periodic_evaluation Anna Smit
2026-05-24 periodic_evaluation Anna Smit
2026-07-05 periodic_evaluation Anna Smit
2026-07-05 wia_income_insight Noor de Wit
2026-08-16 periodic_evaluation Anna Smit
2026-09-27 periodic_evaluation Anna Smit
2026-10-28 uwv_week_42_report Anna Smit
2026-11-08 periodic_evaluation Anna Smit
2026-12-20 periodic_evaluation Anna Smit
2027-01-03 first_year_evaluation Anna Smit
2027-01-04 sick_pay_year_2 nobody
2027-02-14 periodic_evaluation Anna Smit
2027-02-14 second_track_start Anna Smit
2027-03-28 periodic_evaluation Anna Smit
2027-05-09 periodic_evaluation Anna Smit
2027-06-20 periodic_evaluation Anna Smit
2027-08-01 periodic_evaluation Anna Smit
2027-09-12 periodic_evaluation Anna Smit
2027-09-12 uwv_wia_letter Noor de Wit
2027-10-03 current_opinion Daan Dokter
2027-10-03 final_evaluation Anna Smit
2027-10-03 medical_information Daan Dokter
2027-10-17 wia_application Noor de Wit
2027-10-18 riv_upload Anna Smit
2027-11-14 periodic_evaluation Anna Smit
2027-12-26 periodic_evaluation Anna Smit
2028-01-02 end_of_waiting_period nobody
"""
SIGNED = {("2026-03-01", "casemanager_designated"), ("2026-03-01", "plan_of_action")}
# What never had to be done: a window that closed, a day of UWV that passed, an evaluation after the end, a waiver.
NEVER_DONE = [
    ("early_iva_window", 1, "cancelled"),
    ("labour_expert_assessment", 1, "waived"),
    ("periodic_evaluation", 16, "cancelled"),
    ("uwv_sanction_deadline", 1, "cancelled"),
]
# Beside the reminders; that a document is ready comes on top of it.
NEWS = {
    ("analysis_signed", "employee"): 1,
    ("analysis_signed", "employer"): 1,
    ("analysis_signed", "ontzorgmanager"): 1,
    ("assigned", "employee"): 1,
    ("assigned", "employer"): 1,
    ("assigned", "ontzorgmanager"): 1,
    ("contact_due", "ontzorgmanager"): 39,  # after the first two talks none was written down
    ("expert_due", "ontzorgmanager"): 7,  # every thirteen weeks, as nobody answered
    ("plan_to_sign", "employee"): 1,
    ("plan_to_sign", "employer"): 1,
    ("sick_reported", "arbodienst"): 1,
    ("sick_reported", "employee"): 1,
}
