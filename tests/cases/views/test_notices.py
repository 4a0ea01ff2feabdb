"""Messages in the browser: unread first, each with the way to its file; a GET never marks anything read."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make
from tests.factories.employers import make_employee

FIRST = date(2026, 1, 5)
NOW = datetime(2026, 2, 2, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
INBOX_QUERIES = 19


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def write(actor: Actor, case: AbsenceCase, **fields: Any) -> Notice:
    with acting_as(system(Role.PROJECTOR)):
        return Notice.objects.create(
            membership_id=actor.membership_id,
            case=case,
            employer_id=case.employer_id,
            **{"kind": Notice.Kind.ASSIGNED, "created_at": NOW} | fields,
        )


def reminder(actor: Actor, case: AbsenceCase, days_before: int) -> Notice:
    return write(
        actor,
        case,
        kind=Notice.Kind.REMINDER,
        key="plan_of_action",
        due_on=date(2026, 3, 1),
        days_before=days_before,
    )


def read_moments(actor: Actor) -> list[datetime | None]:
    with acting_as(actor):
        return list(Notice.objects.visible_to(actor).order_by("pk").values_list("read_at", flat=True))


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def rows(client: Client) -> list[str]:
    return [words(row) for row in page(client.get(reverse("cases:notices"))).select("main li.step")]


def test_inbox_shows_unread_first_then_the_newest(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    write(cast.anna, case, about_id=1, created_at=NOW, read_at=NOW)
    write(cast.anna, case, about_id=2, created_at=NOW - timedelta(days=2))
    reminder(cast.anna, case, 14)
    assert rows(as_actor(cast.anna)) == [
        f"Plan van aanpak Dossier {case.number} · C. Bos De laatste dag is 1 maart 2026."
        " Dit bericht kwam 27 dagen van tevoren. Nieuw 2 februari 2026",
        f"Dossier toegewezen Dossier {case.number} · C. Bos Dit dossier heeft nu een Ontzorgmanager."
        " Nieuw 31 januari 2026",
        f"Dossier toegewezen Dossier {case.number} · C. Bos Dit dossier heeft nu een Ontzorgmanager."
        " Gelezen 2 februari 2026",
    ]


def test_inbox_says_that_a_day_has_passed(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    reminder(cast.anna, case, -1)
    assert rows(as_actor(cast.anna)) == [
        f"Plan van aanpak Dossier {case.number} · C. Bos De laatste dag was 1 maart 2026."
        " Deze stap is nog niet gedaan. Nieuw 2 februari 2026"
    ]


def test_inbox_does_not_name_the_employee_to_himself(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    assert rows(as_actor(cast.carla)) == [
        f"Nieuwe ziekmelding Dossier {case.number} De werkgever heeft een ziekmelding gedaan. Nieuw 2 februari 2026"
    ]


def test_inbox_keeps_a_message_about_a_file_that_went_to_somebody_else(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    make.assign(cast, case, on=date(2026, 1, 13))
    make.hand_over(cast, case, on=date(2026, 1, 14))
    assert rows(as_actor(cast.noor)) == [
        "Dossiers van u overgedragen Overdracht Een collega neemt dossiers van u over. Zodra een dossier is "
        "overgedragen, ziet u het niet meer. De werkgever en de werknemer krijgen bericht. Nieuw 2 februari 2026",
        "Dossier toegewezen Dit dossier is niet meer bij u Dit dossier heeft nu een Ontzorgmanager."
        " Nieuw 2 februari 2026",
    ]


def test_inbox_names_the_document_that_is_ready(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    write(cast.anna, case, kind=Notice.Kind.DOCUMENT_READY, key="plan_of_action")
    write(cast.anna, case, kind=Notice.Kind.DOCUMENT_READY, about_id=1)
    assert [row.split(" Dossier ")[0] for row in rows(as_actor(cast.anna))] == [
        "Document is klaar",
        "Document is klaar: Plan van aanpak",
    ]


def test_inbox_without_messages_says_so(cast: Cast, as_actor: AsActor) -> None:
    empty = page(as_actor(cast.ina).get(reverse("cases:notices"))).select_one("main .empty")
    assert words(empty) == "Er zijn geen meldingen Hier ziet u herinneringen en nieuws over uw dossiers."


def test_message_leads_to_the_file_and_looking_at_it_changes_nothing(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    notice = write(cast.anna, case)
    soup = page(as_actor(cast.anna).get(reverse("cases:notice", args=[notice.pk])))
    buttons = [(words(one), one.get("value")) for one in soup.select("main .panel button")]
    assert buttons == [("Dossier openen", reverse("cases:detail", args=[case.pk])), ("Gelezen", None)]
    assert read_moments(cast.anna) == [None]


def test_going_on_from_the_list_marks_the_message_read(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    write(cast.anna, case)
    client, file = as_actor(cast.anna), reverse("cases:detail", args=[case.pk])
    way = page(client.get(reverse("cases:notices"))).select_one("main li.step form")
    sent = client.post(way["action"], {"open": way.select_one("button")["value"]})
    assert (sent.status_code, sent["Location"]) == (303, file)
    assert read_moments(cast.anna) == [NOW]
    links = page(client.get(reverse("cases:notices"))).select("main li.step a")
    assert [link["href"] for link in links] == [file]


@pytest.mark.parametrize("place", ["https://elders.example/", "//elders.example/", ""])
def test_message_leads_nowhere_else(cast: Cast, as_actor: AsActor, place: str) -> None:
    notice = write(cast.anna, make.report(cast.anna, cast.carla_file, FIRST))
    sent = as_actor(cast.anna).post(reverse("cases:notice", args=[notice.pk]), {"open": place})
    assert sent["Location"] == reverse("cases:notices")


def test_read_button_marks_one_message(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    first, _ = write(cast.anna, case, about_id=1), write(cast.anna, case, about_id=2)
    response = as_actor(cast.anna).post(reverse("cases:notice", args=[first.pk]))
    assert (response.status_code, response["Location"]) == (303, reverse("cases:notices"))
    assert read_moments(cast.anna) == [NOW, None]


def test_all_read_marks_every_own_message(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    write(cast.anna, case, about_id=1), write(cast.anna, case, about_id=2)
    client = as_actor(cast.anna)
    assert client.post(reverse("cases:notices")).status_code == 303
    assert read_moments(cast.anna) == [NOW, NOW]
    assert read_moments(cast.carla) == [None]
    assert page(client.get(reverse("cases:notices"))).select("main form") == []


@pytest.mark.parametrize("name", ["eva", "carla", "bert", "ina"])
def test_message_to_somebody_else_does_not_exist(cast: Cast, as_actor: AsActor, name: str) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    url = reverse("cases:notice", args=[write(cast.anna, case).pk])
    client = as_actor(getattr(cast, name))
    assert [client.get(url).status_code, client.post(url).status_code] == [404, 404]
    assert read_moments(cast.anna) == [None]


@pytest.mark.parametrize("number", [1, 3])
def test_inbox_asks_the_same_number_of_queries(
    cast: Cast, as_actor: AsActor, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for serial in range(number):
        case = make.report(cast.anna, make_employee(cast.bakery, "Ali", f"Aydin{serial}"), FIRST)
        write(cast.anna, case)
    client = as_actor(cast.anna)
    client.get(reverse("cases:notices"))
    with django_assert_num_queries(INBOX_QUERIES):
        client.get(reverse("cases:notices"))
