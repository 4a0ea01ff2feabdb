"""Proposing other days for a step."""

from collections.abc import Iterable
from typing import Any

from django import forms

from cases.timeline.changes import TOO_FAR, counted, days_of
from cases.timeline.expressions import Expression
from cases.timeline.rules import Rule

NUMBER = "Vul een aantal dagen in, bijvoorbeeld 42."


def days_text(opens: Expression | None, due: Expression | None) -> str:
    """Days in words: "kan vanaf dag 29, uiterlijk op dag 42". What has no single number is left out."""
    parts = (("kan vanaf", opens), ("uiterlijk", due))
    return ", ".join(f"{lead} {_days(one)}" for lead, one in parts if one is not None and days_of(one) is not None)


def _days(expression: Expression) -> str:
    number = days_of(expression)
    if counted(expression):
        return f"dag {number}"
    return f"{number} {'dag' if number == 1 else 'dagen'} erna" if number else "de dag zelf"


def _number(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_value=TOO_FAR,
        error_messages={"invalid": NUMBER, "min_value": NUMBER, "max_value": f"Kies ten hoogste {TOO_FAR} dagen."},
    )


class RuleChangeForm(forms.Form):
    """Which step, which days, from which first sick day, on which ground."""

    key = forms.ChoiceField(
        label="Welke stap verandert?",
        help_text="Achter iedere stap staan de dagen die nu gelden.",
        error_messages={"required": "Kies een stap.", "invalid_choice": "Deze stap kan zo niet veranderen."},
    )
    opens_days = _number("Kan vanaf dag", "Leeg: dit blijft zoals het is.")
    due_days = _number("Uiterlijk op dag", "Leeg: dit blijft zoals het is. Dag 42 is het einde van week 6.")
    in_force_from = forms.DateField(
        label="Voor eerste ziektedagen vanaf",
        help_text="Dossiers met een eerdere eerste ziektedag houden hun oude datums.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Kies een datum.", "invalid": "Kies een datum, bijvoorbeeld 1-7-2026."},
    )
    basis = forms.CharField(
        label="Artikel",
        help_text="Waar staat de nieuwe regel? Bijvoorbeeld: Staatsblad 2026, 123. Dit staat straks bij iedere datum.",
        max_length=160,
        error_messages={"required": "Vul in waar de nieuwe regel staat."},
    )

    def __init__(self, rules: Iterable[Rule], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(rule.key, f"{rule.term} ({days_text(rule.opens, rule.due)})") for rule in rules]
        self.fields["key"].choices = [("", "Maak een keuze"), *choices]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """At least one of the two numbers."""
        data = super().clean() or {}
        if data.get("opens_days") is None and data.get("due_days") is None and not self.errors:
            self.add_error("due_days", "Vul in wat er verandert: kan vanaf, uiterlijk op, of allebei.")
        return data
