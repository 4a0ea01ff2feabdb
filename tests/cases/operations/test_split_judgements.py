"""Which judgement about the duration belongs to which file when one is parted."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from accounts.actor import acting_as
from cases import operations
from cases.models import Completion
from tests.cases.split import AGAIN, FIRST, LAST, Story, noon
from tests.cast import Cast
from tests.factories import cases as make


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(noon(make.day(1)), tick=False) as traveller:
        yield traveller


def test_each_file_keeps_the_last_judgement_of_its_own_time(cast: Cast, clock: time_machine.Traveller) -> None:
    """Judged no and yes before the leave; no since."""
    story, before, since = Story(cast, clock), make.day(9), AGAIN + timedelta(days=9)
    for says, day in ((False, make.day(8)), (True, before)):
        operations.triage(actor=cast.daan, case=story.case, expected_long_term=says, today=story.on(day))
    make.recover(cast.anna, story.fresh(), FIRST, today=story.on(FIRST))
    told = {"first": FIRST, "last": LAST, "expected_version": story.fresh().version, "today": FIRST}
    operations.record_leave(actor=cast.anna, case=story.case, **told)
    story.again()
    operations.triage(actor=cast.daan, case=story.fresh(), expected_long_term=False, today=story.on(since))
    story.answer()
    old, new = story.files()
    assert (old.expected_long_term, old.triaged_on) == (True, before)
    assert (new.expected_long_term, new.triaged_on) == (False, since)
    with acting_as(cast.daan):
        judged = list(
            Completion.objects.filter(case=new)
            .exclude(expected_long_term=None)
            .values_list("expected_long_term", flat=True)
        )
    assert judged == [False]
