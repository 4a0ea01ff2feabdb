"""Confirming what was recorded in one's place."""

from collections.abc import Iterable

from django import forms


class StepsForm(forms.Form):
    """Which steps stood before the bedrijfsarts, of those that still wait."""

    step = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: object, *, waiting: Iterable[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        self.fields["step"].choices = [(number, number) for number in waiting]  # type: ignore[attr-defined]
