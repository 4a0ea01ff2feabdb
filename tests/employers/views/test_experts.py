"""The pages about the arbeidsdeskundigen."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.actor import acting_as
from accounts.terms import Role
from employers.models import LabourExpert, Membership
from employers.operations import change_labour_expert, end_role
from tests.cast import Cast
from tests.conftest import AsActor
from tests.employers.views.pages import cells, read
from tests.factories.employers import make_labour_expert

LIST, NEW = reverse("employers:experts"), reverse("employers:expert_create")
FORM = {"name": "Nel Nieuw", "email": "nel@x.example", "bureau": "Bureau Nieuw", "phone": "030 5550101"}


def test_desk_adds_somebody_who_gets_the_link_and_sees_nothing_yet(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.desk)
    assert "Er staat nog geen arbeidsdeskundige" in client.get(LIST).content.decode()
    answer = client.post(NEW, FORM)
    assert (answer.status_code, answer["Location"]) == (303, LIST)
    assert cells(read(client, LIST), "Arbeidsdeskundigen") == [
        ["Nel Nieuw 030 5550101", "Bureau Nieuw", "Ja", "Inloglink sturen Telefoon kwijt"]
    ]
    with acting_as(cast.desk):
        role = Membership.objects.get(role=Role.LABOUR_EXPERT)
    sent = client.post(reverse("employers:login_link", args=[role.pk]))
    assert (sent["Location"], [letter.to for letter in mail.outbox]) == (LIST, [["nel@x.example"]])


def test_same_person_is_not_added_twice(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.desk)
    client.post(NEW, FORM)
    again = client.post(NEW, FORM)
    assert again.status_code == 422
    assert "staat al een arbeidsdeskundige" in again.content.decode()


def test_data_are_changed(cast: Cast, as_actor: AsActor) -> None:
    expert = make_labour_expert()
    client, url = as_actor(cast.desk), reverse("employers:expert", args=[expert.pk])
    assert client.post(url, {"name": "", "bureau": "B", "phone": "030 1"}).status_code == 422
    assert client.post(url, {"name": "Arie Anders", "bureau": "Bureau B", "phone": "030 5550102"}).status_code == 303
    with acting_as(cast.desk):
        found = LabourExpert.objects.select_related("user").get()
    assert (found.name, found.bureau, found.is_active) == ("Arie Anders", "Bureau B", False)


def test_role_ends_only_when_nobody_can_call_any_more(cast: Cast) -> None:
    expert = make_labour_expert()
    with acting_as(cast.desk):
        role = Membership.objects.get(user=expert.pk)
    days = {"valid_to": date(2026, 3, 1), "today": date(2026, 3, 1)}
    with pytest.raises(ValidationError, match="kan nog worden gevraagd"):
        end_role(actor=cast.desk, membership=role, **days)
    values = {"name": "Arie", "bureau": "B", "phone": "030 1", "is_active": False}
    change_labour_expert(actor=cast.desk, expert=expert, **values)
    assert end_role(actor=cast.desk, membership=role, **days).valid_to == date(2026, 3, 1)
