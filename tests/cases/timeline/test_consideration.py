"""When it is asked whether an arbeidsdeskundige would help."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cases.timeline.consideration import considered_by, last_asked, next_consideration

FIRST = date(2026, 1, 5)
ASKED = date(2026, 4, 6)
DAY = timedelta(days=1)
DAYS = some.dates(date(2025, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("guided_since", "considered_on", "called_until", "expected"),
    [
        (FIRST, None, None, ASKED),
        (date(2026, 5, 1), None, None, date(2026, 5, 1)),  # who begins later is asked at once
        (FIRST, date(2026, 4, 20), None, date(2026, 7, 20)),
        (FIRST, date(2026, 2, 2), None, date(2026, 5, 4)),  # an answer before it was asked counts as well
        (FIRST, None, date(2026, 4, 5), ASKED),
        (FIRST, None, ASKED, date(2026, 4, 7)),  # the last day of a call is one of the call
    ],
)
def test_day_from_which_it_is_asked(
    guided_since: date, considered_on: date | None, called_until: date | None, expected: date
) -> None:
    found = next_consideration(
        first_sick_day=FIRST, guided_since=guided_since, considered_on=considered_on, called_until=called_until
    )
    assert found == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (ASKED - DAY, None),
        (ASKED, ASKED),
        (date(2026, 7, 5), ASKED),
        (date(2026, 7, 6), date(2026, 7, 6)),
        (date(2027, 1, 1), date(2026, 10, 5)),
    ],
)
def test_it_comes_again_as_long_as_nobody_answers(today: date, expected: date | None) -> None:
    assert last_asked(ASKED, today) == expected


@given(considered_on=DAYS, called_until=some.none() | DAYS, today=DAYS)
def test_nothing_considered_later_is_asked_today(considered_on: date, called_until: date | None, today: date) -> None:
    due = next_consideration(
        first_sick_day=FIRST, guided_since=FIRST, considered_on=considered_on, called_until=called_until
    )
    assert due > today or considered_on <= considered_by(today)
    assert considered_by(ASKED) == FIRST


@given(considered_on=DAYS, today=DAYS)
def test_an_answer_gives_thirteen_weeks_of_rest(considered_on: date, today: date) -> None:
    due = next_consideration(first_sick_day=FIRST, guided_since=FIRST, considered_on=considered_on, called_until=None)
    asked = last_asked(due, today)
    assert asked is None or asked - max(considered_on, FIRST - timedelta(weeks=13)) >= timedelta(weeks=13)
