"""The medical reports of a provider in the browser: written, put right, read, and for others not there."""

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from accounts.actor import acting_as, system
from accounts.terms import Role
from documents import operations
from documents.models import TreatmentReport
from interventions.operations import withdraw_intervention
from tests.conftest import AsActor
from tests.documents.arrange import AT
from tests.factories import interventions as make
from tests.interventions.conftest import Help, story

__all__ = ["story"]

QUERIES = 25
FIRST = {"sort": "intake", "text": "Intake gedaan, spanning is minder."}


def text(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


@pytest.fixture
def asked(story: Help) -> Any:
    return make.accepted(story.helper, story.order())


@pytest.fixture
def url(asked: Any) -> str:
    return reverse("documents:treatments", args=[asked.pk])


@pytest.fixture
def client(story: Help, as_actor: AsActor) -> Client:
    return as_actor(story.helper)


def test_provider_writes_and_puts_right(story: Help, asked: Any, url: str, client: Client) -> None:
    assert f'"{url}"' in client.get(reverse("interventions:assignment", args=[asked.pk])).content.decode()
    assert "Er is nog geen medisch verslag" in text(client.get(url))
    answer = client.post(url, FIRST)
    assert (answer.status_code, answer["Location"]) == (303, url)
    assert FIRST["text"] in text(client.get(url))
    with acting_as(story.helper):
        made = TreatmentReport.objects.get()
    again = reverse("documents:correct_treatment", args=[asked.pk, made.pk])
    assert FIRST["text"] in text(client.get(again))
    assert client.post(again, FIRST | {"text": "Intake gedaan, slaapt beter."}).status_code == 303
    page = text(client.get(url))
    assert "slaapt beter" in page
    assert "Eerdere versie" in page


def test_second_page_keeps_what_was_typed_beside_what_stands_there(asked: Any, url: str, client: Client) -> None:
    client.post(url, FIRST)
    first = _newest()
    again = reverse("documents:correct_treatment", args=[asked.pk, first])
    client.post(again, FIRST | {"text": "De ander was eerst."})
    late = client.post(again, FIRST | {"text": "Getypt op de tweede pagina."})
    assert late.status_code == 409
    form = BeautifulSoup(late.content, "html.parser").select_one("form[action*=medisch]")
    assert form is not None
    assert "Getypt op de tweede pagina." in form.get_text()
    assert "De ander was eerst." in text(late)
    assert client.post(str(form["action"]), FIRST | {"text": "Getypt op de tweede pagina."}).status_code == 303
    assert client.get(again)["Location"].endswith(f"/{_newest()}/")


def _newest() -> int:
    with acting_as(system(Role.PURGER)):
        return TreatmentReport.objects.latest("pk").pk


def test_empty_form_says_what_to_do_and_keeps_the_text(url: str, client: Client) -> None:
    answer = client.post(url, {"text": "Blijft staan."})
    assert answer.status_code == 422
    assert "Kies wat voor verslag het is." in text(answer)
    assert "Blijft staan." in text(answer)


def test_before_it_was_taken_on_there_is_no_form(story: Help, client: Client) -> None:
    waiting = story.order()
    page = client.get(reverse("documents:treatments", args=[waiting.pk]))
    assert "pas als u de opdracht heeft aangenomen" in text(page)
    assert b"<textarea" not in page.content
    assert b"medisch" not in client.get(reverse("interventions:assignment", args=[waiting.pk])).content


def test_what_was_typed_stays_when_the_assignment_was_withdrawn_meanwhile(
    story: Help, asked: Any, url: str, client: Client
) -> None:
    withdraw_intervention(actor=story.cast.noor, intervention=asked, today=story.today)
    answer = client.post(url, FIRST)
    assert answer.status_code == 409
    assert FIRST["text"] in text(answer)
    assert "gaat niet door" in text(answer)


def test_doctor_and_employee_read_it_in_the_medical_file(
    story: Help, url: str, client: Client, as_actor: AsActor
) -> None:
    client.post(url, FIRST)
    there = reverse("documents:vault", args=[story.case.pk])
    for actor in (story.cast.daan, story.cast.carla):
        theirs = as_actor(actor)
        page = text(theirs.get(there))
        assert "Verslagen van dienstverleners" in page
        assert FIRST["text"] in page
        copy = theirs.get(reverse("documents:vault_copy", args=[story.case.pk]))
        reader = PdfReader(io.BytesIO(b"".join(copy.streaming_content)))
        assert "spanning is minder" in " ".join(" ".join(one.extract_text().split()) for one in reader.pages)
        assert theirs.get(url).status_code == 404
    for actor in (story.cast.noor, story.cast.anna, story.cast.ina, story.cast.bert):
        theirs = as_actor(actor)
        assert theirs.get(there).status_code == theirs.get(url).status_code == 404
        assert FIRST["text"] not in text(theirs.get(reverse("cases:detail", args=[story.case.pk])))


def test_another_provider_finds_no_page(url: str, client: Client, as_actor: AsActor) -> None:
    client.post(url, FIRST)
    other = as_actor(make.make_helper(make.make_provider("Praktijk Elders")))
    assert other.get(url).status_code == other.post(url, FIRST).status_code == 404


def test_report_of_a_colleague_is_not_put_right_and_what_was_typed_can_be_sent_as_an_own_one(
    story: Help, asked: Any, url: str, client: Client, as_actor: AsActor
) -> None:
    client.post(url, FIRST)
    again = reverse("documents:correct_treatment", args=[asked.pk, _newest()])
    colleague = as_actor(make.make_helper(story.provider, "Collega"))
    assert colleague.get(again)["Location"] == url
    assert "van een collega" in text(colleague.get(url))
    answer = colleague.post(again, FIRST | {"text": "Getypt door de collega."})
    assert answer.status_code == 409
    form = BeautifulSoup(answer.content, "html.parser").select_one("form[action*=medisch]")
    assert form is not None
    assert form["action"] == url
    assert "Getypt door de collega." in form.get_text()
    assert colleague.post(url, FIRST | {"text": "Getypt door de collega."}).status_code == 303
    assert "Getypt door de collega." in text(client.get(url))


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_the_same_for_one_and_for_three(
    story: Help, asked: Any, url: str, client: Client, count: int
) -> None:
    for number in range(count):
        said = {"sort": "intake", "text": f"Tekst {number}", "at": AT}
        operations.report_treatment(actor=story.helper, intervention=asked, **said)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert len(queries) == QUERIES
