"""What a bedrijfsarts or a delegate types in the vault. Never guarded, never kept as a draft outside it."""

from typing import Any

from django import forms

from accounts.numbers import SeenVersionField
from cases.forms.report import DayField
from documents.contents import LONGEST_MEDICAL_TEXT as LONGEST
from documents.contents import NEEDED, SECTIONS
from documents.forms.fields import choice, text
from documents.models import ConsultNote, TreatmentReport


class NoteForm(forms.Form):
    """One consult."""

    held_on = DayField(label="Datum van het spreekuur", missing="Vul de datum van het spreekuur in.")
    how = choice("Hoe sprak u elkaar?", ConsultNote.How.choices, "Kies hoe u elkaar sprak.")
    text = text("Aantekening", LONGEST, missing="Schrijf de aantekening.", rows=12)


class TreatmentForm(forms.Form):
    """A medical report of a provider."""

    sort = choice("Wat voor verslag is het?", TreatmentReport.Sort.choices, "Kies wat voor verslag het is.")
    text = text("Verslag", LONGEST, missing="Schrijf het verslag.", rows=12)


class EnvelopeForm(forms.Form):
    """The Medische informatie, part by part. Nothing is required until it is signed."""

    expected_version = SeenVersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, title, asked in SECTIONS:
            self.fields[key] = text(title, LONGEST, rows=5, help_text=asked)

    @property
    def parts(self) -> dict[str, str]:
        """The answers, part by part."""
        return {key: self.cleaned_data[key] for key, *_ in SECTIONS}

    @property
    def boxes(self) -> list[tuple[forms.BoundField, str]]:
        """The parts in their order, each with whether it may stay empty."""
        needed = {True: "nodig om te ondertekenen", False: "niet verplicht"}
        return [(self[key], needed[key in NEEDED]) for key, *_ in SECTIONS]


class EnvelopeSignForm(forms.Form):
    """Where the bedrijfsarts signs."""

    expected_version = SeenVersionField()
    place = text("Plaats van ondertekening", 60, missing="Vul de plaats in waar u ondertekent.")
