"""The picture of hours: steps of the schedule, bars of what was worked, and the table behind them."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from cases.hours_picture import BOTTOM, LEFT, RIGHT, TOP, Worked, lay_out_hours
from cases.timeline.buildup import Line

TODAY = date(2026, 3, 2)
FULL = Decimal(40)


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def test_schedule_goes_right_and_then_up_until_after_its_last_step() -> None:
    plan = [Line(day(0), Decimal(10)), Line(day(14), Decimal(40))]
    points = lay_out_hours(plan, [], FULL, TODAY).plan.split()
    middle, quarter = (LEFT + RIGHT) / 2, BOTTOM - (BOTTOM - TOP) / 4
    assert points == [f"{LEFT},{quarter}", f"{middle},{quarter}", f"{middle},{TOP}", f"{RIGHT},{TOP}"]


def test_bars_end_where_the_work_ended() -> None:
    worked = [Worked(day(-28), day(-14), Decimal(20), therapeutic=True), Worked(day(-7), day(1), FULL, False)]
    drawn = lay_out_hours([], worked, FULL, TODAY)
    first, second = drawn.bars
    assert (first.x, first.y, first.therapeutic) == (LEFT, (BOTTOM + TOP) / 2, True)
    assert first.x + first.width < second.x
    assert (second.y, second.height, second.therapeutic) == (TOP, BOTTOM - TOP, False)
    assert second.x <= drawn.today_x <= second.x + second.width
    assert (drawn.has_plain, drawn.has_therapeutic, drawn.plan) == (True, True, "")


def test_table_says_what_holds_from_each_day() -> None:
    plan = [Line(day(-14), Decimal(10)), Line(day(7), Decimal(20))]
    worked = [Worked(day(-20), day(-3), Decimal(5), therapeutic=True), Worked(day(-3), day(1), Decimal(8), False)]
    rows = lay_out_hours(plan, worked, FULL, TODAY).rows
    assert [(row.starts_on, row.planned, row.worked, row.therapeutic, row.coming) for row in rows] == [
        (day(-20), None, Decimal(5), True, False),
        (day(-14), Decimal(10), Decimal(5), True, False),
        (day(-3), Decimal(10), Decimal(8), False, False),
        (day(7), Decimal(20), None, False, True),
    ]


def test_day_labels_do_not_touch() -> None:
    plan = [Line(day(3 * n), Decimal(n + 1)) for n in range(20)]
    places = [label.at for label in lay_out_hours(plan, [], FULL, TODAY).days]
    assert 2 <= len(places) <= 4
    assert all(two - one > 50 for one, two in pairwise(places))


def test_nothing_to_draw_is_no_picture() -> None:
    with pytest.raises(ValueError, match="needs a schedule or hours"):
        lay_out_hours([], [], FULL, TODAY)
