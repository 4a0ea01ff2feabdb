"""The pages about the arbodiensten."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import acting_as
from employers.models import Membership, OccupationalHealthService, OccupationalPhysician
from employers.views._validity import validity
from tests.cast import Cast
from tests.conftest import AsActor
from tests.employers.views.pages import FRAME, cells, errors, read
from tests.factories import employers as make

TODAY = date(2026, 3, 1)
LIST = reverse("employers:ohs_list")
FORM = {
    "name": "Arbo West",
    "certificate_number": "SBCA-77",
    "certificate_valid_until": "1-3-2027",
    "contact_name": "Piet Plan",
    "phone": "020 1234567",
    "email": "planning@west.example",
    "is_active": "on",
}


@pytest.mark.parametrize(
    ("last_day", "kind", "word", "until"),
    [
        (date(2026, 2, 28), "late", "Verlopen", "Was geldig tot en met 28 februari 2026"),
        (date(2026, 3, 1), "soon", "Verloopt binnenkort", "Geldig tot en met 1 maart 2026, vandaag de laatste dag"),
        (date(2026, 3, 2), "soon", "Verloopt binnenkort", "Geldig tot en met 2 maart 2026, nog 1 dag"),
        (date(2026, 4, 30), "soon", "Verloopt binnenkort", "Geldig tot en met 30 april 2026, nog 60 dagen"),
        (date(2026, 5, 1), "ok", "Geldig", "Geldig tot en met 1 mei 2026"),
    ],
)
def test_a_certificate_warns_sixty_days_before(last_day: date, kind: str, word: str, until: str) -> None:
    found = validity(last_day, TODAY)
    assert (found.kind, found.word, found.until) == (kind, word, until)


@time_machine.travel("2026-03-01T12:00:00Z", tick=False)
def test_the_list_counts_employers_and_doctors_of_today(cast: Cast, as_actor: AsActor) -> None:
    west = make.make_ohs("Arbo West", certificate_valid_until=date(2026, 4, 1), is_active=False)
    make.make_physician(cast.vitaal, "Ria Rust", is_active=False)
    make.make_ohs("Zuid Zorg", certificate_valid_until=date(2026, 2, 28))
    make.make_contract(make.make_employer(), make.make_physician(west), ends_on=TODAY)
    assert cells(read(as_actor(cast.desk), LIST), "Arbodiensten") == [
        ["Arbo Oost", "Geldig Geldig tot en met 31 december 2099", "Ja", "1", "1"],
        ["Arbo West", "Verloopt binnenkort Geldig tot en met 1 april 2026, nog 31 dagen", "Nee, niet actief", "1", "0"],
        ["Vitaal Werk", "Geldig Geldig tot en met 31 december 2099", "Ja", "1", "1"],
        ["Zuid Zorg", "Verlopen Was geldig tot en met 28 februari 2026", "Nee, certificaat verlopen", "0", "0"],
    ]


def test_the_page_of_one_arbodienst(cast: Cast, as_actor: AsActor) -> None:
    page = read(as_actor(cast.desk), reverse("employers:ohs", args=[cast.vitaal.pk]))
    assert page.h1.get_text(strip=True) == "Vitaal Werk"
    assert cells(page, "Bedrijfsartsen") == [["Daan Dokter", cast.daan_profile.big_number, "Ja"]]
    assert cells(page, "Werkgevers") == [["Bakkerij De Korenaar", "Daan Dokter", "1 januari 2015"]]
    assert cells(page, "Wie kan inloggen") == [
        ["Bert Planner", "Arbodienst", "Inloglink sturen Telefoon kwijt Beëindigen"],
        ["Daan Dokter", "Bedrijfsarts", "Inloglink sturen Telefoon kwijt Beëindigen"],
    ]


def test_a_new_arbodienst_leads_to_its_page(cast: Cast, as_actor: AsActor) -> None:
    response = as_actor(cast.desk).post(reverse("employers:ohs_create"), FORM)
    with acting_as(cast.desk):
        ohs = OccupationalHealthService.objects.get(name="Arbo West")
    assert (response.status_code, response["Location"]) == (303, reverse("employers:ohs", args=[ohs.pk]))
    assert (ohs.certificate_valid_until, ohs.is_active) == (date(2027, 3, 1), True)


def test_what_was_typed_stays_beside_what_is_wrong(cast: Cast, as_actor: AsActor) -> None:
    response = as_actor(cast.desk).post(
        reverse("employers:ohs_create"),
        FORM | {"name": "vitaal werk", "phone": "", "certificate_valid_until": "morgen", "email": "west"},
    )
    page = response.content.decode()
    assert response.status_code == 422
    for sentence in (
        "Vul dit in.",
        "Kies een datum, of typ dag-maand-jaar, bijvoorbeeld 3-3-2026.",
        "Vul een volledig e-mailadres in, bijvoorbeeld naam@bedrijf.nl.",
        'value="SBCA-77"',
    ):
        assert sentence in page


def test_a_refusal_of_the_operation_stands_at_its_field(cast: Cast, as_actor: AsActor) -> None:
    from bs4 import BeautifulSoup

    response = as_actor(cast.desk).post(reverse("employers:ohs_create"), FORM | {"name": "vitaal werk"})
    assert response.status_code == 422
    assert errors(BeautifulSoup(response.content, "html.parser")) == [
        "Er staat al een arbodienst met deze naam in de lijst. Kies een andere naam of wijzig die arbodienst."
    ]


def test_a_change_starts_from_what_is_known(cast: Cast, as_actor: AsActor) -> None:
    client, path = as_actor(cast.desk), reverse("employers:ohs_edit", args=[cast.vitaal.pk])
    page = read(client, path)
    assert page.select_one("[name=certificate_valid_until]")["value"] == "2099-12-31"
    assert page.select_one("[name=is_active]").has_attr("checked")
    response = client.post(path, FORM | {"name": "Vitaal Werk", "is_active": ""})
    with acting_as(cast.desk):
        ohs = OccupationalHealthService.objects.get(pk=cast.vitaal.pk)
    assert (response.status_code, ohs.is_active, ohs.phone) == (303, False, "020 1234567")


def test_a_doctor_is_added_and_changed(cast: Cast, as_actor: AsActor) -> None:
    client, back = as_actor(cast.desk), reverse("employers:ohs", args=[cast.vitaal.pk])
    added = client.post(
        reverse("employers:physician", args=[cast.vitaal.pk]),
        {"name": "Piet Arts", "email": "piet@arts.example", "big_number": "19041234501"},
    )
    with acting_as(cast.desk):
        doctor = OccupationalPhysician.objects.get(big_number="19041234501")
    changed = client.post(
        reverse("employers:physician_edit", args=[cast.vitaal.pk, doctor.pk]),
        {"name": "Piet de Arts", "big_number": "19041234501"},
    )
    with acting_as(cast.desk):
        doctor = OccupationalPhysician.objects.get(pk=doctor.pk)
    assert [(one.status_code, one["Location"]) for one in (added, changed)] == [(303, back), (303, back)]
    assert (doctor.name, doctor.is_active) == ("Piet de Arts", False)


def test_a_planner_is_added(cast: Cast, as_actor: AsActor) -> None:
    path = reverse("employers:ohs_role", args=[cast.vitaal.pk])
    response = as_actor(cast.desk).post(path, {"name": "Pia Plan", "email": "pia@x.example"})
    with acting_as(cast.desk):
        roles = list(Membership.objects.filter(user__email="pia@x.example").values_list("role", "ohs"))
    assert (response.status_code, roles) == (303, [("arbodienst", cast.vitaal.pk)])


@pytest.mark.parametrize("extra", [0, 3])
def test_the_list_costs_the_same_for_more_rows(
    cast: Cast, as_actor: AsActor, extra: int, django_assert_num_queries: Any
) -> None:
    for _ in range(extra):
        make.make_contract(make.make_employer(), make.make_physician(make.make_ohs()))
    client = as_actor(cast.desk)
    with django_assert_num_queries(FRAME + 1):
        client.get(LIST)


@pytest.mark.parametrize("extra", [0, 3])
def test_the_page_costs_the_same_for_more_rows(
    cast: Cast, as_actor: AsActor, extra: int, django_assert_num_queries: Any
) -> None:
    for number in range(extra):
        doctor = make.make_physician(cast.vitaal, f"Arts {number}")
        make.make_contract(make.make_employer(), doctor)
        make.make_membership(doctor.user, "bedrijfsarts", ohs=cast.vitaal)
    client = as_actor(cast.desk)
    with django_assert_num_queries(FRAME + 5):
        client.get(reverse("employers:ohs", args=[cast.vitaal.pk]))
