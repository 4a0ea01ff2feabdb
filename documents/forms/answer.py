"""Answering a document: a vision, a signature, a refusal."""

from django import forms

from documents.forms.fields import WORK_WORDS, choice, text, version
from documents.models.vocabulary import RefusalReason


class SignForm(forms.Form):
    """The bedrijfsarts signs."""

    expected_version = version()
    place = text("Plaats", 80, missing="Vul de plaats in waar u ondertekent.")


class AnswerForm(forms.Form):
    """A vision, and the place of signing. Which of the two is needed depends on the button."""

    expected_version = version()
    vision = text(
        "Uw visie op het plan",
        2000,
        rows=5,
        help_text=f"Wat vindt u van de afspraken, en wat is er nodig? {WORK_WORDS}",
    )
    no_vision = forms.BooleanField(label="Ik heb geen visie", required=False)
    place = text("Plaats waar u ondertekent", 80)


class RefusalForm(forms.Form):
    """Why somebody does not sign."""

    expected_version = version()
    reason = choice("Waarom ondertekent u niet?", RefusalReason.choices, "Kies waarom u niet ondertekent.")
    note = text("Toelichting in werktermen", 300, rows=3, help_text=WORK_WORDS)
