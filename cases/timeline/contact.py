"""Until when the Ontzorgmanager and the people of a file speak each other again."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.timeline.parameters import CONTACT_AHEAD_DAYS, CONTACT_WITHIN_DAYS


@dataclass(frozen=True, slots=True)
class Talk:
    """The next talk: on the day that was planned, or at the latest on this day."""

    on: date
    is_planned: bool

    def is_late(self, today: date) -> bool:
        """Whether that day is over."""
        return self.on < today


def next_talk(*, first_sick_day: date, guided_since: date, spoken_on: date | None, planned_on: date | None) -> Talk:
    """When the next talk is: the planned day, or so many calendar days after the last one that nobody is left alone.

    `spoken_on` is the last talk with employer or employee. A plan stands until they spoke on that day or later; without
    one it is counted from that talk, from the day on which this Ontzorgmanager began or from the first sick day (a file
    that was split has its Ontzorgmanager from before), whichever is latest. The day itself is in time (inclusive).
    """
    if planned_on is not None and (spoken_on is None or spoken_on < planned_on):
        return Talk(planned_on, is_planned=True)
    last = max(first_sick_day, guided_since, spoken_on or guided_since)
    return Talk(last + timedelta(days=CONTACT_WITHIN_DAYS.value_on(last)), is_planned=False)


def last_reminder(talk: Talk, today: date) -> date | None:
    """The newest day up to `today`, inclusive, on which who guides is told: the day of the talk and each period after.

    None before that day. As long as nobody speaks it comes again.
    """
    if talk.on > today:
        return None
    every = CONTACT_WITHIN_DAYS.value_on(today)
    return talk.on + timedelta(days=(today - talk.on).days // every * every)


def planned_between(held_on: date, today: date) -> tuple[date, date]:
    """The first and the last day, both inclusive, on which a next talk can be planned after one on `held_on`."""
    first = max(held_on + timedelta(days=1), today)
    return first, today + timedelta(days=CONTACT_AHEAD_DAYS.value_on(today))
