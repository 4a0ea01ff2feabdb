"""The demo is off in tests; these fixtures turn it on."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def demo(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Client:
    """A browser at an Ontzorg that runs with DEMO=1 and an empty mailbox."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].insert(0, settings.BASE_DIR / "ontzorg" / "demo" / "templates")
    monkeypatch.setenv("MAILBOX_DIR", str(tmp_path))
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.INSTALLED_APPS = ["ontzorg.demo", *settings.INSTALLED_APPS]
    settings.TEMPLATES = templates
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.endswith("SecondFactorMiddleware")]
    settings.ROOT_URLCONF = "tests.demo.urls"
    return Client(SERVER_NAME="localhost")
