"""The employers that are insured here."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import acting_as
from employers import operations
from employers.models import Employer
from employers.operations.employers import compact_payroll_tax_number, is_payroll_tax_number
from tests.cast import Cast
from tests.factories.employers import ARRANGER

WRONG = (
    "Dit is geen geldig loonheffingennummer. Het zijn 9 cijfers, de letter L en 2 cijfers, "
    "bijvoorbeeld 123456782L01. U vindt het op de aangiftebrief van de Belastingdienst."
)


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Kapsalon Krul",
        "sector": "Uiterlijke verzorging",
        "address": "Markt 3, 1234 AB",
        "city": "Delft",
        "phone": "015 1234567",
        "contact_name": "Kim Krul",
        "payroll_tax_number": "123456782L01",
        "own_risk_ziektewet": False,
        "own_risk_wga": False,
    } | changes


def refusal(cast: Cast, **changes: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        operations.register_employer(actor=cast.desk, **fields(**changes))
    messages: dict[str, list[str]] = refused.value.message_dict
    return messages


def test_an_employer_is_stored_as_given(cast: Cast) -> None:
    employer = operations.register_employer(actor=cast.desk, **fields(payroll_tax_number="1234.56.782 l 01"))
    with acting_as(cast.desk):
        assert Employer.objects.values(*fields()).get(pk=employer.pk) == fields()


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("123456782L01", True),
        ("111222333L99", True),
        ("123456789L01", False),  # fails the 11-check
        ("123456782B01", False),
        ("12345678L01", False),
        ("123456782L1", False),
        ("123456782L011", False),
        ("000000000L01", False),
        ("", False),
    ],
)
def test_a_payroll_tax_number_is_checked(number: str, right: bool) -> None:
    assert is_payroll_tax_number(number) is right


def test_separators_do_not_matter() -> None:
    assert compact_payroll_tax_number(" 1234.56.782-l01 ") == "123456782L01"


@pytest.mark.parametrize("answer", [True, False, None])
def test_own_risk_is_yes_no_or_not_known_yet(cast: Cast, answer: bool | None) -> None:
    given = {"own_risk_ziektewet": answer, "own_risk_wga": answer}
    employer = operations.register_employer(actor=cast.desk, **fields(**given))
    with acting_as(cast.desk):
        assert Employer.objects.values(*given).get(pk=employer.pk) == given


def test_own_risk_has_no_default(cast: Cast) -> None:
    """Nobody who was not asked has said no."""
    unasked = {name: value for name, value in fields().items() if name != "own_risk_wga"}
    with pytest.raises(TypeError, match="own_risk_wga"):
        operations.register_employer(actor=cast.desk, **unasked)
    with acting_as(ARRANGER):
        assert Employer(**unasked).own_risk_wga is None


def test_a_wrong_number_says_what_it_should_be(cast: Cast) -> None:
    assert refusal(cast, payroll_tax_number="123") == {"payroll_tax_number": [WRONG]}


def test_names_and_numbers_are_used_once(cast: Cast) -> None:
    operations.register_employer(actor=cast.desk, **fields())
    assert refusal(cast, name="kapsalon krul", payroll_tax_number="111222333L01") == {
        "name": ["Er is al een werkgever met deze naam. Wijzig die, of maak de naam anders."]
    }
    assert refusal(cast, name="Kapsalon Knip") == {
        "payroll_tax_number": ["Een andere werkgever heeft dit nummer al. Controleer het nummer."]
    }


def test_a_change_may_keep_its_own_name_and_number(cast: Cast) -> None:
    employer = operations.register_employer(actor=cast.desk, **fields())
    changed = operations.change_employer(actor=cast.desk, employer=employer, **fields(city="Rijswijk"))
    assert (changed.name, changed.city) == ("Kapsalon Krul", "Rijswijk")


def test_others_may_not(cast: Cast) -> None:
    for actor in (cast.anna, cast.bert, cast.daan, cast.noor, cast.carla):
        with pytest.raises(PermissionDenied):
            operations.register_employer(actor=actor, **fields())
        with pytest.raises(PermissionDenied):
            operations.change_employer(actor=actor, employer=cast.bakery, **fields())
