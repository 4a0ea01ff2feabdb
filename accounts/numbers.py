"""Numbers as a Dutch reader types them: 2.750,50 or 2750.50, with the digits 0 to 9 and nothing else."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

_THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_DECIMAL = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)")
_WHOLE = re.compile(r"-?[0-9]+")
OLD_PAGE = "Deze pagina is niet meer goed. Open haar opnieuw."
"""What a page says whose hidden fields are none of ours."""


def as_number(text: str) -> str:
    """The same number with a decimal point only; what is no number stays what it is."""
    bare_text = text.replace("€", "").replace("%", "").replace(" ", "").replace("\u00a0", "")
    if "," in bare_text:
        return bare_text.replace(".", "").replace(",", ".")
    return bare_text.replace(".", "") if _THOUSANDS.fullmatch(bare_text) else bare_text


class DutchDecimalField(forms.DecimalField):
    """A number typed with a comma or a point. "1e1" and digits of another script are no number here."""

    def to_python(self, value: Any) -> Any:
        """Read it; raises ValidationError for what is not written as a number."""
        if not isinstance(value, str):
            return super().to_python(value)
        text = as_number(value)
        if text and not _DECIMAL.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(Decimal(text) if text else None)


class DutchWholeField(forms.IntegerField):
    """A whole number, in the same digits."""

    def to_python(self, value: Any) -> Any:
        """Read it; raises ValidationError for what is not written as a whole number."""
        if isinstance(value, str) and value.strip() and not _WHOLE.fullmatch(value.strip()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class SeenVersionField(DutchWholeField):
    """Which version of something a page showed, hidden in its form; 0 when there was none yet."""

    def __init__(self, **more: Any) -> None:
        wrong = ("required", "invalid", "min_value", "max_value")
        super().__init__(
            label="Versie",
            widget=forms.HiddenInput,
            min_value=0,
            max_value=2**31 - 1,
            error_messages=dict.fromkeys(wrong, OLD_PAGE),
            **more,
        )
