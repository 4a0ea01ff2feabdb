"""What is most private asks first who it is: with the second factor, back to where one was, nothing lost."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.step_up import confirmed_first
from tests.cast import Cast
from tests.confirming import PASSWORD, SECRET, confirm, shown, with_app
from tests.conftest import AsActor
from tests.second_factor import codes


@require_POST
@confirmed_first()
def note(request: HttpRequest) -> HttpResponse:
    """A page to which something is sent, as medical pages will be."""
    return HttpResponse("bewaard: " + request.POST["remarks"])


@confirmed_first()
def read(request: HttpRequest) -> HttpResponse:
    """A page that is opened."""
    return HttpResponse("gelezen")


urlpatterns = [
    path("zeer-eigen/", note),
    path("zeer-eigen/lezen/", read),
    path("", include("ontzorg.urls")),
]


@pytest.fixture
def here(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.ontzorg.test_confirming"


@pytest.fixture
def carla(cast: Cast, as_actor: AsActor) -> Client:
    return with_app(cast.carla, as_actor)


@pytest.mark.parametrize(
    ("records", "opens"),
    [
        ([("mfa", 10)], True),
        ([("mfa", 290)], True),
        ([("mfa", 310)], False),
        ([("mfa", 3600), ("password", 1)], False),  # who has a second factor shows that one
        ([("mfa", 3600), ("socialaccount", 1)], False),
    ],
)
@pytest.mark.usefixtures("here")
def test_how_long_and_with_what(carla: Client, records: list[tuple[str, int]], opens: bool) -> None:
    assert shown(carla, *records).get("/zeer-eigen/lezen/").status_code == (200 if opens else 302)


@pytest.mark.usefixtures("here")
def test_password_page_is_closed_to_who_has_a_second_factor(carla: Client) -> None:
    answer = carla.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/zeer-eigen/lezen/"})
    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert carla.get("/zeer-eigen/lezen/").status_code == 302


@pytest.mark.usefixtures("here")
def test_a_sent_form_is_kept_until_it_can_be_sent_again(carla: Client) -> None:
    answer = carla.post("/zeer-eigen/", {"remarks": "Rustig beginnen", "password": "geheim"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 403
    form = page.select_one("form[data-fresh-token]")
    assert form is not None
    kept = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
    assert (form["action"], kept["remarks"], "password" in kept) == ("/zeer-eigen/", "Rustig beginnen", False)
    link = page.select_one("ol a")
    assert link is not None
    confirm(carla, str(link["href"]), codes(SECRET)[1])
    assert carla.post(str(form["action"]), kept).content.decode() == "bewaard: Rustig beginnen"


@pytest.mark.usefixtures("here")
def test_part_of_a_page_goes_there_as_a_whole(carla: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/dossiers/7/"}
    answer = carla.get("/zeer-eigen/lezen/", headers=headers)
    assert answer["HX-Redirect"] == f"{reverse('mfa_reauthenticate')}?next=%2Fdossiers%2F7%2F"


@pytest.mark.usefixtures("here")
def test_who_has_a_passkey_only_is_asked_for_that(cast: Cast, carla: Client) -> None:
    """Also somebody who comes through an organisation and has no password here."""
    Authenticator.objects.filter(user=cast.carla.user_id).delete()
    Authenticator.objects.create(
        user_id=cast.carla.user_id, type="webauthn", data={"name": "Telefoon", "credential": {}}
    )
    answer = shown(carla, ("mfa", 3600), ("socialaccount", 1)).get("/zeer-eigen/lezen/")
    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))


@pytest.mark.usefixtures("here")
def test_who_has_neither_reads_what_to_do(cast: Cast, as_actor: AsActor) -> None:
    """Nobody, where a second factor is asked of everybody; and still a calm sentence instead of an open door."""
    User.objects.filter(pk=cast.anna.user_id).update(password="!")
    client = shown(as_actor(cast.anna), ("mfa", 3600))
    for answer in (client.get("/zeer-eigen/lezen/"), client.post("/zeer-eigen/", {"remarks": "x"})):
        assert answer.status_code == 403
        assert "Log uit en log opnieuw in" in answer.content.decode()
