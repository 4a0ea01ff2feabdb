"""The pages for a policy and an arbocontract."""

from datetime import date

import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as
from employers.models import OhsContract, Policy
from tests.cast import Cast
from tests.conftest import AsActor
from tests.employers.views.pages import errors, read
from tests.factories import employers as make


def path(name: str, cast: Cast) -> str:
    return reverse(f"employers:{name}", args=[cast.bakery.pk])


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
def test_a_contract_offers_who_can_be_chosen(cast: Cast, as_actor: AsActor) -> None:
    make.make_physician(cast.vitaal, "Ria Rust", is_active=False)
    make.make_physician(make.make_ohs("Arbo Uit", is_active=False), "Uri Uit")
    page = read(as_actor(cast.desk), path("contract", cast))
    groups = [(one["label"], one.get_text(strip=True)) for one in page.select("optgroup")]
    assert groups == [("Arbo Oost", "Gijs Genezer"), ("Vitaal Werk", "Daan Dokter")]
    assert page.select_one("[name=starts_on]")["value"] == "2026-03-01"
    assert "Nu: Vitaal Werk, Daan Dokter." in page.get_text()


def test_a_contract_follows_the_running_one(cast: Cast, as_actor: AsActor) -> None:
    data = {"physician": str(cast.gijs_profile.pk), "starts_on": "2026-04-01"}
    response = as_actor(cast.desk).post(path("contract", cast), data)
    with acting_as(cast.desk):
        rows = list(OhsContract.objects.filter(employer=cast.bakery).values_list("ohs", "ends_on"))
    assert (response.status_code, response["Location"]) == (303, path("detail", cast))
    assert rows == [(cast.vitaal.pk, date(2026, 4, 1)), (cast.oost.pk, None)]


def test_an_expired_certificate_is_explained(cast: Cast, as_actor: AsActor) -> None:
    late = make.make_physician(make.make_ohs("Arbo Laat", certificate_valid_until=date(2026, 1, 1)), "Lia Laat")
    data = {"physician": str(late.pk), "starts_on": "2026-04-01"}
    response = as_actor(cast.desk).post(path("contract", cast), data)
    assert response.status_code == 422
    assert errors(BeautifulSoup(response.content, "html.parser")) == [
        "Het certificaat van Arbo Laat is geldig tot en met 1 januari 2026. "
        "Leg eerst het nieuwe certificaat vast, of kies een andere arbodienst."
    ]


def test_an_empty_contract_form_asks_for_a_choice(cast: Cast, as_actor: AsActor) -> None:
    response = as_actor(cast.desk).post(path("contract", cast), {"physician": "999999"})
    assert errors(BeautifulSoup(response.content, "html.parser")) == [
        "Deze bedrijfsarts is niet meer te kiezen. Kies een andere.",
        "Kies een datum.",
    ]


def test_a_policy_is_started_and_changed(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.desk)
    started = client.post(
        path("policy", cast), {"number": "V-7", "starts_on": "1-4-2026", "casemanagement_by": "employer"}
    )
    with acting_as(cast.desk):
        policy = Policy.objects.get(number="V-7")
    changed = client.post(
        reverse("employers:policy_edit", args=[policy.pk]),
        {"number": "V-8", "casemanagement_by": "insurer", "ends_on": "2026-12-31"},
    )
    with acting_as(cast.desk):
        found = Policy.objects.values_list("number", "starts_on", "ends_on", "casemanagement_by").get(pk=policy.pk)
    assert (started.status_code, changed.status_code) == (303, 303)
    assert found == ("V-8", date(2026, 4, 1), date(2026, 12, 31), "insurer")


def test_the_form_warns_about_the_guarantee(cast: Cast, as_actor: AsActor) -> None:
    assert "geldt de Poortwachtergarantie niet" in read(as_actor(cast.desk), path("policy", cast)).get_text()
