"""Figures that the law, UWV or the insurer may change, each with its dates.

A new figure is a new row and the old row gets an end; a row that was in force is never edited.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from cases.timeline.calendar import add_months

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """One value with the first sick days it holds for: `in_force_from` inclusive, `in_force_until` exclusive."""

    value: T
    basis: str
    in_force_from: date = date.min
    in_force_until: date = date.max


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """A figure through time."""

    key: str
    meaning: str
    rows: tuple[Dated[T], ...]

    def value_on(self, first_sick_day: date) -> T:
        """Return the value for a file with this first sick day; LookupError when no row covers the day."""
        found = self.row_on(first_sick_day)
        if found is None:
            raise LookupError(f"{self.key} has no value on {first_sick_day}")
        return found.value

    def row_on(self, day: date) -> Dated[T] | None:
        """Return the row that covers a day; None when there is none."""
        return next((row for row in self.rows if row.in_force_from <= day < row.in_force_until), None)


def _constant(key: str, meaning: str, value: T, basis: str) -> Parameter[T]:
    return Parameter(key, meaning, (Dated(value, basis),))


RELAPSE_WINDOW_DAYS = _constant(
    "relapse_window_days",
    "Fit days from which a new sick report opens a new file; one day fewer still joins the old one",
    28,
    "BW art. 7:629 lid 10",
)
DEFAULT_LONG_TERM_DAY = _constant(
    "default_long_term_day",
    "Counted day on which somebody who is still absent is guided as long-term, whatever the triage said",
    14,
    "Productafspraak",
)
RELAPSE_CONTACT_MINIMUM_MONTHS = _constant(
    "relapse_contact_minimum_months",
    "Absence must have lasted longer than this many calendar months for a relapse-prevention contact",
    3,
    "Productafspraak terugvalpreventie",
)
RELAPSE_CONTACT_AFTER_MONTHS = _constant(
    "relapse_contact_after_months",
    "Calendar months between recovery and the relapse-prevention contact",
    6,
    "Productafspraak terugvalpreventie",
)
RELAPSE_CONTACT_WINDOW_DAYS = _constant(
    "relapse_contact_window_days", "Calendar days in which that contact takes place", 14, "Productafspraak"
)
CONTACT_WITHIN_DAYS = _constant(
    "contact_within_days",
    "Calendar days after a talk within which the Ontzorgmanager speaks employer or employee again, unless planned",
    14,
    "Productafspraak contact",
)
CONTACT_AHEAD_DAYS = _constant(
    "contact_ahead_days", "Calendar days that a next talk can be planned ahead at most", 42, "Productafspraak contact"
)
EXPERT_CONSIDERED_WEEKS = _constant(
    "expert_considered_weeks",
    "Weeks of sickness, and then weeks between two times, after which the Ontzorgmanager says whether an "
    "arbeidsdeskundige would help",
    13,
    "Productafspraak (aanname)",
)
EARLY_IVA_WAIT_WEEKS = _constant(
    "early_iva_wait_weeks", "Weeks of sickness before an early IVA benefit can begin", 13, "WIA art. 23 lid 6"
)
EARLY_IVA_LONGEST_WAIT_WEEKS = _constant(
    "early_iva_longest_wait_weeks",
    "Weeks of sickness after which an early IVA benefit begins at the latest",
    78,
    "WIA art. 23 lid 6",
)
EARLY_IVA_AFTER_REQUEST_WEEKS = _constant(
    "early_iva_after_request_weeks",
    "Weeks between the request for an early IVA and the first day of the benefit, at least",
    10,
    "WIA art. 23 lid 6",
)
RECOVERY_REPORT_DAYS = _constant(
    "recovery_report_days", "Calendar days to pass a recovery on to arbodienst and insurer", 2, "Productafspraak"
)
HOURS_REPORT_DAYS = _constant(
    "hours_report_days",
    "Calendar days to pass a change of the hours worked on to arbodienst and insurer: as for a recovery",
    2,
    "Productafspraak",
)
UWV_RECOVERY_REPORT_DAYS = _constant(
    "uwv_recovery_report_days", "Calendar days to report a recovery to UWV while it pays", 2, "ZW art. 38a"
)
INTAKE_DAY = _constant("intake_day", "Counted day by which the intake has taken place", 28, "Productafspraak")
TASK_ANALYSIS_DAY = _constant(
    "task_analysis_day",
    "Counted day of the analysis of tasks: a week before the problem analysis is due",
    35,
    "Productafspraak",
)
WELCOME_CALL_DAYS = _constant(
    "welcome_call_days", "Calendar days from the start of a policy to the welcome call", 14, "Productafspraak"
)
PREVENTION_CHECK_MONTHS = _constant(
    "prevention_check_months", "Calendar months between two prevention checks at most", 12, "Productafspraak"
)
PREVENTION_CHECK_OPENS_MONTHS = _constant(
    "prevention_check_opens_months",
    "Calendar months after which the next prevention check can begin",
    11,
    "Productafspraak",
)
FREQUENT_TALK_DAYS = _constant(
    "frequent_talk_days", "Calendar days from a signal of frequent absence to the talk", 14, "Productafspraak"
)
EXPERT_OPINION_DAYS = _constant(
    "expert_opinion_days", "Calendar days in which an expert opinion may be expected", 28, "Wet SUWI art. 32; uwv.nl"
)
SHORTENING_DECISION_DAYS = _constant(
    "shortening_decision_days",
    "Calendar days in which UWV decides about a shorter wage sanction",
    21,
    "WIA art. 25 lid 13",
)
OBJECTION_DAYS = _constant(
    "objection_days", "Calendar days to object to a decision of UWV, the last one inclusive", 42, "Awb art. 6:7 en 6:8"
)
LEAVING_OPENS_DAYS = _constant(
    "leaving_opens_days",
    "Days relative to the last day of the employment on which its reports can begin",
    -28,
    "Productafspraak",
)
LEAVING_REPORT_WEEKS = _constant(
    "leaving_report_weeks",
    "Weeks of sickness from which leaving needs a report, a short one",
    6,
    "ZW art. 39a; Werkwijzer Poortwachter 5.5",
)
LEAVING_FULL_REPORT_WEEKS = _constant(
    "leaving_full_report_weeks",
    "Weeks of sickness above which leaving needs a full report",
    10,
    "ZW art. 39a; Werkwijzer Poortwachter 5.6",
)
REMINDER_OFFSETS: Parameter[tuple[int, ...]] = _constant(
    "reminder_offsets",
    "Days from the due date on which a reminder goes out: negative before, positive after",
    (-14, -7, -1, 1),
    "Productafspraak",
)

SANCTION_MAXIMUM_DAYS = _constant(
    "sanction_maximum_days", "Days of pay that a wage sanction adds at most: 52 weeks", 364, "WIA art. 25 lid 9"
)
SANCTION_AFTER_REPAIR_DAYS = _constant(
    "sanction_after_repair_days",
    "Days from UWV's decision that the shortcoming has been made good to the last day of the wage sanction",
    42,
    "WIA art. 25 lid 14",
)
EXTENSION_MAXIMUM_MONTHS = _constant(
    "extension_maximum_months", "Calendar months that a voluntary extension adds at most", 12, "WIA art. 24"
)

APPLICATION_DAY = 651
"""Counted day by which the employee applies for the WIA (WIA art. 64)."""

EVALUATION_DAYS = 42
"""A plan is evaluated within so many days after it was agreed or last evaluated (Regeling procesgang art. 4)."""

UWV_FINE_SCALE = _constant(
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
MATERNITY_LEAVE_WEEKS = _constant(
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

CORRECTION_ANSWER_MONTHS = _constant(
    "correction_answer_months",
    "Calendar months to answer an employee who asks for a correction",
    1,
    "AVG art. 12 lid 3",
)

ADVICE_TERM_DAYS = _constant(
    "advice_term_days",
    "Calendar days to follow an advice when who gives it names no other last day",
    14,
    "Productafspraak (aanname)",
)
ADVICE_REMINDER_OFFSETS: Parameter[tuple[int, ...]] = _constant(
    "advice_reminder_offsets",
    "Days from the last day of an advice on which a reminder goes out: negative before, positive after",
    (-7, -1, 1),
    "Productafspraak (aanname)",
)
ADVICE_LONGEST_TERM_DAYS = _constant(
    "advice_longest_term_days",
    "Calendar days that an advice leaves at most; whoever needs longer gives the next step a term of its own",
    182,
    "Productafspraak (aanname)",
)
WORK_ANSWER_DAYS = _constant(
    "work_answer_days",
    "Calendar days in which the employer answers a proposal of the employee for suitable work",
    14,
    "Productafspraak (aanname)",
)
WORK_REMINDER_OFFSETS: Parameter[tuple[int, ...]] = _constant(
    "work_reminder_offsets",
    "Days from the last day to answer such a proposal on which a reminder goes out: negative before, positive after",
    (-7, -1, 1),
    "Productafspraak (aanname)",
)
WORK_AHEAD_DAYS = _constant(
    "work_ahead_days", "Calendar days ahead that proposed work begins at most", 182, "Productafspraak (aanname)"
)
COACHING_AHEAD_DAYS = _constant(
    "coaching_ahead_days", "Calendar days ahead that coaching agrees on at most", 182, "Productafspraak (aanname)"
)
TASK_ANSWER_DAYS = _constant(
    "task_answer_days",
    "Calendar days that an answer of the bedrijfsarts about a task holds when he names no other last day",
    42,
    "Productafspraak (aanname)",
)
TASK_ANSWER_LONGEST_DAYS = _constant(
    "task_answer_longest_days",
    "Calendar days that such an answer holds at most: a year; whoever needs longer answers again",
    364,
    "Productafspraak (aanname)",
)
CONSULT_READING_DAYS = _constant(
    "consult_reading_days",
    "Calendar days in which the employee can react to a question for the bedrijfsarts before it may be sent anyway",
    2,
    "Productafspraak spreekuur (aanname)",
)
CONSULT_AHEAD_DAYS = _constant(
    "consult_ahead_days",
    "Calendar days ahead that a talk with the bedrijfsarts can be planned or wanted at most: half a year",
    182,
    "Productafspraak spreekuur (aanname)",
)
GUARANTEE_GRACE_DAYS = _constant(
    "guarantee_grace_days",
    "Calendar days after its last day up to which a step that was done does not touch the guarantee",
    14,
    "Productafspraak Poortwachtergarantie (aanname)",
)
GUARANTEE_NOT_MET_DAYS = _constant(
    "guarantee_not_met_days",
    "Calendar days after its last day above which a delay that the employer caused is a condition not met",
    42,
    "Productafspraak Poortwachtergarantie (aanname)",
)
GUARANTEE_REFUSAL_DAYS = _constant(
    "guarantee_refusal_days",
    "Calendar days that a refusal of the employer leaves to talk before it is a condition not met",
    28,
    "Productafspraak Poortwachtergarantie (aanname)",
)


def last_day_to_answer(asked_on: date) -> date:
    """Return the last day (inclusive) to answer a request for correction that came in on a day; AVG art. 12 lid 3."""
    return add_months(asked_on, CORRECTION_ANSWER_MONTHS.value_on(asked_on))


def last_day_to_read(asked_on: date) -> date:
    """Return the last day (inclusive) that a question for the bedrijfsarts waits for the employee."""
    return asked_on + timedelta(days=CONSULT_READING_DAYS.value_on(asked_on))


def latest_consult(today: date) -> date:
    """Return the latest day (inclusive) on which a talk with the bedrijfsarts can be planned or wanted."""
    return today + timedelta(days=CONSULT_AHEAD_DAYS.value_on(today))


def advice_due(given_on: date) -> date:
    """Return the last day (inclusive) to follow an advice of this day, unless who gives it names another."""
    return given_on + timedelta(days=ADVICE_TERM_DAYS.value_on(given_on))


def latest_advice_due(given_on: date) -> date:
    """Return the latest last day (inclusive) that an advice of this day can have."""
    return given_on + timedelta(days=ADVICE_LONGEST_TERM_DAYS.value_on(given_on))


def work_answer_by(proposed_on: date) -> date:
    """Return the last day (inclusive) on which the employer answers a proposal for suitable work of this day."""
    return proposed_on + timedelta(days=WORK_ANSWER_DAYS.value_on(proposed_on))


def latest_work_start(proposed_on: date) -> date:
    """Return the latest day (inclusive) on which work can begin that is proposed on this day."""
    return proposed_on + timedelta(days=WORK_AHEAD_DAYS.value_on(proposed_on))


def latest_coaching_until(written_on: date) -> date:
    """Return the latest day (inclusive) until which something can be agreed in a coaching note of this day."""
    return written_on + timedelta(days=COACHING_AHEAD_DAYS.value_on(written_on))


def task_answer_until(answered_on: date) -> date:
    """Return the last day (inclusive) of an answer of this day about a task, unless the bedrijfsarts names another."""
    return answered_on + timedelta(days=TASK_ANSWER_DAYS.value_on(answered_on))


def latest_task_answer_until(answered_on: date) -> date:
    """Return the latest last day (inclusive) that an answer of this day about a task can have."""
    return answered_on + timedelta(days=TASK_ANSWER_LONGEST_DAYS.value_on(answered_on))


def latest_evaluation(agreed_on: date) -> date:
    """Return the last day for the next evaluation of a plan that is agreed on a day: six weeks later, inclusive."""
    return agreed_on + timedelta(days=EVALUATION_DAYS)


def uwv_fine(days_late: int, first_sick_day: date) -> int:
    """Return the fine in whole euros for a report that reaches UWV `days_late` calendar days late; 0 when in time."""
    steps = UWV_FINE_SCALE.value_on(first_sick_day)
    return max((euro for from_days, euro in steps if days_late >= from_days), default=0)
