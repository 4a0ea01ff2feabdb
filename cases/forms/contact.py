"""Recording that there was contact."""

from django import forms

from cases.forms.report import DayField
from cases.models import ContactMoment


class ContactForm(forms.Form):
    """With whom and when; what was said has no field here."""

    party = forms.ChoiceField(
        label="Met wie sprak u?",
        choices=ContactMoment.Party.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies met wie u sprak.", "invalid_choice": "Kies werkgever of werknemer."},
    )
    held_on = DayField(label="Wanneer sprak u elkaar?", missing="Vul de datum van het gesprek in.")
