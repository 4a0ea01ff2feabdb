"""Proposing a number of the WIA calculation."""

from decimal import Decimal

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
