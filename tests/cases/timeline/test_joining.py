"""Two files that leave makes one: from bare dates, against what the law makes of the same spells told in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.timeline.absence import Absence, Leave, Spell, chain
from cases.timeline.joining import Joined, joined

D = date(2026, 1, 5)
FIT = D + timedelta(days=29)


def after(days: int, leave: int, first: int = 10) -> tuple[Absence, Absence]:
    """Two files with so many days between, of which so many were leave, told in the later one."""
    told = (Leave(FIT + timedelta(days=first), FIT + timedelta(days=first + leave - 1)),) if leave else ()
    return Absence((Spell(D, FIT),)), Absence((Spell(FIT + timedelta(days=days)),), told)


@pytest.mark.parametrize(("days", "leave", "fit_days"), [(139, 112, 27), (112, 112, 0), (40, 13, 27)])
def test_fewer_than_28_days_beside_the_leave_make_one(days: int, leave: int, fit_days: int) -> None:
    earlier, later = after(days, leave, first=0 if days == leave else 10)
    found = joined(earlier, later, None)
    assert found == Joined(Absence((*earlier.spells, *later.spells), later.leaves), fit_days)
    assert found.whole.last_paid_day == D + timedelta(days=727 + days)


@pytest.mark.parametrize(("days", "leave"), [(140, 112), (28, 0), (41, 13)])
def test_28_days_beside_the_leave_keep_two(days: int, leave: int) -> None:
    assert joined(*after(days, leave), None) is None


@pytest.mark.parametrize(("first", "apart"), [(0, True), (10, False)])
def test_another_cause_keeps_two_only_without_a_fit_day_between(first: int, *, apart: bool) -> None:
    earlier, later = after(112 + first, 112, first)
    assert (joined(earlier, later, same_cause_after_leave=False) is None) is apart


def test_leave_of_both_counts_once() -> None:
    known = Leave(FIT + timedelta(days=5), FIT + timedelta(days=24))
    earlier = Absence((Spell(D, FIT),), (known,))
    found = joined(earlier, Absence((Spell(FIT + timedelta(days=47)),), (known,)), None)
    assert found is not None
    assert (found.whole.leaves, found.fit_days) == ((known,), 27)


@given(days=st.integers(1, 200), first=st.integers(0, 60), leave=st.integers(1, 120))
def test_late_or_in_time_the_leave_says_the_same(days: int, first: int, leave: int) -> None:
    earlier, later = after(max(days, first + leave), leave, first)
    in_time = chain((*earlier.spells, *later.spells), later.leaves)
    found = joined(earlier, later, None)
    assert ((found.whole,) if found else None) == (in_time if len(in_time) == 1 else None)
