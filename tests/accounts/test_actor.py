"""Who is acting, in code and in the database at once."""

import pytest
from django.db import DataError, connection, transaction

from accounts.actor import Actor, NoActor, acting_as, current_actor, system
from accounts.terms import HUMAN_ROLES, SYSTEM_ROLES, Role

ANNA = Actor(role=Role.EMPLOYER, user_id=1, organisation_id=2, membership_id=3)
CARLA = Actor(role=Role.EMPLOYEE, user_id=4, organisation_id=2, employee_id=5, membership_id=6)
EMPTY = ("", "", "", "", "")


class Undone(Exception):
    """What a block raises to be rolled back."""


def in_database() -> tuple[str, ...]:
    names = ("role", "user_id", "org_id", "employee_id", "membership_id")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"coalesce(current_setting('ontzorg.{name}', true), '')" for name in names)
        )
        row: tuple[str, ...] = cursor.fetchone()
        return row


@pytest.mark.django_db
def test_actor_is_bound_to_code_and_database_and_released() -> None:
    with acting_as(ANNA) as given:
        assert given is current_actor() is ANNA
        assert in_database() == ("employer", "1", "2", "", "3")
    assert in_database() == EMPTY
    with pytest.raises(NoActor):
        current_actor()


@pytest.mark.django_db
def test_inner_actor_works_for_its_block_only() -> None:
    with acting_as(ANNA):
        with acting_as(CARLA):
            assert current_actor() is CARLA
            assert in_database() == ("employee", "4", "2", "5", "6")
        assert current_actor() is ANNA
        assert in_database() == ("employer", "1", "2", "", "3")


@pytest.mark.django_db
def test_outer_actor_is_back_after_the_inner_block_failed() -> None:
    with acting_as(ANNA):
        with pytest.raises(Undone), acting_as(CARLA):
            raise Undone
        assert current_actor() is ANNA
        assert in_database() == ("employer", "1", "2", "", "3")


@pytest.mark.django_db
def test_outer_actor_is_back_after_the_database_refused_something() -> None:
    with acting_as(ANNA):
        with pytest.raises(DataError), acting_as(CARLA), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert in_database() == ("employer", "1", "2", "", "3")


@pytest.mark.django_db
def test_failed_block_leaves_nobody_behind() -> None:
    with pytest.raises(Undone), acting_as(ANNA):
        raise Undone
    assert in_database() == EMPTY
    with pytest.raises(NoActor):
        current_actor()


@pytest.mark.django_db(transaction=True)
def test_context_ends_with_the_transaction() -> None:
    """A pooled connection never carries an actor to whoever uses it next."""
    with acting_as(ANNA):
        assert connection.in_atomic_block
    assert not connection.in_atomic_block
    with transaction.atomic():
        assert in_database() == EMPTY


@pytest.mark.parametrize("role", sorted(SYSTEM_ROLES))
def test_part_of_the_system_is_no_person(role: Role) -> None:
    actor = system(role)
    assert (actor.is_system, actor.user_id, actor.on_behalf_of_id) == (True, None, None)
    with pytest.raises(NoActor, match=role.value):
        _ = actor.person_id


def test_part_of_the_system_names_the_person_it_works_for() -> None:
    assert system(Role.RENDERER, on_behalf_of=ANNA).on_behalf_of_id == 1


@pytest.mark.parametrize("role", HUMAN_ROLES)
def test_human_role_is_never_a_part_of_the_system(role: Role) -> None:
    assert not Actor(role=role, user_id=1).is_system
    with pytest.raises(ValueError, match="human role"):
        system(role)


def test_person_is_known_by_number() -> None:
    assert ANNA.person_id == 1
