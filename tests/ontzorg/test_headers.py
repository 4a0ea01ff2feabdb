"""What every answer tells the browser to refuse."""

import pytest
from django.test import Client


@pytest.fixture
def headers(client: Client, db: None) -> dict[str, str]:
    """The headers of the page that everybody may see."""
    return dict(client.get("/account/login/").headers)


def test_no_inline_code_and_no_other_host(headers: dict[str, str]) -> None:
    policy = dict(line.split(" ", 1) for line in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_the_device_is_closed_but_for_passkeys(headers: dict[str, str]) -> None:
    policy = dict(line.split("=", 1) for line in headers["Permissions-Policy"].split(", "))
    assert {name for name, value in policy.items() if value != "()"} == {
        "publickey-credentials-create",
        "publickey-credentials-get",
    }
    assert {"camera", "microphone", "geolocation", "clipboard-read", "usb"} <= set(policy)


def test_pages_are_not_framed_guessed_or_named_elsewhere(headers: dict[str, str]) -> None:
    wanted = {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert {name: headers[name] for name in wanted} == wanted
