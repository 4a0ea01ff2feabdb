"""Confirming what was recorded in one's place."""

from typing import Any

from django import forms

_DIGITS = 18
"""No number of a record is longer; the database would not know what to do with it."""


class NumbersField(forms.MultipleChoiceField):
    """Numbers of records that a page showed. What is no number is left out: which of them still wait, others say."""

    def to_python(self, value: Any) -> Any:
        """Read them."""
        texts = super().to_python(value)
        return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) <= _DIGITS]

    def validate(self, value: Any) -> None:
        """Any number will do, and none."""


class StepsForm(forms.Form):
    """Which steps stood before the bedrijfsarts."""

    step = NumbersField(required=False)
