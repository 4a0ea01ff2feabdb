"""Whether an arbeidsdeskundige would help."""

from typing import ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.models import ExpertConsideration


class ConsiderationForm(GuardedForm):
    """The answer, and why."""

    guarded: ClassVar[tuple[str, ...]] = ("reason",)

    answer = forms.ChoiceField(
        label="Zou een arbeidsdeskundige nu helpen?",
        choices=ExpertConsideration.Answer.choices,
        widget=forms.RadioSelect,
        help_text="Kiest u ja? Dan vraagt u daarna een arbeidsdeskundige.",
        error_messages={"required": "Kies een antwoord.", "invalid_choice": "Kies een van de mogelijkheden."},
    )
    reason = forms.CharField(
        label="Waarom?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Alleen over werk: wat past al, waar loopt het vast, wat zou een onderzoek opleveren. "
        "Schrijf niets over gezondheid.",
        error_messages={
            "required": "Schrijf op waarom.",
            "max_length": "Dit is te lang. Maak de tekst korter dan 500 tekens.",
        },
    )
    expected_number = SeenVersionField()
