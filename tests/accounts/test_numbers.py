"""Numbers that people type: Dutch decimals, in the digits 0 to 9, wherever a number is asked."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from accounts.numbers import DutchDecimalField, DutchWholeField
from cases.forms.amounts import NumberField, PercentField
from cases.forms.hours import HoursField
from documents.forms.fields import hours
from employers.forms.people import PersonForm

ROOT = Path(__file__).parents[2]
EVERY_FIELD = (NumberField(), PercentField(), HoursField(), hours("", 99), PersonForm.base_fields["contract_hours"])
NO_NUMBERS = ("1e1", "1E1", "٣", "１２", "NaN", "Infinity", "1_0", "0x1", "1,2,3", "twaalf", "²", "+5")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"),
        ("7,5", "7.5"),
        ("7.5", "7.5"),
        (",5", "0.5"),
        ("2.750,50", "2750.50"),
        ("2.750", "2750"),
        ("€ 10", "10"),
        ("70%", "70"),
        ("-1", "-1"),
    ],
)
def test_number_is_read_with_a_comma_or_a_point(typed: str, number: str) -> None:
    assert DutchDecimalField().clean(typed) == Decimal(number)


@pytest.mark.parametrize("field", EVERY_FIELD, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_not_written_as_a_number_is_told_in_a_sentence(field: DutchDecimalField, typed: str) -> None:
    assert field.clean("8,5") == Decimal("8.5")
    with pytest.raises(ValidationError, match=r"geen getal\. Schrijf bijvoorbeeld|Vul een getal in, bijvoorbeeld"):
        field.clean(typed)


@pytest.mark.parametrize("typed", [*NO_NUMBERS, "7,5", "7.0"])
def test_whole_number_is_digits_only(typed: str) -> None:
    assert DutchWholeField().clean(" 42 ") == 42
    with pytest.raises(ValidationError):
        DutchWholeField().clean(typed)


@pytest.mark.parametrize("app", ["accounts", "employers", "cases", "interventions", "documents", "ontzorg"])
def test_no_form_asks_a_number_in_another_way(app: str) -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / app).rglob("*.py")
        if any(name in path.read_text() for name in ("forms.DecimalField", "forms.IntegerField", "forms.FloatField"))
    ]
    assert found == (["accounts/numbers.py"] if app == "accounts" else [])
