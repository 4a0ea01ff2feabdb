"""Encrypted columns, on the one that exists: the BSN."""

from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.db import connection

from accounts.actor import acting_as
from employers.models import EmployeeIdentity
from tests.cast import Cast

BSN = "111222333"


@pytest.fixture
def identity(cast: Cast) -> EmployeeIdentity:
    """Carla's number, kept by her employer."""
    return keep(cast)


def keep(cast: Cast) -> EmployeeIdentity:
    with acting_as(cast.ina):
        kept: EmployeeIdentity = EmployeeIdentity.objects.create(
            employee=cast.carla_file, employer=cast.bakery, bsn=BSN
        )
        return kept


def read(cast: Cast) -> str:
    with acting_as(cast.anna):
        number: str = EmployeeIdentity.objects.visible_to(cast.anna).get().bsn
        return number


def column(cast: Cast) -> str:
    with acting_as(cast.anna), connection.cursor() as cursor:
        cursor.execute("SELECT bsn FROM employers_employeeidentity")
        stored: str = cursor.fetchone()[0]
        return stored


def test_number_comes_back_as_it_went_in(cast: Cast, identity: EmployeeIdentity) -> None:
    assert read(cast) == BSN


def test_column_holds_no_plain_text(cast: Cast, identity: EmployeeIdentity) -> None:
    stored = column(cast)
    assert stored.startswith("gAAAA")
    assert not [part for part in (BSN, BSN[:6], BSN[-4:]) if part in stored]


def test_same_number_is_stored_differently_each_time(cast: Cast, identity: EmployeeIdentity) -> None:
    """Who sees the table cannot even see that two people are one."""
    first = column(cast)
    with acting_as(cast.ina):
        EmployeeIdentity.objects.get().save()
    assert column(cast) != first


def test_nothing_stays_nothing() -> None:
    field = EmployeeIdentity._meta.get_field("bsn")
    assert (field.get_prep_value(None), field.from_db_value(None)) == (None, None)


def test_old_key_reads_until_everything_is_written_anew(cast: Cast, settings: Any) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    settings.FIELD_KEYS = [old]
    keep(cast)
    settings.FIELD_KEYS = [new, old]
    assert read(cast) == BSN
    with acting_as(cast.ina):
        for identity in EmployeeIdentity.objects.all():
            identity.save(update_fields=["bsn"])
    settings.FIELD_KEYS = [new]
    assert read(cast) == BSN


def test_without_its_key_a_number_is_lost(cast: Cast, settings: Any) -> None:
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    keep(cast)
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        read(cast)


def test_screen_shows_two_digits_only(identity: EmployeeIdentity) -> None:
    assert (str(identity), identity.masked) == ("•••••••33", "•••••••33")
