"""When an early IVA can be asked for and can begin (WIA art. 23 lid 6): the law's days, not UWV's.

How long UWV takes to decide is nowhere limited: a decision that comes late still gives a benefit from a day within
these, so only the first day of the benefit is judged, never the day of the decision.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.moment import Moment
from cases.timeline.parameters import EARLY_IVA_AFTER_REQUEST_WEEKS, EARLY_IVA_LONGEST_WAIT_WEEKS, EARLY_IVA_WAIT_WEEKS
from cases.timeline.rules import RULES, Rule

Days = tuple[date, date | None]
"""First and last day, inclusive; without a last day recovery came before it."""


def request_days(facts: Facts, rules: Iterable[Rule] = RULES) -> Days | None:
    """Return the days of the request: weeks 3 to 68 of sickness. None when recovery came before the first of them."""
    first_sick_day, moment = facts.absence.first_sick_day, Moment(facts)
    window = next(rule for rule in rules if rule.key == "early_iva_window" and rule.in_force_on(first_sick_day))
    first = window.opens.on(moment)
    return None if first is None else (first, window.due.on(moment))


def benefit_days(facts: Facts, requested_on: date | None = None) -> Days | None:
    """Return the days on which the benefit can begin: after 13 weeks of sickness, and after 78 at the latest.

    With a known request not within ten weeks of it either, as calendar days. None when recovery came first.
    """
    day_one = facts.absence.first_sick_day
    first = facts.absence.day(7 * EARLY_IVA_WAIT_WEEKS.value_on(day_one) + 1)
    if first is None:
        return None
    if requested_on is not None:
        first = max(first, requested_on + timedelta(weeks=EARLY_IVA_AFTER_REQUEST_WEEKS.value_on(day_one)))
    return first, facts.absence.day(7 * EARLY_IVA_LONGEST_WAIT_WEEKS.value_on(day_one) + 1)


def latest_request(facts: Facts, granted_on: date) -> date:
    """Return the last day, inclusive, on which a benefit from `granted_on` on can have been asked for."""
    return granted_on - timedelta(weeks=EARLY_IVA_AFTER_REQUEST_WEEKS.value_on(facts.absence.first_sick_day))


def say_benefit(facts: Facts, requested_on: date | None = None) -> str:
    """Say in Dutch when the benefit can begin, in weeks; the days are those of `benefit_days`."""
    day_one = facts.absence.first_sick_day
    least, most = EARLY_IVA_WAIT_WEEKS.value_on(day_one), EARLY_IVA_LONGEST_WAIT_WEEKS.value_on(day_one)
    weeks = f"Een vervroegde IVA begint na minstens {least} en uiterlijk na {most} weken ziekte"
    if requested_on is None:
        return f"{weeks}."
    after = EARLY_IVA_AFTER_REQUEST_WEEKS.value_on(day_one)
    return f"{weeks}, en minstens {after} weken na de aanvraag van {format_date(requested_on)}."
