"""Nobody comes near a file with a password alone, and the last second factor stays."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.cast import Cast
from tests.conftest import logged_in
from tests.second_factor import codes

PASSWORD = "een lang en geheim wachtwoord"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def anna(cast: Cast) -> User:
    user = cast.user(cast.anna)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def log_in(user: User) -> Client:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def words(client: Client, name: str) -> str:
    return BeautifulSoup(client.get(reverse(name)).content, "html.parser").get_text(" ", strip=True)


def test_password_alone_leads_to_setting_up_a_second_factor(anna: User) -> None:
    client = log_in(anna)
    answer = client.get(reverse("cases:list"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{reverse('mfa_index')}?next=%2Fdossiers%2F")
    assert "iedereen in met een tweede stap" in words(client, "mfa_index")


@pytest.mark.parametrize(
    "path", ["/", "/dossiers/", "/rol/", "/werkgevers/", "/documenten/1/pdf/", "/concept/vision/1/"]
)
def test_no_page_opens_with_a_password_alone(anna: User, path: str) -> None:
    client = log_in(anna)
    assert client.get(path).headers.get("Location", "").startswith(reverse("mfa_index"))
    assert client.post(path).headers.get("Location", "").startswith(reverse("mfa_index"))


def test_the_api_says_so_in_json(anna: User) -> None:
    answer = log_in(anna).get(reverse("cases_api:cases"))
    assert (answer.status_code, answer.json()) == (
        403,
        {"fout": "Log in met een tweede stap: een code uit een app of een passkey."},
    )


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_door_and_tells_the_owner(anna: User) -> None:
    client = log_in(anna)
    page = BeautifulSoup(client.get(reverse("mfa_activate_totp")).content, "html.parser")
    secret = page.select_one("code.secret").text
    code = codes(secret)[1]
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Deze code klopt niet" in wrong.content.decode()
    done = client.post(reverse("mfa_activate_totp"), {"code": f" {code[:3]} {code[3:]} "})
    assert (done.status_code, done.headers["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    assert client.get(reverse("start")).status_code == 200
    assert [letter.subject for letter in mail.outbox] == ["Tweede stap ingesteld"]
    assert mail.outbox[0].to == [anna.email]


def test_who_has_an_app_is_asked_for_a_code_before_there_is_a_session(anna: User) -> None:
    TOTP.activate(anna, SECRET)
    client = log_in(anna)
    assert client.get(reverse("start")).headers["Location"].startswith(reverse("account_login"))
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet of is verlopen" in refused.content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": codes(SECRET)[1]}).status_code == 302
    assert client.get(reverse("start")).status_code == 200


def test_guessing_codes_is_stopped(anna: User) -> None:
    TOTP.activate(anna, SECRET)
    client = log_in(anna)
    answers = [client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode() for _ in range(6)]
    assert "Er is te vaak geprobeerd" in answers[-1]
    assert (
        "Er is te vaak geprobeerd"
        in client.post(reverse("mfa_authenticate"), {"code": codes(SECRET)[1]}).content.decode()
    )


def test_the_secret_is_stored_encrypted(anna: User) -> None:
    TOTP.activate(anna, SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        [stored] = cursor.fetchone()
    assert SECRET not in stored
    assert Authenticator.objects.get(user=anna).wrap().validate_code(codes(SECRET)[1])


def test_the_last_second_factor_stays(anna: User) -> None:
    TOTP.activate(anna, SECRET)
    client = fresh(anna)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "Dit is uw enige tweede stap" in answer.content.decode()
    assert Authenticator.objects.filter(user=anna, type="totp").exists()


def test_the_last_passkey_stays(anna: User) -> None:
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "Telefoon", "credential": {}})
    client = fresh(anna)
    for address in (reverse("remove_passkey", args=[key.pk]), reverse("mfa_remove_webauthn", args=[key.pk])):
        answer = client.post(address, follow=True)
        assert "Dit is uw enige tweede stap" in answer.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_passkey_of_somebody_else_does_not_exist(anna: User, cast: Cast) -> None:
    key = Authenticator.objects.create(user=cast.user(cast.eva), type="webauthn", data={"name": "x", "credential": {}})
    assert fresh(anna).post(reverse("remove_passkey", args=[key.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_changing_the_second_factor_asks_who_one_is(anna: User) -> None:
    TOTP.activate(anna, SECRET)
    answer = logged_in(anna).get(reverse("mfa_generate_recovery_codes"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def fresh(user: User) -> Client:
    """Somebody who has just shown the second factor once more."""
    client = logged_in(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session.save()
    return client
