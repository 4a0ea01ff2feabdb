"""Confirming what was recorded in one's place."""

from typing import Any

from django import forms


class SeenField(forms.MultipleChoiceField):
    """The acts that a page showed, as it showed them. Which of them still wait so, others say."""

    def validate(self, value: Any) -> None:
        """Anything will do, and nothing."""


class ActsForm(forms.Form):
    """What stood before the bedrijfsarts."""

    seen = SeenField(required=False)
