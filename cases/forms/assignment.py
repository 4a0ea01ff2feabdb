"""Choosing an Ontzorgmanager."""

from collections.abc import Iterable
from typing import Any

from django import forms

from cases.timeline.dutch import format_date
from employers.models import Ontzorgmanager


class AssignmentForm(forms.Form):
    """One of those who may get a file today, the least loaded first."""

    ontzorgmanager = forms.TypedChoiceField(
        label="Wie krijgt dit dossier?",
        help_text="Wie de minste open dossiers heeft, staat bovenaan.",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een Ontzorgmanager.",
            "invalid_choice": "Deze Ontzorgmanager kan nu geen dossier krijgen. Kies iemand anders.",
        },
    )

    def __init__(self, data: Any = None, *, managers: Iterable[Ontzorgmanager]) -> None:
        super().__init__(data)
        choice = self.fields["ontzorgmanager"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [(manager.pk, _label(manager)) for manager in managers]


def _label(manager: Ontzorgmanager) -> str:
    load: int = getattr(manager, "load", 0)
    files = "1 open dossier" if load == 1 else f"{load} open dossiers"
    return f"{manager.name} · {files} · registratie tot en met {format_date(manager.registered_until)}"
