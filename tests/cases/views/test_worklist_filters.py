"""Choosing on the worklist: filters that combine, search, the lists that somebody keeps, and who may use it."""

from collections.abc import Iterator

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from cases import operations
from cases.models import AbsenceCase, SavedView
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files
from tests.factories import employers as make

TODAY = files.day(43)
YEAR_2 = files.day(-350)  # 394 days ago: week 57


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def noor(cast: Cast, as_actor: AsActor) -> Client:
    """With three files: Carla in week 7, Finn of another employer in week 3, Piet in year 2."""
    guided(cast, files.report(cast.anna, cast.carla_file))
    guided(cast, files.report(cast.eva, cast.finn_file, files.day(29)))
    guided(cast, files.report(cast.anna, make.make_employee(cast.bakery, "Piet", "Visser"), YEAR_2))
    return as_actor(cast.noor)


def guided(cast: Cast, case: AbsenceCase) -> AbsenceCase:
    return files.assign(cast, case, on=TODAY)


def page(client: Client, **query: str) -> BeautifulSoup:
    answer = client.get(reverse("start"), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def people(soup: BeautifulSoup) -> set[str]:
    return {link.get_text(strip=True) for link in soup.select("#worklist [data-row]")}


def chips(soup: BeautifulSoup, label: str = "Filters") -> list[str]:
    return [chip.get_text(" ", strip=True) for chip in soup.select(f'nav[aria-label="{label}"] .chip')]


def choices(soup: BeautifulSoup, name: str) -> list[str]:
    return [option.get_text(strip=True) for option in soup.select(f"#filter-{name} option")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"fase": "1-6"}, {"F. Prins"}),
        ({"fase": "7-13"}, {"C. Bos"}),
        ({"fase": "53-87"}, {"P. Visser"}),
        ({"fase": "88"}, set()),
        ({"lang": "1"}, {"P. Visser"}),
        ({"q": "bos"}, {"C. Bos"}),
        ({"q": "c. bos"}, {"C. Bos"}),
        ({"q": "garage"}, {"F. Prins"}),
        ({"q": "korenaar v"}, {"P. Visser"}),
        ({"q": "bos prins"}, set()),
        ({"fase": "7-13", "lang": "1"}, set()),
        ({"q": "korenaar", "lang": "1"}, {"P. Visser"}),
    ],
)
def test_filters_combine(noor: Client, query: dict[str, str], expected: set[str]) -> None:
    assert people(page(noor, **query)) == expected


def test_search_by_number(cast: Cast, noor: Client) -> None:
    with acting_as(cast.noor):
        number = AbsenceCase.objects.get(employee=cast.finn_file).number
    assert people(page(noor, q=number)) == {"F. Prins"}
    assert people(page(noor, q=f"99-{number[3:]}")) == set()


def test_by_arbodienst(cast: Cast, noor: Client) -> None:
    assert people(page(noor, arbodienst=str(cast.oost.pk))) == {"F. Prins"}
    assert people(page(noor, arbodienst=str(cast.vitaal.pk))) == {"C. Bos", "P. Visser"}


def test_by_whom_it_waits_for(noor: Client) -> None:
    for who, words in (("arbodienst", "wacht op de arbodienst"), ("werkgever", "wacht op de werkgever")):
        cells = page(noor, wie=who).select("#worklist tbody td:nth-child(3)")
        assert cells
        assert {cell.contents[0].strip() for cell in cells} == {words}


def test_each_choice_counts_beside_the_other_filters(noor: Client) -> None:
    soup = page(noor, lang="1")
    assert choices(soup, "fase") == [
        "Alle fasen",
        "Week 1 tot en met 6 (0)",
        "Week 7 tot en met 13 (0)",
        "Week 14 tot en met 42 (0)",
        "Week 43 tot en met 52 (0)",
        f"Jaar 2: week 53 tot en met 87 ({len(soup.select('#worklist tbody tr'))})",
        "Week 88 en later (0)",
    ]
    assert [text.split(" (")[0] for text in choices(soup, "werkgever")] == [
        "Alle werkgevers",
        "Bakkerij De Korenaar",
        "Garage Van Dam",
    ]


def test_a_chip_adds_and_removes_and_keeps_the_rest(noor: Client) -> None:
    links = {
        chip.get_text(" ", strip=True).split(" (")[0]: chip["href"] for chip in page(noor, lang="1").select(".chip")
    }
    assert links["Te laat"] == "?laat=1&lang=1"
    assert links["Langer dan 13 weken"] == "?"
    shown = page(noor, fase="7-13", q="bos", lang="1")
    removable = {chip.get_text(" ", strip=True): chip["href"] for chip in shown.select('.chip[id^="chip-x-"]')}
    assert removable == {
        "Filter weghalen: “bos”": "?lang=1&fase=7-13",
        "Filter weghalen: Week 7 tot en met 13": "?q=bos&lang=1",
    }


def test_nothing_left_leads_back_to_everything(noor: Client) -> None:
    empty = page(noor, q="niemand").select_one("#worklist .empty")
    assert empty.get_text(" ", strip=True) == (
        "Niets in deze keuze Met deze filters blijft geen stap over. Alles tonen"
    )
    assert empty.select_one("a")["href"] == "?"


def test_ids_let_the_focus_stay(noor: Client) -> None:
    ids = [link["id"] for link in page(noor).select("#worklist .chip, #worklist .sort")]
    assert ids == [
        *("chip-alles-wat-nu-speelt", "chip-te-laat", "chip-wacht-op-mij", "chip-langer-dan-13-weken"),
        *("sort-wanneer", "sort-wat", "sort-wie", "sort-dossier", "sort-verloop"),
    ]


# --- lists that somebody keeps ---


def test_a_list_is_kept_shown_above_and_removed_there(cast: Cast, noor: Client) -> None:
    soup = page(noor, laat="1", wie="mij", sort="-wat")
    form_page = noor.get(soup.select_one("#lijst-bewaren")["href"])
    form = BeautifulSoup(form_page.content, "html.parser").select_one("main form")
    query = form.select_one("[name=query]")["value"]
    assert query == "laat=1&wie=mij&sort=-wat"
    answer = noor.post(form["action"], {"name": "Mijn achterstand", "query": query})
    assert (answer.status_code, answer["Location"]) == (303, f"/?{query}")
    shown = page(noor, laat="1", wie="mij", sort="-wat")
    assert chips(shown, "Bewaarde lijsten") == ["Mijn achterstand"]
    assert shown.select_one('nav[aria-label="Bewaarde lijsten"] .chip')["href"] == f"?{query}"
    assert shown.select_one("#lijst-bewaren") is None
    removal = shown.select_one("#lijst-weghalen").find_parent("form")
    answer = noor.post(removal["action"])
    assert (answer.status_code, answer["Location"]) == (303, f"/?{query}")  # the choice stays: it can be kept again
    assert chips(page(noor), "Bewaarde lijsten") == []


def saving(client: Client, query: str, **more: str) -> HttpResponse:
    return client.post(reverse("cases:save_view"), {"name": "Mijn lijst", "query": query, **more})


def test_a_name_that_exists_is_asked_about_before_it_is_replaced(cast: Cast, noor: Client) -> None:
    saving(noor, "laat=1")
    answer = saving(noor, "lang=1")
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one(".field-error").get_text(strip=True) == (
        "U heeft al een lijst met deze naam. Kies een andere naam, of vervang de oude lijst."
    )
    button = soup.select_one("main button[name=replace]")
    with acting_as(cast.noor):
        assert SavedView.objects.get().query == "laat=1"
    assert saving(noor, "lang=1", replace=button["value"]).status_code == 303
    with acting_as(cast.noor):
        assert SavedView.objects.get().query == "lang=1"


def test_the_same_list_under_the_same_name_is_no_question(noor: Client) -> None:
    assert [saving(noor, "laat=1").status_code for _ in range(2)] == [303, 303]


def named(client: Client, view: SavedView, name: str) -> HttpResponse:
    return client.post(reverse("cases:rename_view", args=[view.pk]), {"name": name})


def test_a_list_gets_another_name_and_shows_the_same(cast: Cast, noor: Client) -> None:
    view = operations.save_view(actor=cast.noor, name="Te laat", query="laat=1")
    link = page(noor, laat="1").select_one("#lijst-naam")
    assert link["href"] == reverse("cases:rename_view", args=[view.pk])
    field = BeautifulSoup(noor.get(link["href"]).content, "html.parser").select_one("input[name=name]")
    assert field["value"] == "Te laat"
    answer = named(noor, view, "Eerst doen")
    assert (answer.status_code, answer["Location"]) == (303, "/?laat=1")
    shown = page(noor, laat="1")
    assert chips(shown, "Bewaarde lijsten") == ["Eerst doen"]
    assert shown.select_one(".notice-ok").get_text(" ", strip=True) == "De lijst heet nu “Eerst doen”."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Geef de lijst een naam."),
        ("Andere", "U heeft al een lijst met deze naam. Kies een andere naam."),
        ("x" * 41, "Kies een naam van ten hoogste 40 tekens."),
    ],
)
def test_a_name_that_does_not_do_is_refused(cast: Cast, noor: Client, name: str, said: str) -> None:
    view = operations.save_view(actor=cast.noor, name="Te laat", query="laat=1")
    operations.save_view(actor=cast.noor, name="Andere", query="lang=1")
    answer = named(noor, view, name)
    assert answer.status_code == 422
    assert said in BeautifulSoup(answer.content, "html.parser").select_one(".field-error").get_text()
    assert named(noor, view, "Te laat").status_code == 303


def test_the_list_of_somebody_else_keeps_its_name(cast: Cast, noor: Client) -> None:
    view = operations.save_view(actor=cast.loes, name="Van Loes", query="laat=1")
    assert named(noor, view, "Van mij").status_code == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "Meer filters"),
        ({"laat": "1", "q": "bos"}, "Meer filters"),
        ({"fase": "7-13"}, "Meer filters 1 filter aan"),
        ({"fase": "7-13", "wie": "mij"}, "Meer filters 2 filters aan"),
    ],
)
def test_filters_that_are_folded_away_are_told(noor: Client, query: dict[str, str], said: str) -> None:
    filters = page(noor, **query).select_one("details.more-filters")
    assert filters.summary.get_text(" ", strip=True) == said
    assert filters.has_attr("open") == ("aan" in said)


def test_the_way_back_from_saving_keeps_the_choice(noor: Client) -> None:
    answer = noor.get(reverse("cases:save_view"), {"laat": "1", "wie": "mij"})
    back = BeautifulSoup(answer.content, "html.parser").select("main .actions a")[-1]
    assert back["href"] == "/?laat=1&wie=mij"


def test_the_last_choice_is_offered_on_the_bare_list(cast: Cast, noor: Client) -> None:
    """Who opened a file and comes back by the navigation takes up the list where it was."""
    assert not [chip for chip in chips(page(noor)) if chip.startswith("Verder met")]
    page(noor, laat="1", q="bos", werkgever=str(cast.bakery.pk), sort="-wat")
    [offer] = [chip for chip in page(noor).select("#worklist .chip") if "Verder met" in chip.get_text()]
    assert offer.get_text(strip=True) == "Verder met: “bos”, Te laat, Bakkerij De Korenaar"
    assert offer["href"] == f"?q=bos&laat=1&werkgever={cast.bakery.pk}&sort=-wat"


def test_the_keys_are_named_above_the_list_and_can_be_switched_off(noor: Client) -> None:
    keys = page(noor).select_one("#worklist #toetsen")
    assert keys.summary.get_text(strip=True) == "Toetsen: j, k, Enter, / en ?"
    assert keys.select_one("button[data-keys-switch]")
    assert keys.find_next("table")


def test_only_what_a_list_knows_is_kept(cast: Cast, noor: Client) -> None:
    noor.post(
        reverse("cases:save_view"), {"name": "Vreemd", "query": "laat=1&page=3&next=https://elders.example&fase=x"}
    )
    with acting_as(cast.noor):
        assert SavedView.objects.get().query == "laat=1"


@pytest.mark.parametrize(
    ("name", "said"), [("", "Geef de lijst een naam."), ("x" * 41, "Kies een naam van ten hoogste 40 tekens.")]
)
def test_a_name_is_needed(noor: Client, name: str, said: str) -> None:
    answer = noor.post(reverse("cases:save_view"), {"name": name, "query": "laat=1"})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_list_of_somebody_else_is_not_there(cast: Cast, noor: Client, as_actor: AsActor) -> None:
    view = operations.save_view(actor=cast.loes, name="Van Loes", query="laat=1")
    assert chips(page(noor), "Bewaarde lijsten") == []
    assert noor.post(reverse("cases:remove_view", args=[view.pk])).status_code == 404


# --- desk and arbodienst ---


def test_desk_and_planner_find_files_without_ontzorgmanager(cast: Cast, noor: Client, as_actor: AsActor) -> None:
    files.report(cast.anna, make.make_employee(cast.bakery, "Sara", "Zonder"), files.day(20))
    for actor in (cast.ina, cast.bert):
        answer = as_actor(actor).get(reverse("cases:worklist"), {"zonder": "1"})
        assert people(BeautifulSoup(answer.content, "html.parser")) == {"S. Zonder"}


def test_planner_sees_files_of_the_own_arbodienst_only(cast: Cast, noor: Client, as_actor: AsActor) -> None:
    soup = BeautifulSoup(as_actor(cast.bert).get(reverse("cases:worklist")).content, "html.parser")
    assert people(soup) == {"C. Bos", "P. Visser"}
    assert soup.select_one("#filter-arbodienst") is None


@pytest.mark.parametrize("name", ["anna", "carla", "daan"])
def test_others_have_no_worklist(cast: Cast, as_actor: AsActor, name: str) -> None:
    assert as_actor(getattr(cast, name)).get(reverse("cases:worklist")).status_code == 403
