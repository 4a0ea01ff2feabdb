"""The bedrijfsarts answers "niet dezelfde oorzaak" in the browser: first the dates of the new file, then two files."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from cases.models import AbsenceCase, Notice
from tests.cases.split import ANSWERED, Story, noon
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(noon(make.MONDAY), tick=True) as travel:
        yield travel


@pytest.fixture
def story(cast: Cast, clock: time_machine.Traveller) -> Story:
    told = Story(cast, clock)
    told.before()
    told.again()
    told.after()
    told.on(ANSWERED)
    return told


@pytest.fixture
def daan(as_actor: AsActor, cast: Cast) -> Client:
    return as_actor(cast.daan)


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def send(client: Client, story: Story, intent: str, answer: str = "no", **more: Any) -> Any:
    typed = {"on": f"{ANSWERED:%Y-%m-%d}", "answer": answer, "expected_version": story.fresh().version}
    url = reverse("cases:change", args=[story.case.pk, "zelfde-oorzaak-na-verlof"])
    return client.post(url, typed | {"intent": intent} | more, follow=intent == "preview")


def test_preview_shows_the_dates_of_the_new_file_beside_those_of_now(story: Story, daan: Client) -> None:
    response = send(daan, story, "preview")
    soup = page(response)
    assert response.status_code == 200
    assert "Op 4 augustus 2026 begint een nieuw dossier." in words(soup.select_one("#gevolgen"))
    figures = [words(line) for line in soup.select(".comparison-figures > div")]
    assert figures[:2] == [
        "Laatste dag met loon bij ziekte was 23 april 2028 wordt 31 juli 2028 99 dagen later",
        "Begin van de WIA was 24 april 2028 wordt 1 augustus 2028 99 dagen later",
    ]
    rows = {words(row.td.strong): words(row) for row in soup.select(".comparison-table tr") if row.td and row.td.strong}
    assert "Gedaan op 24 januari 2026 31 augustus 2026" in rows["Intake en werknemersvisie"]
    assert len(story.files()) == 1


def test_the_same_cause_announces_no_file(story: Story, daan: Client) -> None:
    soup = page(send(daan, story, "preview", answer="yes"))
    assert "nieuw dossier" not in words(soup.select_one("#gevolgen"))
    assert send(daan, story, "send", answer="yes")["Location"] == reverse("cases:detail", args=[story.case.pk])


def test_carrying_it_through_opens_the_new_file(story: Story, daan: Client) -> None:
    response = send(daan, story, "send")
    _, new = story.files()
    assert (response.status_code, response["Location"]) == (303, reverse("cases:detail", args=[new.pk]))
    [message] = get_messages(response.wsgi_request)
    assert str(message) == f"Vastgelegd. Dit is het nieuwe dossier {new.number}. De datums zijn aangepast."


def test_an_old_page_shows_it_again(story: Story, daan: Client) -> None:
    response = send(daan, story, "send", expected_version=1)
    assert response.status_code == 303
    response = daan.get(response["Location"])
    assert "Op 4 augustus 2026 begint een nieuw dossier." in words(page(response).select_one("#gevolgen"))
    assert len(story.files()) == 1


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "bert", "daan", "ina"])
def test_each_file_links_to_the_other(story: Story, as_actor: AsActor, name: str) -> None:
    story.answer()
    old, new = story.files()
    client = as_actor(getattr(story.cast, name))
    assert links(client, old) == {new.pk: f"Hierna: dossier {new.number} , vanaf 4 augustus 2026"}
    assert links(client, new) == {old.pk: f"Hiervóór: dossier {old.number} , afgesloten op 4 augustus 2026"}


def test_the_earlier_file_says_what_ended_it(story: Story, as_actor: AsActor) -> None:
    story.answer()
    old, _ = story.files()
    soup = page(as_actor(story.cast.anna).get(reverse("cases:detail", args=[old.pk])))
    text = words(soup.select_one("main"))
    assert "Op 14 april 2026 begon het verlof. Daarna begon een nieuw dossier." in text
    assert "geen nieuwe ziekmelding" not in text


def links(client: Client, case: AbsenceCase) -> dict[int, str]:
    soup = page(client.get(reverse("cases:detail", args=[case.pk])))
    others = soup.select("main p.file-link")
    return {int(line.a["href"].strip("/").split("/")[-1]): words(line) for line in others}


def test_who_sees_one_file_only_gets_no_link(story: Story, as_actor: AsActor) -> None:
    """The earlier file was never his."""
    story.answer()
    old, new = story.files()
    make.hand_over(story.cast, new, on=ANSWERED)
    assert links(as_actor(story.cast.loes), new) == {}
    assert links(as_actor(story.cast.noor), old) == {}


def test_message_says_that_the_dates_changed_and_not_why(story: Story, as_actor: AsActor) -> None:
    story.answer()
    _, new = story.files()
    with acting_as(story.cast.anna) as anna:
        notice = Notice.objects.visible_to(anna).get(kind=Notice.Kind.FILE_SPLIT)
    client = as_actor(story.cast.anna)
    text = words(page(client.get(reverse("cases:notice", args=[notice.pk]))).select_one("main"))
    assert "De datums zijn veranderd." in text
    assert f"Dossier {new.number}" in text
    assert [word for word in ("oorzaak", "bedrijfsarts", "zwanger") if word in text.lower()] == []


def test_employer_reads_the_answer_only_where_he_may(story: Story, as_actor: AsActor) -> None:
    """The answer stands in the earlier file, for those whom the bedrijfsarts advises."""
    story.answer()
    old, _ = story.files()
    seen = {}
    for name in ("anna", "carla", "noor", "daan", "bert", "ina"):
        soup = page(as_actor(getattr(story.cast, name)).get(reverse("cases:detail", args=[old.pk])))
        seen[name] = "Zelfde oorzaak" in words(soup.select_one("main"))
    assert seen == {"anna": True, "carla": True, "noor": True, "daan": True, "bert": False, "ina": False}


def test_withdrawing_it_says_why_not(story: Story, daan: Client) -> None:
    fact = story.answer()
    place = reverse("cases:withdraw_fact", args=[story.case.pk, fact.pk])
    response = daan.post(place, {"intent": "send", "expected_version": story.fresh().version})
    assert response.status_code == 409
    assert f"Na het verlof is dossier {story.files()[1].number} begonnen." in words(page(response).select_one("main"))
