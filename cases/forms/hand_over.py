"""Handing over: which files go to whom, and why."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from cases.models.transfer_terms import Reason
from employers.models import Ontzorgmanager

PAIR = re.compile(r"(\d{1,18})-(\d{1,18})")
OLD_PAGE = "Deze pagina is niet meer goed. Begin opnieuw bij de dossiers."


class HandOverForm(forms.Form):
    """Which files of one Ontzorgmanager go, to whom, and why."""

    everything = forms.BooleanField(label="Alle dossiers in deze lijst", required=False)
    cases = forms.TypedMultipleChoiceField(
        label="Welke dossiers gaan over?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Een van deze dossiers kan niet meer over. Kies opnieuw."},
    )
    receivers = forms.TypedMultipleChoiceField(
        label="Wie krijgt ze?",
        help_text="Kiest u er meer dan één? Dan krijgt wie de minste open dossiers heeft steeds het volgende dossier.",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies ten minste één Ontzorgmanager.",
            "invalid_choice": "Deze Ontzorgmanager kan nu geen dossier krijgen. Kies iemand anders.",
        },
    )
    reason = forms.ChoiceField(
        label="Waarom?",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        help_text="De werknemer en de nieuwe Ontzorgmanager lezen dit.",
        error_messages={"required": "Kies een reden.", "invalid_choice": "Kies een van deze redenen."},
    )

    def __init__(self, *args: Any, cases: Iterable[int], receivers: Iterable[Ontzorgmanager], **more: Any) -> None:
        super().__init__(*args, **more)
        self._free = list(cases)
        known = {
            "cases": [(pk, str(pk)) for pk in self._free],
            "receivers": [(one.pk, _label(one)) for one in receivers],
        }
        for name, choices in known.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        """All files when that was ticked; at least one."""
        answers: dict[str, Any] = self.cleaned_data
        if answers.get("everything"):
            answers["cases"] = self._free
        if not answers.get("cases") and "cases" not in self.errors:
            self.add_error("cases", "Kies ten minste één dossier.")
        return answers


class MovesField(forms.Field):
    """Pairs of a file and who gets it, as the page that was looked at had them."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> dict[int, int]:
        """Raises ValidationError for what no page of ours can have sent."""
        found = [PAIR.fullmatch(one) for one in value or []]
        if not found or not all(found):
            raise forms.ValidationError(OLD_PAGE)
        return {int(pair[1]): int(pair[2]) for pair in found if pair}


class SendForm(forms.Form):
    """What was looked at, to be done."""

    moves = MovesField(required=False)
    reason = forms.ChoiceField(
        choices=Reason.choices, error_messages=dict.fromkeys(("required", "invalid_choice"), OLD_PAGE)
    )


def _label(manager: Ontzorgmanager) -> str:
    load: int = getattr(manager, "load", 0)
    return f"{manager.name} · {'1 open dossier' if load == 1 else f'{load} open dossiers'}"
