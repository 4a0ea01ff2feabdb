"""The order of the daily sweep."""

from datetime import date, datetime

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.operations.assignment import assign_due
from cases.operations.closing import close_due, end_sick_pay_due, pass_days
from cases.operations.consideration import remind_considerations
from cases.operations.contact import remind_contacts
from cases.operations.guidance import remind_reviews
from cases.operations.reminders import escalate, remind
from cases.operations.splitting import split_due
from cases.operations.work_proposals import remind_work

_PARTS = (
    ("split", split_due),
    ("closed", close_due),
    ("ended", end_sick_pay_due),
    ("passed", pass_days),
    ("assigned", assign_due),
)


def sweep(*, today: date, at: datetime) -> dict[str, int]:
    """Part, close, end, assign, remind and escalate, in this order: nobody is reminded of a file that closes today.

    Each part is a transaction of its own, so one that fails does not undo the others. Returns the counts.
    """
    actor: Actor = system(Role.SCHEDULER)
    counts: dict[str, int] = {}
    for name, part in _PARTS:
        with acting_as(actor):
            counts[name] = part(actor=actor, today=today)
    counts["reminders"] = remind(actor=actor, today=today, at=at)
    counts["reviews"] = remind_reviews(actor=actor, today=today, at=at)
    counts["contacts"] = remind_contacts(actor=actor, today=today, at=at)
    counts["work"] = remind_work(actor=actor, today=today, at=at)
    counts["considerations"] = remind_considerations(actor=actor, today=today, at=at)
    counts["escalations"] = escalate(actor=actor, today=today, at=at)
    return counts
