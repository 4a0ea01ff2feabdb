"""From a person who is logged in to the one role in which this request acts."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from accounts.actor import Actor, NoActor, acting_as, current_actor
from accounts.models import Draft
from accounts.terms import Role
from employers.acting import actor_for
from ontzorg.middleware import MAIL_WAITS, SESSION_KEY
from tests.cast import Cast
from tests.conftest import AsActor, logged_in
from tests.factories import employers as make

pytestmark = pytest.mark.urls("tests.ontzorg.failing_urls")
LOOK = "/test/kijk/"


@pytest.fixture
def both(cast: Cast) -> tuple[Actor, Actor]:
    """One person who works for the bakery's staff and for the garage's."""
    user = make.make_user("Twee Rollen")
    first = make.make_membership(user, Role.EMPLOYER, employer=cast.bakery)
    second = make.make_membership(user, Role.EMPLOYER, employer=cast.garage)
    return actor_for(first), actor_for(second)


def test_person_with_one_role_acts_in_it(cast: Cast) -> None:
    client = logged_in(cast.user(cast.anna))
    assert client.get(LOOK).content.decode() == f"employer {cast.bakery.pk}"


def test_person_with_several_roles_is_asked_first(cast: Cast, both: tuple[Actor, Actor]) -> None:
    client = logged_in(cast.user(both[0]))
    answer = client.get(LOOK)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("choose_role"))


def test_api_says_as_json_that_a_role_must_be_chosen(cast: Cast, both: tuple[Actor, Actor]) -> None:
    answer = logged_in(cast.user(both[0])).get(reverse("cases_api:cases"))
    assert (answer.status_code, list(answer.json())) == (403, ["fout"])


def test_chosen_role_lasts_until_another_is_chosen(cast: Cast, both: tuple[Actor, Actor]) -> None:
    client = logged_in(cast.user(both[0]))
    for actor, employer in zip(both, (cast.bakery, cast.garage), strict=True):
        answer = client.post(reverse("choose_role"), {"membership": actor.membership_id})
        assert answer.headers["Location"] == reverse("start")
        assert client.get(LOOK).content.decode() == f"employer {employer.pk}"
        assert client.get(LOOK).content.decode() == f"employer {employer.pk}"


def test_page_to_choose_names_both_organisations(cast: Cast, both: tuple[Actor, Actor]) -> None:
    client = logged_in(cast.user(both[0]))
    body = client.get(reverse("choose_role")).content.decode()
    assert "Bakkerij De Korenaar" in body
    assert "Garage Van Dam" in body


@pytest.mark.parametrize("wanted", ["anna", "nothing", "0"])
def test_role_of_somebody_else_cannot_be_chosen(cast: Cast, both: tuple[Actor, Actor], wanted: str) -> None:
    client = logged_in(cast.user(both[0]))
    number = cast.anna.membership_id if wanted == "anna" else wanted
    assert client.post(reverse("choose_role"), {"membership": number}).status_code == 404
    assert client.get(LOOK).headers["Location"] == reverse("choose_role")


def test_role_of_somebody_else_in_the_session_is_ignored(cast: Cast, both: tuple[Actor, Actor]) -> None:
    """For instance when a role was taken away after it was chosen."""
    client = logged_in(cast.user(both[0]))
    session = client.session
    session[SESSION_KEY] = cast.anna.membership_id
    session.save()
    assert client.get(LOOK).headers["Location"] == reverse("choose_role")


@pytest.mark.django_db(transaction=True)
def test_who_sent_something_is_told_that_mail_goes_later_when_the_queue_is_away(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.anna)
    sent = client.post("/test/later/")
    assert sent.status_code == 303
    page = client.get(sent.headers["Location"]).content.decode()
    assert escape(MAIL_WAITS) in page
    assert escape(MAIL_WAITS) not in client.get(sent.headers["Location"]).content.decode()
    with acting_as(cast.anna):
        assert Draft.objects.get().data == {"vision": ["heel"]}


def test_no_browser_keeps_a_page_of_somebody_who_is_logged_in(cast: Cast, as_actor: AsActor) -> None:
    assert as_actor(cast.anna).get(reverse("start")).headers["Cache-Control"] == "private, no-store"


def test_nobody_acts_after_the_request(cast: Cast, as_actor: AsActor) -> None:
    assert as_actor(cast.anna).get(LOOK).status_code == 200
    with pytest.raises(NoActor):
        current_actor()


def test_words_typed_while_the_role_ended_come_back(cast: Cast, both: tuple[Actor, Actor]) -> None:
    client = logged_in(cast.user(both[0]))
    typed = {"answer": "Bakken kan weer", "day": "2026-01-05"}
    kept = client.post("/dossiers/1/", typed, headers={"Origin": "http://testserver"})
    assert kept.status_code == 403
    assert "Bakken kan weer" in kept.content.decode()
    assert kept["Cache-Control"] == "private, no-store"
    for strange in (typed | {"answer": "yes"}, typed):
        away = client.post("/dossiers/1/", strange, headers={"Origin": "https://elders.example"})
        assert (away.status_code, away["Location"]) == (302, reverse("choose_role"))
