"""What somebody is still typing is kept for that person only."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actor import Actor, acting_as
from accounts.models import Draft
from accounts.operations import LARGEST, draft_of, forget_draft, save_draft
from accounts.terms import Role
from tests.cast import Cast
from tests.conftest import AsActor

FORM = "plan_of_action"


def save(actor: Actor, text: str = "Maandag begin ik met twee uur", about_id: int = 7) -> Draft:
    return save_draft(actor=actor, form=FORM, about_id=about_id, data={"vision": [text]})


def kept(actor: Actor, about_id: int = 7) -> dict[str, list[str]] | None:
    with acting_as(actor):
        found = draft_of(actor, FORM, about_id)
        return None if found is None else found.data


def test_draft_is_found_again(cast: Cast) -> None:
    save(cast.anna)
    assert kept(cast.anna) == {"vision": ["Maandag begin ik met twee uur"]}
    assert kept(cast.anna, about_id=8) is None


def test_draft_leaves_out_what_the_database_cannot_hold(cast: Cast) -> None:
    save(cast.anna, "Maan\0dag")
    assert kept(cast.anna) == {"vision": ["Maandag"]}


def test_draft_saved_again_is_the_same_draft(cast: Cast) -> None:
    first, second = save(cast.anna), save(cast.anna, "Dinsdag")
    assert first.pk == second.pk
    assert kept(cast.anna) == {"vision": ["Dinsdag"]}


@pytest.mark.parametrize("reader", ["carla", "noor", "ina", "eva"])
def test_nobody_else_reads_a_draft(cast: Cast, reader: str) -> None:
    save(cast.anna)
    other: Actor = getattr(cast, reader)
    assert kept(other) is None
    with acting_as(other):
        assert not Draft.objects.exists()


def test_two_people_type_about_the_same_record(cast: Cast) -> None:
    save(cast.anna, "Anna")
    save(cast.carla, "Carla")
    assert (kept(cast.anna), kept(cast.carla)) == ({"vision": ["Anna"]}, {"vision": ["Carla"]})


def test_sent_form_needs_no_draft(cast: Cast) -> None:
    save(cast.anna)
    save(cast.carla)
    with acting_as(cast.anna):
        forget_draft(cast.anna, FORM, 7)
    assert kept(cast.anna) is None
    assert kept(cast.carla) is not None


def test_visitor_keeps_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        save(Actor(role=Role.VISITOR, user_id=cast.anna.user_id))


def test_page_keeps_every_field_and_says_when(cast: Cast, as_actor: AsActor) -> None:
    answer = as_actor(cast.anna).post(
        reverse("accounts:draft", args=[FORM, 7]), {"vision": "Lopend", "day": ["a", "b"], "csrfmiddlewaretoken": "x"}
    )
    assert answer.status_code == 200
    assert list(answer.json()) == ["saved_at"]
    assert len(answer.json()["saved_at"]) == len("23:59")
    assert kept(cast.anna) == {"vision": ["Lopend"], "day": ["a", "b"]}


def test_page_refuses_what_is_too_long_and_keeps_what_was_there(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.anna)
    url = reverse("accounts:draft", args=[FORM, 7])
    assert client.post(url, {"vision": "x" * LARGEST}).status_code == 200
    answer = client.post(url, {"vision": "x" * LARGEST, "more": "y"})
    assert answer.status_code == 422
    assert answer.json() == {"fout": "Deze tekst is te lang om te bewaren. Maak de tekst korter."}
    assert kept(cast.anna) == {"vision": ["x" * LARGEST]}


def test_page_knows_its_forms_only(cast: Cast, as_actor: AsActor) -> None:
    assert as_actor(cast.anna).post(reverse("accounts:draft", args=["iets-anders", 0]), {}).status_code == 404


def test_page_answers_to_posts_only(cast: Cast, as_actor: AsActor) -> None:
    assert as_actor(cast.anna).get(reverse("accounts:draft", args=[FORM, 7])).status_code == 405
