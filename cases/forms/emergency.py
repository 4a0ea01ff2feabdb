"""Asking for break-glass access, and deciding about it."""

from typing import ClassVar

from django import forms

from accounts.guarded import GuardedForm
from cases.models import EmergencyAccess

_PICK = "Kies een van de mogelijkheden."


class EmergencyForm(GuardedForm):
    """Which file, why, and a sentence about it."""

    guarded: ClassVar[tuple[str, ...]] = ("note",)

    number = forms.CharField(
        label="Dossiernummer",
        max_length=20,
        help_text="Bijvoorbeeld 26-0012. Wie om hulp vroeg, kan het u geven.",
        error_messages={"required": "Vul het dossiernummer in."},
    )
    reason = forms.ChoiceField(
        label="Waarom is dit nodig?",
        choices=EmergencyAccess.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom dit nodig is.", "invalid_choice": _PICK},
    )
    note = forms.CharField(
        label="Toelichting in één zin",
        max_length=300,
        help_text="Wat is er aan de hand? Schrijf geen namen en niets over gezondheid.",
        error_messages={
            "required": "Schrijf in één zin wat er aan de hand is.",
            "max_length": "Dit is te lang. Maak de tekst korter dan 300 tekens.",
        },
    )


class DecisionForm(forms.Form):
    """Yes or no."""

    decision = forms.ChoiceField(
        label="Uw besluit",
        choices=[("yes", "Toestaan"), ("no", "Niet toestaan")],
        error_messages={"required": _PICK, "invalid_choice": _PICK},
    )

    @property
    def granted(self) -> bool:
        """Whether it is allowed; for a valid form only."""
        return bool(self.cleaned_data["decision"] == "yes")
