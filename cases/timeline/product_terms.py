"""Terms that the product gives people for what they ask of each other: no article names them, so a day may change.

Each is an assumption until the insurer agrees.
"""

from datetime import date, timedelta

from cases.timeline.dated import Parameter, constant

ADVICE_TERM_DAYS = constant(
    "advice_term_days",
    "Calendar days to follow an advice when who gives it names no other last day",
    14,
    "Productafspraak (aanname)",
)
ADVICE_REMINDER_OFFSETS: Parameter[tuple[int, ...]] = constant(
    "advice_reminder_offsets",
    "Days from the last day of an advice on which a reminder goes out: negative before, positive after",
    (-7, -1, 1),
    "Productafspraak (aanname)",
)
ADVICE_LONGEST_TERM_DAYS = constant(
    "advice_longest_term_days",
    "Calendar days that an advice leaves at most; whoever needs longer gives the next step a term of its own",
    182,
    "Productafspraak (aanname)",
)
WORK_ANSWER_DAYS = constant(
    "work_answer_days",
    "Calendar days in which the employer answers a proposal of the employee for suitable work",
    14,
    "Productafspraak (aanname)",
)
WORK_REMINDER_OFFSETS: Parameter[tuple[int, ...]] = constant(
    "work_reminder_offsets",
    "Days from the last day to answer such a proposal on which a reminder goes out: negative before, positive after",
    (-7, -1, 1),
    "Productafspraak (aanname)",
)
WORK_AHEAD_DAYS = constant(
    "work_ahead_days", "Calendar days ahead that proposed work begins at most", 182, "Productafspraak (aanname)"
)
COACHING_AHEAD_DAYS = constant(
    "coaching_ahead_days", "Calendar days ahead that coaching agrees on at most", 182, "Productafspraak (aanname)"
)
TASK_ANSWER_DAYS = constant(
    "task_answer_days",
    "Calendar days that an answer of the bedrijfsarts about a task holds when he names no other last day",
    42,
    "Productafspraak (aanname)",
)
TASK_ANSWER_LONGEST_DAYS = constant(
    "task_answer_longest_days",
    "Calendar days that such an answer holds at most: a year; whoever needs longer answers again",
    364,
    "Productafspraak (aanname)",
)
CONSULT_READING_DAYS = constant(
    "consult_reading_days",
    "Calendar days in which the employee can react to a question for the bedrijfsarts before it may be sent anyway",
    2,
    "Productafspraak spreekuur (aanname)",
)
CONSULT_AHEAD_DAYS = constant(
    "consult_ahead_days",
    "Calendar days ahead that a talk with the bedrijfsarts can be planned or wanted at most: half a year",
    182,
    "Productafspraak spreekuur (aanname)",
)
EXPERT_CALL_DAYS = constant(
    "expert_call_days",
    "Calendar days that a call of an arbeidsdeskundige lasts when who calls names no other last day",
    42,
    "Productafspraak (aanname)",
)
EXPERT_CALL_LONGEST_DAYS = constant(
    "expert_call_longest_days",
    "Calendar days that such a call lasts at most: half a year; whoever needs longer calls again",
    182,
    "Productafspraak (aanname)",
)
GUIDANCE_REVIEW_DAYS = constant(
    "guidance_review_days",
    "Calendar days after which a plan of guidance is looked at again at the latest: half a year",
    182,
    "Productafspraak (aanname)",
)
GUARANTEE_GRACE_DAYS = constant(
    "guarantee_grace_days",
    "Calendar days after its last day up to which a step that was done does not touch the guarantee",
    14,
    "Productafspraak Poortwachtergarantie (aanname)",
)
GUARANTEE_NOT_MET_DAYS = constant(
    "guarantee_not_met_days",
    "Calendar days after its last day above which a delay that the employer caused is a condition not met",
    42,
    "Productafspraak Poortwachtergarantie (aanname)",
)
GUARANTEE_REFUSAL_DAYS = constant(
    "guarantee_refusal_days",
    "Calendar days that a refusal of the employer leaves to talk before it is a condition not met",
    28,
    "Productafspraak Poortwachtergarantie (aanname)",
)


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


def expert_call_until(today: date) -> date:
    """Return the last day (inclusive) of a call of an arbeidsdeskundige, unless who calls names another."""
    return today + timedelta(days=EXPERT_CALL_DAYS.value_on(today))


def latest_expert_call_until(today: date) -> date:
    """Return the latest last day (inclusive) that a call of an arbeidsdeskundige of this day can have."""
    return today + timedelta(days=EXPERT_CALL_LONGEST_DAYS.value_on(today))


def latest_guidance_review(today: date) -> date:
    """Return the latest day (inclusive) on which a plan of guidance of this day is looked at again."""
    return today + timedelta(days=GUIDANCE_REVIEW_DAYS.value_on(today))
