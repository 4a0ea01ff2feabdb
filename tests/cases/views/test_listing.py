"""Searching, filtering and sorting files."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import AbsenceCase
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files
from tests.factories import employers as make

TODAY = files.day(43)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.report(cast.anna, cast.carla_file)


@pytest.fixture
def three(cast: Cast, case: AbsenceCase) -> list[AbsenceCase]:
    """Bos (bakery, reported), Prins (garage, guided) and Jansen (bakery, recovered)."""
    finn = files.assign(cast, files.report(cast.eva, cast.finn_file, files.day(8)), on=files.day(20))
    piet = make.make_employee(cast.bakery, "Piet", "Jansen")
    jansen = files.report(cast.anna, piet, files.day(15))
    files.recover(cast.anna, jansen, files.day(30))
    return [case, finn, jansen]


@pytest.fixture
def ina(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.ina)


def page(client: Client, **query: object) -> BeautifulSoup:
    answer = client.get(reverse("cases:list"), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names(soup: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in soup.select("#dossiers tbody td:first-child a")]


def test_a_row_says_who_where_how_and_what_is_next(cast, ina, case):
    cells = [cell.get_text(" ", strip=True) for cell in page(ina).select("#dossiers tbody td")]
    assert cells == [
        f"C. Bos {case.number}",
        "Bakkerij De Korenaar",
        "Gemeld",
        "5 jan 2026",
        "week 7",
        "Ziekmelding aan arbodienst/bedrijfsarts 36 dagen te laat",
        "Nog niet gekozen",
    ]


def test_the_latest_sick_day_comes_first(ina, three):
    assert names(page(ina)) == ["P. Jansen", "F. Prins", "C. Bos"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Bos", ["C. Bos"]),
        ("bos", ["C. Bos"]),
        ("Carla", ["C. Bos"]),
        ("carla bos", ["C. Bos"]),
        ("C. Bos", ["C. Bos"]),
        ("F. Bos", []),
        ("korenaar", ["P. Jansen", "C. Bos"]),
        ("korenaar jansen", ["P. Jansen"]),
        ("garage", ["F. Prins"]),
        ("zzz", []),
        ("%", []),
        ("26-99999999", []),
        ("  ", ["P. Jansen", "F. Prins", "C. Bos"]),
    ],
)
def test_search_by_name_and_employer(ina, three, words, found):
    assert names(page(ina, q=words)) == found


def test_search_by_number(ina, three):
    for case in three:
        assert len(names(page(ina, q=case.number))) == 1
    assert names(page(ina, q=three[0].number)) == ["C. Bos"]
    assert names(page(ina, q=three[0].number.replace("26-", "25-"))) == []


def test_nothing_found_says_how_to_search(ina, three):
    text = page(ina, q="zzz").select_one(".empty").get_text(" ", strip=True)
    assert text == (
        "Geen dossier gevonden Zoek op achternaam, werkgever of een nummer zoals 26-0417. Alle dossiers tonen"
    )


def test_no_files_at_all_is_said_kindly(ina):
    text = page(ina).select_one(".empty").get_text(" ", strip=True)
    assert text == "Er zijn nog geen dossiers Een dossier begint met een ziekmelding."


def test_states_are_counted_and_chosen(ina, three):
    chips = [chip.get_text(" ", strip=True) for chip in page(ina).select(".chip")]
    assert chips == [
        "Alle (3)",
        "Gemeld (1)",
        "In begeleiding (1)",
        "Hersteld, wacht op afsluiten (1)",
        "Afgesloten (0)",
        "Einde wachttijd bereikt (0)",
    ]
    assert names(page(ina, status="begeleiding")) == ["F. Prins"]
    assert names(page(ina, status="hersteld")) == ["P. Jansen"]
    assert names(page(ina, status="afgesloten")) == []


def test_one_employer(cast, ina, three):
    soup = page(ina, werkgever=cast.garage.pk)
    assert names(soup) == ["F. Prins"]
    assert soup.select_one("[role=status]").get_text() == "1 dossier"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("naam", ["C. Bos", "P. Jansen", "F. Prins"]),
        ("-naam", ["F. Prins", "P. Jansen", "C. Bos"]),
        ("werkgever", ["C. Bos", "P. Jansen", "F. Prins"]),
        ("sinds", ["C. Bos", "F. Prins", "P. Jansen"]),
        ("-sinds", ["P. Jansen", "F. Prins", "C. Bos"]),
        ("stand", ["F. Prins", "P. Jansen", "C. Bos"]),
        ("stap", ["C. Bos", "F. Prins", "P. Jansen"]),
        ("zzz", ["P. Jansen", "F. Prins", "C. Bos"]),
    ],
)
def test_the_order_is_in_the_address(ina, three, sort, expected):
    assert names(page(ina, sort=sort)) == expected


SEES = {
    "ina": ["P. Jansen", "F. Prins", "C. Bos"],
    "anna": ["P. Jansen", "C. Bos"],
    "eva": ["F. Prins"],
    "carla": ["C. Bos"],
    "noor": ["F. Prins"],
    "loes": [],
    "daan": ["P. Jansen", "C. Bos"],
    "gijs": ["F. Prins"],
    "bert": ["P. Jansen", "C. Bos"],
    "hans": ["F. Prins"],
}


@pytest.mark.parametrize("name", SEES)
def test_everybody_sees_own_files_only(cast, as_actor, three, name):
    soup = page(as_actor(getattr(cast, name)))
    assert names(soup) == SEES[name]
    assert soup.select_one(".chip").get_text(" ", strip=True) == f"Alle ({len(SEES[name])})"


@pytest.mark.parametrize("words", ["Prins", "garage"])
def test_search_does_not_reach_the_files_of_others(cast, as_actor, three, words):
    assert names(page(as_actor(cast.anna), q=words)) == []


def test_another_employer_is_no_choice(cast, as_actor, three):
    soup = page(as_actor(cast.anna), werkgever=cast.garage.pk)
    assert names(soup) == []
    assert "Garage" not in soup.get_text()


def test_25_on_a_page_and_the_search_is_kept(cast, ina):
    for k in range(26):
        files.report(cast.anna, make.make_employee(cast.bakery, "Piet", f"Nummer{k:02}"), files.MONDAY)
    first = page(ina, q="nummer", sort="naam")
    assert (len(names(first)), names(first)[0]) == (25, "P. Nummer00")
    assert first.select_one("a[rel=next]")["href"] == "?q=nummer&sort=naam&page=2"
    assert names(page(ina, q="nummer", sort="naam", page=2)) == ["P. Nummer25"]


def test_the_fragment_is_the_same_as_in_the_page(ina, three):
    full = page(ina, status="hersteld").select_one("#dossiers")
    answer = ina.get(reverse("cases:list"), {"status": "hersteld"}, headers={"HX-Request": "true"})
    assert BeautifulSoup(answer.content, "html.parser").decode().strip() == full.decode()


def test_a_closed_file_stops_counting_weeks(cast, ina, case):
    from accounts.actor import acting_as, system
    from accounts.terms import Role
    from cases import operations

    files.recover(cast.anna, case, date(2026, 1, 12))
    scheduler = system(Role.SCHEDULER)
    with acting_as(scheduler):
        operations.close_due(actor=scheduler, today=date(2026, 2, 9))
    cells = [cell.get_text(" ", strip=True) for cell in page(ina).select("#dossiers tbody td")]
    assert (cells[2], cells[4], cells[5]) == ("Afgesloten", "week 1", "Geen open stap")


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client)
    return len(captured)


def test_one_file_and_three_files_cost_the_same(cast, ina, case):
    page(ina)
    assert count(ina) == 33
    for k, name in ((2, "Jansen"), (3, "Visser")):
        files.report(cast.anna, make.make_employee(cast.bakery, "Piet", name), files.day(k))
    assert count(ina) == 33
