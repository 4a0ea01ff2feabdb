"""The desk keeps the network of providers, and lets their people in."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import acting_as
from accounts.terms import Role
from employers import operations as employers
from employers.acting import actor_for, memberships_of
from employers.models import Membership, Provider
from interventions import operations
from interventions.models import Offering
from tests.cast import Cast
from tests.factories.employers import make_membership, make_user
from tests.factories.interventions import make_provider

NEW: dict[str, Any] = {
    "name": "Praktijk De Haven",
    "contact_name": "Hilde Helper",
    "phone": "030 5550001",
    "email": "info@haven.example",
    "in_network_from": date(2026, 1, 1),
    "kinds": ["psychological", "retraining"],
}


def kinds(cast: Cast, provider: Provider) -> list[str]:
    with acting_as(cast.ina):
        return sorted(Offering.objects.filter(provider=provider).values_list("kind", flat=True))


def test_desk_adds_a_provider_and_changes_what_can_be_asked(cast: Cast) -> None:
    made = operations.register_provider(actor=cast.ina, **NEW)
    assert kinds(cast, made) == ["psychological", "retraining"]
    changed = NEW | {"kinds": ["retraining", "job_placement"], "phone": "030 5550002"}
    operations.change_provider(actor=cast.ina, provider=made, in_network_until=date(2026, 12, 31), **changed)
    assert kinds(cast, made) == ["job_placement", "retraining"]
    with acting_as(cast.ina):
        stored = Provider.objects.get(pk=made.pk)
    assert (stored.phone, stored.in_network_until) == ("030 5550002", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kinds": []}, "kinds"),
        ({"kinds": ["massage"]}, "kinds"),
        ({"in_network_until": date(2025, 12, 31)}, "in_network_until"),
        ({"name": "praktijk de zee"}, "name"),
    ],
)
def test_wrong_data_are_refused_at_their_field(cast: Cast, wrong: dict[str, Any], field: str) -> None:
    make_provider("Praktijk De Zee")
    with pytest.raises(ValidationError) as caught:
        operations.register_provider(actor=cast.ina, **NEW | wrong)
    assert list(caught.value.message_dict) == [field]


def test_network_has_a_first_and_a_last_day(cast: Cast) -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    one = make_provider(in_network_from=first, in_network_until=last)
    days = [date(2026, 2, 28), first, last, date(2026, 4, 1)]
    assert [one.in_network_on(day) for day in days] == [False, True, True, False]
    with acting_as(cast.ina):
        assert [Provider.objects.in_network(day).filter(pk=one.pk).exists() for day in days] == [
            *(False, True),
            *(True, False),
        ]


def test_somebody_works_for_one_provider(cast: Cast) -> None:
    provider, other = make_provider(), make_provider()
    words = {"email": "hilde@haven.example", "name": "Hilde Helper"}
    given = employers.give_role(actor=cast.ina, role=Role.PROVIDER, provider=provider, **words)
    assert [actor_for(one).organisation_id for one in memberships_of(given.user)] == [provider.pk]
    employers.give_role(actor=cast.ina, role=Role.PROVIDER, provider=other, **words)
    assert [actor_for(one).organisation_id for one in memberships_of(given.user)] == [provider.pk, other.pk]
    with pytest.raises(ValidationError, match="heeft deze rol al"):
        employers.give_role(actor=cast.ina, role=Role.PROVIDER, provider=provider, **words)
    with pytest.raises(ValidationError, match="past niet bij"):
        employers.give_role(actor=cast.ina, role=Role.PROVIDER, **words)
    with pytest.raises(ValidationError, match="past niet bij"):
        employers.give_role(actor=cast.ina, role=Role.DESK, provider=provider, **words)


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.DESK, Role.EMPLOYER])
def test_database_binds_the_role_to_a_provider_and_no_other_role(cast: Cast, role: Role) -> None:
    wrong = {} if role is Role.PROVIDER else {"provider": make_provider()}
    wrong |= {"employer": cast.bakery} if role is Role.EMPLOYER else {}
    with pytest.raises(IntegrityError, match="membership_role_fits_organisation"), transaction.atomic():
        make_membership(make_user(), role, **wrong)
    with acting_as(cast.ina):
        assert not Membership.objects.filter(role=Role.PROVIDER).exists()
