"""Proposals for suitable work and coaching notes of a file that turns out to be two."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from accounts.actor import acting_as
from cases.models import CoachingNote, CoachingReaction, WorkProposal, WorkReply
from tests.cases.split import AGAIN, ANSWERED, Story, noon
from tests.cast import Cast
from tests.factories import cases as make
from tests.factories.work import coach, propose, react, reply

SINCE = AGAIN + timedelta(days=5)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(noon(make.MONDAY), tick=True) as travel:
        yield travel


def test_what_waits_goes_along_and_what_was_settled_stays(cast: Cast, clock: time_machine.Traveller) -> None:
    story = Story(cast, clock)
    early = make.day(2)
    settled, waits = (propose(cast.carla, story.case, early) for _ in range(2))
    reply(cast.anna, settled, on=early)
    story.before()
    story.again()
    later = propose(cast.carla, story.case, SINCE)
    reply(cast.anna, later, on=SINCE)
    story.answer()
    old, new = story.files()
    with acting_as(cast.carla):
        found = dict(WorkProposal.objects.values_list("pk", "case_id"))
        replies = dict(WorkReply.objects.values_list("proposal_id", "case_id"))
    assert found == {settled.pk: old.pk, waits.pk: new.pk, later.pk: new.pk}
    assert replies == {settled.pk: old.pk, later.pk: new.pk}
    with acting_as(cast.anna):
        moved = WorkProposal.objects.select_related("case").get(pk=waits.pk)
    assert reply(cast.anna, moved, on=ANSWERED).case_id == new.pk


def test_coaching_follows_its_day_with_what_was_said_to_it(cast: Cast, clock: time_machine.Traveller) -> None:
    story = Story(cast, clock)
    story.before()
    first = coach(cast.noor, story.case, make.day(60))
    react(cast.carla, first, on=make.day(61))
    story.again()
    second = coach(cast.noor, story.case, SINCE, corrects=1)
    react(cast.carla, second, on=SINCE)
    story.answer()
    old, new = story.files()
    with acting_as(cast.carla):
        notes = dict(CoachingNote.objects.values_list("pk", "case_id"))
        added = dict(CoachingReaction.objects.values_list("note_id", "case_id"))
    assert notes == added == {first.pk: old.pk, second.pk: new.pk}
