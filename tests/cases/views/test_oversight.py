"""The privacy officer sees who did what and what was kept; no word of it, no file, and nobody who is sick."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts import operations as accounts
from accounts.actor import Actor, acting_as
from accounts.guarded import GuardedForm
from accounts.models import AuditEvent, WordingOverride
from accounts.terms import Role
from accounts.visible import Visible, visible_all
from accounts.wording.kept import Kept, Reason
from accounts.wording.words import Kind
from cases import operations as cases
from cases.models import AbsenceCase
from cases.oversight import KINDS, PLACES, UNNAMED
from employers.acting import actor_for
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, report
from tests.factories.employers import make_membership, make_user

LOG, TEXTS, HOLDS = "/toezicht/logboek/", "/toezicht/teksten/", "/toezicht/langer-bewaard/"
SICK = ("Carla", "Bos")


@pytest.fixture
def petra(db: None) -> Actor:
    """The privacy officer."""
    return actor_for(make_membership(make_user("Petra Privacy"), Role.PRIVACY_OFFICER))


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    """Carla's file, opened twice by her employer and once by herself; and kept as evidence."""
    made = assign(cast, report(cast.anna, cast.carla_file), on=day(8))
    for actor in (cast.anna, cast.anna, cast.carla):
        cases.read_case(actor=actor, case=made)
    cases.hold_file(actor=cast.noor, case=made, ground="dispute", today=day(9))
    for actor, kind, reason in ((cast.anna, Kind.CARE, Reason.WORK), (cast.carla, Kind.DIAGNOSIS, Reason.NAME)):
        kept = Kept("vision", (kind,), 1, reason)
        accounts.keep_wording(actor=actor, form="vision", about_id=made.pk, case_id=made.pk, kept=kept)
    return made


def page(as_actor: AsActor, actor: Actor, url: str, **asked: Any) -> str:
    answer = as_actor(actor).get(url, asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_log_says_who_did_what_and_names_nobody_who_is_sick(
    cast: Cast, petra: Actor, case: AbsenceCase, as_actor: AsActor
) -> None:
    body = page(as_actor, petra, LOG)
    assert "<strong>Anna Smit</strong>" in body
    assert "Werkgever, Bakkerij De Korenaar" in body
    assert "dossier openen (2 keer)" in body
    assert UNNAMED in body
    assert [word for word in (*SICK, case.number) if word in body] == []


def test_log_shows_what_was_refused(cast: Cast, petra: Actor, case: AbsenceCase, as_actor: AsActor) -> None:
    assert as_actor(cast.bert).get(reverse("cases:assign", args=[case.pk])).status_code == 403
    body = page(as_actor, petra, LOG, uitkomst="denied")
    assert "Ontzorgmanager toewijzen" in body
    assert "Geweigerd" in body
    assert "dossier openen" not in body


def test_log_of_one_file_is_of_that_file_and_the_employee_sees_that_it_was_looked_at(
    cast: Cast, petra: Actor, case: AbsenceCase, as_actor: AsActor
) -> None:
    report(cast.eva, cast.finn_file)
    body = page(as_actor, petra, LOG, dossier=case.number)
    assert "<strong>Anna Smit</strong>" in body
    assert "Eva Dam" not in body
    with acting_as(cast.carla):
        seen = AuditEvent.objects.visible_to(cast.carla).filter(case_id=case.pk, actor_id=petra.user_id)
        assert [event.action for event in seen] == ["oversee"]
    assert "Petra Privacy" in page(as_actor, cast.carla, reverse("cases:looks", args=[case.pk]))


def test_year_is_a_part_of_the_number(petra: Actor, case: AbsenceCase, as_actor: AsActor) -> None:
    other = f"25{case.number[2:]}"
    assert "Niets gevonden" in page(as_actor, petra, LOG, dossier=other)
    with acting_as(petra):
        assert not AuditEvent.objects.filter(action="oversee", case_id=case.pk).exists()


def test_who_is_sick_has_no_name_for_this_reader_on_any_page(cast: Cast, petra: Actor, case: AbsenceCase) -> None:
    """The access table says it, so a page that shows the record itself cannot show the name either."""
    with acting_as(petra):
        events = visible_all(AuditEvent.objects.visible_to(petra), petra.role)
        texts = visible_all(WordingOverride.objects.visible_to(petra), petra.role)
        named = {event.role: event.actor and event.actor.name for event in events}
        by = {text.role: text.user and text.user.name for text in texts}
    assert (named["employer"], named["employee"]) == ("Anna Smit", None)
    assert by == {"employer": "Anna Smit", "employee": None}
    anybody = AuditEvent(role=Role.VISITOR, actor=cast.user(cast.carla), on_behalf_of=cast.user(cast.carla))
    seen = Visible(anybody, petra.role)
    assert (seen.actor, seen.on_behalf_of) == (None, None)
    # Of oneself everybody reads everything.
    assert Visible(AuditEvent(role=Role.EMPLOYEE, actor=cast.user(cast.carla)), Role.EMPLOYEE).actor.name == "Carla Bos"


@pytest.mark.parametrize("dossier", ["26-9999", "x", "26-" + "9" * 30, "1 OR 1=1"])
def test_number_of_no_file_finds_nothing(petra: Actor, case: AbsenceCase, as_actor: AsActor, dossier: str) -> None:
    assert "Niets gevonden" in page(as_actor, petra, LOG, dossier=dossier)


def test_log_begins_on_the_day_that_was_asked_for(petra: Actor, case: AbsenceCase, as_actor: AsActor) -> None:
    assert "Anna Smit" in page(as_actor, petra, LOG, sinds="2020-01-01", rol="employer")
    assert "Anna Smit" not in page(as_actor, petra, LOG, sinds="2020-01-01", rol="systeem")
    assert "Niets gevonden" in page(as_actor, petra, LOG, sinds=date(2999, 1, 1).isoformat())


def test_kept_texts_say_why_and_never_what(petra: Actor, case: AbsenceCase, as_actor: AsActor) -> None:
    body = page(as_actor, petra, TEXTS)
    for words in ("Anna Smit", "Plan van aanpak, visie", "behandeling of behandelaar (1 woord)", UNNAMED):
        assert words in body, words
    assert "Het woord hoort bij het werk of de functie" in body
    assert [word for word in (*SICK, case.number) if word in body] == []


def test_holds_say_who_and_why_and_not_whose(cast: Cast, petra: Actor, case: AbsenceCase, as_actor: AsActor) -> None:
    body = page(as_actor, petra, HOLDS)
    for words in ("Geschil tussen werkgever en werknemer", "Noor de Wit", "Loopt"):
        assert words in body, words
    assert [word for word in (*SICK, case.number) if word in body] == []


def test_start_counts_and_leads_on(petra: Actor, case: AbsenceCase, as_actor: AsActor) -> None:
    body = page(as_actor, petra, "/")
    for url in (f"{LOG}?uitkomst=denied", TEXTS, HOLDS, "/dossiers/bewaartermijnen/"):
        assert f'href="{url}"' in body, url


def _below(kind: type[GuardedForm]) -> Iterator[type[GuardedForm]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def test_every_checked_text_has_words(db: None) -> None:
    forms = list(_below(GuardedForm))
    assert forms
    named = {field for _, field in PLACES}
    assert sorted({name for form in forms for name in form.guarded} - named) == []
    assert set(KINDS) == set(Kind)
