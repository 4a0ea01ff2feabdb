"""Who gets which page: the desk all of them, the employer its own people, nobody anything of another company."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from employers.models import Membership, Policy
from tests.cast import Cast
from tests.conftest import AsActor

LISTS = ["list", "create", "ohs_list", "ohs_create", "managers", "manager_create"]
OF_PERSON = ["correct_employee", "end_employment"]
OF_EMPLOYER = ["detail", "edit", "policy", "contract", "register_employee", "give_role"]
OF_OHS = ["ohs", "ohs_edit", "physician", "ohs_role"]


def url(name: str, *args: object) -> str:
    return reverse(f"employers:{name}", args=args)


def policy_of(cast: Cast) -> int:
    with acting_as(cast.desk):
        return int(Policy.objects.get(employer=cast.bakery).pk)


SINGLE: dict[str, Callable[[Cast], str]] = {
    "physician_edit": lambda cast: url("physician_edit", cast.vitaal.pk, cast.daan_profile.pk),
    "manager": lambda cast: url("manager", cast.noor_profile.pk),
    "correct_employee": lambda cast: url("correct_employee", cast.carla_file.pk),
    "end_employment": lambda cast: url("end_employment", cast.carla_file.pk),
    "policy_edit": lambda cast: url("policy_edit", policy_of(cast)),
}


def pages(cast: Cast) -> dict[str, str]:
    found = {name: url(name) for name in LISTS}
    found |= {name: url(name, cast.bakery.pk) for name in OF_EMPLOYER}
    found |= {name: url(name, cast.vitaal.pk) for name in OF_OHS}
    return found | {name: make(cast) for name, make in SINGLE.items()}


# Roles that see the record itself but lack the verb get 403; the record of a stranger does not exist (404).
FORBIDDEN_EVERYWHERE = [*LISTS, *OF_OHS, "physician_edit", "manager"]
EXPECTED: dict[str, dict[str, int]] = {
    "desk": {},
    "anna": dict.fromkeys([*OF_EMPLOYER, *OF_PERSON, "policy_edit"], 403),
    "carla": dict.fromkeys([*OF_EMPLOYER, *OF_PERSON], 403) | {"policy_edit": 404},
    "bert": dict.fromkeys(OF_EMPLOYER, 403) | dict.fromkeys([*OF_PERSON, "policy_edit"], 404),
    "daan": dict.fromkeys([*OF_EMPLOYER, *OF_PERSON, "policy_edit"], 404),
    "noor": dict.fromkeys([*OF_EMPLOYER, *OF_PERSON, "policy_edit"], 404),
    "eva": dict.fromkeys([*OF_EMPLOYER, *OF_PERSON, "policy_edit"], 404),
}


@pytest.mark.parametrize("who", EXPECTED)
def test_each_page_answers_each_role(cast: Cast, as_actor: AsActor, who: str) -> None:
    client = as_actor(getattr(cast, who))
    rest = dict.fromkeys(FORBIDDEN_EVERYWHERE, 403) if who != "desk" else {}
    answers = {name: client.get(path).status_code for name, path in pages(cast).items()}
    assert answers == dict.fromkeys(answers, 200) | rest | EXPECTED[who]


@pytest.mark.parametrize(
    ("who", "status"),
    [("anna", 200), ("eva", 200), ("desk", 403), ("carla", 403), ("bert", 403), ("daan", 403), ("noor", 403)],
)
def test_the_list_of_own_people_is_for_employers(cast: Cast, as_actor: AsActor, who: str, status: int) -> None:
    assert as_actor(getattr(cast, who)).get(url("people")).status_code == status


@pytest.mark.parametrize(("who", "status"), [("anna", 403), ("eva", 404), ("carla", 404), ("noor", 404)])
def test_a_login_link_is_sent_by_the_desk_only(cast: Cast, as_actor: AsActor, who: str, status: int) -> None:
    path = url("login_link", cast.anna.membership_id)
    expected = 403 if who == "anna" else 404
    assert as_actor(getattr(cast, who)).post(path).status_code == status == expected


def test_unknown_records_do_not_exist(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.desk)
    paths = [url(name, 999_999) for name in (*OF_EMPLOYER, *OF_OHS, "manager", "end_employment", "policy_edit")]
    assert {client.get(path).status_code for path in paths} == {404}


def test_a_doctor_is_found_at_the_own_arbodienst_only(cast: Cast, as_actor: AsActor) -> None:
    path = url("physician_edit", cast.oost.pk, cast.daan_profile.pk)
    assert as_actor(cast.desk).get(path).status_code == 404


def test_a_post_of_another_role_changes_nothing(cast: Cast, as_actor: AsActor) -> None:
    data = {"name": "Rik", "email": "rik@x.example"}
    assert as_actor(cast.anna).post(url("give_role", cast.bakery.pk), data).status_code == 403
    with acting_as(cast.desk):
        assert Membership.objects.filter(user__email="rik@x.example").exists() is False
