"""When the employee speaks with the bedrijfsarts, at first sight."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cases.models import AbsenceCase
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, report
from tests.factories.consults import ON, ask, ask_talk, plan, react, wanted

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{ON}T08:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def words(client: Client, url: str) -> str:
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").get_text(" ").split())


def test_next_talks_stand_on_the_start_page_of_the_employee(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    carla, start = as_actor(cast.carla), reverse("start")
    assert "Uw gesprek met de bedrijfsarts" not in words(carla, start)
    react(cast.carla, ask(cast.noor, case))
    plan(cast.bert, case, cast.daan, wanted(cast.bert, case), day=ON + 9 * DAY, place="Kade 4")
    own = ask_talk(cast.carla, case)
    plan(cast.daan, case, cast.daan, own, day=ON + 3 * DAY, place="Kade 5")
    found = words(carla, start)
    assert found.index("Kade 5") < found.index("Kade 4")
    for actor in (cast.anna, cast.noor):
        assert "Kade" not in words(as_actor(actor), start)


def test_what_comes_stands_above_what_is_over(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    for ahead, place in ((9, "Kade 9"), (3, "Kade 3"), (5, "Kade 5")):
        plan(cast.daan, case, cast.daan, None, day=ON + ahead * DAY, place=place)
    url = reverse("consults:overview", args=[case.pk])
    with time_machine.travel(f"{ON + 4 * DAY}T08:00:00+01:00", tick=False):
        found = words(as_actor(cast.carla), url)
    assert found.index("Kade 5") < found.index("Kade 9") < found.index("Kade 3")
    assert "Kunt u dan niet? Bel Vitaal Werk" in found


def test_question_says_until_when_it_waits(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    asked = ask(cast.noor, case)
    found = words(as_actor(cast.carla), reverse("start"))
    assert f"uiterlijk {asked.last_day_to_react.day} " in found
