"""Calling an arbeidsdeskundige, and the answer."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.forms.report import DayField
from employers.models import LabourExpert


class CallForm(GuardedForm):
    """Who is asked, what, and how long he sees the file."""

    guarded: ClassVar[tuple[str, ...]] = ("question",)

    expert = forms.ModelChoiceField(
        label="Arbeidsdeskundige",
        queryset=LabourExpert._base_manager.none(),
        empty_label="Kies iemand",
        error_messages={"required": "Kies iemand.", "invalid_choice": "Kies iemand uit de lijst."},
    )
    question = forms.CharField(
        label="Wat wilt u weten?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Alleen over werk: taken, uren, aanpassingen, ander werk. Schrijf niets over gezondheid.",
        error_messages={
            "required": "Schrijf op wat u wilt weten.",
            "max_length": "Dit is te lang. Maak de tekst korter dan 2000 tekens.",
        },
    )
    valid_to = DayField(
        label="Laatste dag",
        missing="Kies de laatste dag.",
        help_text="Na deze dag ziet de arbeidsdeskundige het dossier niet meer. Hooguit een half jaar.",
    )

    def __init__(self, *args: Any, experts: Iterable[LabourExpert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expert"].queryset = experts  # type: ignore[attr-defined]  # a choice of records


class CallAnswerForm(GuardedForm):
    """The answer, and when the examination was ready."""

    guarded: ClassVar[tuple[str, ...]] = ("answer",)

    answer = forms.CharField(
        label="Uw antwoord",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Schrijf wat iemand in het werk kan en wat daarvoor nodig is. Schrijf niets over gezondheid.",
        error_messages={
            "required": "Schrijf uw antwoord op.",
            "max_length": "Dit is te lang. Maak de tekst korter dan 4000 tekens.",
        },
    )
    reported_on = DayField(label="Wanneer was het onderzoek klaar?", missing="Kies de dag.")
    expected_number = SeenVersionField()
