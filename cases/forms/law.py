"""Proposing other numbers for a step."""

from typing import Any

from django import forms

from accounts.numbers import DutchWholeField
from cases.timeline.changes import TOO_FAR
from cases.timeline.expressions import Expression
from cases.timeline.numbers import Number, Numbers, numbers_in
from cases.timeline.occasions import NoDate
from cases.timeline.rules import Rule
from cases.timeline.words import ask, say

SIDES = (("opens", "Kan vanaf"), ("due", "Uiterlijk"))
NUMBER = "Vul een heel getal in, bijvoorbeeld 42."


def term_text(opens: Expression | None, due: Expression | None) -> str:
    """A term in words: "kan vanaf dag 29, uiterlijk dag 42". What is None is left out."""
    parts = (("kan vanaf", opens), ("uiterlijk", due))
    return ", ".join(_lead(lead, one) for lead, one in parts if one is not None)


def _lead(lead: str, expression: Expression) -> str:
    return say(expression) if isinstance(expression, NoDate) else f"{lead} {say(expression)}"


def _number(side: str, number: Number) -> DutchWholeField:
    what = ask(number)
    return DutchWholeField(
        label=f"{side}: {what[0].lower()}{what[1:]}",
        help_text=f"Nu {number.value}. Leeg: dit blijft zo.",
        required=False,
        min_value=number.lowest,
        max_value=TOO_FAR,
        error_messages={
            "invalid": NUMBER,
            "min_value": f"Vul een getal in vanaf {number.lowest}.",
            "max_value": f"Kies ten hoogste {TOO_FAR} {number.unit}.",
        },
    )


class RuleChangeForm(forms.Form):
    """The numbers of one step, from which first sick day, on which ground."""

    key = forms.CharField(widget=forms.HiddenInput)
    in_force_from = forms.DateField(
        label="Voor eerste ziektedagen vanaf",
        help_text="Dossiers met een eerdere eerste ziektedag houden hun oude datums.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Kies een datum.", "invalid": "Kies een datum, bijvoorbeeld 1-7-2026."},
    )
    reason = forms.CharField(
        label="Waarom ook voor lopende dossiers?",
        help_text="Alleen nodig als de datum hierboven vandaag of eerder is. Dan schuiven ook dossiers die al lopen.",
        required=False,
        max_length=200,
        error_messages={"max_length": "Houd het bij ten hoogste 200 tekens."},
    )
    basis = forms.CharField(
        label="Artikel",
        help_text="Waar staat de nieuwe regel? Bijvoorbeeld: Staatsblad 2026, 123. Dit staat straks bij iedere datum.",
        max_length=160,
        error_messages={
            "required": "Vul in waar de nieuwe regel staat.",
            "max_length": "Houd het bij ten hoogste 160 tekens.",
        },
    )

    def __init__(self, rule: Rule, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.numbers = {side: numbers_in(getattr(rule, side)) for side, _ in SIDES}
        asked = {
            name: _number(label, number)
            for side, label in SIDES
            for name, number in zip(self._names(side), self.numbers[side], strict=True)
        }
        self.fields = {"key": self.fields["key"]} | asked | self.fields

    @property
    def term(self) -> str:
        """What holds now, in words."""
        return term_text(self.rule.opens, self.rule.due)

    @property
    def asked(self) -> dict[str, Any]:
        """What was filled in, as the operation wants it, without the reason."""
        data = self.cleaned_data
        words: dict[str, Any] = {name: data[name] for name in ("key", "in_force_from", "basis")}
        for side, _ in SIDES:
            first, *more = self._values(side) or (None,)
            words |= {f"{side}_days": first, f"{side}_more": tuple(more)}
        return words

    def clean(self) -> dict[str, Any]:
        """At least one of the numbers."""
        data = super().clean() or {}
        names = [name for side, _ in SIDES for name in self._names(side)]
        if not self.errors and all(data.get(name) is None for name in names):
            self.add_error(names[-1], "Vul in wat er verandert: ten minste één getal.")
        return data

    def _names(self, side: str) -> list[str]:
        """due_days, due_days_2, due_days_3: in the order of the numbers of that term."""
        return [f"{side}_days{f'_{n}' if n > 1 else ''}" for n in range(1, len(self.numbers[side]) + 1)]

    def _values(self, side: str) -> Numbers | None:
        """Every number of a side, those that were left empty as they are; None when all were."""
        typed = [self.cleaned_data.get(name) for name in self._names(side)]
        if all(value is None for value in typed):
            return None
        pairs = zip(typed, self.numbers[side], strict=True)
        return tuple(number.value if value is None else value for value, number in pairs)
