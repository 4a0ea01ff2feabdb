"""The worklist and the dossier page, in time per request: against a bare Django page, and against no guarding at all.

2,000 open files; the Ontzorgmanager who looks has about 105 of them. The bare page needs no log-in and no query. The
unguarded server is the same code on the same rows, as a superuser whom no row-level security stops, without writing
the audit trail.
"""

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg2

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")
django.setup()

from _measure import ratio, say  # noqa: E402  # after the settings
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from accounts.models import User  # noqa: E402
from ontzorg.local.place import free_port  # noqa: E402
from ontzorg.local.processes import WEB  # noqa: E402

FILES = 2000
MANAGER = FILES // 100 + 1


def fill() -> int:
    """The bulk data; returns a file of that Ontzorgmanager."""
    superuser = psycopg2.connect(os.environ["DATABASE_URL"].replace("ontzorg_app", "postgres"))
    with superuser, superuser.cursor() as cursor:
        cursor.execute((Path(__file__).parent / "_bulk.sql").read_text().replace(":files", str(FILES)))
        cursor.execute("SELECT min(id) FROM cases_absencecase WHERE ontzorgmanager_id = %s", [MANAGER])
        found: int = cursor.fetchone()[0]
    superuser.close()
    return found


def session_of(user_id: int) -> str:
    """The key of a new session, as log-in leaves it behind."""
    user, session = User.objects.get(pk=user_id), SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user_id), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user_id)
    session.save()
    return str(session.session_key)


class Browser:
    """Just enough of a browser: one session."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=60) as answer:
            body: str = answer.read().decode()
            return body

    def log_in(self) -> None:
        """Take the session of somebody who logged in with both factors."""
        self.opener.addheaders = [("Cookie", f"{settings.SESSION_COOKIE_NAME}={session_of(MANAGER)}")]

    def loader(self, path: str, must_hold: str) -> Callable[[], None]:
        """A call that fetches a page and makes sure it is the right one."""

        def load() -> None:
            assert must_hold in self.get(path), path

        return load


def main() -> None:
    case = fill()
    superuser = os.environ["DATABASE_URL"].replace("ontzorg_app", "postgres")
    with (
        _server("bench._settings") as guarded,
        _server("bench._unguarded", DATABASE_URL=superuser) as unguarded,
    ):
        bare = guarded.loader("/bare/", "Bare")
        for name, path, must_hold in (
            ("worklist", "/", "Werklijst"),
            ("dossier page", f"/dossiers/{case}/", "Dossier"),
        ):
            page = guarded.loader(path, must_hold)
            say(f"{name} against the bare page", ratio(page, bare, rounds=40))
            say(f"{name} against itself unguarded", ratio(page, unguarded.loader(path, must_hold), rounds=40))


@contextmanager
def _server(settings: str, **more: str) -> Iterator[Browser]:
    """A web server of its own with somebody logged in."""
    port = free_port()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings, "PORT": str(port)} | more
    server = subprocess.Popen(WEB.format(bind=f"127.0.0.1:{port}").split(), env=environment, stderr=subprocess.DEVNULL)
    try:
        browser = Browser(f"http://127.0.0.1:{port}")
        _wait(browser)
        browser.log_in()
        yield browser
    finally:
        server.terminate()
        server.wait()


def _wait(browser: Browser) -> None:
    for _ in range(200):
        try:
            browser.get("/bare/")
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The web server did not start")


if __name__ == "__main__":
    main()
