"""Steps of policies on the pages: at the employer, on the worklist, at the desk, and recorded."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from cases.models import PolicyStep
from cases.tasks import keep_policy_steps
from tests.cast import Cast
from tests.factories import cases as files


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-01-19T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def step(cast: Cast) -> PolicyStep:
    """The welcome call at the bakery, five days late; the policy of the garage is from long ago."""
    with acting_as(cast.ina):
        cast.bakery.policies.update(starts_on=date(2025, 12, 31))
    keep_policy_steps()
    files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(8))
    with acting_as(cast.ina):
        found: PolicyStep = PolicyStep.objects.get(employer=cast.bakery, key="welcome_call")
        return found


def shown(client: Client, url: str, part: str) -> list[str]:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return [" ".join(item.get_text(" ").split()) for item in soup.select(f"#{part} li.step")]


def address(step: PolicyStep) -> str:
    return reverse("cases:policy_step", args=[step.pk])


def record(client: Client, step: PolicyStep, done_on: str = "2026-01-19") -> Any:
    return client.post(address(step), {"done_on": done_on})


def test_worklist_shows_what_can_be_done_at_own_employers(cast, as_actor, step):
    noor = as_actor(cast.noor)
    assert shown(noor, reverse("start"), "polisafspraken") == [
        "Te laat: Welkomstgesprek Bakkerij De Korenaar · Uiterlijk 14 januari 2026 5 dagen te laat"
    ]
    assert shown(as_actor(cast.loes), reverse("start"), "polisafspraken") == []


def test_desk_sees_what_is_late(cast, as_actor, step):
    found = shown(as_actor(cast.ina), reverse("start"), "polisafspraken")
    assert [line.split(" Uiterlijk")[0] for line in found] == [
        "Te laat: Welkomstgesprek Garage Van Dam ·",
        "Te laat: Jaarlijkse preventiecheck Garage Van Dam ·",
        "Te laat: Welkomstgesprek Bakkerij De Korenaar ·",
    ]


def test_panel_of_the_employer_shows_what_is_promised_and_done(cast, as_actor, step):
    ina = as_actor(cast.ina)
    url = reverse("employers:detail", args=[cast.bakery.pk])
    answer = record(ina, step)
    assert (answer.status_code, answer["Location"]) == (303, url)
    assert shown(ina, url, "afspraken") == [
        "Later: Jaarlijkse preventiecheck Kan vanaf 30 november 2026. Uiterlijk 31 december 2026 over 346 dagen",
        "Gedaan: Welkomstgesprek Gedaan op 19 januari 2026",
    ]


def test_page_explains_the_date_and_offers_the_form_once(cast, as_actor, step):
    noor = as_actor(cast.noor)
    page = noor.get(address(step)).content.decode()
    assert "De Ontzorgmanager maakt kennis met de werkgever" in page
    assert "14 januari 2026" in page
    answer = record(noor, step)
    assert (answer.status_code, answer["Location"]) == (303, reverse("start"))
    assert '<form method="post" class="narrow"' not in noor.get(address(step)).content.decode()
    assert record(noor, step)["Location"] == address(step)
    assert shown(noor, reverse("start"), "polisafspraken") == []


@pytest.mark.parametrize(
    ("done_on", "says"), [("2026-01-20", "tot en met vandaag"), ("", "Vul de datum in"), ("2025-12-30", "31 december")]
)
def test_impossible_day_is_said_beside_the_field(cast, as_actor, step, done_on, says):
    answer = record(as_actor(cast.noor), step, done_on)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_welcome_call_has_a_guide_whose_ticks_are_kept(cast, as_actor, step):
    noor = as_actor(cast.noor)
    page = noor.get(address(step)).content.decode()
    assert "Wie meldt bij u ziek en beter?" in page
    assert "Dit vraagt u niet" in page
    draft = reverse("accounts:draft", args=["guide_welcome", step.pk])
    assert noor.post(draft, {"subjects": ["meet", "steps"], "done_on": "2026-01-18"}).status_code == 200
    begun = BeautifulSoup(noor.get(address(step)).content, "html.parser")
    assert [box["value"] for box in begun.select("input[name=subjects][checked]")] == ["meet", "steps"]
    wrong = noor.post(address(step), {"done_on": "2026-03-01", "subjects": ["meet"]})
    assert wrong.status_code == 422
    kept = BeautifulSoup(wrong.content, "html.parser")
    assert [box["value"] for box in kept.select("input[name=subjects][checked]")] == ["meet"]
    noor.post(address(step), {"done_on": "2026-01-19", "subjects": ["steps", "meet"]})
    assert "Besproken: Kennismaken, De stappen bij lang verzuim." in noor.get(address(step)).content.decode()
