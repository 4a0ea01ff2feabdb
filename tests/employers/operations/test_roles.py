"""Who may act for an organisation."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from accounts.terms import Role
from employers import operations
from employers.acting import actor_for, memberships_of
from tests.cast import Cast


def refusal(cast: Cast, **values: object) -> dict[str, list[str]]:
    given = {"role": Role.EMPLOYER, "email": "rik@voorbeeld.example", "name": "Rik Ros", "employer": cast.bakery}
    with pytest.raises(ValidationError) as refused:
        operations.give_role(actor=cast.desk, **given | values)  # type: ignore[arg-type]  # tests vary them
    messages: dict[str, list[str]] = refused.value.message_dict
    return messages


def test_a_new_person_can_act_for_the_employer(cast: Cast) -> None:
    given = operations.give_role(
        actor=cast.desk, role=Role.EMPLOYER, email=" Rik@Voorbeeld.Example ", name="Rik Ros", employer=cast.bakery
    )
    user = User.objects.get(email="rik@voorbeeld.example")
    actor = actor_for(memberships_of(user)[0])
    assert (user.name, user.has_usable_password(), memberships_of(user)) == ("Rik Ros", False, [given])
    assert (actor.role, actor.organisation_id) == (Role.EMPLOYER, cast.bakery.pk)


def test_a_known_person_keeps_the_name_and_gets_one_more_role(cast: Cast) -> None:
    anna = cast.user(cast.anna)
    operations.give_role(actor=cast.desk, role=Role.EMPLOYER, email=anna.email, name="Iemand", employer=cast.garage)
    assert cast.user(cast.anna).name == "Anna Smit"
    assert [one.employer_id for one in memberships_of(anna)] == [cast.bakery.pk, cast.garage.pk]


def test_planner_and_desk(cast: Cast) -> None:
    operations.give_role(actor=cast.desk, role=Role.ARBODIENST, email="p@x.example", name="Pia Plan", ohs=cast.oost)
    operations.give_role(actor=cast.desk, role=Role.DESK, email="d@x.example", name="Dirk Desk")
    planner, desk = (User.objects.get(email=email) for email in ("p@x.example", "d@x.example"))
    assert [(one.role, one.ohs_id) for one in memberships_of(planner)] == [("arbodienst", cast.oost.pk)]
    assert [(one.role, one.ohs_id) for one in memberships_of(desk)] == [("desk", None)]


def test_a_role_is_given_once(cast: Cast) -> None:
    assert refusal(cast, email=cast.user(cast.anna).email) == {"email": ["Anna Smit heeft deze rol al."]}


@pytest.mark.parametrize("email", ["rik", "", "rik@", "rik @voorbeeld.example"])
def test_an_address_is_complete(cast: Cast, email: str) -> None:
    text = "Vul een volledig e-mailadres in, bijvoorbeeld naam@bedrijf.nl."
    assert refusal(cast, email=email) == {"email": [text]}


def test_a_new_person_has_a_name(cast: Cast) -> None:
    assert list(refusal(cast, name=" ")) == ["name"]


def test_a_blocked_account_gets_no_role(cast: Cast) -> None:
    User.objects.filter(pk=cast.anna.user_id).update(is_active=False)
    text = "Het account met dit e-mailadres is geblokkeerd. Gebruik een ander adres."
    assert refusal(cast, email=cast.user(cast.anna).email, employer=cast.garage) == {"email": [text]}


def test_a_role_fits_its_organisation(cast: Cast) -> None:
    text = "Deze rol past niet bij deze organisatie. Kies een andere rol."
    assert refusal(cast, employer=None) == {"role": [text]}
    assert refusal(cast, role=Role.DESK) == {"role": [text]}
    assert refusal(cast, role=Role.ARBODIENST) == {"role": [text]}


def test_other_roles_come_with_a_registration(cast: Cast) -> None:
    text = "De rol Bedrijfsarts hoort bij een registratie. Registreer de persoon als zodanig."
    assert refusal(cast, role=Role.BEDRIJFSARTS) == {"role": [text]}


def test_others_may_not(cast: Cast) -> None:
    for actor in (cast.anna, cast.bert, cast.daan, cast.noor, cast.carla):
        with pytest.raises(PermissionDenied):
            operations.give_role(
                actor=actor, role=Role.EMPLOYER, email="rik@x.example", name="Rik", employer=cast.bakery
            )
