"""The real stack for whole stories: PostgreSQL, Valkey, web server, worker, beat, SMTP, and Debian's Chromium."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ontzorg.local.env import environment
from ontzorg.local.place import PROJECT, Place, free_port, place_of_its_own
from ontzorg.local.processes import Processes, commands
from ontzorg.local.serve import wait_until_healthy
from ontzorg.local.servers import running
from ontzorg.local.valkey import Valkey
from tests.journeys.arrange import PASSWORD
from tests.journeys.checks import BEING_CHECKED, wait_for
from tests.second_factor import codes

# A page may be slow on a busy machine: as long as a press may take.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
PHONE = {"width": 360, "height": 780}
DESK = {"width": 1440, "height": 900}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Stack:
    """A running installation of its own."""

    place: Place
    environment: dict[str, str]
    url: str
    people: dict[str, Any]
    processes: Processes
    lines: dict[str, list[str]]

    @contextmanager
    def without_beat(self) -> Iterator[Path]:
        """Nothing is scheduled during this block; yields the file in which beat remembers when it last did what."""
        beat = self.processes.children.pop("beat")
        beat.terminate()
        assert beat.wait(timeout=30) == 0
        yield self.place.root / "beat" / "schedule"
        self.processes.start("beat", self.lines["beat"], self.environment)

    @contextmanager
    def without_broker(self) -> Iterator[None]:
        """The broker is really gone during this block, and comes back where it was."""
        broker = Valkey(self.place)
        broker.stop()
        try:
            yield
        finally:
            broker.start()

    def manage(self, *arguments: str) -> str:
        """One management command against this installation; its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def mails(self) -> list[EmailMessage]:
        """All mail that was really sent, oldest first."""
        files = sorted(self.place.mail.glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database as the superuser: what is really stored."""
        with self._cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def query_and_commit(self, sql: str) -> None:
        """Arrange something in the database that no person can do."""
        with self._cursor() as cursor:
            cursor.execute(sql)

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        connection = psycopg2.connect(self.environment["DATABASE_URL"].replace("ontzorg_app", "postgres"))
        try:
            with connection, connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Start everything as script/server does, without demo data; stop everything afterwards."""
    outside = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TZ"}}
    with place_of_its_own() as place, running(place, outside):
        for mail in place.mail.glob("*.eml"):
            mail.unlink()
        shutil.rmtree(place.root / "files", ignore_errors=True)
        port = free_port()
        ours = environment(place, outside) | {"PORT": str(port), "PYTHONPATH": str(PROJECT)}
        _renew(ours)
        people = json.loads(_python(ours, "-m", "tests.journeys.arrange"))
        lines = _lines(place, port)
        processes = Processes(place, say=print)
        try:
            for name, line in lines.items():
                processes.start(name, line, ours)
            wait_until_healthy(processes, port)
            yield Stack(place, ours, f"http://127.0.0.1:{port}", people, processes, lines)
        finally:
            processes.stop()


def _lines(place: Place, port: int) -> dict[str, list[str]]:
    """The command lines of script/server, with beat's memory in this place, as if it never ran before."""
    folder = place.root / "beat"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    schedule = str(folder / "schedule")
    return {
        name: [word.replace("var/beat/schedule", schedule) for word in line] for name, line in commands(port).items()
    }


def _renew(ours: dict[str, str]) -> None:
    _python(ours | {"DB_ROLE": "owner"}, "manage.py", "migrate", "--noinput", "-v0")
    connection = psycopg2.connect(ours["DATABASE_URL"].replace("ontzorg_app", "postgres"))
    with connection, connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_user, employers_employer, employers_occupationalhealthservice CASCADE")
    connection.close()


def _python(ours: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=ours, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class Person:
    """Somebody with a browser of their own. Notes every console error and every request to another host."""

    def __init__(self, stack: Stack, browser: Browser, name: str, viewport: dict[str, int]) -> None:
        self.stack = stack
        self.complaints: list[str] = []
        self.context: BrowserContext = browser.new_context(viewport=viewport, locale="nl-NL", accept_downloads=True)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._hear)
        self.page.on("request", self._watch)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(stack.url)
        self.page.get_by_label("E-mailadres").fill(stack.people["emails"][name])
        self.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Inloggen", exact=True).click()
        self._take_second_step(stack.people["secrets"][name])

    def _take_second_step(self, secret: str) -> None:
        """A code works once, so who logged in a moment ago tries the next one."""
        for code in codes(secret):
            self.page.get_by_label("Code", exact=True).fill(code)
            with self.page.expect_navigation():
                self.page.get_by_role("button", name="Verder").click()
            if self.page.url == self.stack.url + "/":
                return
        raise AssertionError(f"None of the codes was taken: {self.page.inner_text('main')}")

    def open(self, path: str) -> Page:
        """Go to a page of the application."""
        self.page.goto(self.stack.url + path)
        return self.page

    def _hear(self, message: Any) -> None:
        if self.page in BEING_CHECKED:
            return  # axe measures by writing styles, which the page's own policy rightly refuses
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.stack.url, "data:", "blob:")):
            self.complaints.append(f"request to {request.url}")


@pytest.fixture
def person(stack: Stack, browser: Browser) -> Iterator[Any]:
    """Log somebody in: person("anna", PHONE)."""
    people: list[Person] = []

    def log_in(name: str, viewport: dict[str, int] = DESK) -> Person:
        people.append(Person(stack, browser, name, viewport))
        return people[-1]

    yield log_in
    for somebody in people:
        somebody.context.close()
    assert [complaint for somebody in people for complaint in somebody.complaints] == []


@pytest.fixture
def no_files_left(stack: Stack) -> Iterator[None]:
    """The installation is shared with the other stories: they begin without files and without mail."""
    yield
    unsent = "SELECT count(*) FROM cases_notice WHERE mailed_at IS NULL"
    wait_for(lambda: stack.query(unsent) == [(0,)], 60)
    stack.query_and_commit("TRUNCATE cases_absencecase CASCADE")
    for mail in stack.place.mail.glob("*.eml"):
        mail.unlink()
