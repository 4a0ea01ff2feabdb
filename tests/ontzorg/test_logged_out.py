"""What somebody typed outlives the session in which it was typed."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.cast import Cast
from tests.conftest import logged_in

TYPED = {"remarks": "Rustig beginnen", "days": ["ma", "wo"]}


def kept(body: bytes) -> list[tuple[str, str]]:
    form = BeautifulSoup(body, "html.parser").select_one("form[data-fresh-token]")
    assert form is not None
    return [(str(one["name"]), str(one["value"])) for one in form.select("input[type=hidden]")]


@pytest.mark.django_db
def test_form_sent_after_the_session_ended_is_kept() -> None:
    answer = Client().post("/dossiers/7/herstel/", TYPED | {"password": "geheim"})
    assert answer.status_code == 403
    [token, *words] = kept(answer.content)
    assert words == [("remarks", "Rustig beginnen"), ("days", "ma"), ("days", "wo")]
    assert token[0] == "csrfmiddlewaretoken"
    assert 'action="/dossiers/7/herstel/"' in answer.content.decode()
    assert "geheim" not in answer.content.decode()


@pytest.mark.django_db
def test_part_of_a_page_becomes_the_whole_page_that_keeps_it() -> None:
    answer = Client().post("/dossiers/7/herstel/", TYPED, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (200, "body", "innerHTML")
    assert ("remarks", "Rustig beginnen") in kept(answer.content)


@pytest.mark.django_db
def test_reading_goes_to_the_log_in_and_back() -> None:
    assert Client().get("/dossiers/7/")["Location"] == f"{reverse('account_login')}?next=/dossiers/7/"
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/dossiers/?fase=week-13"}
    part = Client().get("/dossiers/", headers=headers)
    assert part["HX-Redirect"] == f"{reverse('account_login')}?next=/dossiers/%3Ffase%3Dweek-13"


@pytest.mark.django_db
def test_draft_stays_in_the_browser() -> None:
    answer = Client().post("/concept/vision/1/", TYPED)
    assert (answer.status_code, answer.json()) == (403, {"fout": "Log eerst in."})


def anna(cast: Cast) -> User:
    found: User = cast.user(cast.anna)
    return found


def strict(user: User) -> Client:
    client = logged_in(user)
    client.handler.enforce_csrf_checks = True
    return client


@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_form_of_an_older_page_is_kept_when_it_is_ours(cast: Cast, header: str) -> None:
    answer = strict(anna(cast)).post("/concept/vision/1/", TYPED, headers={header: "http://testserver"})
    assert answer.status_code == 403
    assert ("remarks", "Rustig beginnen") in kept(answer.content)


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elders.example"}, {"Origin": "null"}])
def test_form_of_another_site_is_not_offered_again(cast: Cast, headers: dict[str, str]) -> None:
    answer = strict(anna(cast)).post("/concept/vision/1/", TYPED, headers=headers)
    assert answer.status_code == 403
    assert "Rustig beginnen" not in answer.content.decode()
    assert "niet verstuurd" in answer.content.decode()
