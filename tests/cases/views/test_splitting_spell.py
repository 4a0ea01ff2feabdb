"""The pages where an answer parts a spell that runs through the leave: what will happen, when, and what cannot be."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from cases import operations
from cases.models import MaternityLeave
from tests.cases.split import ANSWERED, FIRST, LAST, Story, noon
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
    make.assign(cast, told.case, on=told.on(make.day(10)))
    operations.record_leave(
        actor=cast.anna,
        case=told.case,
        first=FIRST,
        last=LAST,
        expected_version=told.fresh().version,
        today=told.on(FIRST),
    )
    return told


def post(client: Client, story: Story, name: str, *place: Any, intent: str = "preview", **typed: Any) -> BeautifulSoup:
    typed |= {"expected_version": story.fresh(story.files()[-1]).version, "intent": intent}
    response = client.post(reverse(f"cases:{name}", args=place), typed, follow=intent == "preview")
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any, where: str = "#gevolgen") -> str:
    return " ".join(soup.select_one(where).get_text(" ").split())


def answer(as_actor: AsActor, story: Story, **typed: Any) -> BeautifulSoup:
    day = story.on(typed.pop("on", ANSWERED))
    client = as_actor(story.cast.daan)
    return post(
        client, story, "change", story.case.pk, "zelfde-oorzaak-na-verlof", on=f"{day:%Y-%m-%d}", answer="no", **typed
    )


def test_the_preview_says_what_becomes_of_both_files(story: Story, as_actor: AsActor, cast: Cast) -> None:
    said = words(answer(as_actor, story))
    assert "Op 4 augustus 2026 begint een nieuw dossier." in said
    assert f"Dossier {story.case.number} sluit op die dag." in said
    assert "31 juli 2028" in said
    assert len(story.files()) == 1


def test_carrying_it_through_makes_both_files(story: Story, as_actor: AsActor, cast: Cast) -> None:
    answer(as_actor, story, intent="send")
    old, new = story.files()
    for name in ("anna", "carla", "noor", "daan"):
        client = as_actor(getattr(cast, name))
        seen = [client.get(reverse("cases:detail", args=[one.pk])).content.decode() for one in (old, new)]
        assert new.number in seen[0]
        assert old.number in seen[1]
        assert "begon het verlof. Daarna begon een nieuw dossier." in seen[0]
        assert "beter gemeld per" not in seen[0]


def test_the_file_that_goes_on_leads_to_the_report(story: Story, as_actor: AsActor, cast: Cast) -> None:
    """Nobody reported again: the report, and with it the work to hand over, stays in the file before."""
    answer(as_actor, story, intent="send")
    old, new = story.files()
    ends = {"anna": "opgegeven, ook het werk om over te dragen.", "noor": "opgegeven.", "carla": "opgegeven."}
    for name, end in ends.items():
        response = as_actor(getattr(cast, name)).get(reverse("cases:detail", args=[new.pk]))
        card = BeautifulSoup(response.content, "html.parser").select_one("#ziekmelding")
        assert card.select_one("a")["href"] == reverse("cases:detail", args=[old.pk])
        assert words(card, "p").endswith(end)
    before = as_actor(cast.anna).get(reverse("cases:detail", args=[old.pk])).content.decode()
    assert 'id="ziekmelding"' not in before
    assert "Eerst" in before  # what was handed over


def test_while_the_leave_runs_it_says_when_a_file_begins(story: Story, as_actor: AsActor, cast: Cast) -> None:
    said = words(answer(as_actor, story, on=FIRST + timedelta(days=7)))
    assert "Nu verandert er nog niets: het verlof is nog niet voorbij." in said
    assert "Op 4 augustus 2026 begint vanzelf een nieuw dossier, als C. Bos dan nog ziek gemeld is." in said


def test_with_fit_days_between_the_question_is_not_asked(story: Story, as_actor: AsActor, cast: Cast) -> None:
    make.recover(cast.anna, story.case, FIRST - timedelta(days=1), today=story.on(FIRST))
    client = as_actor(cast.daan)
    place = reverse("cases:change", args=[story.case.pk, "zelfde-oorzaak-na-verlof"])
    assert "U hoeft deze vraag niet te beantwoorden." in client.get(place, follow=True).content.decode()


def test_other_days_of_leave_say_what_they_do_to_both_files(story: Story, as_actor: AsActor, cast: Cast) -> None:
    story.answer()
    old, new = story.files()
    with acting_as(cast.anna):
        leave = MaternityLeave.objects.get(case=new)
    days = {"first": f"{FIRST:%Y-%m-%d}", "last": f"{LAST + timedelta(days=7):%Y-%m-%d}"}
    said = words(post(as_actor(cast.anna), story, "change_leave", new.pk, leave.pk, **days))
    assert "De eerste ziektedag van dit dossier wordt 11 augustus 2026." in said
    assert f"Het verlof verandert ook in dossier {old.number}." in said
    refused = words(post(as_actor(cast.anna), story, "withdraw_leave", new.pk, leave.pk), "main")
    assert f"Zonder verlof hoort het bij dossier {old.number}." in refused


def test_a_leave_that_nobody_has_is_refused(story: Story, as_actor: AsActor, cast: Cast) -> None:
    days = {"first": "2027-01-04", "last": "2027-09-01"}
    said = words(post(as_actor(cast.anna), story, "change", story.case.pk, "verlof", **days), "main")
    assert "Verlof duurt ten hoogste 30 weken" in said
    assert "Kies een dag tot en met 1 augustus 2027." in said
