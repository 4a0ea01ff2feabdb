"""What the Ontzorgmanager writes down of a talk, and what the employee adds."""

from typing import ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.forms.report import DayField

_LONG = "Dit is te lang. Maak de tekst korter dan {} tekens."


class CoachingForm(GuardedForm):
    """What it was about, what the employee is going to do, and until when."""

    guarded: ClassVar[tuple[str, ...]] = ("text", "agreed")
    talked_on = DayField(label="Wanneer sprak u elkaar?", missing="Kies de dag waarop u elkaar sprak.")
    text = forms.CharField(
        label="Waar had u het over?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Over werk en de weg terug. Niets over gezondheid: dat is voor de bedrijfsarts.",
        error_messages={"required": "Schrijf op waar u het over had.", "max_length": _LONG.format(2000)},
    )
    agreed = forms.CharField(
        label="Wat gaat de werknemer doen?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _LONG.format(1000)},
    )
    until = DayField(
        label="Tot en met welke dag is dat afgesproken?",
        missing="",
        required=False,
        help_text="Alleen als u dat afsprak.",
    )
    corrects = SeenVersionField(required=False)
    seen = SeenVersionField()


class CoachingReactionForm(GuardedForm):
    """Own words of the employee."""

    guarded: ClassVar[tuple[str, ...]] = ("text",)
    text = forms.CharField(
        label="Mijn reactie",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Schrijf niet wat u mankeert. Dat bespreekt u alleen met de bedrijfsarts.",
        error_messages={"required": "Schrijf op wat u erbij wilt zeggen.", "max_length": _LONG.format(2000)},
    )
    seen = SeenVersionField()
