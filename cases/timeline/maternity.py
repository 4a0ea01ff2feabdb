"""How long maternity leave can last (WAZO art. 3:1)."""

from collections.abc import Iterable
from datetime import date, timedelta

from cases.timeline.absence import Leave
from cases.timeline.parameters import LONGEST_MATERNITY_LEAVE_WEEKS, MATERNITY_LEAVE_WEEKS

_DAY = timedelta(days=1)


def whole_of(leave: Leave, others: Iterable[Leave]) -> Leave:
    """Return the unbroken leave that this one is part of: with the others that touch or overlap it."""
    ordered = sorted(others, key=lambda one: one.first)
    for other in (*reversed(ordered), *ordered):  # first those before it, then those after it
        if other.first <= leave.last + _DAY and leave.first <= other.last + _DAY:
            leave = Leave(min(leave.first, other.first), max(leave.last, other.last))
    return leave


def longest(leave: Leave) -> int:
    """Return the weeks that a leave from this first day lasts at most: twins, and a child that stays in hospital."""
    return LONGEST_MATERNITY_LEAVE_WEEKS.value_on(leave.first)


def latest_day(leave: Leave) -> date:
    """Return the last day, inclusive, that a leave from this first day can have."""
    return leave.first + timedelta(weeks=longest(leave)) - _DAY


def is_too_long(leave: Leave) -> bool:
    """Tell whether no leave lasts that long."""
    return leave.last > latest_day(leave)


def is_short(leave: Leave) -> bool:
    """Tell whether it is shorter than the leave to which everybody has a right: a part may come later."""
    weeks = MATERNITY_LEAVE_WEEKS.value_on(leave.first)
    return leave.last < leave.first + timedelta(weeks=weeks) - _DAY
