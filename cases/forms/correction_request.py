"""Asking for a correction, and answering that."""

from typing import ClassVar

from django import forms

from accounts.guarded import GuardedForm
from cases.models import CorrectionRequest

_PICK = "Kies een van de mogelijkheden."
_LONG = "Dit is te lang. Maak de tekst korter dan 2000 tekens."


class CorrectionForm(GuardedForm):
    """What it is about, what is wrong and what it must be."""

    guarded: ClassVar[tuple[str, ...]] = ("text",)

    topic = forms.ChoiceField(
        label="Waar gaat het over?",
        choices=CorrectionRequest.Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het over gaat.", "invalid_choice": _PICK},
    )
    text = forms.CharField(
        label="Wat klopt er niet, en wat moet het zijn?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Schrijf niet over uw gezondheid. Dat bespreekt u alleen met de bedrijfsarts.",
        error_messages={
            "required": "Schrijf op wat er niet klopt en wat het moet zijn.",
            "max_length": _LONG,
        },
    )


class DecisionForm(GuardedForm):
    """What was done, and an explanation."""

    guarded: ClassVar[tuple[str, ...]] = ("answer",)

    decision = forms.ChoiceField(
        label="Wat heeft u gedaan?",
        choices=CorrectionRequest.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u heeft gedaan.", "invalid_choice": _PICK},
    )
    answer = forms.CharField(
        label="Uitleg aan de werknemer",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Past u het niet aan? Schrijf dan op waarom.",
        error_messages={"max_length": _LONG},
    )
