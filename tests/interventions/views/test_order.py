"""Asking for help in the browser, and what each reader of a file then sees of it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from cases.models import Notice
from interventions.models import Assignment
from tests.conftest import AsActor
from tests.factories import interventions as make
from tests.interventions.conftest import DAY, Help


def page(client: Client, story: Help) -> str:
    answer = client.get(reverse("cases:detail", args=[story.case.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def sent(story: Help, **values: Any) -> dict[str, Any]:
    days = {"starts_on": f"{story.today:%Y-%m-%d}", "ends_on": f"{story.today + 60 * DAY:%Y-%m-%d}"}
    return {"offering": story.offering.pk, "goal": make.GOAL, "abilities": make.ABILITIES, **days} | values


@pytest.mark.parametrize("who", ["noor", "daan"])
def test_guide_orders(story: Help, as_actor: AsActor, who: str) -> None:
    client, url = as_actor(getattr(story.cast, who)), reverse("interventions:order", args=[story.case.pk])
    assert url in page(client, story)
    form = client.get(url).content.decode()
    for word in ("Psychologische begeleiding", "Praktijk De Haven", "06 11112222", "de dienstverlener"):
        assert word in form, word
    answer = client.post(url, sent(story))
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:detail", args=[story.case.pk]))
    shown = page(client, story)
    for word in ("Psychologische begeleiding", "Praktijk De Haven", make.GOAL, make.ABILITIES, "Intrekken"):
        assert word in shown, word


@pytest.mark.parametrize("who", ["noor", "daan"])
def test_guide_knows_beforehand_that_the_insurer_reads_who_helps(story: Help, as_actor: AsActor, who: str) -> None:
    url = reverse("interventions:order", args=[story.case.pk])
    soup = BeautifulSoup(as_actor(getattr(story.cast, who)).get(url).content, "html.parser")
    notes = {
        name: soup.select_one(f"#id_{name}").find_parent(class_="field").get_text()
        for name in ("offering", "abilities")
    }
    assert "de verzekeraar" in notes["offering"]
    assert "de werkgever" not in notes["offering"].split("Wie leest dit?")[-1]
    assert "de verzekeraar" not in notes["abilities"]
    assert "De verzekeraar ziet ook wie helpt en waarvoor" in soup.get_text()


def test_goal_with_a_word_about_health_is_not_sent(story: Help, as_actor: AsActor) -> None:
    url = reverse("interventions:order", args=[story.case.pk])
    answer = as_actor(story.cast.noor).post(url, sent(story, goal="Minder last van de burn-out."))
    assert (answer.status_code, "burn-out" in answer.content.decode()) == (422, True)
    with acting_as(story.cast.noor):
        assert not Assignment.objects.exists()


def test_provider_who_left_the_network_is_no_choice(story: Help, as_actor: AsActor) -> None:
    gone = make.make_provider("Praktijk Voorbij", in_network_until=story.today - DAY)
    old = make.make_offering(gone)
    url = reverse("interventions:order", args=[story.case.pk])
    client = as_actor(story.cast.noor)
    assert "Praktijk Voorbij" not in client.get(url).content.decode()
    assert client.post(url, sent(story, offering=old.pk)).status_code == 422


def test_updating_and_withdrawing(story: Help, as_actor: AsActor) -> None:
    made, client = story.order(), as_actor(story.cast.noor)
    url = reverse("interventions:update", args=[made.pk])
    assert "Dit is gelijk aan" in client.get(url).content.decode()
    values = {"abilities": "Zes uur per dag.", "ends_on": f"{made.ends_on:%Y-%m-%d}", "expected_version": 1}
    assert client.post(url, values).status_code == 303
    assert "Zes uur per dag." in page(client, story)
    assert client.post(reverse("interventions:withdraw", args=[made.pk])).status_code == 303
    assert "Ingetrokken" in page(client, story)


def test_old_page_keeps_what_was_typed_beside_what_stands_there(story: Help, as_actor: AsActor) -> None:
    made = story.order()
    url = reverse("interventions:update", args=[made.pk])
    first = {"abilities": "Zes uur per dag.", "ends_on": f"{made.ends_on:%Y-%m-%d}", "expected_version": 1}
    for who in (story.cast.noor, story.cast.daan):
        assert 'name="expected_version" value="1"' in as_actor(who).get(url).content.decode()
    assert as_actor(story.cast.noor).post(url, first).status_code == 303
    second = first | {"abilities": "Getypt door de bedrijfsarts."}
    client = as_actor(story.cast.daan)
    answer = client.post(url, second)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Getypt door de bedrijfsarts." in text
    assert "Wat er nu staat" in text
    assert "Zes uur per dag." in text
    assert 'name="expected_version" value="2"' in text
    assert client.post(url, second | {"expected_version": 2}).status_code == 303
    assert "Getypt door de bedrijfsarts." in page(client, story)


SEES: dict[str, tuple[set[str], set[str]]] = {
    "anna": ({make.GOAL, "De uren gaan omhoog."}, {"Psychologische", "De Haven", make.ABILITIES, "Pim"}),
    "carla": ({make.GOAL, "De uren gaan omhoog.", "Psychologische", "De Haven", make.ABILITIES}, set()),
    "noor": ({make.GOAL, "De uren gaan omhoog.", "Psychologische", "De Haven", make.ABILITIES}, set()),
    "daan": ({make.GOAL, "De uren gaan omhoog.", "Psychologische", "De Haven", make.ABILITIES}, set()),
    "ina": ({make.GOAL, "De uren gaan omhoog.", "Psychologische", "De Haven"}, {make.ABILITIES}),
    "bert": (set(), {make.GOAL, "De uren gaan omhoog.", "Psychologische", "De Haven", make.ABILITIES}),
}


@pytest.mark.parametrize("who", SEES)
def test_what_each_reads_on_the_page_of_the_file(story: Help, as_actor: AsActor, who: str) -> None:
    make.reported(story.helper, story.order())
    shown = page(as_actor(getattr(story.cast, who)), story)
    there, hidden = SEES[who]
    assert {word for word in there if word not in shown} == set()
    assert {word for word in hidden if word in shown} == set()
    assert ("Interventie aanvragen" in shown) is (who in ("noor", "daan"))


def test_everybody_of_the_file_hears_and_the_orderer_does_not(story: Help) -> None:
    story.order()
    heard = set()
    for name in ("anna", "carla", "noor", "daan", "bert", "ina"):
        actor = getattr(story.cast, name)
        with acting_as(actor):
            if Notice.objects.visible_to(actor).filter(kind="help_ordered").exists():
                heard.add(name)
    assert heard == {"anna", "carla", "daan"}


@pytest.mark.parametrize("who", ["anna", "carla", "noor"])
def test_queries_do_not_follow_the_number_of_interventions(
    story: Help, as_actor: AsActor, who: str, django_assert_num_queries: Any
) -> None:
    client = as_actor(getattr(story.cast, who))
    make.reported(story.helper, story.order())
    with django_assert_num_queries(DETAIL_QUERIES[who]):
        page(client, story)
    for _ in range(2):
        make.reported(story.helper, story.order())
    with django_assert_num_queries(DETAIL_QUERIES[who]):
        page(client, story)


DETAIL_QUERIES = {"anna": 70, "carla": 74, "noor": 76}
"""Of the whole page of a file; of help two for the employer and four for who reads who helps."""
