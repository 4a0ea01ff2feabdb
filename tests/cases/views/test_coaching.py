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
from cases.models import AbsenceCase, CoachingNote
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
    return {"talked_on": f"{today:%d-%m-%Y}", "text": "Over de <b>planning</b>", "agreed": "", "until": ""} | more


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
    assert client.post(url, {"text": ""}).status_code == 422
    assert client.post(url, {"text": "Ik bel <i>maandag</i>"})["Location"] == page(case)
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
