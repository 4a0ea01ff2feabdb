"""What pages may load and ask of a device, and what is logged: the same in every place."""

from collections.abc import Sequence
from typing import Any

from csp.constants import NONE, SELF

# What a page of ours, or somebody's script in it, could ask of a phone; only the passkey is ours to use.
_DEVICE = (
    "accelerometer autoplay bluetooth browsing-topics camera clipboard-read display-capture encrypted-media fullscreen "
    "gamepad geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi payment "
    "picture-in-picture screen-wake-lock serial storage-access usb web-share window-management xr-spatial-tracking"
)
PERMISSIONS_POLICY: dict[str, list[str]] = {name: [] for name in _DEVICE.split()} | {
    "publickey-credentials-create": ["self"],
    "publickey-credentials-get": ["self"],
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "ontzorg.logs.OneLine"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handler would mail settings and local variables.
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"filters": ["one_line"]},
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}


def content_security_policy(organisations: Sequence[str]) -> dict[str, Any]:
    """Everything from here and nothing inline; forms also go to the log-in pages of these organisations."""
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "img-src": [SELF, "data:"],
            "object-src": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF, *organisations],
            "frame-ancestors": [NONE],
        }
    }
