"""Writing to the people of a file: an answer, or the first message about a subject."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from documents.forms.attachment import AGAIN, check_size, paper_file
from documents.forms.fields import text

LONGEST = 4000
_READ_IT = "Lees de bijlage na en kruis dit aan. Staat er iets medisch in? Stuur haar dan niet mee."


class MessageForm(GuardedForm):
    """A message, with a file or without. What the file really is, the operation looks at."""

    guarded: ClassVar[tuple[str, ...]] = ("text",)
    text = text("Uw bericht", LONGEST, missing="Schrijf een bericht.", rows=6)
    file = paper_file("Bijlage", required=False)
    no_medical = forms.BooleanField(
        label="Ik heb de bijlage nagelezen. Er staat niets in over ziekte, klachten, behandeling of privéleven.",
        required=False,
    )
    seen = SeenVersionField()

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """No more than is kept of any file."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None:
            check_size(file)
        return file

    def clean(self) -> dict[str, Any]:
        """Who sends a file has looked into it; when something is to be mended, the file has to be chosen again."""
        answers = super().clean()
        if answers.get("file") and not answers.get("no_medical"):
            self.add_error("no_medical", _READ_IT)
        if self.errors and answers.get("file"):
            self.add_error("file", AGAIN)
        return answers

    def values(self) -> dict[str, Any]:
        """What the operation takes, for a valid form only."""
        data = dict(self.cleaned_data)
        file = data.pop("file", None)
        data.pop("no_medical", None)
        return data | {"content": file.read() if file is not None else None}


class ThreadForm(MessageForm):
    """To whom, about what, and the first message."""

    guarded: ClassVar[tuple[str, ...]] = ("subject", "text")
    field_order = ("to", "subject")
    to = forms.MultipleChoiceField(
        label="Aan wie?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen u en wie u aankruist, lezen dit. Dat blijft zo: ook alle antwoorden lezen alleen zij.",
        error_messages={
            "required": "Kies ten minste een persoon die dit leest.",
            "invalid_choice": "Een van deze personen werkt niet meer aan dit dossier. Kies opnieuw.",
        },
    )
    subject = text(
        "Onderwerp",
        120,
        missing="Schrijf in een paar woorden waar het over gaat.",
        help_text="In werktermen, bijvoorbeeld: uren in maart, of de werkplek.",
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = list(parties)
