"""What the privacy officer can search the audit trail by: an odd filter is left out, an odd number finds nothing."""

from typing import Any

from django import forms

from accounts.audit import DENIED, DONE
from accounts.terms import HUMAN_ROLES, ROLE_LABELS, Role

SYSTEM = "systeem"
_CHOICE = {"class": "form-select"}
_TEXT = {"class": "form-control", "autocomplete": "off"}
_PEOPLE = [(role.value, ROLE_LABELS[role]) for role in HUMAN_ROLES if role is not Role.VISITOR]


class TrailForm(forms.Form):
    """Which part of the trail."""

    sinds = forms.DateField(
        label="Sinds",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )
    rol = forms.ChoiceField(
        label="Rol",
        required=False,
        choices=[("", "Alle"), *_PEOPLE, (SYSTEM, "Systeem")],
        widget=forms.Select(attrs=_CHOICE),
    )
    uitkomst = forms.ChoiceField(
        label="Uitkomst",
        required=False,
        choices=[("", "Alle"), (DONE, "Gedaan"), (DENIED, "Geweigerd")],
        widget=forms.Select(attrs=_CHOICE),
    )
    dossier = forms.CharField(label="Dossiernummer", max_length=20, required=False, widget=forms.TextInput(attrs=_TEXT))

    def chosen(self) -> dict[str, Any]:
        """The filters that were understood and are not empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def number(self) -> str:
        """The number of a file as it was typed, whatever it is."""
        return str(self.data.get("dossier") or "")
