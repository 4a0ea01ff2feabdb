"""The platform administrator sees who has which role, invites, and ends one; never an employee."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.actor import Actor, acting_as
from accounts.models import AuditEvent
from accounts.terms import Role
from employers.acting import actor_for, memberships_of
from employers.models import Membership
from tests.cast import Cast
from tests.conftest import AsActor
from tests.employers.views.pages import cells, errors, read
from tests.factories.employers import make_membership, make_user

USERS = "/werkgevers/gebruikers/"


@pytest.fixture
def theo(db: None) -> Actor:
    """The platform administrator."""
    return actor_for(make_membership(make_user("Theo Beheer"), Role.PLATFORM))


def test_start_page_lists_roles_and_no_employee(cast: Cast, theo: Actor, as_actor: AsActor) -> None:
    page = read(as_actor(theo), "/")
    rows = {row[0]: row[1:3] for row in cells(page, "Gebruikers")}
    assert rows["Anna Smit"] == ["Werkgever", "Bakkerij De Korenaar"]
    assert rows["Bert Planner"] == ["Arbodienst", "Vitaal Werk"]
    assert rows["Theo Beheer"] == ["Platformbeheer", "–"]
    assert "Carla Bos" not in page.get_text()


def test_invite_send_and_find_among_the_open_ones(cast: Cast, theo: Actor, as_actor: AsActor) -> None:
    client = as_actor(theo)
    sent = client.post(f"{USERS}nieuw/", {"role": "privacy_officer", "name": "Petra Privacy", "email": "p@x.example"})
    assert (sent.status_code, sent["Location"]) == (303, USERS)
    with acting_as(theo):
        made = Membership.objects.get(role=Role.PRIVACY_OFFICER)
    assert client.post(reverse("employers:login_link", args=[made.pk]))["Location"] == USERS
    assert [message.to for message in mail.outbox] == [["p@x.example"]]
    with acting_as(theo):
        last = Membership.objects.get(pk=made.pk).invited_until
    [row] = cells(read(client, f"{USERS}?stand=uitgenodigd&q=petra"), "Gebruikers")
    assert row[0] == "Petra Privacy"
    assert row[3].startswith(f"Uitgenodigd tot en met {last:%-d} ")
    assert client.get(f"{USERS}?stand=beeindigd").status_code == 200


def test_a_role_ends_on_its_last_day(cast: Cast, theo: Actor, as_actor: AsActor) -> None:
    client, url = as_actor(theo), reverse("employers:end_role", args=[cast.anna.membership_id])
    assert "Na de laatste dag kan deze persoon" in read(client, url).get_text()
    wrong = client.post(url, {"valid_to": "2020-01-01"})
    assert wrong.status_code == 422
    assert client.post(url, {"valid_to": "2099-01-01"})["Location"] == USERS
    [anna] = cells(read(client, f"{USERS}?q=anna"), "Gebruikers")
    assert anna[3] == "Tot en met 1 januari 2099"
    assert len(memberships_of(cast.user(cast.anna))) == 1
    with acting_as(theo):
        assert AuditEvent.objects.get(action="end_role").object_id == cast.anna.membership_id


def test_employees_are_not_kept_here(cast: Cast, theo: Actor, as_actor: AsActor) -> None:
    client = as_actor(theo)
    for name in ("employers:end_role", "employers:reset_access"):
        assert client.get(reverse(name, args=[cast.carla.membership_id])).status_code == 404, name
    assert client.post(reverse("employers:login_link", args=[cast.carla.membership_id])).status_code == 404


def test_only_roles_beside_the_files_are_given(theo: Actor, as_actor: AsActor) -> None:
    answer = as_actor(theo).post(f"{USERS}nieuw/", {"role": "desk", "name": "Dirk", "email": "d@x.example"})
    assert answer.status_code == 422
    with acting_as(theo):
        assert [one.role for one in Membership.objects.all()] == [Role.PLATFORM]


def test_the_desk_lets_an_adviser_in_and_out(cast: Cast, as_actor: AsActor) -> None:
    desk, url = as_actor(cast.desk), reverse("employers:give_adviser", args=[cast.bakery.pk])
    assert "nooit een werknemer of een dossier" in read(desk, url).get_text()
    assert desk.post(url, {"name": "Tess Adviseur", "email": "t@x.example"}).status_code == 303
    with acting_as(cast.desk):
        made = Membership.objects.get(role=Role.INTERMEDIARY)
    tess = actor_for(made)
    page = read(as_actor(tess), "/")
    assert [one.get_text(strip=True) for one in page.select("main h2")] == ["Bakkerij De Korenaar"]
    assert "Garage" not in page.get_text()
    back = desk.post(reverse("employers:end_role", args=[made.pk]), {"valid_to": "2099-01-01"})
    assert back["Location"] == reverse("employers:detail", args=[cast.bakery.pk])


def test_claims_find_an_employer_and_see_its_policies_only(cast: Cast, as_actor: AsActor) -> None:
    kees = actor_for(make_membership(make_user("Kees Schade"), Role.CLAIMS))
    client = as_actor(kees)
    page = read(client, "/")
    names = [one.get_text(strip=True) for one in page.select("main h2")]
    assert names == ["Bakkerij De Korenaar", "Garage Van Dam"]
    assert not {"Carla", "Finn"} & set(page.get_text().split())
    found = read(client, "/?q=garage")
    assert [one.get_text(strip=True) for one in found.select("main h2")] == ["Garage Van Dam"]
    assert "Geen werkgever gevonden" in read(client, "/?q=zzz").get_text()
    assert errors(found) == []
