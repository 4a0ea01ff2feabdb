"""The words that go along with a file."""

from typing import ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField


class WordsForm(GuardedForm):
    """What the file itself does not say, for who comes after."""

    guarded: ClassVar[tuple[str, ...]] = ("words",)

    words = forms.CharField(
        label="Wat moet wie na u komt weten?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Wat niet in het dossier staat. Bijvoorbeeld: wie u belt en wanneer, welke toezegging nog loopt.",
        error_messages={
            "required": "Schrijf op wat wie na u komt moet weten.",
            "max_length": "Dit is te lang. Maak de tekst korter dan 2000 tekens.",
        },
    )
    expected_number = SeenVersionField()
