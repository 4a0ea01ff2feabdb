"""The frame around every page: navigation, name, role, unread messages."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from accounts.actor import acting_as
from accounts.terms import HUMAN_ROLES, Role
from employers.models import Membership
from ontzorg.shell import NAVIGATION, Shell, shell
from tests.cast import Cast
from tests.conftest import logged_in
from tests.factories.cases import report

PEOPLE = {"anna": Role.EMPLOYER, "carla": Role.EMPLOYEE, "noor": Role.ONTZORGMANAGER}
PEOPLE |= {"daan": Role.BEDRIJFSARTS, "bert": Role.ARBODIENST, "ina": Role.DESK}


def frame(cast: Cast, who: str, path: str = "/") -> Shell:
    actor = getattr(cast, who)
    request = RequestFactory().get(path)
    request.user, request.actor, request.membership_count = cast.user(actor), actor, 1  # type: ignore[attr-defined]  # as the middleware does
    request.mandate = None  # type: ignore[attr-defined]  # as the middleware does
    with acting_as(actor):
        request.membership = Membership.objects.visible_to(actor).get(pk=actor.membership_id)  # type: ignore[attr-defined]  # as the middleware does
        made = shell(request)["shell"]
    assert made is not None
    return made


def test_every_role_has_a_navigation() -> None:
    assert set(NAVIGATION) == set(HUMAN_ROLES) - {Role.VISITOR}


@pytest.mark.parametrize("who", PEOPLE)
def test_every_entry_leads_to_a_page_of_the_role(cast: Cast, who: str) -> None:
    client = logged_in(cast.user(getattr(cast, who)))
    assert {entry.label: client.get(entry.url).status_code for entry in frame(cast, who).entries} == {
        label: 200 for label, *_ in NAVIGATION[PEOPLE[who]]
    }


def test_frame_names_person_role_and_organisation(cast: Cast) -> None:
    mine = frame(cast, "anna")
    assert (mine.user_name, mine.role_label, mine.organisation) == ("Anna Smit", "Werkgever", "Bakkerij De Korenaar")
    assert (frame(cast, "bert").organisation, frame(cast, "ina").organisation) == ("Vitaal Werk", "")


def test_exactly_the_page_one_is_on_is_marked(cast: Cast) -> None:
    on = frame(cast, "ina", reverse("employers:ohs", args=[1]))
    assert [entry.label for entry in on.entries if entry.active] == ["Arbodiensten"]


def test_unread_messages_of_this_role_are_counted(cast: Cast) -> None:
    assert frame(cast, "bert").unread == 0
    report(cast.anna, cast.carla_file)
    mine = frame(cast, "bert")
    assert mine.unread == 1
    assert [entry.count for entry in mine.entries if entry.label == "Meldingen"] == [1]
    assert frame(cast, "hans").unread == 0


def test_search_is_for_who_has_a_list_of_files(cast: Cast) -> None:
    assert {who for who in PEOPLE if frame(cast, who).search_url} == {"noor", "daan", "bert", "ina"}


def test_nobody_gets_no_frame() -> None:
    assert shell(RequestFactory().get("/")) == {"shell": None}
