"""The pages about the employers, for the desk."""

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as
from employers.models import Employer, Membership
from tests.cast import Cast
from tests.conftest import AsActor
from tests.employers.views.pages import FRAME, cells, errors, read
from tests.factories import employers as make

TODAY = date(2026, 3, 1)
LIST = reverse("employers:list")
FORM = {
    "name": "Kapsalon Krul",
    "sector": "Uiterlijke verzorging",
    "address": "Markt 3, 1234 AB",
    "city": "Delft",
    "phone": "015 1234567",
    "contact_name": "Kim Krul",
    "payroll_tax_number": "123456782L01",
}


@pytest.fixture
def studio(cast: Cast) -> Employer:
    """A third employer: other trade, no policy, no arbodienst, two people of whom one has left."""
    employer = make.make_employer("Atelier Zon", sector="Kunst")
    make.make_employee(employer, "Bo", "Ars")
    make.make_employee(employer, "Wil", "Weg", ended_on=TODAY)
    return employer


_TO_LOG_IN = "Inloglink sturen Telefoon kwijt"


def names(cast: Cast, as_actor: AsActor, query: str) -> list[str]:
    page = read(as_actor(cast.desk), LIST + query)
    return [a.get_text(strip=True) for a in page.select(".list-table td strong")]


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
def test_the_list_shows_the_state_of_today(cast: Cast, as_actor: AsActor, studio: Employer) -> None:
    assert cells(read(as_actor(cast.desk), LIST), "Werkgevers") == [
        ["Atelier Zon Utrecht", "Kunst", "Nog geen arbodienst", "Geen lopende polis", "1"],
        ["Bakkerij De Korenaar Utrecht", "Bakkerij", "Vitaal Werk", "Ontzorgmanager", "1"],
        ["Garage Van Dam Utrecht", "Bakkerij", "Arbo Oost", "Ontzorgmanager", "1"],
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=dam", ["Garage Van Dam"]),
        ("?branche=Kunst", ["Atelier Zon"]),
        ("?polis=none", ["Atelier Zon"]),
        ("?polis=insurer", ["Bakkerij De Korenaar", "Garage Van Dam"]),
        ("?polis=employer", []),
        ("?polis=insurer&q=korenaar", ["Bakkerij De Korenaar"]),
        ("?polis=onzin&branche=onzin", ["Atelier Zon", "Bakkerij De Korenaar", "Garage Van Dam"]),
        ("?sort=-naam", ["Garage Van Dam", "Bakkerij De Korenaar", "Atelier Zon"]),
        ("?sort=arbodienst", ["Garage Van Dam", "Bakkerij De Korenaar", "Atelier Zon"]),
        ("?sort=-arbodienst", ["Bakkerij De Korenaar", "Garage Van Dam", "Atelier Zon"]),
        ("?sort=onzin&page=99", ["Atelier Zon", "Bakkerij De Korenaar", "Garage Van Dam"]),
    ],
)
@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
def test_search_filter_and_order(
    cast: Cast, as_actor: AsActor, studio: Employer, query: str, expected: list[str]
) -> None:
    assert names(cast, as_actor, query) == expected


def test_filter_by_arbodienst(cast: Cast, as_actor: AsActor, studio: Employer) -> None:
    assert names(cast, as_actor, f"?arbodienst={cast.oost.pk}") == ["Garage Van Dam"]


def test_the_list_has_pages_of_twenty_five(cast: Cast, as_actor: AsActor) -> None:
    for number in range(24):
        make.make_employer(f"Zaak {number:02d}")
    assert [len(names(cast, as_actor, query)) for query in ("", "?page=2")] == [25, 1]


def test_a_search_without_result_says_so(cast: Cast, as_actor: AsActor) -> None:
    page = read(as_actor(cast.desk), LIST + "?q=bestaat-niet")
    assert page.select_one(".empty-title").get_text() == "Geen werkgever gevonden"


def test_a_search_keeps_the_order(cast: Cast, as_actor: AsActor) -> None:
    page = read(as_actor(cast.desk), LIST + "?sort=-naam")
    assert page.select_one("input[name=sort]")["value"] == "-naam"


def test_htmx_gets_the_same_list_alone(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.desk)
    part, whole = read(client, LIST, **{"HX-Request": "true"}), read(client, LIST)
    assert part.find("html") is None
    assert cells(part, "Werkgevers") == cells(whole, "Werkgevers")
    assert part.find(id="werkgevers") is not None


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
def test_the_page_of_one_employer(cast: Cast, as_actor: AsActor) -> None:
    make.make_contract(studio := make.make_employer("Atelier Zon"), cast.daan_profile, ends_on=TODAY)
    make.make_contract(studio, cast.gijs_profile, starts_on=TODAY)
    make.make_policy(studio, number="V-7", starts_on=date(2026, 4, 1), casemanagement_by="employer")
    bo = make.make_employee(studio, "Bo", "Ars", contract_hours="28.5")
    make.make_membership(make.make_user("Zoë Zon"), "employer", employer=studio)
    make.make_membership(make.make_user("Bo Ars"), "employee", employer=studio, employee=bo)
    page = read(as_actor(cast.desk), reverse("employers:detail", args=[studio.pk]))
    assert cells(page, "Polissen") == [["V-7", "Gaat nog in", "vanaf 1 april 2026", "Werkgever doet het zelf"]]
    assert cells(page, "Arbocontracten") == [
        ["Arbo Oost", "Loopt", "vanaf 1 maart 2026", "Gijs Genezer"],
        ["Vitaal Werk", "Beëindigd", "1 januari 2015 tot en met 28 februari 2026", "Daan Dokter"],
    ]
    assert cells(page, "Werknemers") == [
        [
            "Bo Ars",
            "Bakker",
            "28,5",
            "1 januari 2015",
            f"Gegevens aanpassen · Uit dienst melden {_TO_LOG_IN}",
        ]
    ]
    assert cells(page, "Wie kan inloggen") == [["Zoë Zon", "Werkgever", f"{_TO_LOG_IN} Beëindigen"]]


@pytest.mark.parametrize(("by", "warned"), [("employer", True), ("insurer", False)])
def test_own_case_management_warns_about_the_guarantee(cast: Cast, as_actor: AsActor, by: str, warned: bool) -> None:
    shop = make.make_employer("Winkel Eigen")
    make.make_policy(shop, casemanagement_by=by)
    page = read(as_actor(cast.desk), reverse("employers:detail", args=[shop.pk]))
    assert ("de Poortwachtergarantie geldt niet" in page.get_text()) is warned


def test_a_new_employer_leads_to_its_page(cast: Cast, as_actor: AsActor) -> None:
    response = as_actor(cast.desk).post(reverse("employers:create"), FORM)
    with acting_as(cast.desk):
        employer = Employer.objects.get(name="Kapsalon Krul")
    assert (response.status_code, response["Location"]) == (303, reverse("employers:detail", args=[employer.pk]))


def test_a_wrong_payroll_number_is_refused_and_kept(cast: Cast, as_actor: AsActor) -> None:
    response = as_actor(cast.desk).post(reverse("employers:create"), FORM | {"payroll_tax_number": "12L34"})
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert page.select_one("[name=payroll_tax_number]")["value"] == "12L34"
    assert errors(page) == [
        "Dit is geen geldig loonheffingennummer. Het zijn 9 cijfers, de letter L en 2 cijfers, "
        "bijvoorbeeld 123456782L01. U vindt het op de aangiftebrief van de Belastingdienst."
    ]


def test_a_change_is_kept(cast: Cast, as_actor: AsActor) -> None:
    client, path = as_actor(cast.desk), reverse("employers:edit", args=[cast.bakery.pk])
    assert read(client, path).select_one("[name=name]")["value"] == "Bakkerij De Korenaar"
    response = client.post(path, FORM)
    with acting_as(cast.desk):
        assert Employer.objects.get(pk=cast.bakery.pk).city == "Delft"
    assert (response.status_code, response["Location"]) == (303, reverse("employers:detail", args=[cast.bakery.pk]))


def test_a_user_is_added(cast: Cast, as_actor: AsActor) -> None:
    path = reverse("employers:give_role", args=[cast.bakery.pk])
    response = as_actor(cast.desk).post(path, {"name": "Rik Ros", "email": "rik@x.example"})
    with acting_as(cast.desk):
        roles = list(Membership.objects.filter(user__email="rik@x.example").values_list("role", "employer"))
    assert (response.status_code, roles) == (303, [("employer", cast.bakery.pk)])


@pytest.mark.parametrize("extra", [0, 3])
def test_the_list_costs_the_same_for_more_rows(
    cast: Cast, as_actor: AsActor, extra: int, django_assert_num_queries: Any
) -> None:
    for _ in range(extra):
        make.make_policy(employer := make.make_employer())
        make.make_contract(employer, cast.daan_profile)
        make.make_employee(employer)
    client = as_actor(cast.desk)
    with django_assert_num_queries(FRAME + 4):
        client.get(LIST)


@pytest.mark.parametrize("extra", [0, 3])
def test_the_page_costs_the_same_for_more_rows(
    cast: Cast, as_actor: AsActor, extra: int, django_assert_num_queries: Any
) -> None:
    shop = make.make_employer()
    for number in range(1 + extra):
        start, end = date(2020 + number, 1, 1), date(2021 + number, 1, 1)
        make.make_policy(shop, starts_on=start, ends_on=end)
        make.make_contract(shop, cast.daan_profile, starts_on=start, ends_on=end)
        make.make_employee(shop, "Bo", f"Ars {number}")
        make.make_membership(make.make_user(), "employer", employer=shop)
    client = as_actor(cast.desk)
    with django_assert_num_queries(FRAME + 8):
        client.get(reverse("employers:detail", args=[shop.pk]))


def test_desk_sees_what_is_not_known_yet_about_own_risk(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.desk)
    client.post(reverse("employers:create"), FORM | {"own_risk_wga": "true"})
    with acting_as(cast.desk):
        employer = Employer.objects.get(name="Kapsalon Krul")
    shown = [fact.get_text(" ", strip=True) for fact in read(client, f"{LIST}{employer.pk}/").select("dl > *")]
    text = " ".join(shown)
    assert "Eigenrisicodrager Ziektewet Nog niet bekend" in text
    assert "Eigenrisicodrager WGA Ja" in text
    edit = read(client, reverse("employers:edit", args=[employer.pk]))
    chosen = [edit.select_one(f"[name={name}] option[selected]") for name in ("own_risk_ziektewet", "own_risk_wga")]
    assert [one.get_text(strip=True) for one in chosen] == ["Nog niet bekend", "Ja"]
