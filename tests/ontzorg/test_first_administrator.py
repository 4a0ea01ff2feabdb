"""Somebody must let the others in: the first of the desk, and the first who keeps the accounts."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from employers.acting import memberships_of
from tests.cast import Cast


def roles(email: str) -> list[str]:
    return [one.role for one in memberships_of(User.objects.get(email=email))]


def make(email: str, *more: str) -> None:
    call_command("first_administrator", f"--email={email}", "--name=Bas Begin", *more)


def test_first_of_the_desk_and_then_nobody(db: None) -> None:
    make("bas@voorbeeld.example")
    assert roles("bas@voorbeeld.example") == ["desk"]
    with pytest.raises(CommandError, match="already"):
        make("ander@voorbeeld.example")


def test_first_platform_administrator_where_others_work(cast: Cast) -> None:
    make("bas@voorbeeld.example", "--platform")
    assert roles("bas@voorbeeld.example") == ["platform"]
    with pytest.raises(CommandError, match="already"):
        make("ander@voorbeeld.example", "--platform")
    assert not User.objects.filter(email="ander@voorbeeld.example").exists()
