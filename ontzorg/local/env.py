"""The environment of Ontzorg's own processes on this machine; whatever is set from outside wins."""

import base64
import os
import secrets
import sys
from pathlib import Path

from ontzorg.local.mailbox import Mailbox
from ontzorg.local.place import Place, lock, write_private
from ontzorg.local.postgres import OWNER_ROLE, RUNTIME_ROLE, Postgres
from ontzorg.local.valkey import Valkey


def environment(place: Place, outside: dict[str, str]) -> dict[str, str]:
    """Settings for this place's servers, completed and overruled by `outside` (normally `os.environ`)."""
    postgres = Postgres(place)
    ours = own_secrets(place) | {
        "REDIS_URL": Valkey(place).url,
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(Mailbox(place).port),
        "MAILBOX_DIR": str(place.mail),
        "MEDIA_DIR": str(place.root / "files"),
        "AUDIT_HEADS_DIR": str(place.root / "audit"),
        "STATIC_COMPRESS": "0",  # takes half a minute and saves nothing on the loopback address
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DEMO": "0" if place.testing else "1",
        "PYTHONUNBUFFERED": "1",
    }
    if uses_own_postgres(outside):
        ours |= {"DATABASE_URL": postgres.url(RUNTIME_ROLE), "OWNER_DATABASE_URL": postgres.url(OWNER_ROLE)}
    given = {name: value for name, value in outside.items() if value or name not in ours}
    programs = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{outside.get('PATH', os.defpath)}"}
    return ours | given | programs


def uses_own_postgres(outside: dict[str, str]) -> bool:
    """Whether we start PostgreSQL ourselves: nobody names another one."""
    return not outside.get("DATABASE_URL")


def uses_own_valkey(outside: dict[str, str]) -> bool:
    """Whether we start Valkey ourselves: nobody names another one."""
    return not outside.get("REDIS_URL")


def own_secrets(place: Place) -> dict[str, str]:
    """The keys of this place, made once: without the same field key, encrypted columns cannot be read again."""
    file = place.root / "secret.env"
    with lock(place.root / "secret.lock"):
        if not file.exists():
            field_key = base64.urlsafe_b64encode(os.urandom(32)).decode()
            write_private(file, f"SECRET_KEY={secrets.token_urlsafe(50)}\nFIELD_KEY={field_key}\n")
    return dict(line.split("=", 1) for line in file.read_text().splitlines())
