"""What a page answers when something does not go: the right status, a Dutch page, and nothing half done."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.urls import reverse
from django_fsm import TransitionNotAllowed
from rest_framework.exceptions import ParseError

from accounts.actor import acting_as
from accounts.models import AuditEvent, Draft
from accounts.operation import NotNow
from ontzorg.errors import NOT_NOW, api_error
from tests.cast import Cast
from tests.conftest import AsActor
from tests.ontzorg.failing_urls import FAILURES

PAGES = {
    "onzichtbaar": (404, "Niet gevonden"),
    "verboden": (403, ""),
    "nu-niet": (409, "De 104 weken van dit dossier zijn nog niet voorbij."),
    "verouderd": (409, "Iemand anders was u voor."),
    "overgang": (409, NOT_NOW),
    "stuk": (500, ""),
    "storing": (503, "Wat u invulde is niet verloren."),
}


@pytest.mark.urls("tests.ontzorg.failing_urls")
@pytest.mark.parametrize("name", FAILURES)
def test_failing_page_says_so_and_leaves_nothing_behind(cast: Cast, as_actor: AsActor, name: str) -> None:
    client = as_actor(cast.anna)
    client.raise_request_exception = False
    answer = client.post(f"/test/faalt/{name}/", {"vision": "Wat ik typte"})
    status, text = PAGES[name]
    body = answer.content.decode()
    assert answer.status_code == status
    assert text in body
    assert '<html lang="nl"' in body
    assert "Mevrouw Bos" not in body
    with acting_as(cast.anna):
        assert not Draft.objects.exists()
        assert not AuditEvent.objects.exclude(result="denied").exists()


@pytest.mark.urls("tests.ontzorg.failing_urls")
@pytest.mark.parametrize("name", ["onzichtbaar", "verboden", "nu-niet", "verouderd"])
def test_refusal_gives_back_the_sentences_and_nothing_else_that_was_sent(
    cast: Cast, as_actor: AsActor, name: str
) -> None:
    sent = {"vision": "Wat ik typte\nis lang", "day": "2026-01-05", "choice": "yes", "password": "mijn geheime woord"}
    client, url = as_actor(cast.anna), f"/test/faalt/{name}/"
    given = client.post(url, sent | {"again": "Wat ik typte\nis lang"})
    boxes = BeautifulSoup(given.content, "html.parser").select("textarea[readonly]")
    assert [box.get_text() for box in boxes] == ["\nWat ik typte\nis lang"]
    assert given["Cache-Control"] == "private, no-store"
    assert "geheime" not in given.content.decode()
    assert "2026-01-05" not in given.content.decode()
    assert "Wat u typte" not in client.get(url).content.decode()
    part = client.post(url, sent, headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Retarget"]) == (200, "body")


def test_address_of_a_button_that_is_opened_says_what_to_do(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.desk)
    opened = client.get(reverse("cases:accept", args=[1]))
    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert "Dit adres hoort bij een knop" in opened.content.decode()
    assert "er hoort een knop bij" in opened.content.decode()
    sent = client.post(reverse("figures:list"), {"q": "Bos"})
    assert (sent.status_code, "GET" in sent["Allow"]) == (405, True)
    assert "kan niets worden verstuurd" in sent.content.decode()
    answer = client.delete(reverse("cases_api:cases"))
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/json")


@pytest.mark.django_db(transaction=True)
def test_database_that_is_away_gets_a_page_that_keeps_what_was_typed(
    cast: Cast, as_actor: AsActor, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection really fails: nobody listens where it points to."""
    client = as_actor(cast.anna)
    client.raise_request_exception = False
    host = connection.settings_dict["HOST"]
    url = reverse("cases:report_employee", args=[cast.carla_file.pk])
    typed = {"contact_phone": "06 98765432", "csrfmiddlewaretoken": "oud", "password": "geheim"}
    connection.close()
    connection.settings_dict["HOST"] = "/nergens"
    try:
        with caplog.at_level(logging.ERROR):
            answer = client.post(url, typed)
    finally:
        connection.close()
        connection.settings_dict["HOST"] = host
    body = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert 'value="06 98765432"' in body
    assert f'action="{url}"' in body
    assert "geheim" not in body
    assert 'value="oud"' not in body
    assert "06 98765432" not in caplog.text


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ObjectDoesNotExist("Mevrouw Bos"), 404, "Niet gevonden."),
        (Http404("Mevrouw Bos"), 404, "Niet gevonden."),
        (PermissionDenied("Mevrouw Bos"), 403, "Dit mag u in deze rol niet doen."),
        (NotNow("Nu niet."), 409, "Nu niet."),
        (TransitionNotAllowed("Mevrouw Bos"), 409, NOT_NOW),
        (ValidationError({"first": ["Kies een dag."]}), 422, {"first": ["Kies een dag."]}),
        (ValidationError("Kies een dag."), 422, ["Kies een dag."]),
    ],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.django_db
def test_json_gets_the_same_answers(error: Exception, status: int, said: object) -> None:
    answer = api_error(error, {})
    assert answer is not None
    assert (answer.status_code, answer.data) == (status, {"fout": said})


@pytest.mark.django_db
def test_json_leaves_other_errors_to_the_framework() -> None:
    answer = api_error(ParseError(), {})
    assert answer is not None
    assert answer.status_code == 400
    assert api_error(RuntimeError(), {}) is None
