"""The link with which a new person gets in, and the choice of one role of several."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import AuditEvent, User
from accounts.terms import Role
from employers import operations
from employers.acting import memberships_of
from ontzorg.middleware import SESSION_KEY
from tests.cast import Cast
from tests.conftest import AsActor, logged_in
from tests.employers.views.pages import read


def test_a_new_user_chooses_a_password_and_gets_in(cast: Cast, as_actor: AsActor) -> None:
    given = operations.give_role(
        actor=cast.desk, role=Role.EMPLOYER, email="rik@x.example", name="Rik Ros", employer=cast.bakery
    )
    response = as_actor(cast.desk).post(reverse("employers:login_link", args=[given.pk]))
    assert (response.status_code, response["Location"]) == (303, reverse("employers:detail", args=[cast.bakery.pk]))
    [message] = mail.outbox
    assert message.to == ["rik@x.example"]
    link = re.search(r"http://testserver(/account/\S+)", message.body)
    assert link is not None
    visitor = Client()
    form = visitor.get(link[1], follow=True)
    sent = visitor.post(form.redirect_chain[-1][0], {"password1": "Broodje-kaas-12", "password2": "Broodje-kaas-12"})
    assert sent.status_code == 302
    assert visitor.login(username="rik@x.example", password="Broodje-kaas-12", email="rik@x.example") is True


@pytest.mark.parametrize(("who", "page"), [("bert", "employers:ohs"), ("noor", "employers:managers")])
def test_the_desk_returns_to_where_the_button_was(cast: Cast, as_actor: AsActor, who: str, page: str) -> None:
    actor = getattr(cast, who)
    response = as_actor(cast.desk).post(reverse("employers:login_link", args=[actor.membership_id]))
    args = [actor.organisation_id] if actor.organisation_id else []
    assert response["Location"] == reverse(page, args=args)


def test_a_mail_server_that_is_away_is_said(cast: Cast, as_actor: AsActor, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    client = as_actor(cast.desk)
    response = client.post(reverse("employers:login_link", args=[cast.anna.membership_id]), follow=True)
    text = "De mail kon nu niet worden verstuurd. Probeer het over een paar minuten opnieuw."
    assert text in response.content.decode()


def test_who_has_several_roles_chooses_one(cast: Cast) -> None:
    anna = cast.user(cast.anna)
    operations.give_role(actor=cast.desk, role=Role.EMPLOYER, email=anna.email, name="Anna", employer=cast.garage)
    operations.give_role(actor=cast.desk, role=Role.DESK, email=anna.email, name="Anna")
    client = logged_in(anna)
    page = read(client, reverse("choose_role"))
    choices = [one.get_text(" ", strip=True) for one in page.select("button[name=membership]")]
    assert choices == ["Werkgever Bakkerij De Korenaar", "Werkgever Garage Van Dam", "Re-integratie en Diensten"]
    wanted = memberships_of(anna)[1].pk
    response = client.post(reverse("choose_role"), {"membership": str(wanted)})
    assert (response.status_code, client.session[SESSION_KEY]) == (302, wanted)


def test_a_role_of_somebody_else_cannot_be_chosen(cast: Cast) -> None:
    client = logged_in(cast.user(cast.anna))
    response = client.post(reverse("choose_role"), {"membership": str(cast.eva.membership_id)})
    assert (response.status_code, SESSION_KEY in client.session) == (404, False)


def test_a_lost_phone_makes_everything_void_and_sends_a_new_link(cast: Cast, as_actor: AsActor) -> None:
    anna = cast.user(cast.anna)
    anna.set_password("een lang en geheim wachtwoord")
    anna.save(update_fields=["password"])
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    inside = logged_in(anna)
    url = reverse("employers:reset_access", args=[cast.anna.membership_id])
    desk = as_actor(cast.desk)
    assert "bel terug op het nummer" in desk.get(url).content.decode()
    assert inside.get("/").status_code == 200
    response = desk.post(url)
    assert (response.status_code, response["Location"]) == (303, reverse("employers:detail", args=[cast.bakery.pk]))
    assert [message.to for message in mail.outbox] == [[anna.email]]
    assert inside.get("/").headers["Location"].startswith(reverse("account_login"))
    assert not Authenticator.objects.filter(user=anna).exists()
    assert not User.objects.get(pk=anna.pk).has_usable_password()
    with acting_as(cast.desk):
        assert AuditEvent.objects.get(action="reset_access").object_id == cast.anna.membership_id


def test_an_invitation_that_has_ended_says_so_and_one_that_is_sent_again_works(cast: Cast, as_actor: AsActor) -> None:
    given = operations.give_role(
        actor=cast.desk, role=Role.EMPLOYER, email="rik@x.example", name="Rik Ros", employer=cast.bakery
    )
    send = reverse("employers:login_link", args=[given.pk])
    desk = as_actor(cast.desk)
    desk.post(send)
    operations.invite(actor=cast.desk, membership=given, today=date(2026, 3, 2))  # as if it was sent then
    refused = Client().get(link_in(mail.outbox[0].body)).content.decode()
    assert "Deze uitnodiging is verlopen" in refused
    assert "De uitnodiging gold tot en met 16 maart 2026." in refused
    assert "uitnodiging verlopen na 16 maart 2026" in desk.get(f"/werkgevers/{cast.bakery.pk}/").content.decode()
    desk.post(send)
    assert "Wachtwoord bewaren" in Client().get(link_in(mail.outbox[1].body), follow=True).content.decode()


@pytest.mark.parametrize(("days", "works"), [(2, True), (4, False)])
def test_a_link_for_a_forgotten_password_works_three_days(cast: Cast, days: int, works: bool) -> None:
    anna = cast.user(cast.anna)
    anna.set_password("een lang en geheim wachtwoord")
    anna.save(update_fields=["password"])
    with time_machine.travel(timezone.now() - timedelta(days=days), tick=False):
        Client().post(reverse("account_reset_password"), {"email": anna.email})
    body = Client().get(link_in(mail.outbox[0].body), follow=True).content.decode()
    assert ("Wachtwoord bewaren" in body) is works
    assert ("Deze link werkt niet meer" in body) is not works


def link_in(text: str) -> str:
    found = re.search(r"http://testserver(/account/\S+)", text)
    assert found is not None
    return found[1]
