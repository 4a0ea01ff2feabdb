"""The desk keeps the network in the browser and invites who works there."""

from django.core import mail
from django.urls import reverse

from accounts.actor import acting_as
from accounts.terms import Role
from employers.models import Membership, Provider
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.interventions import make_offering, make_provider

NEW = {
    "name": "Praktijk De Haven",
    "kinds": ["psychological", "retraining"],
    "contact_name": "Hilde Helper",
    "phone": "030 5550001",
    "email": "info@haven.example",
    "in_network_from": "2026-01-01",
    "in_network_until": "",
}


def test_desk_adds_a_provider_and_invites_somebody(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.ina)
    assert "Er staat nog geen dienstverlener" in client.get(reverse("interventions:network")).content.decode()
    answer = client.post(reverse("interventions:provider_create"), NEW)
    with acting_as(cast.ina):
        made = Provider.objects.get()
    own = reverse("interventions:provider", args=[made.pk])
    assert (answer.status_code, answer["Location"]) == (303, own)
    role = reverse("interventions:provider_role", args=[made.pk])
    assert role in client.get(own).content.decode()
    given = client.post(role, {"name": "Hilde Helper", "email": "hilde@haven.example"})
    assert (given.status_code, given["Location"]) == (303, own)
    with acting_as(cast.ina):
        membership = Membership.objects.get(role=Role.PROVIDER)
    sent = client.post(reverse("employers:login_link", args=[membership.pk]))
    assert (sent.status_code, sent["Location"]) == (303, own)
    assert mail.outbox[-1].to == ["hilde@haven.example"]
    assert "Haven" not in mail.outbox[-1].subject + str(mail.outbox[-1].body).replace("hilde@haven.example", "")


def test_list_says_what_for_and_whether_in_the_network(cast: Cast, as_actor: AsActor) -> None:
    make_offering(make_provider("Praktijk De Zee"), "retraining")
    page = as_actor(cast.ina).get(reverse("interventions:network")).content.decode()
    for word in ("Praktijk De Zee", "Scholing of omscholing", "Ja"):
        assert word in page, word


def test_desk_changes_a_provider(cast: Cast, as_actor: AsActor) -> None:
    made, client = make_provider("Praktijk De Zee"), as_actor(cast.ina)
    make_offering(made, "retraining")
    url = reverse("interventions:provider_edit", args=[made.pk])
    assert 'value="retraining"' in client.get(url).content.decode()
    assert client.post(url, NEW | {"in_network_until": "2025-01-01"}).status_code == 422
    assert client.post(url, NEW).status_code == 303
    with acting_as(cast.ina):
        assert Provider.objects.get().name == "Praktijk De Haven"
