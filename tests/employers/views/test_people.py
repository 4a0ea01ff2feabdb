"""The employer's own people, and registration by the desk."""

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Milestone
from employers.models import Employee
from tests.cast import Cast
from tests.conftest import AsActor
from tests.employers.views.pages import FRAME, cells, errors, read
from tests.factories import cases as make_cases
from tests.factories import employers as make

LIST = reverse("employers:people")
FORM = {
    "first_name": "Mo",
    "last_name": "Bakker",
    "birth_date": "28-2-1990",
    "function": "Verkoper",
    "contract_hours": "28,5",
    "started_on": "2026-01-01",
}


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
def test_the_employer_sees_who_is_reported_sick(cast: Cast, as_actor: AsActor) -> None:
    fit = make.make_employee(cast.bakery, "Ab", "Aas", contract_hours="28.5")
    well = make.make_employee(cast.bakery, "Dirk", "Das")
    make.make_employee(cast.bakery, "Wil", "Weg", ended_on=date(2026, 3, 1))
    sick = make_cases.report(cast.anna, cast.carla_file, date(2026, 2, 20))
    again = make_cases.recover(cast.anna, make_cases.report(cast.anna, well, date(2026, 2, 10)), date(2026, 2, 20))
    page = read(as_actor(cast.anna), LIST)
    assert cells(page, "Werknemers") == [
        ["Ab Aas", "Bakker", "28,5", "Ziek melden"],
        ["Carla Bos", "Bakker", "36", "Ziek gemeld Dossier openen"],
        ["Dirk Das", "Bakker", "36", "Hersteld Dossier openen Weer ziek melden"],
    ]
    assert [a["href"] for a in page.select(".list-table td a")] == [
        reverse("cases:report_employee", args=[fit.pk]),
        reverse("cases:detail", args=[sick.pk]),
        reverse("cases:detail", args=[again.pk]),
        reverse("cases:report_employee", args=[well.pk]),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ab Aas", "Carla Bos"]),
        ("?q=bos", ["Carla Bos"]),
        ("?q=carla+bos", ["Carla Bos"]),
        ("?q=finn", []),
        ("?sort=-naam", ["Carla Bos", "Ab Aas"]),
        ("?sort=uren", ["Ab Aas", "Carla Bos"]),
    ],
)
def test_search_and_order(cast: Cast, as_actor: AsActor, query: str, expected: list[str]) -> None:
    make.make_employee(cast.bakery, "Ab", "Aas", contract_hours=20)
    page = read(as_actor(cast.anna), LIST + query)
    assert [one.get_text() for one in page.select(".list-table td strong")] == expected


def test_htmx_gets_the_same_list_alone(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.anna)
    part, whole = read(client, LIST, **{"HX-Request": "true"}), read(client, LIST)
    assert part.find("html") is None
    assert cells(part, "Werknemers") == cells(whole, "Werknemers")


def test_the_desk_registers_an_employee(cast: Cast, as_actor: AsActor) -> None:
    path = reverse("employers:register_employee", args=[cast.bakery.pk])
    response = as_actor(cast.desk).post(path, FORM)
    with acting_as(cast.desk):
        found = Employee.objects.values_list("birth_date", "contract_hours", "employer").get(last_name="Bakker")
    assert (response.status_code, response["Location"]) == (
        303,
        reverse("employers:detail", args=[cast.bakery.pk]),
    )
    assert found == (date(1990, 2, 28), 28.5, cast.bakery.pk)


def test_a_wrong_bsn_stands_at_its_field(cast: Cast, as_actor: AsActor) -> None:
    path = reverse("employers:register_employee", args=[cast.bakery.pk])
    response = as_actor(cast.desk).post(path, FORM | {"bsn": "123456789", "contract_hours": "veel"})
    assert errors(BeautifulSoup(response.content, "html.parser")) == ["Vul een getal in, bijvoorbeeld 36 of 28,5."]
    response = as_actor(cast.desk).post(path, FORM | {"bsn": "123456789"})
    assert response.status_code == 422
    assert errors(BeautifulSoup(response.content, "html.parser")) == [
        "Dit is geen geldig BSN. Een BSN heeft 9 cijfers. Kijk het na op de loonstrook of het paspoort."
    ]


def test_a_name_is_put_right(cast: Cast, as_actor: AsActor) -> None:
    path = reverse("employers:correct_employee", args=[cast.carla_file.pk])
    client = as_actor(cast.desk)
    assert path in client.get(reverse("employers:detail", args=[cast.bakery.pk])).content.decode()
    shown = BeautifulSoup(client.get(path).content, "html.parser").select("input[name=last_name]")[0]["value"]
    assert shown == cast.carla_file.last_name
    right = {name: value for name, value in FORM.items() if name not in ("started_on", "bsn", "email")}
    response = client.post(path, right | {"last_name": "Anders"})
    with acting_as(cast.desk):
        assert Employee.objects.get(pk=cast.carla_file.pk).last_name == "Anders"
    assert (response.status_code, response["Location"]) == (303, reverse("employers:detail", args=[cast.bakery.pk]))


def test_leaving_is_recorded(cast: Cast, as_actor: AsActor) -> None:
    path = reverse("employers:end_employment", args=[cast.carla_file.pk])
    response = as_actor(cast.desk).post(path, {"ended_on": "1-4-2026"})
    with acting_as(cast.desk):
        assert Employee.objects.get(pk=cast.carla_file.pk).ended_on == date(2026, 4, 1)
    assert (response.status_code, response["Location"]) == (303, reverse("employers:detail", args=[cast.bakery.pk]))


def right_person(cast: Cast, **other: str) -> dict[str, str]:
    """The form as the page shows it, with something else in it."""
    names = ("first_name", "last_name", "function")
    born, hours = cast.carla_file.birth_date, cast.carla_file.contract_hours
    same = {name: getattr(cast.carla_file, name) for name in names}
    return same | {"birth_date": f"{born:%d-%m-%Y}", "contract_hours": f"{hours:.0f}"} | other


@pytest.mark.parametrize(
    ("name", "typed", "figure"),
    [
        ("correct_employee", {"birth_date": "1-3-1960"}, "AOW"),
        ("end_employment", {"ended_on": "1-4-2027"}, "Laatste dag"),
    ],
)
def test_dates_of_an_open_file_are_shown_before_they_move(
    cast: Cast, as_actor: AsActor, *, name: str, typed: dict[str, str], figure: str
) -> None:
    case = make_cases.report(cast.anna, cast.carla_file)
    path, client = reverse(f"employers:{name}", args=[cast.carla_file.pk]), as_actor(cast.desk)
    typed = right_person(cast, **typed) if name == "correct_employee" else typed
    before = stored_dates(case)
    look = BeautifulSoup(client.post(path, typed).content, "html.parser")
    assert f"Wat er verandert in dossier {case.number}" in look.get_text()
    assert figure in look.select_one(".comparison").get_text()
    assert look.select(".comparison .was")
    assert stored_dates(case) == before
    kept = {field["name"]: field["value"] for field in look.select("main form input[type=hidden]")}
    back = BeautifulSoup(client.post(path, kept | {"intent": "edit"}).content, "html.parser")
    field = next(iter(typed.keys() & {"birth_date", "ended_on"}))
    assert back.select_one(f"input[name={field}]")["value"] == typed[field]
    assert stored_dates(case) == before
    assert client.post(path, kept | {"intent": "send"}).status_code == 303
    assert stored_dates(case) != before


def stored_dates(case: AbsenceCase) -> list[tuple[Any, ...]]:
    with acting_as(system(Role.PROJECTOR)):
        return list(Milestone.objects.filter(case=case).values_list("key", "occurrence", "due_on", "state"))


def test_nothing_is_looked_at_that_is_refused_or_moves_no_date(cast: Cast, as_actor: AsActor) -> None:
    make_cases.report(cast.anna, cast.carla_file)
    path, client = reverse("employers:correct_employee", args=[cast.carla_file.pk]), as_actor(cast.desk)
    refused = client.post(path, right_person(cast, birth_date="1-3-2015"))
    assert refused.status_code == 422
    assert "Deze geboortedatum past niet" in refused.content.decode()
    assert client.post(path, right_person(cast, function="Bakker")).status_code == 303


@pytest.mark.parametrize("extra", [0, 2])
def test_the_list_costs_the_same_for_more_rows(
    cast: Cast, as_actor: AsActor, extra: int, django_assert_num_queries: Any
) -> None:
    make_cases.report(cast.anna, cast.carla_file)
    for number in range(extra):
        make_cases.report(cast.anna, make.make_employee(cast.bakery, "Bo", f"Ars {number}"))
    client = as_actor(cast.anna)
    with django_assert_num_queries(FRAME + 4):  # people, their number, their files, and the company's name on top
        client.get(LIST)
