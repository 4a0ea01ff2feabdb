"""A log-in without password stays on this machine."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from ontzorg.demo.apps import DemoConfig
from ontzorg.demo.checks import only_loopback


@pytest.mark.parametrize("host", ["ontzorg.example", "*", ".localhost.example", "192.168.1.10", "0.0.0.0", ""])
def test_host_that_others_can_reach_is_an_error(settings: Any, host: str) -> None:
    settings.ALLOWED_HOSTS = ["localhost", host]
    assert [problem.id for problem in only_loopback()] == ["demo.E001"]


def test_loopback_is_allowed(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "::1", "[::1]", " LOCALHOST "]
    assert only_loopback() == []


def _app() -> DemoConfig:
    return DemoConfig("ontzorg.demo", __import__("ontzorg.demo").demo)


def test_server_refuses_to_start_on_a_public_host(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["ontzorg.example"]
    monkeypatch.setattr(sys, "argv", ["/usr/bin/gunicorn"])
    with pytest.raises(ImproperlyConfigured, match=r"ontzorg\.example"):
        _app().ready()


def test_command_leaves_the_refusal_to_the_check(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = ["ontzorg.example"]
    monkeypatch.setattr(sys, "argv", ["manage.py", "check"])
    _app().ready()


@pytest.mark.parametrize(
    "command", [["manage.py", "check"], ["-c", "import ontzorg.wsgi"]], ids=["manage.py check", "web server"]
)
def test_real_start_with_a_public_host_fails(settings: Any, command: list[str]) -> None:
    environment = os.environ | {"DEMO": "1", "ALLOWED_HOSTS": "ontzorg.example"}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")
    done = subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "ALLOWED_HOSTS holds 'ontzorg.example'" in done.stderr


def test_demo_is_not_installed_by_itself() -> None:
    assert not apps.is_installed("ontzorg.demo")
