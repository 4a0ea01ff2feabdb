"""Reporting somebody recovered: one date."""

from django import forms

from cases.forms.report import DayField


class RecoveryForm(forms.Form):
    """The first fit day, and the version of the file that the person was looking at."""

    recovered_on = DayField(
        label="Eerste dag beter",
        missing="Vul de eerste dag in waarop uw medewerker weer beter is.",
        help_text="De eerste dag waarop uw medewerker weer alle uren en het eigen werk doet.",
    )
    expected_version = forms.IntegerField(
        label="Formulier",
        widget=forms.HiddenInput,
        error_messages={"required": "Open dit formulier opnieuw.", "invalid": "Open dit formulier opnieuw."},
    )
