"""Recording that there was contact, and planning the next."""

from django import forms

from cases.forms.report import DayField
from cases.forms.time_spent import MinutesField
from cases.models import ContactMoment


class NextContactForm(forms.Form):
    """When they speak again."""

    next_on = DayField(label="Wanneer spreekt u elkaar weer?", missing="Kies de dag van het volgende contact.")


class ContactForm(forms.Form):
    """With whom and when; what was said has no field here."""

    party = forms.ChoiceField(
        label="Met wie sprak u?",
        choices=ContactMoment.Party.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies met wie u sprak.", "invalid_choice": "Kies een van de mogelijkheden."},
    )
    held_on = DayField(label="Wanneer sprak u elkaar?", missing="Vul de datum van het gesprek in.")
    next_on = DayField(
        label="Wanneer spreekt u de werkgever of de werknemer weer?",
        missing="",
        required=False,
        help_text="Op die dag krijgt u bericht. Kiest u niets? Dan krijgt u bericht als u twee weken niemand sprak.",
    )
    minutes = MinutesField(
        label="Tijd besteed",
        none="Niet vastleggen",
        required=False,
        help_text="Voor uw eigen urenoverzicht. Werkgever, werknemer en bedrijfsarts zien dit niet.",
    )
