"""The worklist and the dossier page, in time per request: against a bare Django page, and against no guarding at all.

2,000 open files; the Ontzorgmanager who looks has about 105 of them. The bare page needs no log-in and no query. The
unguarded server is the same code on the same rows, as a superuser whom no row-level security stops, without writing
the audit trail.
"""

import http.cookiejar
import os
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg2

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")
django.setup()

from _measure import ratio, say  # noqa: E402  # after the settings
from django.contrib.auth.hashers import make_password  # noqa: E402

from ontzorg.local.place import free_port  # noqa: E402
from ontzorg.local.processes import WEB  # noqa: E402

FILES = 2000
MANAGER = FILES // 100 + 1
PASSWORD = "een lang en geheim wachtwoord"


def fill() -> int:
    """The bulk data with one account that can log in; returns a file of that Ontzorgmanager."""
    superuser = psycopg2.connect(os.environ["DATABASE_URL"].replace("ontzorg_app", "postgres"))
    with superuser, superuser.cursor() as cursor:
        cursor.execute((Path(__file__).parent / "_bulk.sql").read_text().replace(":files", str(FILES)))
        cursor.execute("UPDATE accounts_user SET password = %s WHERE id = %s", [make_password(PASSWORD), MANAGER])
        cursor.execute("SELECT min(id) FROM cases_absencecase WHERE ontzorgmanager_id = %s", [MANAGER])
        found: int = cursor.fetchone()[0]
    superuser.close()
    return found


class Browser:
    """Just enough of a browser: cookies and one log-in."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.cookies)
        )

    def get(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=60) as answer:
            body: str = answer.read().decode()
            return body

    def log_in(self) -> None:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/account/login/"))
        assert token is not None
        fields = {"csrfmiddlewaretoken": token[1], "login": f"p{MANAGER}@bench.example", "password": PASSWORD}
        request = urllib.request.Request(self.url + "/account/login/", urllib.parse.urlencode(fields).encode())
        request.add_header("Referer", self.url + "/account/login/")
        self.opener.open(request, timeout=60).close()

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
