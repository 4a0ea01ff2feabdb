"""On which days a step asks for attention."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cases.timeline.parameters import REMINDER_OFFSETS
from cases.timeline.rules import Party, Rule
from cases.timeline.schedule import Deadline, State

ESCALATE_TO: tuple[Party, ...] = (Party.ONTZORGMANAGER, Party.DESK)
"""Who hears of it as well once a due date has passed."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder: `offset` days from the due date (negative before, positive after), on day `on`, for `to`."""

    deadline: Deadline
    offset: int
    on: date
    to: tuple[Party, ...]


def reminders(deadline: Deadline) -> tuple[Reminder, ...]:
    """Return all reminders of one step in order of time; none unless it is pending and its rule names somebody."""
    rule, due = deadline.rule, deadline.due
    if deadline.state is not State.PENDING or due is None or not rule.remind:
        return ()
    offsets = REMINDER_OFFSETS.value_on(deadline.moment.facts.absence.first_sick_day)
    return tuple(Reminder(deadline, offset, due + timedelta(days=offset), _to(rule, offset)) for offset in offsets)


def next_reminders(deadlines: Iterable[Deadline], today: date) -> tuple[Reminder, ...]:
    """Return the reminders of a file that go out on `today` or later, the soonest first."""
    coming = [reminder for step in deadlines for reminder in reminders(step) if reminder.on >= today]
    return tuple(sorted(coming, key=lambda reminder: (reminder.on, reminder.deadline.key)))


def _to(rule: Rule, offset: int) -> tuple[Party, ...]:
    """Before the due date the rule's own parties; after it also those who must step in and may know, each once."""
    others = () if offset < 0 else tuple(party for party in ESCALATE_TO if party in rule.shown_to)
    return tuple(dict.fromkeys(rule.remind + others))
