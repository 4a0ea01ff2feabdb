"""When the Ontzorgmanager says again whether an arbeidsdeskundige would help."""

from datetime import date, timedelta

from cases.timeline.parameters import EXPERT_CONSIDERED_WEEKS


def next_consideration(
    *, first_sick_day: date, guided_since: date, considered_on: date | None, called_until: date | None
) -> date:
    """The day from which it is asked: thirteen weeks after the first sick day, and each time after the last answer.

    Counted in calendar weeks, recovery included. Not before this Ontzorgmanager began (`guided_since`), and not while
    somebody is called: then the day after `called_until`, the last day of the call, inclusive.
    """
    since = considered_on or first_sick_day
    due = max(since + _every(since), guided_since)
    return due if called_until is None else max(due, called_until + timedelta(days=1))


def considered_by(today: date) -> date:
    """The last day, inclusive, of an answer (or else of a first sick day) after which it can be asked again today."""
    return today - timedelta(weeks=min(row.value for row in EXPERT_CONSIDERED_WEEKS.rows))


def last_asked(due: date, today: date) -> date | None:
    """The newest day up to `today`, inclusive, on which it was asked: the day itself and each thirteen weeks after.

    None before that day. As long as nobody answers it comes again.
    """
    if due > today:
        return None
    every = _every(today)
    return due + (today - due) // every * every


def _every(since: date) -> timedelta:
    return timedelta(weeks=EXPERT_CONSIDERED_WEEKS.value_on(since))
