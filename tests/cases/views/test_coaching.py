"""The pages of coaching: who reads them, writing a note, putting one right, and the employee's own words."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import WordingOverride
from cases.models import AbsenceCase, CoachingNote, CoachingReaction, Notice
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, report
from tests.factories.work import AGREED, SPOKE, coach, react

DAY = timedelta(days=1)
QUERIES = 30
Counted = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 30 * DAY), on=today - 20 * DAY)


def page(case: AbsenceCase, name: str = "coaching", *more: int) -> str:
    return reverse(f"cases:{name}", args=[case.pk, *more])


def typed(today: date, **more: Any) -> dict[str, Any]:
    return {
        "talked_on": f"{today:%d-%m-%Y}",
        "text": "Over de <b>planning</b>",
        "agreed": "",
        "until": "",
        "seen": 0,
    } | more


def test_two_read_it_and_nobody_else_meets_it(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    react(cast.carla, coach(cast.noor, case, today), "Dat helpt mij", today)
    for actor in (cast.noor, cast.carla):
        client = as_actor(actor)
        text = client.get(page(case)).content.decode()
        assert [word in text for word in (SPOKE, AGREED, "Dat helpt mij")] == [True] * 3, actor.role
        assert page(case) in client.get(page(case, "detail")).content.decode()
    for actor in (cast.anna, cast.daan, cast.bert, cast.ina, cast.eva):
        client = as_actor(actor)
        client.raise_request_exception = False
        assert client.get(page(case)).status_code == 404, actor.role
        assert "coaching" not in client.get(page(case, "detail")).content.decode().lower()


def test_page_says_that_the_next_one_reads_it_too(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    text = as_actor(cast.carla).get(page(case)).content.decode()
    assert "Alleen u en uw Ontzorgmanager. Krijgt u een andere Ontzorgmanager, dan leest die dit ook." in text


def test_note_is_written_and_a_later_one_puts_it_right(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), page(case, "write_coaching")
    sent = client.post(url, typed(today, agreed="Belt maandag", until=f"{today + DAY:%d-%m-%Y}"))
    assert (sent.status_code, sent["Location"]) == (303, page(case))
    text = client.get(page(case)).content.decode()
    assert "Over de &lt;b&gt;planning&lt;/b&gt;" in text
    assert f"{url}?verbetert=1" in text
    form = BeautifulSoup(client.get(f"{url}?verbetert=1").content, "html.parser")
    assert form.select_one("[name=text]").text.strip() == "Over de <b>planning</b>"
    assert form.select_one("[name=corrects]")["value"] == "1"
    assert client.post(url, typed(today, text="Over het rooster", corrects="1")).status_code == 303
    with acting_as(cast.carla):
        assert list(CoachingNote.objects.order_by("number").values_list("number", "corrects")) == [(1, None), (2, 1)]
    assert "Verbetert notitie 1." in client.get(page(case)).content.decode()


def hidden(text: bytes, name: str) -> str:
    return str(BeautifulSoup(text, "html.parser").select_one(f"input[type=hidden][name={name}]").get("value", ""))


def test_same_note_twice_is_one_note(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client, url = as_actor(cast.noor), page(case, "write_coaching")
    assert [client.post(url, typed(today))["Location"] for _ in range(2)] == [page(case)] * 2
    seen = hidden(client.get(url).content, "seen")
    client.post(url, typed(today, text="Over het rooster"))  # other words, from the same old page
    client.post(url, typed(today, seen=seen, corrects="1"))
    with acting_as(cast.carla):
        found = CoachingNote.objects.order_by("number").values_list("number", "corrects")
        assert (seen, list(found)) == ("1", [(1, None), (2, None), (3, 1)])
        assert Notice.objects.filter(kind="coaching_written").count() == 3


def test_same_reaction_twice_is_one_reaction(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    note = coach(cast.noor, case, today)
    client, url = as_actor(cast.carla), page(case, "add_to_coaching", note.pk)
    assert [client.post(url, {"text": "Goed", "seen": 0})["Location"] for _ in range(2)] == [page(case)] * 2
    client.post(url, {"text": "Goed", "seen": hidden(client.get(url).content, "seen")})
    with acting_as(cast.carla):
        assert CoachingReaction.objects.count() == 2


def test_each_note_that_is_put_right_has_a_draft_of_its_own(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), page(case, "write_coaching")
    notes = [coach(cast.noor, case, today, text=f"Woorden {number}") for number in (1, 2)]
    client.post(reverse("accounts:draft", args=["coaching", case.pk]), typed(today, text="Half nieuw"))
    shown = client.get(f"{url}?verbetert=2").content
    assert (hidden(shown, "corrects"), b"Woorden 2" in shown, b"Half nieuw" in shown) == ("2", True, False)
    place = BeautifulSoup(shown, "html.parser").select_one("form[data-draft-url]")["data-draft-url"]
    assert place == reverse("accounts:draft", args=["coaching_correction", notes[1].pk])
    assert client.post(str(place), typed(today, text="Half verbeterd", corrects="2", seen=1)).status_code == 200
    shown = client.get(f"{url}?verbetert=2").content
    found = (b"Half verbeterd" in shown, hidden(shown, "corrects"), hidden(shown, "seen"))
    assert found == (True, "2", "2")
    assert b"Half verbeterd" not in client.get(f"{url}?verbetert=1").content
    assert (b"Half nieuw" in (new := client.get(url).content), hidden(new, "corrects")) == (True, "")
    client.post(url, typed(today, text="Verbeterd", corrects="2", seen=2))
    assert b"Half verbeterd" not in client.get(f"{url}?verbetert=2").content
    assert b"Half nieuw" in client.get(url).content


def test_page_says_that_who_stands_in_reads_it(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    text = as_actor(cast.carla).get(page(case)).content.decode()
    assert "Is uw Ontzorgmanager er niet, dan leest de vervanger dit ook." in text


@pytest.mark.parametrize("asked", ["9", "x", "-1", "99999"])
def test_note_that_is_not_there_begins_a_new_one(cast: Cast, case: AbsenceCase, as_actor: AsActor, asked: str) -> None:
    found = as_actor(cast.noor).get(f"{page(case, 'write_coaching')}?verbetert={asked}")
    form = BeautifulSoup(found.content, "html.parser")
    assert found.status_code == 200
    assert not form.select_one("[name=corrects]").get("value")


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), page(case, "write_coaching")
    wrong = client.post(url, typed(today, until=f"{today:%d-%m-%Y}"))
    assert (wrong.status_code, "Schrijf op wat de werknemer gaat doen." in wrong.content.decode()) == (422, True)
    assert "Over de &lt;b&gt;planning" in wrong.content.decode()
    old = client.post(url, typed(today, corrects="4"))
    assert (old.status_code, "staat niet in dit dossier" in old.content.decode()) == (422, True)


def test_health_words_are_marked(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client, url = as_actor(cast.noor), page(case, "write_coaching")
    data = typed(today, text="Over de depressie")
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | {"wording_reason": "work", "wording_seen": "depressie"}).status_code == 303
    with acting_as(cast.noor):
        kept = WordingOverride.objects.get()
        assert (kept.form, kept.field, kept.case_id) == ("coaching", "text", case.pk)


def test_employee_adds_own_words(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    note = coach(cast.noor, case, today)
    client, url = as_actor(cast.carla), page(case, "add_to_coaching", note.pk)
    assert url in client.get(page(case)).content.decode()
    client.post(reverse("accounts:draft", args=["coaching_reaction", note.pk]), {"text": "Half geschreven"})
    text = client.get(url).content.decode()
    assert [word in text for word in (SPOKE, "Half geschreven")] == [True, True]
    assert client.post(url, {"text": "", "seen": 0}).status_code == 422
    assert client.post(url, {"text": "Ik bel <i>maandag</i>", "seen": 0})["Location"] == page(case)
    assert "Ik bel &lt;i&gt;maandag&lt;/i&gt;" in as_actor(cast.noor).get(page(case)).content.decode()


def test_each_does_the_own_part(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    note = coach(cast.noor, case, today)
    refused = {
        "carla": [page(case, "write_coaching")],
        "noor": [page(case, "add_to_coaching", note.pk)],
        "anna": [page(case, "write_coaching"), page(case, "add_to_coaching", note.pk)],
    }
    for name, urls in refused.items():
        client = as_actor(getattr(cast, name))
        client.raise_request_exception = False
        assert {client.get(url).status_code for url in urls} == {403}, name


def test_list_costs_the_same_for_one_and_for_three(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date, django_assert_num_queries: Counted
) -> None:
    react(cast.carla, coach(cast.noor, case, today), on=today)
    client = as_actor(cast.noor)
    client.get(page(case))
    with django_assert_num_queries(QUERIES):
        client.get(page(case))
    for _ in range(2):
        react(cast.carla, coach(cast.noor, case, today), on=today)
    with django_assert_num_queries(QUERIES):
        client.get(page(case))
