"""What the database itself refuses, whoever writes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.terms import Role
from employers.models import Employee
from tests.cast import Cast
from tests.factories import employers as make

DAY = date(2026, 3, 1)

WRONG: dict[str, Callable[[Cast], object]] = {
    "contract_one_at_a_time": lambda cast: make.make_contract(cast.bakery, cast.gijs_profile, starts_on=DAY),
    "contract_ends_after_start": lambda cast: make.make_contract(
        make.make_employer(), cast.gijs_profile, starts_on=DAY, ends_on=DAY
    ),
    "policy_ends_after_start": lambda cast: make.make_policy(cast.bakery, starts_on=DAY, ends_on=DAY),
    "employee_ends_after_start": lambda cast: make.make_employee(cast.bakery, started_on=DAY, ended_on=DAY),
    "employee_hours_sane": lambda cast: make.make_employee(cast.bakery, contract_hours=0),
    "membership_role_fits_organisation": lambda cast: make.make_membership(make.make_user(), Role.EMPLOYER),
    "membership_once": lambda cast: make.make_membership(cast.user(cast.anna), Role.EMPLOYER, employer=cast.bakery),
}


@pytest.mark.parametrize("constraint", WRONG)
def test_the_database_refuses(cast: Cast, constraint: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        WRONG[constraint](cast)
    assert refused.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]  # psycopg2 tells


def test_contracts_may_touch(cast: Cast) -> None:
    shop = make.make_employer()
    make.make_contract(shop, cast.daan_profile, ends_on=DAY)
    assert make.make_contract(shop, cast.gijs_profile, starts_on=DAY).ends_on is None


def test_names_are_shown_whole_or_short() -> None:
    carla = Employee(first_name="Carla", last_name="Bos")
    assert (carla.full_name, carla.short_name) == ("Carla Bos", "C. Bos")
