"""Proposing a number of the WIA calculation."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from cases.forms.amounts import NumberField
from cases.forms.report import DayField
from cases.wia.figures import PARAMETERS
from cases.wia.parameters import Key, Parameter
from cases.wia.words import UNITS

MOST = Decimal(99_999)


def named(parameter: Parameter) -> str:
    """What a parameter is called on a page: "Maximumdagloon (euro per dag)"."""
    term = parameter.term.split(" ", 1)[1]
    return f"{term[:1].upper()}{term[1:]} ({UNITS[parameter.unit]})"


class FigureForm(forms.Form):
    """Which number, what it becomes, from which day and where that stands."""

    key = forms.ChoiceField(
        label="Welk bedrag?",
        choices=[(key.value, named(PARAMETERS[key])) for key in Key],
        help_text="Achter elk bedrag staat wat het vandaag is.",
        error_messages={"required": "Kies een bedrag.", "invalid_choice": "Kies een bedrag uit de lijst."},
    )
    value = NumberField(label="Wordt", most=MOST, missing="Vul het nieuwe bedrag in.")
    in_force_from = DayField(
        label="Voor berekeningen vanaf",
        missing="Kies een datum.",
        help_text="Berekeningen die er al zijn, blijven zoals ze zijn.",
    )
    source = forms.CharField(
        label="Bron",
        max_length=160,
        help_text="Waar staat het nieuwe bedrag? Bijvoorbeeld: Staatscourant 2026, 40123.",
        error_messages={
            "required": "Vul in waar het nieuwe bedrag staat.",
            "max_length": "Houd het bij ten hoogste 160 tekens.",
        },
    )
    sure = forms.BooleanField(label="Het bedrag klopt", required=False)
    sure_of = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, now: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(key.value, named(PARAMETERS[key])) for key in Key]
        self.fields["key"].choices = [(key, f"{name}: {now[key]}") for key, name in names]  # type: ignore[attr-defined]  # a ChoiceField

    def proposal(self) -> dict[str, Any]:
        """What the operation wants, for a valid form only; who was sure of another number is not sure of this one."""
        data = dict(self.cleaned_data)
        of = data.pop("sure_of")
        return data | {"sure": data["sure"] and of == said_of(data)}

    def asks_again(self) -> None:
        """Show the question whether the number is right, unanswered, about what is typed now."""
        typed = {name: value for name, value in self.data.items() if name != "sure"}
        self.data = typed | {"sure_of": said_of(self.cleaned_data)}


def said_of(data: Mapping[str, Any]) -> str:
    """What somebody says to be sure of: this number, for this parameter."""
    return f"{data.get('key')} {data.get('value')}"
