"""A new key: everything is written again with it, and afterwards nobody needs the old one."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command

from accounts.actor import acting_as, system
from accounts.models import AuditEvent
from accounts.rotation import encrypted_columns, renewed
from accounts.secret import box
from accounts.terms import Role
from employers.models import EmployeeIdentity
from tests.cast import Cast
from tests.documents import raw

NUMBERS = {"carla_file": "111222333", "finn_file": "123456782"}
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def stored(cast: Cast) -> Authenticator:
    """Two numbers and a second factor under the key of today."""
    with acting_as(cast.ina):
        for name, number in NUMBERS.items():
            person = getattr(cast, name)
            EmployeeIdentity.objects.create(employee=person, employer_id=person.employer_id, bsn=number)
    data = {"secret": box().encrypt(SECRET.encode()).decode(), "used_mask": 3, "codes": ["plain"]}
    return Authenticator.objects.create(user=cast.user(cast.anna), type="totp", data=data)


def rotate() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("rotate_keys", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def numbers(cast: Cast) -> set[str]:
    with acting_as(cast.ina):
        return set(EmployeeIdentity.objects.values_list("bsn", flat=True))


def test_old_key_can_go_afterwards(cast: Cast, stored: Authenticator, settings: Any) -> None:
    old, new = settings.FIELD_KEYS[0], Fernet.generate_key().decode()
    settings.FIELD_KEYS = [new, old]
    out, err = rotate()
    assert "employers_employeeidentity.bsn: 2 written again" in out
    assert "mfa_authenticator.data: 1 written again" in out
    assert "employers_employeeidentity.bsn: " in err
    settings.FIELD_KEYS = [new]
    assert numbers(cast) == set(NUMBERS.values())
    stored.refresh_from_db()
    assert box().decrypt(stored.data["secret"].encode()).decode() == SECRET
    assert (stored.data["used_mask"], stored.data["codes"]) == (3, ["plain"])
    with pytest.raises(InvalidToken):
        Fernet(old).decrypt(stored.data["secret"].encode())


def test_it_leaves_its_trace_where_something_was_written(cast: Cast, stored: Authenticator, settings: Any) -> None:
    """One event per batch, of the part of the system that did it, about nobody; none where everything is current."""
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), settings.FIELD_KEYS[0]]
    traces = []
    for _ in range(2):
        rotate()
        with acting_as(system(Role.AUDITOR)):
            found = AuditEvent.objects.filter(action="rotate_keys")
            traces.append([(one.role, one.object_id, one.subject_id) for one in found])
    assert traces == [[("purger", None, None)] * 2] * 2


def test_without_it_the_old_key_is_needed(cast: Cast, stored: Authenticator, settings: Any) -> None:
    """Or the test above would pass without rotating anything."""
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        numbers(cast)


def test_second_run_writes_nothing(cast: Cast, stored: Authenticator, settings: Any) -> None:
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    rotate()
    assert rotate()[0].count(" 0 written again") == len(encrypted_columns()) + 1


def test_lost_key_is_told_and_nothing_is_lost(cast: Cast, stored: Authenticator, settings: Any) -> None:
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="Put that key back"):
        rotate()
    settings.FIELD_KEYS = old
    assert numbers(cast) == set(NUMBERS.values())


def test_output_holds_no_number_and_no_secret(cast: Cast, stored: Authenticator, settings: Any) -> None:
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    text = "".join(rotate())
    assert not any(word in text for word in (*NUMBERS.values(), SECRET, *settings.FIELD_KEYS))
    assert raw.places_of(*NUMBERS.values()) == set()


def test_every_encrypted_column_is_found() -> None:
    assert [(model._meta.label_lower, field.name) for model, field in encrypted_columns()] >= [
        ("employers.employeeidentity", "bsn")
    ]


def test_what_is_no_token_stays() -> None:
    value = {"a": ["gA", 1, None], "b": {"c": True}}
    assert renewed(value) == value
