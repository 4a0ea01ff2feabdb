"""Who may act for an organisation."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor, acting_as, system
from accounts.models import User
from accounts.operation import NotNow
from accounts.terms import Role
from cases.models import Notice
from employers import operations
from employers.acting import actor_for, memberships_of
from employers.models import Membership, Ontzorgmanager
from tests.cast import Cast
from tests.factories.cases import report
from tests.factories.employers import make_membership, make_user


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


TODAY = date(2026, 1, 14)


def ended(cast: Cast, membership: Membership, valid_to: date, today: date = TODAY) -> Membership:
    return operations.end_role(actor=cast.desk, membership=membership, valid_to=valid_to, today=today)


def role_of(cast: Cast, actor: Actor) -> Membership:
    with acting_as(cast.desk):
        found: Membership = Membership.objects.get(pk=actor.membership_id)
        return found


def test_a_role_that_ended_gives_nothing_any_more(cast: Cast) -> None:
    membership = role_of(cast, cast.anna)
    ended(cast, membership, date(2099, 1, 1))
    assert [one.pk for one in memberships_of(cast.user(cast.anna))] == [membership.pk]
    ended(cast, membership, TODAY)  # long ago for the database
    assert memberships_of(cast.user(cast.anna)) == []


def test_a_role_that_ended_is_given_again(cast: Cast) -> None:
    membership = role_of(cast, cast.anna)
    ended(cast, membership, TODAY)
    again = operations.give_role(
        actor=cast.desk, role=Role.EMPLOYER, email=cast.user(cast.anna).email, name="Anna", employer=cast.bakery
    )
    assert (again.pk, again.valid_to) == (membership.pk, None)


def test_a_role_ends_yesterday_at_the_earliest(cast: Cast) -> None:
    membership = role_of(cast, cast.anna)
    with pytest.raises(ValidationError) as refused:
        ended(cast, membership, TODAY - timedelta(days=2))
    text = "Kies gisteren of een latere dag. Met gisteren eindigt de rol meteen."
    assert refused.value.message_dict == {"valid_to": [text]}
    assert ended(cast, membership, TODAY - timedelta(days=1)).valid_to == date(2026, 1, 13)


def test_what_has_ended_is_not_ended_or_invited_again(cast: Cast) -> None:
    membership = ended(cast, role_of(cast, cast.anna), TODAY)
    later = TODAY + timedelta(days=1)
    with pytest.raises(NotNow, match=r"Deze rol is geëindigd\. De laatste dag was 14 januari 2026\."):
        ended(cast, membership, later, later)
    with pytest.raises(NotNow, match="Deze rol is geëindigd"):
        operations.invite(actor=cast.desk, membership=membership, today=later)


def test_the_role_of_an_employee_belongs_to_the_employment(cast: Cast) -> None:
    with pytest.raises(Membership.DoesNotExist):
        ended(cast, role_of(cast, cast.carla), TODAY)


def test_nobody_gets_files_who_cannot_log_in(cast: Cast) -> None:
    theo = actor_for(make_membership(make_user("Theo Beheer"), Role.PLATFORM))
    for actor, words in ((cast.noor, "krijgt nog nieuwe dossiers"), (cast.daan, "in nieuwe arbocontracten")):
        for keeper in (cast.desk, theo):
            with pytest.raises(ValidationError, match=words):
                operations.end_role(actor=keeper, membership=role_of(cast, actor), valid_to=TODAY, today=TODAY)
    with acting_as(cast.desk):
        Ontzorgmanager.objects.filter(user=cast.noor.user_id).update(is_active=False)
    assert ended(cast, role_of(cast, cast.noor), TODAY).valid_to == TODAY


def test_the_desk_does_not_touch_who_watches_it_nor_the_platform_an_employee(cast: Cast) -> None:
    theo = actor_for(make_membership(make_user("Theo Beheer"), Role.PLATFORM))
    watcher = make_membership(make_user("Petra Privacy"), Role.PRIVACY_OFFICER)
    for actor, membership in ((cast.desk, watcher), (theo, role_of(cast, cast.carla))):
        for operation in (operations.invite, operations.reset_access, partial(operations.end_role, valid_to=TODAY)):
            with pytest.raises(Membership.DoesNotExist):
                operation(actor=actor, membership=membership, today=TODAY)
    assert operations.end_role(actor=theo, membership=watcher, valid_to=TODAY, today=TODAY).valid_to == TODAY


def test_somebody_always_keeps_the_accounts(cast: Cast) -> None:
    first, second = (make_membership(make_user(name), Role.PLATFORM) for name in ("Theo Een", "Tom Twee"))
    values = {"actor": actor_for(first), "valid_to": TODAY, "today": TODAY}
    operations.end_role(membership=second, **values)
    with pytest.raises(NotNow, match="de laatste beheerder"):
        operations.end_role(membership=first, **values)


def test_who_left_gets_no_messages(cast: Cast) -> None:
    ended(cast, role_of(cast, cast.bert), TODAY)
    report(cast.anna, cast.carla_file)
    with acting_as(system(Role.MAILER)):
        assert not Notice.objects.filter(membership=cast.bert.membership_id).exists()


def test_an_invitation_holds_two_weeks_and_starts_anew(cast: Cast) -> None:
    given = operations.give_role(
        actor=cast.desk, role=Role.EMPLOYER, email="rik@x.example", name="Rik", employer=cast.bakery
    )
    assert (given.invited_until, given.has_joined) == (None, False)
    first = operations.invite(actor=cast.desk, membership=given, today=TODAY)
    assert first.invited_until == date(2026, 1, 28)
    again = operations.invite(actor=cast.desk, membership=given, today=date(2026, 2, 1))
    assert again.invited_until == date(2026, 2, 15)


def test_the_platform_gives_roles_beside_the_files_only(cast: Cast) -> None:
    theo = actor_for(make_membership(make_user("Theo Beheer"), Role.PLATFORM))
    given = operations.give_other_role(actor=theo, role=Role.CLAIMS, email="kim@x.example", name="Kim")
    assert actor_for(given).role is Role.CLAIMS
    for role in (Role.DESK, Role.EMPLOYER, Role.LABOUR_EXPERT):
        with pytest.raises(ValidationError):
            operations.give_other_role(actor=theo, role=role, email="kim@x.example", name="Kim")


def test_an_adviser_belongs_to_one_employer(cast: Cast) -> None:
    values = {"role": Role.INTERMEDIARY, "email": "tess@x.example", "name": "Tess Adviseur"}
    given = operations.give_role(actor=cast.desk, employer=cast.bakery, **values)
    assert (actor_for(given).role, actor_for(given).organisation_id) == (Role.INTERMEDIARY, cast.bakery.pk)
    assert refusal(cast, role=Role.INTERMEDIARY, employer=None) == {
        "role": ["Deze rol past niet bij deze organisatie. Kies een andere rol."]
    }
