"""When a file is split: what still waits goes on with the later file, the rest goes by its day."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.actor import acting_as
from cases.models import AbsenceCase, ConsultAppointment, ConsultReply, ConsultRequest
from tests.cases.split import AGAIN, Story, noon
from tests.cast import Cast
from tests.factories import cases as make
from tests.factories.consults import ask, ask_talk, plan, react, record, reply, wanted


@pytest.fixture
def story(cast: Cast) -> Iterator[Story]:
    with time_machine.travel(noon(make.MONDAY), tick=True) as travel:
        told = Story(cast, travel)
        told.before()
        yield told


def numbers(cast: Cast, model: Any, case: AbsenceCase) -> list[int]:
    with acting_as(cast.carla):
        found = model.objects.visible_to(cast.carla).filter(case=case.pk).order_by("pk")
        return list(found.values_list("pk", flat=True))


def test_questions_and_talks_go_to_the_file_that_they_are_about(story: Story) -> None:
    cast, before = story.cast, AGAIN - timedelta(days=9)
    story.on(before)
    over = react(cast.carla, ask(cast.noor, story.fresh(), on=before), on=before)
    about = wanted(cast.daan, story.fresh())
    first = plan(cast.daan, story.fresh(), cast.daan, about, on=before, day=before)
    said = record(cast.daan, first, on=before)
    told = reply(cast.carla, said)
    own = ask_talk(cast.carla, story.fresh(), on=before)
    still = ask(cast.noor, story.fresh(), on=before)
    story.again()
    story.answer()
    old, new = story.files()
    assert (numbers(cast, ConsultRequest, old), numbers(cast, ConsultRequest, new)) == ([over.pk], [still.pk])
    assert (numbers(cast, ConsultAppointment, old), numbers(cast, ConsultAppointment, new)) == ([first.pk], [own.pk])
    assert (numbers(cast, ConsultReply, old), numbers(cast, ConsultReply, new)) == ([told.pk], [])
