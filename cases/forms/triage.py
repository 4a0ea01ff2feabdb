"""The arbodienst's question about a report."""

from django import forms

from cases.forms.report import YesNoField


class TriageForm(forms.Form):
    """Yes or no; there is no field for a reason."""

    expected_long_term = YesNoField(
        label="Verwacht u dat het verzuim lang duurt?",
        help_text="U geeft alleen ja of nee. Een reden wordt niet bewaard.",
    )
