"""How long an invitation holds: a link in a mailbox is a key, so it has a last day. Facts and a pure function."""

from datetime import date, timedelta

# From which day on, and how many days after it was sent an invitation still works (that day included).
_DAYS = ((date(2026, 1, 1), 14),)


def last_day(sent_on: date) -> date:
    """The last day (inclusive) of an invitation that is sent on this day; before the first rule its days count too."""
    days = next((days for since, days in reversed(_DAYS) if since <= sent_on), _DAYS[0][1])
    return sent_on + timedelta(days=days)
