"""The pages about the Ontzorgmanagers."""

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as
from employers.models import Ontzorgmanager
from tests.cast import Cast
from tests.conftest import AsActor
from tests.employers.views.pages import FRAME, cells, errors, read
from tests.factories import cases as make_cases
from tests.factories import employers as make

LIST = reverse("employers:managers")
FORM = {
    "name": "Mia Maas",
    "email": "mia@x.example",
    "basis": "register",
    "registration_number": "RNVC-9",
    "registered_until": "1-1-2027",
    "phone": "06 12121212",
}


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
def test_the_list_shows_registration_and_load(cast: Cast, as_actor: AsActor) -> None:
    make.make_manager("Mia Maas", basis="insurer", registration_number="", registered_until=date(2026, 2, 1))
    make_cases.assign(cast, make_cases.report(cast.anna, cast.carla_file), on=date(2026, 1, 20))
    far = "Geldig Geldig tot en met 31 december 2099"
    assert cells(read(as_actor(cast.desk), LIST), "Ontzorgmanagers") == [
        ["Loes Vos 06 12345678", far, "Beroepsregister RNVC-1", "Ja", "0", "Inloglink sturen Telefoon kwijt"],
        [
            "Mia Maas 06 12345678",
            "Verlopen Was geldig tot en met 1 februari 2026",
            "In dienst van de verzekeraar",
            "Nee, registratie verlopen",
            "0",
            "",
        ],
        ["Noor de Wit 06 12345678", far, "Beroepsregister RNVC-1", "Ja", "1", "Inloglink sturen Telefoon kwijt"],
    ]


def test_a_manager_is_added_and_changed(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.desk)
    added = client.post(reverse("employers:manager_create"), FORM)
    with acting_as(cast.desk):
        manager = Ontzorgmanager.objects.get(registration_number="RNVC-9")
    path = reverse("employers:manager", args=[manager.pk])
    assert read(client, path).select_one("[name=registered_until]")["value"] == "2027-01-01"
    changed = client.post(path, FORM | {"registered_until": "2028-01-01"})
    with acting_as(cast.desk):
        fresh = Ontzorgmanager.objects.get(pk=manager.pk)
    assert [(one.status_code, one["Location"]) for one in (added, changed)] == [(303, LIST), (303, LIST)]
    assert (fresh.registered_until, fresh.is_active) == (date(2028, 1, 1), False)


def test_a_register_asks_for_a_number(cast: Cast, as_actor: AsActor) -> None:
    response = as_actor(cast.desk).post(reverse("employers:manager_create"), FORM | {"registration_number": ""})
    assert response.status_code == 422
    assert errors(BeautifulSoup(response.content, "html.parser")) == [
        "Vul het nummer in het beroepsregister in, of kies een andere grondslag."
    ]


@pytest.mark.parametrize("extra", [0, 3])
def test_the_list_costs_the_same_for_more_rows(
    cast: Cast, as_actor: AsActor, extra: int, django_assert_num_queries: Any
) -> None:
    for number in range(extra):
        make.make_manager(f"Mia {number}")
    client = as_actor(cast.desk)
    with django_assert_num_queries(FRAME + 1):
        client.get(LIST)
