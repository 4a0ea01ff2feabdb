"""System check: a log-in without password stays on this machine."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


def only_loopback(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """One error for each host in ALLOWED_HOSTS by which another machine could reach the demo."""
    return [
        Error(
            f"The demo lets anybody in without a password, and ALLOWED_HOSTS holds {host!r}.",
            hint="Set DEMO=0, or ALLOWED_HOSTS=127.0.0.1,localhost.",
            id="demo.E001",
        )
        for host in settings.ALLOWED_HOSTS
        if host.strip().lower() not in LOOPBACK
    ]
