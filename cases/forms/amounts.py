"""Fields for amounts, percentages and years, as a Dutch reader types them: 2.750,50 or 2750.50."""

from decimal import Decimal
from typing import Any

from django import forms

from accounts.numbers import DutchDecimalField, DutchWholeField
from cases.wia.dutch import bare

MOST = Decimal(999_999)
HOURS_IN_A_WEEK = Decimal(60)
MOST_MONTHS = Decimal(24)
"""As long as unemployment benefit lasts at most (WW art. 42)."""
MOST_YEARS = 60
_TYPED = {"inputmode": "decimal", "autocomplete": "off"}


class NumberField(DutchDecimalField):
    """A number of 0 or more with at most two decimals."""

    def __init__(
        self, *, missing: str = "Vul een bedrag in.", most: Decimal = MOST, too_high: str = "", **more: Any
    ) -> None:
        high = too_high or f"Vul een getal in van hoogstens {bare(most)}."
        messages = {
            "required": missing,
            "invalid": "Dit is geen getal. Schrijf bijvoorbeeld 2750 of 2750,50.",
            "max_decimal_places": "Gebruik hooguit twee cijfers achter de komma.",
            "max_digits": high,
            "max_whole_digits": high,
            "max_value": high,
            "min_value": "Vul een getal in dat niet lager is dan 0.",
        }
        widget = forms.TextInput(attrs=_TYPED)
        limits: dict[str, Any] = {"min_value": 0, "max_value": most, "decimal_places": 2}
        super().__init__(widget=widget, error_messages=messages, **limits, **more)

    def prepare_value(self, value: Any) -> Any:
        """Show a number with a comma; what somebody typed stays as it was typed."""
        return bare(value) if isinstance(value, Decimal) else value


class PercentField(NumberField):
    """A percentage from 0 to 100."""

    def __init__(self, **more: Any) -> None:
        super().__init__(most=Decimal(100), **more)


class YearsField(DutchWholeField):
    """A number of whole years; may be left empty."""

    def __init__(self, **more: Any) -> None:
        wrong = f"Vul een heel aantal jaren in, van 0 tot en met {MOST_YEARS}."
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(
            required=False, min_value=0, max_value=MOST_YEARS, widget=widget, error_messages=messages, **more
        )
