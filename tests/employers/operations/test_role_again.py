"""A role that ended counts no longer, and can be given again: also when the account was closed meanwhile."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import acting_as
from accounts.models import User
from accounts.terms import Role
from documents.operations.anonymising import anonymise
from employers import operations
from employers.acting import memberships_of
from employers.models import Membership, Ontzorgmanager
from employers.models.membership import FOREVER
from employers.operations._accounts import add_membership
from ontzorg.isolation.standing_in import today
from tests.cast import Cast
from tests.factories.employers import ARRANGER, make_labour_expert, make_manager, make_membership, make_user

DAY = timedelta(days=1)
BOTH = (Role.ONTZORGMANAGER, Role.DELEGATE)


def given(user: User, role: Role, cast: Cast, first: date | None, last: date | None) -> Membership:
    ohs = {"ohs": cast.vitaal} if role is Role.DELEGATE else {}
    return make_membership(user, role, valid_from=first, valid_to=last, **ohs)


def left(user: User, role: Role, cast: Cast) -> Membership:
    """Had this role until yesterday."""
    return given(user, role, cast, None, today() - DAY)


@pytest.mark.parametrize(("before", "after"), [BOTH, BOTH[::-1]])
def test_who_guided_until_yesterday_may_be_a_delegate_today(cast: Cast, before: Role, after: Role) -> None:
    user = make_user("Wil Wissel")
    left(user, before, cast)
    given(user, after, cast, today(), None)
    assert [one.role for one in memberships_of(user)] == [after.value]


@pytest.mark.parametrize("first", [None, date(2020, 1, 1)])
@pytest.mark.parametrize("last", [None, 0, 30], ids=["no end", "until today", "until later"])
def test_never_both_on_one_day_by_raw_sql(cast: Cast, first: date | None, last: int | None) -> None:
    user = make_user("Wil Wissel")
    given(user, Role.ONTZORGMANAGER, cast, first, None if last is None else today() + last * DAY)
    with pytest.raises(IntegrityError, match="membership_guide_or_delegate"), transaction.atomic():
        given(user, Role.DELEGATE, cast, today(), None)


def test_role_of_one_day_that_ended_at_once_is_a_day(cast: Cast) -> None:
    user = make_user("Wil Wissel")
    role = given(user, Role.ONTZORGMANAGER, cast, today(), today() - DAY)
    assert role.last_day == today() - DAY
    given(user, Role.DELEGATE, cast, today(), None)


def test_role_that_came_back_begins_on_that_day(cast: Cast) -> None:
    """So that what was in between does not count, and what is now does."""
    user = make_user("Wil Wissel")
    left(user, Role.ONTZORGMANAGER, cast)
    with acting_as(ARRANGER):
        again = add_membership(user, Role.ONTZORGMANAGER)
        again.refresh_from_db()
    assert (again.valid_from, again.valid_to, again.last_day) == (today(), None, FOREVER)


def registered(cast: Cast, user: User) -> None:
    operations.register_adviser(actor=cast.desk, ohs=cast.vitaal, name=user.name, email=user.email, kind="pob")


def test_manager_whose_role_ended_can_be_registered_as_adviser(cast: Cast) -> None:
    user = make_user("Wil Wissel")
    left(user, Role.ONTZORGMANAGER, cast)
    registered(cast, user)
    assert [one.role for one in memberships_of(user)] == ["delegate"]
    with pytest.raises(ValidationError, match="staat al een verzuimbegeleider"):
        registered(cast, user)


def test_adviser_whose_role_ended_can_be_registered_again(cast: Cast) -> None:
    user = make_user("Wil Wissel")
    registered(cast, user)
    with acting_as(ARRANGER):
        Membership.objects.filter(user=user).update(valid_to=today() - DAY)
    registered(cast, user)
    assert [one.role for one in memberships_of(user)] == ["delegate"]


def changed(cast: Cast, user_id: int) -> None:
    with acting_as(ARRANGER):
        manager = Ontzorgmanager.objects.select_related("user").get(pk=user_id)
    values = {"basis": manager.basis, "registration_number": "RNVC-1", "registered_until": FOREVER, "phone": "06"}
    operations.change_ontzorgmanager(actor=cast.desk, manager=manager, name="Mia", is_active=True, **values)


def test_manager_who_gets_new_files_again_has_the_role_again(cast: Cast) -> None:
    manager = make_manager("Mia Terug", is_active=False)
    left(manager.user, Role.ONTZORGMANAGER, cast)
    changed(cast, manager.pk)
    assert [one.role for one in memberships_of(manager.user)] == ["ontzorgmanager"]


def test_manager_who_became_a_delegate_does_not_come_back(cast: Cast) -> None:
    manager = make_manager("Mia Terug", is_active=False)
    left(manager.user, Role.ONTZORGMANAGER, cast)
    given(manager.user, Role.DELEGATE, cast, today(), None)
    with pytest.raises(ValidationError) as refused:
        changed(cast, manager.pk)
    assert list(refused.value.message_dict) == ["is_active"]


def test_labour_expert_who_can_be_called_again_has_the_role_again(cast: Cast) -> None:
    expert = make_labour_expert("Arie Terug")
    with acting_as(ARRANGER):
        Membership.objects.filter(user=expert.pk).update(valid_to=today() - DAY)
    values = {"name": "Arie Terug", "bureau": "Bureau", "phone": "030 1"}
    operations.change_labour_expert(actor=cast.ina, expert=expert, is_active=False, **values)
    assert memberships_of(expert.user) == []
    closed(expert.user)
    operations.change_labour_expert(actor=cast.ina, expert=expert, is_active=True, **values)
    assert [one.role for one in memberships_of(User.objects.get(pk=expert.pk))] == ["labour_expert"]


def closed(user: User) -> None:
    """As the purge does it; a record still names this person."""
    User.objects.filter(pk=user.pk).update(is_active=False, closed_on=today())


def test_account_that_was_closed_for_want_of_a_role_opens_with_a_new_one(cast: Cast) -> None:
    user = make_user("Wim Weg")
    closed(user)
    values = {"role": Role.EMPLOYER, "email": user.email, "name": "Wim", "employer": cast.bakery}
    operations.give_role(actor=cast.desk, **values)
    user.refresh_from_db()
    assert (user.is_active, user.closed_on, user.name) == (True, None, "Wim Weg")
    assert [one.role for one in memberships_of(user)] == ["employer"]


def test_purge_writes_down_that_it_closed_the_account(cast: Cast) -> None:
    user = cast.user(cast.noor)  # a registration names her
    with acting_as(ARRANGER):
        anonymise(user, today())
    user.refresh_from_db()
    assert (user.is_active, user.closed_on, user.name) == (False, today(), "Noor de Wit")


def test_manager_with_a_closed_account_comes_back(cast: Cast) -> None:
    manager = make_manager("Mia Terug", is_active=False)
    left(manager.user, Role.ONTZORGMANAGER, cast)
    closed(manager.user)
    changed(cast, manager.pk)
    manager.user.refresh_from_db()
    assert manager.user.is_active


def test_days_of_a_role_are_compared_in_one_way(cast: Cast) -> None:
    """The column that the database computes and what the record in memory says are the same."""
    user = make_user("Wil Wissel")
    days = (None, today() - DAY, today(), today() + DAY)
    for number, last in enumerate(days):
        given(user, (Role.DESK, Role.CLAIMS, Role.LABOUR_EXPERT, Role.PRIVACY_OFFICER)[number], cast, None, last)
    with acting_as(ARRANGER):
        rows = list(Membership.objects.filter(user=user).order_by("pk"))
        running = set(Membership.objects.in_force().filter(user=user))
    assert {one for one in rows if one.runs_on(today())} == running
    assert len(running) == 3
