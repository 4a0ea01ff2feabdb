"""News of a file that turned out to be two: what moved along does not swallow what comes after."""

from collections.abc import Iterator

import pytest
import time_machine

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from tests.cases.split import AGAIN, ANSWERED, Story, noon
from tests.cast import Cast
from tests.factories import cases as make

REASSIGNED = Notice.Kind.REASSIGNED


def news(case: AbsenceCase, kind: Notice.Kind) -> list[int]:
    with acting_as(system(Role.PROJECTOR)):
        found = Notice.objects.filter(case=case, kind=kind, membership__role=Role.EMPLOYER)
        return list(found.order_by("occurrence").values_list("occurrence", flat=True))


@pytest.fixture
def story(cast: Cast) -> Iterator[Story]:
    """The Ontzorgmanager changes twice after the leave, the second time back again."""
    with time_machine.travel(noon(make.MONDAY), tick=True) as clock:
        told = Story(cast, clock)
        told.before()
        told.again()
        for days, profile in ((10, cast.loes_profile), (11, cast.noor_profile)):
            make.hand_over(cast, told.case, profile, on=told.on(make.day(days, AGAIN)))
        told.answer()
        yield told


def test_the_file_that_begins_counts_on(story: Story) -> None:
    _, new = story.files()
    assert news(new, REASSIGNED) != []
    assert max(news(new, REASSIGNED)) < new.version


def test_every_later_change_is_told(story: Story) -> None:
    """As often as the same news may have moved along."""
    _, new = story.files()
    before = len(news(new, REASSIGNED))
    for times in range(1, 9):
        profile = story.cast.loes_profile if times % 2 else story.cast.noor_profile
        make.hand_over(story.cast, new, profile, on=story.on(make.day(times, ANSWERED)))
        assert len(news(new, REASSIGNED)) == before + times
