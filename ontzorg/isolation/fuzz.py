"""Odd and hostile values in every form and question, as everybody: never a crash, never somebody else's data."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.terms import SYSTEM_ROLES, Role
from ontzorg.isolation.addresses import DIRECTORY, PAGES, RECORDS, the_map
from ontzorg.isolation.forms_found import FoundForm, forms_on
from ontzorg.isolation.marks import Marks, marks_for
from ontzorg.isolation.ownership import Ownership, Row
from ontzorg.isolation.pages import ARGUMENTS, HTMX, Pages, body_of, browser
from ontzorg.isolation.tables import undone

VALUES = (
    *("", " ", "x", "-1", "0", "1", "999999999999999999999", "1e400", "NaN", "Infinity", "0x10", "1,5", "١٢", "½"),
    *("\x00", "a\x00b", "x" * 10_000, "9" * 500, "0001-01-01", "9999-12-31", "2026-02-30", "31-12-9999", "01-01-0001"),
    *("' OR 1=1 --", '"><script>alert(1)</script>', "{{ 7|add:7 }}", "%s%n", "../../etc/passwd", "https://x.example/"),
    *(
        "[]",
        '["a"]',
        "{}",
        "null",
        "true",
        "\ud83e\udda0".encode("utf-16", "surrogatepass").decode("utf-16"),
        "\u202eab",
    ),
    *("\ud800".encode("utf-8", "replace").decode(), "é" * 50, "\r\nSet-Cookie: a=b", "%00", "%FF", "NULL"),
)
ENGLISH = re.compile(
    r"\b(This field|Enter a|Ensure (this|that)|Select a valid|Bad Request|Not Found|Server Error|Traceback|Forbidden)\b"
)
SHOWN = 80  # characters of a value in a report


@dataclass
class Fuzz:
    """`share` of all attempts is made; the same seed makes the same ones."""

    ownership: Ownership
    everything: dict[str, dict[int, Row]]
    say: Callable[[str], None]
    share: float = 1.0
    seed: int = 20260105
    sent: int = 0
    problems: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    """What the last request raised."""

    def run(self, roles: Iterable[Role]) -> None:
        """Everybody, on every page that is his or hers."""
        for role in roles:
            if role in SYSTEM_ROLES or role is Role.VISITOR:
                continue
            actor = self.ownership.world.actor(role)
            client, marks = browser(actor), marks_for(actor, self.ownership, self.everything)
            rng, before = Random(f"{self.seed}{role}"), self.sent  # noqa: S311 (chooses attempts, no secret)
            for form in self._forms(role, client):
                for values in self._attempts(form, rng):
                    self._send(role, client, form, values, marks)
            self.say(f"{role.value}: {self.sent - before} odd requests")

    def _forms(self, role: Role, client: Client) -> Iterator[FoundForm]:
        """Those of every page that answers, and each query of the map's own pages."""
        seen, leaving = set(), tuple(reverse(name) for name in ("account_logout", "choose_role"))
        for url in self._urls(role):
            for form in self._on(client, url):
                name = (re.sub(r"\d+", "0", form.action), form.method, *sorted(form.values))
                if name not in seen and form.method in ("get", "post") and not form.action.startswith(leaving):
                    seen.add(name)
                    yield form

    def _on(self, client: Client, url: str) -> list[FoundForm]:
        answer = client.get(url)
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            return []
        return forms_on(url, body_of(answer))

    def _urls(self, role: Role) -> Iterator[str]:
        actor, own = self.ownership.world.actor(role), self.ownership.world.files[0]
        pages = Pages(self.ownership, self.everything, self.say)
        for name in (*PAGES, *DIRECTORY, *RECORDS):
            address = the_map()[name]
            if not address.arguments:
                yield address.url({})
            elif all(argument in ARGUMENTS for argument in address.arguments):
                rows = {argument: pages.rows(ARGUMENTS[argument], own) for argument in address.arguments}
                mine = {a: [row.pk for row in r if self.ownership.may(actor, row)] for a, r in rows.items()}
                if all(mine.values()):
                    yield address.url({argument: keys[0] for argument, keys in mine.items()})

    def _attempts(self, form: FoundForm, rng: Random) -> Iterator[dict[str, object]]:
        """One field odd at a time, then all of them, then a list where one value is expected."""
        odd: list[dict[str, object]] = []
        for name in form.values:
            odd += [form.values | {name: value} for value in (*VALUES, *self._numbers_of_others())]
            odd.append(form.values | {name: ["1", "2", "x"]})
        odd += [dict.fromkeys(form.values, value) for value in VALUES]
        yield from (values for values in odd if rng.random() < self.share)

    def _numbers_of_others(self) -> list[str]:
        other = self.ownership.world.files[3]
        profile, doctor = other.profile.pk, other.bedrijfsarts.user_id
        return [
            str(number) for number in (other.case.pk, other.employee.pk, other.employee.employer_id, profile, doctor)
        ]

    def _send(self, role: Role, client: Client, form: FoundForm, values: dict[str, object], marks: Marks) -> None:
        self.sent += 1
        self.trouble.clear()
        got_request_exception.connect(self._note)
        try:
            with undone():
                headers = HTMX if self.sent % 5 == 0 else {}
                answer = getattr(client, form.method)(form.action, values, **headers)
        finally:
            got_request_exception.disconnect(self._note)
            client.cookies.pop("messages", None)  # what this attempt was told is no answer to the next
        changed = {name: str(value)[:SHOWN] for name, value in values.items() if value != form.values.get(name)}
        where = f"{role.value}: {form.method.upper()} {form.action} with {changed!r}"
        sent = f"{form.action} {' '.join(str(value) for value in values.values())}"
        for what in self._judge(answer, sent, marks):
            self.problems.append(f"{where}: {what}")
            self.say(self.problems[-1])  # at once: whoever stops it half-way has seen what was found

    def _note(self, **_: object) -> None:
        error = sys.exc_info()[1]
        self.trouble.append(f"{type(error).__name__}: {error}"[:200])

    def _judge(self, answer: HttpResponse, sent: str, marks: Marks) -> Iterator[str]:
        if answer.status_code >= 500:
            yield f"answered {answer.status_code} {' '.join(self.trouble)}"
        body = body_of(answer)
        if found := [mark for mark in marks.found_in(body) if mark not in sent]:
            yield f"LEAK: shows {', '.join(found)}"
        if answer.status_code >= 400 and (english := ENGLISH.search(body)):
            yield f"says {english.group(0)!r}"
