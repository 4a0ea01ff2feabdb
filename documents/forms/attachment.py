"""Adding a paper from outside."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from cases.forms.report import DayField
from documents.forms.fields import choice
from documents.papers import papers_of

MEGABYTE = 1024 * 1024
AGAIN = "Kies het bestand opnieuw: de browser onthoudt het niet."


def paper_file(label: str, *, required: bool = True) -> forms.FileField:
    """A file that may be kept; what it really is, the operation looks at."""
    return forms.FileField(
        label=label,
        required=required,
        help_text=f"Een pdf, jpg of png van ten hoogste {_limit()} MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
            "missing": "Kies een bestand.",
            "invalid": "Kies een bestand.",
        },
    )


def check_size(file: "UploadedFile[bytes]") -> None:
    """No more than is kept of any file. Raises ValidationError."""
    if (file.size or 0) > settings.UPLOAD_MOST_BYTES:
        raise forms.ValidationError(
            f"Dit bestand is groter dan {_limit()} MB. Maak het kleiner, of deel het in tweeën."
        )


def _limit() -> int:
    return int(settings.UPLOAD_MOST_BYTES // MEGABYTE)


class AttachmentForm(forms.Form):
    """What it is, from which day, and the file. What the file really is, the operation looks at."""

    kind = choice("Wat is het?", (), "Kies wat voor stuk het is.")
    dated_on = DayField(label="Datum van het stuk", missing="Vul de datum in die op het stuk staat.")
    file = paper_file("Bestand")
    no_medical = forms.BooleanField(
        label="Ik heb het stuk nagelezen. Er staat niets in over ziekte, klachten, behandeling of privéleven.",
        error_messages={"required": "Lees het stuk na en kruis dit aan. Staat er iets medisch in? Voeg het niet toe."},
    )

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(paper.key, paper.title) for paper in papers_of(role)]

    def clean_file(self) -> "UploadedFile[bytes]":
        """No more than is kept of any file."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        check_size(file)
        return file

    def clean(self) -> dict[str, Any]:
        """When something else has to be mended, the file has to be chosen again: say so beside it."""
        super().clean()
        if self.errors and "file" in self.cleaned_data:
            self.add_error("file", AGAIN)
        return self.cleaned_data
