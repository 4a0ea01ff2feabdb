"""From a person who is logged in to the one role in which this request acts."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor, NoActor, current_actor
from accounts.terms import Role
from employers.acting import actor_for
from ontzorg.middleware import SESSION_KEY
from tests.cast import Cast
from tests.conftest import AsActor
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
    client = Client()
    client.force_login(cast.user(cast.anna))
    assert client.get(LOOK).content.decode() == f"employer {cast.bakery.pk}"


def test_person_with_several_roles_is_asked_first(cast: Cast, both: tuple[Actor, Actor]) -> None:
    client = Client()
    client.force_login(cast.user(both[0]))
    answer = client.get(LOOK)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("choose_role"))


def test_chosen_role_lasts_until_another_is_chosen(cast: Cast, both: tuple[Actor, Actor]) -> None:
    client = Client()
    client.force_login(cast.user(both[0]))
    for actor, employer in zip(both, (cast.bakery, cast.garage), strict=True):
        answer = client.post(reverse("choose_role"), {"membership": actor.membership_id})
        assert answer.headers["Location"] == reverse("start")
        assert client.get(LOOK).content.decode() == f"employer {employer.pk}"
        assert client.get(LOOK).content.decode() == f"employer {employer.pk}"


def test_page_to_choose_names_both_organisations(cast: Cast, both: tuple[Actor, Actor]) -> None:
    client = Client()
    client.force_login(cast.user(both[0]))
    body = client.get(reverse("choose_role")).content.decode()
    assert "Bakkerij De Korenaar" in body
    assert "Garage Van Dam" in body


@pytest.mark.parametrize("wanted", ["anna", "nothing", "0"])
def test_role_of_somebody_else_cannot_be_chosen(cast: Cast, both: tuple[Actor, Actor], wanted: str) -> None:
    client = Client()
    client.force_login(cast.user(both[0]))
    number = cast.anna.membership_id if wanted == "anna" else wanted
    assert client.post(reverse("choose_role"), {"membership": number}).status_code == 404
    assert client.get(LOOK).headers["Location"] == reverse("choose_role")


def test_role_of_somebody_else_in_the_session_is_ignored(cast: Cast, both: tuple[Actor, Actor]) -> None:
    """For instance when a role was taken away after it was chosen."""
    client = Client()
    client.force_login(cast.user(both[0]))
    session = client.session
    session[SESSION_KEY] = cast.anna.membership_id
    session.save()
    assert client.get(LOOK).headers["Location"] == reverse("choose_role")


def test_nobody_acts_after_the_request(cast: Cast, as_actor: AsActor) -> None:
    assert as_actor(cast.anna).get(LOOK).status_code == 200
    with pytest.raises(NoActor):
        current_actor()
