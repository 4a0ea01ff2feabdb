"""Logging in through one's organisation, against a real OpenID Connect provider in a process of its own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from ontzorg.local.place import free_port
from ontzorg.organisations import settings_from
from tests.cast import Cast
from tests.second_factor import codes

LOGIN = "/account/organisatie/arbo-noord/"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The organisation's own log-in server; who logs in there says himself which claims it sends."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=2)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(10)


@pytest.fixture
def organisation(provider: str, settings: Any) -> str:
    """Arbodienst Noord vouches for addresses at noord.example."""
    return configure(settings, provider)


def configure(settings: Any, address: str) -> str:
    known = {
        "id": "arbo-noord",
        "name": "Arbodienst Noord",
        "client_id": "ontzorg",
        "secret": "geheim",
        "server_url": address,
        "domains": ["Noord.example"],
    }
    settings.SOCIALACCOUNT_PROVIDERS, _ = settings_from(json.dumps([known]))
    return address


@pytest.fixture
def daan(cast: Cast) -> User:
    user = cast.user(cast.daan)
    user.email = "daan@noord.example"
    user.save(update_fields=["email"])
    return user


def come_from(provider: str, client: Client, claims: dict[str, object], *, query: str = "") -> object:
    """Through the organisation's log-in page and back; the answer of our page at the end of it."""
    requests.put(f"{provider}/users/{claims['sub']}", json=claims, timeout=5).raise_for_status()
    there = client.post(f"{LOGIN}{query}").headers["Location"]
    back = requests.post(there, data={"sub": claims["sub"]}, allow_redirects=False, timeout=5).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def claims(address: str, **more: object) -> dict[str, object]:
    return {"sub": f"nummer-{address}", "email": address, "name": "D. Achternaam", **more}


def test_invited_person_comes_in_and_sets_up_a_second_factor(organisation: str, daan: User) -> None:
    client = Client()
    answer = come_from(organisation, client, claims("Daan@Noord.example"))
    assert answer.status_code == 302
    assert int(client.session["_auth_user_id"]) == daan.pk
    assert client.get("/").headers["Location"].startswith(reverse("mfa_index"))


def test_second_factor_is_asked_for_after_the_organisation(organisation: str, daan: User) -> None:
    TOTP.activate(daan, SECRET)
    client = Client()
    answer = come_from(organisation, client, claims(daan.email))
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": codes(SECRET)[0]})
    assert int(client.session["_auth_user_id"]) == daan.pk
    assert Authenticator.objects.filter(user=daan).count() == 1


def come_in(provider: str, user: User, told: dict[str, object]) -> Client:
    """The organisation's word, and then the code of this person's app."""
    TOTP.activate(user, SECRET)
    client = Client()
    come_from(provider, client, told)
    client.post(reverse("mfa_authenticate"), {"code": codes(SECRET)[1]})
    assert int(client.session["_auth_user_id"]) == user.pk
    return client


def test_somebody_with_the_address_but_without_the_app_ties_nothing(organisation: str, daan: User) -> None:
    """An account at the organisation with somebody's address is not enough to leave anything behind here."""
    TOTP.activate(daan, SECRET)
    thief = Client()
    come_from(organisation, thief, claims(daan.email, sub="nummer-van-een-ander"))
    refused = thief.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet of is verlopen" in refused.content.decode()
    assert "_auth_user_id" not in thief.session
    assert (SocialAccount.objects.count(), mail.outbox) == (0, [])
    come_from(organisation, thief, claims(daan.email, sub="nummer-van-een-ander"))
    assert SocialAccount.objects.count() == 0


def test_who_has_no_second_factor_yet_is_tied_when_there_is_one(organisation: str, daan: User) -> None:
    come_from(organisation, Client(), claims(daan.email))
    assert SocialAccount.objects.count() == 0
    come_in(organisation, daan, claims(daan.email))
    assert SocialAccount.objects.count() == 1


def test_who_is_tied_comes_in_again_and_nothing_is_tied_twice(organisation: str, daan: User) -> None:
    come_in(organisation, daan, claims(daan.email))
    client = Client()
    answer = come_from(organisation, client, claims(daan.email))
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    client.post(reverse("mfa_authenticate"), {"code": codes(SECRET)[2]})
    assert int(client.session["_auth_user_id"]) == daan.pk
    assert (SocialAccount.objects.count(), len(mail.outbox)) == (1, 1)


def test_nothing_the_organisation_told_is_kept_but_its_number(organisation: str, daan: User) -> None:
    come_in(organisation, daan, claims(daan.email))
    [letter] = mail.outbox
    assert (letter.subject, letter.to) == ("Inloggen via uw organisatie", [daan.email])
    assert "U logde in via uw organisatie" in letter.body
    [kept] = SocialAccount.objects.filter(user=daan)
    assert (kept.provider, kept.uid, kept.extra_data) == ("arbo-noord", f"nummer-{daan.email}", {})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM socialaccount_socialtoken")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("address", "more"),
    [
        ("anna@bakkerij.example", {}),  # of another organisation, and she has an account
        ("daan@onder.noord.example", {}),
        ("daan@noord.example.evil.example", {}),
        ("niemand@noord.example", {}),
        ("daan@noord.example", {"email_verified": False}),
        ("daan@noord.example", {"email_verified": "false"}),
    ],
)
def test_organisation_opens_no_other_door(
    organisation: str, daan: User, cast: Cast, address: str, more: dict[str, object]
) -> None:
    User.objects.filter(pk=cast.anna.user_id).update(email="anna@bakkerij.example")
    client = Client()
    answer = come_from(organisation, client, claims(address, **more))
    assert answer.status_code == 403
    assert "Inloggen via uw organisatie is niet gelukt" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert SocialAccount.objects.count() == 0


def test_number_that_belongs_to_somebody_else_now_is_refused(organisation: str, daan: User, cast: Cast) -> None:
    come_in(organisation, daan, claims(daan.email))
    User.objects.filter(pk=cast.gijs.user_id).update(email="gijs@noord.example")
    client = Client()
    answer = come_from(organisation, client, claims("gijs@noord.example", sub=f"nummer-{daan.email}"))
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


def test_account_that_was_closed_stays_closed(organisation: str, daan: User) -> None:
    User.objects.filter(pk=daan.pk).update(is_active=False)
    client = Client()
    assert come_from(organisation, client, claims(daan.email)).status_code == 403
    assert "_auth_user_id" not in client.session


def test_organisation_is_never_tied_to_who_is_logged_in(organisation: str, daan: User, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.user(cast.anna))
    assert come_from(organisation, client, claims(daan.email), query="?process=connect").status_code == 403
    assert SocialAccount.objects.count() == 0


def test_organisation_that_does_not_answer_is_said(settings: Any, daan: User) -> None:
    configure(settings, f"http://127.0.0.1:{free_port()}")
    answer = Client().post(LOGIN)
    assert answer.status_code == 503
    assert "Uw organisatie is even niet bereikbaar" in answer.content.decode()


def test_who_stops_there_comes_back_to_a_calm_page(organisation: str, daan: User) -> None:
    client = Client()
    [state] = parse_qs(urlsplit(client.post(LOGIN).headers["Location"]).query)["state"]
    answer = client.get(f"{LOGIN}terug/?error=access_denied&state={state}", follow=True)
    assert "U bent niet ingelogd" in answer.content.decode()


def test_an_answer_nobody_asked_for_is_refused(organisation: str, daan: User) -> None:
    client = Client()
    answer = client.get(f"{LOGIN}terug/?code=verzonnen&state=verzonnen")
    assert answer.status_code == 401
    assert "gaf geen geldig antwoord" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_login_page_names_the_organisation_with_a_button(organisation: str, daan: User) -> None:
    assert "Arbodienst Noord" in Client().get(reverse("account_login")).content.decode()


def test_login_page_is_silent_without_organisations(db: None) -> None:
    assert "via uw organisatie" not in Client().get(reverse("account_login")).content.decode()


def test_organisation_without_domains_is_no_setting() -> None:
    known = {"id": "x", "name": "X", "client_id": "c", "secret": "s", "server_url": "https://x.example"}
    with pytest.raises(KeyError, match="domains"):
        settings_from(json.dumps([known]))


def test_forms_may_lead_to_the_organisations_and_nowhere_else() -> None:
    known = {"id": "x", "name": "X", "client_id": "c", "secret": "s", "domains": ["x.example"]}
    _, origins = settings_from(json.dumps([known | {"server_url": "https://log.x.example/realms/x"}]))
    assert origins == ["https://log.x.example"]
