"""Answering a document: a vision, a signature, a refusal."""

from typing import Any

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from documents.forms.fields import WORK_WORDS, choice, text
from documents.models.vocabulary import RefusalReason


class SignForm(forms.Form):
    """The bedrijfsarts signs."""

    expected_version = SeenVersionField()
    place = text("Plaats", 80, missing="Vul de plaats in waar u ondertekent.")


class AnswerForm(GuardedForm):
    """A vision, and the place of signing, which is not needed yet to keep the vision."""

    guarded = ("vision",)
    expected_version = SeenVersionField()
    vision = text(
        "Uw visie op het plan",
        2000,
        missing="Schrijf uw visie op het plan, of kies 'Ik heb geen visie'.",
        rows=5,
        help_text=f"Wat vindt u van de afspraken? {WORK_WORDS}",
    )
    no_vision = forms.BooleanField(label="Ik heb geen visie", required=False)
    place = text("Plaats waar u ondertekent", 80, missing="Vul de plaats in waar u ondertekent.")

    def __init__(self, *args: Any, keeping: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeping = keeping

    def clean(self) -> dict[str, Any]:
        """No vision and no signature yet are answers too."""
        super().clean()
        for name, not_needed in (("vision", self.cleaned_data["no_vision"]), ("place", self.keeping)):
            if not_needed and name not in self.cleaned_data and not self.data.get(name, "").strip():
                del self.errors[name]
                self.cleaned_data[name] = ""
        return self.cleaned_data


class RefusalForm(GuardedForm):
    """Why somebody does not sign."""

    guarded = ("note",)
    expected_version = SeenVersionField()
    reason = choice("Waarom ondertekent u niet?", RefusalReason.choices, "Kies waarom u niet ondertekent.")
    note = text("Toelichting in werktermen", 300, rows=3, help_text=WORK_WORDS)
