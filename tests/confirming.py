"""Somebody with a password and an app, what was shown in a session and when, and the page that asks for a code."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import User
from tests.conftest import AsActor

PASSWORD = "een lang en geheim wachtwoord"
SECRET = "JBSWY3DPEHPK3PXP"


def shown(client: Client, *records: tuple[str, int]) -> Client:
    """What was shown in this session, and how many seconds ago."""
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": method, "at": time.time() - ago, "type": "totp"} for method, ago in records
    ]
    session.save()
    return client


def with_app(actor: Actor, as_actor: AsActor) -> Client:
    """A browser of somebody with an app and a password, logged in an hour ago."""
    user = User.objects.get(pk=actor.user_id)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    TOTP.activate(user, SECRET)
    return shown(as_actor(actor), ("password", 3600), ("mfa", 3600))


def confirm(client: Client, location: str, code: str) -> Any:
    asked = BeautifulSoup(client.get(location).content, "html.parser")
    back = asked.select_one("input[name=next]")
    assert back is not None
    return client.post(reverse("mfa_reauthenticate"), {"code": code, "next": back["value"]})
