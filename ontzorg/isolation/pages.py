"""Every address of the map, asked by everybody for what is not theirs."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import User
from accounts.terms import SYSTEM_ROLES, Role
from ontzorg.isolation.addresses import ACCOUNT, DIRECTORY, OPEN, PAGES, RECORDS, Address, the_map, undecided
from ontzorg.isolation.files import File
from ontzorg.isolation.marks import Marks, marks_for
from ontzorg.isolation.ownership import Ownership, Row
from ontzorg.middleware import MANDATE_KEY, SESSION_KEY

# Which table the number in an address counts in. An argument that is not listed here stops the proof.
ARGUMENTS: Mapping[str, str] = {
    "case_id": "cases.absencecase",
    "employee_id": "employers.employee",
    "employer_id": "employers.employer",
    "document_id": "documents.document",
    "copy_id": "documents.owncopy",
    "notice_id": "cases.notice",
    "policy_id": "employers.policy",
    "membership_id": "employers.membership",
    "schedule_id": "cases.buildupschedule",
    "step_id": "cases.policystep",
    "fact_id": "cases.casefact",
    "leave_id": "cases.maternityleave",
    "view_id": "cases.savedview",
    "hold_id": "cases.legalhold",
    "attachment_id": "documents.attachment",
    "thread_id": "documents.thread",
    "message_id": "documents.message",
    "advice_id": "documents.advice",
    "access_id": "cases.emergencyaccess",
    "request_id": "cases.correctionrequest",
    "consult_id": "cases.consultrequest",
    "appointment_id": "cases.consultappointment",
    "calculation_id": "cases.wiacalculation",
    "share_id": "cases.wiashare",
    "provider_id": "employers.provider",
    "intervention_id": "interventions.intervention",
    "wage_id": "cases.wagerequest",
    "vision_id": "cases.employeevision",
    "analysis_id": "cases.taskanalysis",
    "other_id": "cases.taskanalysis",
    "proposal_id": "cases.workproposal",
    "coaching_id": "cases.coachingnote",
    "note_id": "documents.consultnote",
    "information_id": "documents.medicalinformation",
    "report_id": "documents.treatmentreport",
    "conference_id": "cases.caseconference",
    "action_id": "cases.conferenceaction",
    "entry_id": "cases.timespent",
    "transfer_id": "cases.casetransfer",
    "delegation_id": "employers.delegation",
    "substitution_id": "employers.substitution",
}
FIXED: Mapping[str, list[Any]] = {
    "key": ["uwv_week_42_report", "terugval"],
    "occurrence": [1],
    "talk": ["werkgever"],
    "slug": ["intake"],
}
LEAVES = {"account_logout"}  # would end the session with which the rest is asked
REFUSED = {403, 404, 405}
HTMX = {"HTTP_HX_REQUEST": "true"}
TYPES = ("text/", "application/json", "application/pdf")


def browser(actor: Actor | None) -> Client:
    """Somebody logged in with both factors, in one role; nobody for None."""
    host = settings.ALLOWED_HOSTS[0]
    client = Client(raise_request_exception=False, SERVER_NAME=host, **_secure())
    if actor is None:
        return client
    user = User.objects.get(pk=actor.user_id)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session[SESSION_KEY], session[MANDATE_KEY] = actor.membership_id, actor.mandate_id
    session.save()
    return client


def _secure() -> dict[str, str]:
    return {"wsgi.url_scheme": "https"} if settings.SECURE else {}


def body_of(answer: HttpResponse) -> str:
    """The whole answer as text, headers included: a name in a file name leaks as well."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = (f"{name}: {value}" for name, value in answer.items() if name != "X-Request-ID")
    return "\n".join((content.decode(errors="replace"), *headers))


@dataclass
class Pages:
    """The map and the world together. `thorough` asks for every file and for fragments as well."""

    ownership: Ownership
    everything: dict[str, dict[int, Row]]
    say: Callable[[str], None]
    thorough: bool = True
    problems: list[str] = field(default_factory=list)
    refused: dict[Role, int] = field(default_factory=dict)
    asked: dict[Role, int] = field(default_factory=dict)

    @cached_property
    def map(self) -> Mapping[str, Address]:
        """Every address by its name."""
        return the_map()

    def probe(self, roles: Iterable[Role]) -> None:
        """Everybody asks for everything; what is answered that should not be is a problem."""
        if odd := undecided():
            self.problems += [f"{name}: nobody decided about this address" for name in odd]
            return
        for argument in sorted({name for url in RECORDS for name in self.map[url].arguments} - {*ARGUMENTS, *FIXED}):
            self.problems.append(f"{argument}: nobody said in ontzorg/isolation/pages.py what this number is of")
        if self.problems:
            return
        self._probe_stranger()
        for role in roles:
            if role not in SYSTEM_ROLES:
                self.say(f"{role.value}: {len(self.map)} addresses")
                self._probe_role(role)

    def _probe_stranger(self) -> None:
        client, marks = browser(None), marks_for(None, self.ownership, self.everything)
        for name in RECORDS:
            for url in self._of_file(self.map[name], self.ownership.world.files[0], None):
                self._ask(Role.VISITOR, client, name, url, marks, refuse=True)

    def _probe_role(self, role: Role) -> None:
        actor = self.ownership.world.actor(role)
        client = browser(None if role is Role.VISITOR else actor)
        marks = marks_for(actor, self.ownership, self.everything)
        for name in (*PAGES, *DIRECTORY, *(ACCOUNT if self.thorough else ()), *(set(OPEN) - LEAVES)):
            if not self.map[name].arguments:
                self._ask(role, client, name, self.map[name].url({}), marks, refuse=False)
        for name in RECORDS:
            address = self.map[name]
            for file in self._files():
                for url in self._of_file(address, file, actor):
                    self._ask(role, client, name, url, marks, refuse=True)
            for url in self._mixed(address, actor):
                self._ask(role, client, name, url, marks, refuse=True)

    def _files(self) -> tuple[File, ...]:
        files = self.ownership.world.files
        return files if self.thorough else files[1:2]  # the other employer's are asked for below, and by test_urls

    def _of_file(self, address: Address, file: File, actor: Actor | None) -> Iterator[str]:
        """The address with each record of a file that this person may not read, the other numbers of that file too."""
        leading = next(name for name in address.arguments if name in ARGUMENTS)
        rows = [row for row in self.rows(ARGUMENTS[leading], file) if not actor or not self.ownership.may(actor, row)]
        for row in rows if self.thorough else rows[:1]:
            others = {name: self._some(name, file) for name in address.arguments if name != leading}
            yield address.url({**others, leading: row.pk})

    def _mixed(self, address: Address, actor: Actor) -> Iterator[str]:
        """A file of one's own, with the number of somebody else's record in it."""
        numbers = [name for name in address.arguments if name in ARGUMENTS]
        if len(numbers) < 2:
            return
        own, other = self.ownership.world.files[0], self.ownership.world.files[3]
        values = {name: self._some(name, other) for name in address.arguments}
        yield address.url(values | {numbers[0]: self._some(numbers[0], own)})

    def rows(self, label: str, file: File) -> list[Row]:
        return [row for row in self.everything[label].values() if file in self.ownership.files_of(row)]

    def _some(self, name: str, file: File) -> Any:
        return FIXED[name][0] if name in FIXED else self.rows(ARGUMENTS[name], file)[0].pk

    def _ask(self, role: Role, client: Client, name: str, url: str, marks: Marks, *, refuse: bool) -> None:
        attempts = [("get", {}), ("post", {})] if refuse else [("get", {})]
        if self.thorough:
            attempts.append(("get", HTMX))
        for method, headers in attempts:
            answer = getattr(client, method)(url, **headers)
            self._judge(role, f"{method.upper()} {name}", url, answer, marks, refuse=refuse)

    def _judge(self, role: Role, what: str, url: str, answer: HttpResponse, marks: Marks, *, refuse: bool) -> None:
        self.asked[role] = self.asked.get(role, 0) + 1
        turned_away = answer.status_code in REFUSED or _is_sent_away(answer)
        self.refused[role] = self.refused.get(role, 0) + turned_away
        if refuse and not turned_away:
            self.problems.append(f"{role.value}: LEAK: {what} answered {answer.status_code} on somebody else's {url}")
        if answer.status_code >= 500 and url != reverse("health"):  # which says so when a server is away
            self.problems.append(f"{role.value}: {what} answered {answer.status_code} on {url}")
        # The address itself may come back, for example as the page to return to.
        if found := marks.found_in(body_of(answer).replace(url, "")):
            self.problems.append(f"{role.value}: LEAK: {what} shows {', '.join(found)} on {url}")


def _is_sent_away(answer: HttpResponse) -> bool:
    """To the log-in page or the page on which a role is chosen; a fragment hears so in a header of its own."""
    target = answer.headers.get("HX-Redirect") or answer.headers.get("Location", "")
    return answer.status_code in (200, 302) and target.startswith((reverse("account_login"), reverse("choose_role")))
