"""Fields that the forms of this app share."""

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.numbers import DutchDecimalField

WORK_WORDS = "Alleen over het werk: geen gezondheidsinformatie."

Typed = Mapping[str, list[str]]


def choice(label: str, choices: Any, missing: str, *, radio: bool = True, **more: Any) -> forms.ChoiceField:
    """One of a list, without an answer filled in beforehand."""
    options = list(choices) if radio else [("", "Kies"), *choices]
    return forms.ChoiceField(
        label=label,
        choices=options,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages={"required": missing, "invalid_choice": "Kies een van de mogelijkheden."},
        **more,
    )


def text(label: str, longest: int, *, missing: str = "", rows: int = 0, **more: Any) -> forms.CharField:
    """Words about the work; `rows` above 0 makes it a box of that many lines."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": missing or "Vul dit in.",
            "max_length": f"Deze tekst is te lang. Gebruik hooguit {longest} tekens.",
        },
        **more,
    )


def hours(label: str, highest: int, **more: Any) -> DutchDecimalField:
    """A number of hours with at most one decimal."""
    return DutchDecimalField(
        label=label,
        min_value=0,
        max_value=highest,
        max_digits=3,
        decimal_places=1,
        localize=True,
        error_messages={
            "required": "Vul het aantal uren in.",
            "invalid": "Dit is geen getal. Schrijf bijvoorbeeld 4 of 7,5.",
            "min_value": "Vul 0 of meer in.",
            "max_value": f"Vul ten hoogste {highest} in.",
            "max_decimal_places": "Gebruik hooguit één cijfer achter de komma.",
            "max_digits": f"Vul ten hoogste {highest} in.",
            "max_whole_digits": f"Vul ten hoogste {highest} in.",
        },
        **more,
    )


def typed(data: Typed, several: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What was typed in a form, as initial values: one value per field, or a list for those that take several."""
    return {name: values if name in several else values[-1] for name, values in data.items() if values}
