"""When the next talk is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cases.timeline.contact import Talk, last_reminder, next_talk, planned_between

DAY = timedelta(days=1)
BEGAN = date(2026, 3, 2)
DAYS = some.dates(date(2025, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("spoken_on", "planned_on", "expected"),
    [
        (None, None, Talk(date(2026, 3, 16), is_planned=False)),
        (date(2026, 3, 9), None, Talk(date(2026, 3, 23), is_planned=False)),
        (date(2026, 2, 20), None, Talk(date(2026, 3, 16), is_planned=False)),  # somebody else spoke with them then
        (date(2026, 3, 9), date(2026, 4, 13), Talk(date(2026, 4, 13), is_planned=True)),
        (date(2026, 3, 9), date(2026, 3, 10), Talk(date(2026, 3, 10), is_planned=True)),
        (date(2026, 3, 10), date(2026, 3, 10), Talk(date(2026, 3, 24), is_planned=False)),
        (date(2026, 3, 12), date(2026, 3, 10), Talk(date(2026, 3, 26), is_planned=False)),
    ],
)
def test_next_talk(spoken_on: date | None, planned_on: date | None, expected: Talk) -> None:
    assert (
        next_talk(first_sick_day=BEGAN - 10 * DAY, guided_since=BEGAN, spoken_on=spoken_on, planned_on=planned_on)
        == expected
    )


def test_file_that_was_split_is_counted_from_its_own_first_day() -> None:
    later = BEGAN + 5 * DAY
    found = next_talk(first_sick_day=later, guided_since=BEGAN, spoken_on=None, planned_on=None)
    assert found == Talk(date(2026, 3, 21), is_planned=False)


def test_the_day_itself_is_in_time() -> None:
    talk = Talk(BEGAN, is_planned=True)
    assert [talk.is_late(BEGAN + number * DAY) for number in (-1, 0, 1)] == [False, False, True]


def test_it_is_said_again_every_two_weeks_as_long_as_nobody_speaks() -> None:
    talk = Talk(BEGAN, is_planned=False)
    said = {number: last_reminder(talk, BEGAN + number * DAY) for number in (-1, 0, 13, 14, 27, 28)}
    assert said == {-1: None, 0: BEGAN, 13: BEGAN, 14: BEGAN + 14 * DAY, 27: BEGAN + 14 * DAY, 28: BEGAN + 28 * DAY}


@given(guided_since=DAYS, spoken_on=DAYS)
def test_speaking_later_never_makes_the_next_talk_earlier(guided_since: date, spoken_on: date) -> None:
    days = [
        next_talk(first_sick_day=BEGAN - 10 * DAY, guided_since=guided_since, spoken_on=on, planned_on=None).on
        for on in (spoken_on, spoken_on + DAY)
    ]
    assert days == sorted(days)


@pytest.mark.parametrize(("held_on", "first"), [(BEGAN, BEGAN + DAY), (BEGAN - DAY, BEGAN), (BEGAN - 10 * DAY, BEGAN)])
def test_planned_after_the_talk_and_from_today_until_six_weeks_ahead(held_on: date, first: date) -> None:
    assert planned_between(held_on, BEGAN) == (first, date(2026, 4, 13))
