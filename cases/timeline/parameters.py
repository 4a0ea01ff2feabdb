"""Figures of the law, UWV and the insurer with which the course of a file is computed."""

from datetime import date, timedelta

from cases.timeline.calendar import add_months
from cases.timeline.dated import Dated, Parameter, constant

RELAPSE_WINDOW_DAYS = constant(
    "relapse_window_days",
    "Fit days from which a new sick report opens a new file; one day fewer still joins the old one",
    28,
    "BW art. 7:629 lid 10",
)
DEFAULT_LONG_TERM_DAY = constant(
    "default_long_term_day",
    "Counted day on which somebody who is still absent is guided as long-term, whatever the triage said",
    14,
    "Productafspraak",
)
RELAPSE_CONTACT_MINIMUM_MONTHS = constant(
    "relapse_contact_minimum_months",
    "Absence must have lasted longer than this many calendar months for a relapse-prevention contact",
    3,
    "Productafspraak terugvalpreventie",
)
RELAPSE_CONTACT_AFTER_MONTHS = constant(
    "relapse_contact_after_months",
    "Calendar months between recovery and the relapse-prevention contact",
    6,
    "Productafspraak terugvalpreventie",
)
RELAPSE_CONTACT_WINDOW_DAYS = constant(
    "relapse_contact_window_days", "Calendar days in which that contact takes place", 14, "Productafspraak"
)
CONTACT_WITHIN_DAYS = constant(
    "contact_within_days",
    "Calendar days after a talk within which the Ontzorgmanager speaks employer or employee again, unless planned",
    14,
    "Productafspraak contact",
)
CONTACT_AHEAD_DAYS = constant(
    "contact_ahead_days", "Calendar days that a next talk can be planned ahead at most", 42, "Productafspraak contact"
)
EXPERT_CONSIDERED_WEEKS = constant(
    "expert_considered_weeks",
    "Weeks of sickness, and then weeks between two times, after which the Ontzorgmanager says whether an "
    "arbeidsdeskundige would help",
    13,
    "Productafspraak (aanname)",
)
EARLY_IVA_WAIT_WEEKS = constant(
    "early_iva_wait_weeks", "Weeks of sickness before an early IVA benefit can begin", 13, "WIA art. 23 lid 6"
)
EARLY_IVA_LONGEST_WAIT_WEEKS = constant(
    "early_iva_longest_wait_weeks",
    "Weeks of sickness after which an early IVA benefit begins at the latest",
    78,
    "WIA art. 23 lid 6",
)
EARLY_IVA_AFTER_REQUEST_WEEKS = constant(
    "early_iva_after_request_weeks",
    "Weeks between the request for an early IVA and the first day of the benefit, at least",
    10,
    "WIA art. 23 lid 6",
)
RECOVERY_REPORT_DAYS = constant(
    "recovery_report_days", "Calendar days to pass a recovery on to arbodienst and insurer", 2, "Productafspraak"
)
HOURS_REPORT_DAYS = constant(
    "hours_report_days",
    "Calendar days to pass a change of the hours worked on to arbodienst and insurer: as for a recovery",
    2,
    "Productafspraak",
)
UWV_RECOVERY_REPORT_DAYS = constant(
    "uwv_recovery_report_days", "Calendar days to report a recovery to UWV while it pays", 2, "ZW art. 38a"
)
INTAKE_DAY = constant("intake_day", "Counted day by which the intake has taken place", 28, "Productafspraak")
TASK_ANALYSIS_DAY = constant(
    "task_analysis_day",
    "Counted day of the analysis of tasks: a week before the problem analysis is due",
    35,
    "Productafspraak",
)
WELCOME_CALL_DAYS = constant(
    "welcome_call_days", "Calendar days from the start of a policy to the welcome call", 14, "Productafspraak"
)
PREVENTION_CHECK_MONTHS = constant(
    "prevention_check_months", "Calendar months between two prevention checks at most", 12, "Productafspraak"
)
PREVENTION_CHECK_OPENS_MONTHS = constant(
    "prevention_check_opens_months",
    "Calendar months after which the next prevention check can begin",
    11,
    "Productafspraak",
)
FREQUENT_TALK_DAYS = constant(
    "frequent_talk_days", "Calendar days from a signal of frequent absence to the talk", 14, "Productafspraak"
)
EXPERT_OPINION_DAYS = constant(
    "expert_opinion_days", "Calendar days in which an expert opinion may be expected", 28, "Wet SUWI art. 32; uwv.nl"
)
SHORTENING_DECISION_DAYS = constant(
    "shortening_decision_days",
    "Calendar days in which UWV decides about a shorter wage sanction",
    21,
    "WIA art. 25 lid 13",
)
OBJECTION_DAYS = constant(
    "objection_days", "Calendar days to object to a decision of UWV, the last one inclusive", 42, "Awb art. 6:7 en 6:8"
)
LEAVING_OPENS_DAYS = constant(
    "leaving_opens_days",
    "Days relative to the last day of the employment on which its reports can begin",
    -28,
    "Productafspraak",
)
LEAVING_REPORT_WEEKS = constant(
    "leaving_report_weeks",
    "Weeks of sickness from which leaving needs a report, a short one",
    6,
    "ZW art. 39a; Werkwijzer Poortwachter 5.5",
)
LEAVING_FULL_REPORT_WEEKS = constant(
    "leaving_full_report_weeks",
    "Weeks of sickness above which leaving needs a full report",
    10,
    "ZW art. 39a; Werkwijzer Poortwachter 5.6",
)
REMINDER_OFFSETS: Parameter[tuple[int, ...]] = constant(
    "reminder_offsets",
    "Days from the due date on which a reminder goes out: negative before, positive after",
    (-14, -7, -1, 1),
    "Productafspraak",
)

SANCTION_MAXIMUM_DAYS = constant(
    "sanction_maximum_days", "Days of pay that a wage sanction adds at most: 52 weeks", 364, "WIA art. 25 lid 9"
)
SANCTION_AFTER_REPAIR_DAYS = constant(
    "sanction_after_repair_days",
    "Days from UWV's decision that the shortcoming has been made good to the last day of the wage sanction",
    42,
    "WIA art. 25 lid 14",
)
EXTENSION_MAXIMUM_MONTHS = constant(
    "extension_maximum_months", "Calendar months that a voluntary extension adds at most", 12, "WIA art. 24"
)

APPLICATION_DAY = 651
"""Counted day by which the employee applies for the WIA (WIA art. 64)."""

EVALUATION_DAYS = 42
"""A plan is evaluated within so many days after it was agreed or last evaluated (Regeling procesgang art. 4)."""

UWV_FINE_SCALE = constant(
    "uwv_fine_scale",
    "Steps of the fine for a late report to UWV: (days late from which it holds, euro)",
    ((1, 70), (7, 230), (28, 455)),
    "Boetebesluit socialezekerheidswetten art. 2a-2b; Beleidsregel boete werkgevers ZW (2017)",
)

_PENSION_SICK_PAY_BASIS = "BW art. 7:629 lid 2 onder b"
PENSION_AGE_SICK_PAY_WEEKS = Parameter(
    "pension_age_sick_pay_weeks",
    "Weeks of sick pay for an employee past state pension age",
    (
        Dated(13, _PENSION_SICK_PAY_BASIS, in_force_until=date(2023, 7, 1)),
        Dated(6, _PENSION_SICK_PAY_BASIS, in_force_from=date(2023, 7, 1)),
    ),
)
STATE_PENSION_AGE = Parameter(
    "state_pension_age",
    "State pension age as (years, months), by the day on which it is reached",
    (
        Dated((65, 0), "AOW art. 7a", date.min, date(2013, 1, 1)),
        Dated((65, 1), "AOW art. 7a", date(2013, 1, 1), date(2014, 1, 1)),
        Dated((65, 2), "AOW art. 7a", date(2014, 1, 1), date(2015, 1, 1)),
        Dated((65, 3), "AOW art. 7a", date(2015, 1, 1), date(2016, 1, 1)),
        Dated((65, 6), "AOW art. 7a", date(2016, 1, 1), date(2017, 1, 1)),
        Dated((65, 9), "AOW art. 7a", date(2017, 1, 1), date(2018, 1, 1)),
        Dated((66, 0), "AOW art. 7a", date(2018, 1, 1), date(2019, 1, 1)),
        Dated((66, 4), "AOW art. 7a", date(2019, 1, 1), date(2022, 1, 1)),
        Dated((66, 7), "AOW art. 7a", date(2022, 1, 1), date(2023, 1, 1)),
        Dated((66, 10), "AOW art. 7a", date(2023, 1, 1), date(2024, 1, 1)),
        Dated((67, 0), "AOW art. 7a", date(2024, 1, 1), date(2028, 1, 1)),
        Dated((67, 3), "AOW art. 7a", date(2028, 1, 1)),
    ),
)
SIXTY_PLUS_AGE = Parameter(
    "sixty_plus_age",
    "Age from which a simple WIA assessment is possible, by the end of the waiting period",
    (
        Dated(60, "Tijdelijke maatregel 60-plus", date(2022, 10, 1), date(2025, 1, 1)),
        Dated(60, "Tijdelijke maatregel 60-plus", date(2025, 9, 1), date(2027, 9, 1)),
    ),
)
MATERNITY_LEAVE_WEEKS = constant(
    "maternity_leave_weeks",
    "Weeks of maternity leave to which everybody has a right; a part of the last ones may be taken later",
    16,
    "WAZO art. 3:1 lid 2 en 3",
)
LONGEST_MATERNITY_LEAVE_WEEKS = Parameter(
    "longest_maternity_leave_weeks",
    "Weeks that maternity leave lasts without a break at most: with twins, and a child that stays in hospital",
    (
        Dated(16, "WAZO art. 3:1 lid 2 en 3", in_force_until=date(2015, 1, 1)),
        Dated(16 + 10, "WAZO art. 3:1 lid 2, 3 en 5", date(2015, 1, 1), date(2016, 4, 1)),
        Dated(20 + 10, "WAZO art. 3:1 lid 2, 3, 5 en 6", date(2016, 4, 1)),
    ),
)

CORRECTION_ANSWER_MONTHS = constant(
    "correction_answer_months",
    "Calendar months to answer an employee who asks for a correction",
    1,
    "AVG art. 12 lid 3",
)


def last_day_to_answer(asked_on: date) -> date:
    """Return the last day (inclusive) to answer a request for correction that came in on a day; AVG art. 12 lid 3."""
    return add_months(asked_on, CORRECTION_ANSWER_MONTHS.value_on(asked_on))


def latest_evaluation(agreed_on: date) -> date:
    """Return the last day for the next evaluation of a plan that is agreed on a day: six weeks later, inclusive."""
    return agreed_on + timedelta(days=EVALUATION_DAYS)


def uwv_fine(days_late: int, first_sick_day: date) -> int:
    """Return the fine in whole euros for a report that reaches UWV `days_late` calendar days late; 0 when in time."""
    steps = UWV_FINE_SCALE.value_on(first_sick_day)
    return max((euro for from_days, euro in steps if days_late >= from_days), default=0)
