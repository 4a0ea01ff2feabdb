"""The werknemersvisie in the browser: written, confirmed, shared, read by each role, and taken to a talk."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import AuditEvent, Draft, WordingOverride
from accounts.terms import Role
from cases.models import AbsenceCase, EmployeeVision, VisionAnswer
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, report
from tests.factories.visions import ANSWERS, write, write_together

STRANGERS = ["bert", "ina", "eva", "finn", "gijs", "hans", "loes"]
TYPED = {"still_can": "Inpakken", "goal": "Drie ochtenden werken", "still_can__employer": "on"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-03T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


@pytest.fixture
def carla(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.carla)


def at(name: str, case: AbsenceCase, *more: object) -> str:
    return reverse(f"cases:{name}", args=[case.pk, *more])


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def words(answer: Any) -> str:
    return " ".join(soup(answer).get_text(" ").split())


def kept(cast: Cast) -> dict[str, list[str]]:
    with acting_as(cast.carla):
        newest = EmployeeVision.objects.latest("pk")
        return {one.key: one.shown_to for one in VisionAnswer.objects.filter(vision=newest)}


def test_from_the_form_to_what_the_employer_reads(
    cast: Cast, case: AbsenceCase, carla: Client, as_actor: AsActor
) -> None:
    assert carla.post(at("write_vision", case), TYPED).status_code == 303
    assert kept(cast) == {"still_can": ["employee", "employer"], "goal": ["employee"]}
    anna = as_actor(cast.anna)
    assert at("vision", case) in anna.get(at("detail", case)).content.decode()
    page = words(anna.get(at("vision", case)))
    assert "Inpakken" in page
    assert "Drie ochtenden" not in page
    assert "Wie mag dit ook lezen?" not in page


def test_switches_are_off_until_somebody_sets_them(carla: Client, case: AbsenceCase) -> None:
    page = soup(carla.get(at("write_vision", case)))
    boxes = page.select("input[type=checkbox]")
    assert len(boxes) == 33
    assert not [box for box in boxes if box.has_attr("checked")]
    assert "Alleen u, en bij elk antwoord wie u aankruist." in page.get_text()


def test_next_version_begins_with_the_last(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    write(cast.carla, case)
    page = soup(carla.get(at("write_vision", case)))
    assert page.find("textarea", {"name": "goal"}).get_text().strip() == ANSWERS["goal"]
    assert page.find("input", {"name": "helps__bedrijfsarts"}).has_attr("checked")
    assert not page.find("input", {"name": "goal__employer"}).has_attr("checked")


def test_draft_comes_back_with_its_switches_and_goes_when_sent(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    write(cast.carla, case)
    carla.post(reverse("accounts:draft", args=["employee_vision", case.pk]), TYPED)
    page = soup(carla.get(at("write_vision", case)))
    assert page.find("textarea", {"name": "still_can"}).get_text().strip() == "Inpakken"
    assert page.find("input", {"name": "still_can__employer"}).has_attr("checked")
    assert not page.find("input", {"name": "helps__bedrijfsarts"}).has_attr("checked")
    carla.post(at("write_vision", case), TYPED)
    with acting_as(cast.carla):
        assert not Draft.objects.exists()


def test_health_words_are_marked_and_may_be_kept_with_a_reason(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    typed = TYPED | {"helps": "Na mijn burn-out wil ik rust"}
    answer = carla.post(at("write_vision", case), typed)
    assert answer.status_code == 422
    page = soup(answer)
    assert "burn-out" in page.find("textarea", {"name": "helps"}).get_text()
    assert page.find("input", {"name": "still_can__employer"}).has_attr("checked")
    seen = page.find("input", {"name": "wording_seen"})["value"]
    sent = carla.post(at("write_vision", case), typed | {"wording_seen": seen, "wording_reason": "work"})
    assert sent.status_code == 303
    with acting_as(cast.carla):
        assert WordingOverride.objects.get().field == "helps"


def test_nothing_filled_in_is_said_on_the_form(case: AbsenceCase, carla: Client) -> None:
    answer = carla.post(at("write_vision", case), {"goal": " "})
    assert answer.status_code == 422
    assert "Beantwoord ten minste een vraag." in words(answer)


def test_ontzorgmanager_writes_and_the_employee_confirms(
    cast: Cast, case: AbsenceCase, carla: Client, as_actor: AsActor
) -> None:
    noor = as_actor(cast.noor)
    page = soup(noor.get(at("write_vision", case)))
    assert page.select("input[type=checkbox]") == []
    noor.post(at("write_vision", case), TYPED)
    with acting_as(cast.carla):
        made = EmployeeVision.objects.get()
    start = carla.get(reverse("start")).content.decode()
    assert at("confirm_vision", case, made.pk) in start
    page = soup(carla.get(at("confirm_vision", case, made.pk)))
    assert "door Noor de Wit (Ontzorgmanager), samen met u" in " ".join(page.get_text().split())
    assert page.find("input", {"name": "goal__ontzorgmanager"}).has_attr("checked")
    assert not page.find("input", {"name": "goal__employer"}).has_attr("checked")
    carla.post(at("confirm_vision", case, made.pk), {"goal__employer": "on"})
    assert kept(cast) == {"still_can": ["employee"], "goal": ["employee", "employer"]}
    assert at("confirm_vision", case, made.pk) not in carla.get(reverse("start")).content.decode()
    answer = carla.get(at("confirm_vision", case, made.pk), follow=True)
    assert answer.redirect_chain == [(at("vision", case), 303)]
    assert "Deze versie wacht niet meer op u." in answer.content.decode()


def test_what_an_earlier_version_answered_is_not_lost_by_confirming(
    cast: Cast, case: AbsenceCase, carla: Client
) -> None:
    write(cast.carla, case)
    made = write_together(cast.noor, case, {"goal": "Vier ochtenden"})
    assert "blijven daar staan" in words(carla.get(at("confirm_vision", case, made.pk)))
    page = soup(carla.get(at("write_vision", case)))
    assert page.find("textarea", {"name": "goal"}).get_text().strip() == "Vier ochtenden"
    assert page.find("textarea", {"name": "helps"}).get_text().strip() == ANSWERS["helps"]


def test_switches_can_be_changed_later(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    made = write(cast.carla, case)
    carla.post(at("share_vision", case, made.pk), {"goal__bedrijfsarts": "on"})
    assert kept(cast) == {"still_can": ["employee"], "helps": ["employee"], "goal": ["employee", "bedrijfsarts"]}


def test_older_version_is_there_for_the_employee_only(
    cast: Cast, case: AbsenceCase, carla: Client, as_actor: AsActor
) -> None:
    first = write(cast.carla, case)
    url = at("vision_version", case, first.pk)
    assert ANSWERS["still_can"] in words(as_actor(cast.anna).get(url))
    write(cast.carla, case, {"goal": "Anders"}, {"goal": {Role.EMPLOYER}})
    page = carla.get(at("vision", case)).content.decode()
    assert url in page
    assert "Oudere versies leest alleen u." in page
    assert ANSWERS["helps"] in words(carla.get(url))
    for name in ("anna", "noor", "daan"):
        assert as_actor(getattr(cast, name)).get(url).status_code == 404


@pytest.mark.parametrize(("who", "reads"), [("anna", "still_can"), ("noor", "still_can"), ("daan", "helps")])
def test_each_role_reads_its_own_part(cast: Cast, case: AbsenceCase, as_actor: AsActor, who: str, reads: str) -> None:
    write(cast.carla, case)
    client = as_actor(getattr(cast, who))
    page = words(client.get(at("vision", case)))
    assert {key for key, text in ANSWERS.items() if text in page} == {reads}
    with acting_as(cast.carla):
        opened = AuditEvent.objects.visible_to(cast.carla).filter(action="read_vision")
        assert [one.role for one in opened] == [getattr(cast, who).role.value]


def test_delegate_reads_what_the_bedrijfsarts_reads(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    write(cast.carla, case)
    page = words(as_actor(delegate_of(cast.daan_profile)).get(at("vision", case)))
    assert {key for key, text in ANSWERS.items() if text in page} == {"helps"}


@pytest.mark.parametrize("who", ["anna", "daan"])
def test_file_says_nothing_of_it_while_nothing_is_shared(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, who: str
) -> None:
    write(cast.carla, case, shared={})
    client = as_actor(getattr(cast, who))
    assert at("vision", case) not in client.get(at("detail", case)).content.decode()
    assert "deelt nu niets met u" in words(client.get(at("vision", case)))


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_finds_anything(cast: Cast, case: AbsenceCase, as_actor: AsActor, who: str) -> None:
    made, client = write(cast.carla, case), as_actor(getattr(cast, who))
    for url in (
        at("vision", case),
        at("write_vision", case),
        at("vision_version", case, made.pk),
        at("prepare_talk", case, "werkgever"),
        reverse("documents:preparation", args=[case.pk, "werkgever"]),
    ):
        assert client.get(url).status_code in (403, 404), url
    for name in ("confirm_vision", "share_vision"):
        assert client.post(at(name, case, made.pk)).status_code in (403, 404)


def test_self_guided_file_has_no_switch_question_or_talk_for_an_ontzorgmanager(
    cast: Cast, case: AbsenceCase, carla: Client
) -> None:
    with acting_as(cast.anna):
        AbsenceCase.objects.filter(pk=case.pk).update(insurer_manages=False, ontzorgmanager=None, assigned_on=None)
    page = carla.get(at("write_vision", case))
    assert len(soup(page).select("input[type=checkbox]")) == 18
    assert "Ontzorgmanager" not in words(page)
    assert carla.get(at("prepare_talk", case, "ontzorgmanager")).status_code == 404
    assert carla.post(at("write_vision", case), TYPED).status_code == 303


def test_sheet_divides_what_the_other_reads_from_what_is_ones_own(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    write(cast.carla, case)
    page = soup(carla.get(at("prepare_talk", case, "bedrijfsarts")))
    panels = {panel.h2.get_text(): panel.get_text(" ") for panel in page.select("section.panel") if panel.h2}
    assert ANSWERS["helps"] in panels["Dit leest de bedrijfsarts ook"]
    assert ANSWERS["still_can"] in panels["Dit leest de bedrijfsarts niet"]
    assert "Plan van aanpak" in panels["Wat komt er aan?"] or "uiterlijk" in panels["Wat komt er aan?"]


def test_own_questions_are_kept_without_a_script_and_for_nobody_else(
    cast: Cast, case: AbsenceCase, carla: Client
) -> None:
    url = at("prepare_talk", case, "werkgever")
    assert carla.post(url, {"questions": "Mag ik later beginnen?"}).status_code == 303
    assert "Mag ik later beginnen?" in carla.get(url).content.decode()
    assert "Mag ik later beginnen?" not in carla.get(at("prepare_talk", case, "bedrijfsarts")).content.decode()
    with acting_as(cast.anna):
        assert not Draft.objects.exists()


def test_pdf_is_an_attachment_that_leaves_a_trace(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    write(cast.carla, case)
    answer = carla.get(reverse("documents:preparation", args=[case.pk, "werkgever"]))
    assert answer["Content-Disposition"] == f'attachment; filename="gesprek-{case.number}-2026-02-03.pdf"'
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert "no-store" in answer["Cache-Control"]
    with acting_as(cast.carla):
        assert AuditEvent.objects.visible_to(cast.carla).filter(action="read_vision").count() == 1


@pytest.mark.parametrize("extra", [0, 2])
def test_queries_do_not_grow_with_answers_or_versions(
    cast: Cast, case: AbsenceCase, carla: Client, extra: int, django_assert_num_queries: Any
) -> None:
    some = dict(list(ANSWERS.items())[: 1 + extra])
    for _ in range(1 + extra):
        write(cast.carla, case, some, {"still_can": {Role.EMPLOYER}})
    carla.get(at("vision", case))
    with django_assert_num_queries(25):
        carla.get(at("vision", case))
    with django_assert_num_queries(26):
        carla.get(at("write_vision", case))
    with django_assert_num_queries(36):
        write(cast.carla, case, some, {"still_can": {Role.EMPLOYER}})
