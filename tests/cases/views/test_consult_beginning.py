"""A talk that the bedrijfsarts begins himself, in the browser: its reason, its question, and what the employee says."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import Draft, WordingOverride
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest
from tests.access.world import File, delegate_of, self_guided
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, report
from tests.factories.consults import ON, ask, plan, react, record

SLOT = {"day": "2026-02-09", "begins": "9:00", "ends": "9:30", "how": "visit", "place": "Kade 4"}
ABOUT = {"reason": "follow_up", "question": "Hoe gaan de eerste uren?"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def at(name: str, case: AbsenceCase, *more: object) -> str:
    return reverse(f"consults:{name}", args=[case.pk, *more])


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def only_question(cast: Cast) -> ConsultRequest:
    with acting_as(cast.carla):
        found: ConsultRequest = ConsultRequest.objects.get()
    return found


def test_doctor_says_why_and_the_employee_reads_it(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    daan, slot = as_actor(cast.daan), SLOT | {"host": f"{cast.daan.user_id}"}
    assert "Zelf een gesprek plannen" in words(daan.get(at("overview", case)))
    refused = daan.post(at("begin", case), slot)
    assert refused.status_code == 422
    for missing in ("Kies waarom u dit gesprek wilt.", "Schrijf op waar het gesprek over gaat."):
        assert missing in words(refused)
    assert "Kade 4" in refused.content.decode()
    assert daan.post(at("begin", case), slot | ABOUT).status_code == 303
    page = words(as_actor(cast.carla).get(at("overview", case)))
    for part in ("Lees waar het over gaat", ABOUT["question"], "Vervolg op een eerder gesprek", "Lezen en reageren"):
        assert part in page
    for actor in (cast.anna, cast.noor, cast.bert):
        page = words(as_actor(actor).get(at("overview", case)))
        assert "9 februari 2026" in page
        assert ABOUT["question"] not in page


def test_employee_answers_and_the_doctor_reads_it(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    plan(cast.daan, case, cast.daan)
    carla, asked = as_actor(cast.carla), only_question(cast)
    page = words(carla.get(at("react", case, asked.pk)))
    assert ("Waar het gesprek over gaat" in page, "Gaat zij toch door" in page) == (True, False)
    said = {"reaction": "read", "own_words": "Graag ook over de vroege dienst."}
    page = words(carla.post(at("react", case, asked.pk), said, follow=True))
    assert "De bedrijfsarts leest uw woorden." in page
    assert "Lezen en reageren" not in page
    assert "Graag ook over de vroege dienst." in words(as_actor(cast.daan).get(at("overview", case)))


def test_doctor_goes_on_from_a_talk_to_the_advice(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    one = plan(cast.daan, case, cast.daan, day=ON)
    daan, way = as_actor(cast.daan), reverse("ledger:give", args=[case.pk])
    assert way not in daan.get(at("overview", case)).content.decode()
    page = daan.post(at("outcome", case, one.pk), {"held": "yes", "why": ""}, follow=True)
    assert "Vastgelegd hoe het gesprek ging." in words(page)
    assert way in page.content.decode()
    for actor in (cast.bert, cast.carla, cast.noor):
        assert way not in as_actor(actor).get(at("overview", case)).content.decode()


def test_own_talk_of_the_employee_has_no_question(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    daan, own = as_actor(cast.daan), SLOT | {"host": f"{cast.daan.user_id}", "private": "on"}
    refused = daan.post(at("begin", case), own | ABOUT)
    assert (refused.status_code, "Haal de vraag weg, of haal dit vinkje weg." in words(refused)) == (422, True)
    assert ABOUT["question"] in refused.content.decode()
    assert daan.post(at("begin", case), own | {"reason": "follow_up"}).status_code == 303
    with acting_as(cast.carla):
        made = ConsultAppointment.objects.get()
    assert (made.private, made.request_id) == (True, None)
    assert "9 februari" not in words(as_actor(cast.noor).get(at("overview", case)))


def test_what_was_typed_stays_as_a_draft_and_is_guarded(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    daan, slot = as_actor(cast.daan), SLOT | {"host": f"{cast.daan.user_id}"}
    daan.post(reverse("accounts:draft", args=["plan_consult", case.pk]), {**ABOUT, "place": "Lange Kade"})
    page = daan.get(at("begin", case)).content.decode()
    assert (ABOUT["question"] in page, "Lange Kade" in page) == (True, True)
    marked = slot | ABOUT | {"question": "Hoe gaat het met de depressie?"}
    refused = daan.post(at("begin", case), marked)
    assert refused.status_code == 422
    seen = BeautifulSoup(refused.content, "html.parser").select_one("[name=wording_seen]")
    assert seen is not None
    kept = marked | {"wording_reason": "name", "wording_seen": seen["value"]}
    assert daan.post(at("begin", case), kept).status_code == 303
    with acting_as(cast.daan):
        assert WordingOverride.objects.get().form == "plan_consult"
        assert not Draft.objects.filter(form="plan_consult").exists()


def test_employer_who_guides_himself_withdraws_a_sent_question(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    own = self_guided(File(cast.carla_file, cast.anna, cast.daan, cast.bert, cast.noor, case))
    sent = react(cast.carla, ask(cast.anna, own))
    anna = as_actor(cast.anna)
    page = anna.get(at("overview", own))
    for part in ("Er is nog geen dag", "Nog te plannen", "Vraag intrekken"):
        assert part in words(page)
    form = BeautifulSoup(page.content, "html.parser").select_one(f'form[action="{at("withdraw", own, sent.pk)}"]')
    assert form is not None
    fields = {one["name"]: one["value"] for one in form.select("input[name]")}
    assert "De vraag is ingetrokken." in words(anna.post(form["action"], fields, follow=True))


def test_each_reads_whether_the_doctor_stands_behind_what_a_delegate_said(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    delegate = delegate_of(cast.daan_profile)
    record(delegate, plan(delegate, case, delegate))
    before, after = "nog niet bevestigd door bedrijfsarts Daan", "op 9 februari 2026 bevestigd door bedrijfsarts Daan"
    with time_machine.travel("2026-02-09T10:00:00+01:00", tick=False):
        for actor in (cast.carla, cast.noor, cast.bert, delegate):
            assert before in words(as_actor(actor).get(at("overview", case)))
        daan = as_actor(cast.daan)
        page = daan.get(reverse("start"))
        assert "Gesprek van 9 februari 2026, 9.00–9.30 uur: niet doorgegaan." in words(page)
        form = BeautifulSoup(page.content, "html.parser").select_one("form.to-confirm")
        assert form is not None
        seen = [one["value"] for one in form.select("[name=seen]")]
        assert "U heeft bevestigd wat in dossier" in words(daan.post(form["action"], {"seen": seen}, follow=True))
        assert "intussen gewijzigd of ingetrokken" in words(daan.post(form["action"], {"seen": seen}, follow=True))
        for actor in (cast.carla, cast.noor, cast.bert, delegate):
            assert after in words(as_actor(actor).get(at("overview", case)))
    assert "in taakdelegatie" not in words(as_actor(cast.anna).get(at("overview", case)))
