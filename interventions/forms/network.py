"""A provider in the network, for the desk."""

from django import forms

from employers.forms import fields
from interventions.models import Kind


class ProviderForm(forms.Form):
    """Who it is, how long it is in the network, and what it can be asked for."""

    name = fields.text("Naam", 120)
    kinds = forms.MultipleChoiceField(
        label="Kan worden gevraagd voor",
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies waarvoor deze dienstverlener kan worden gevraagd."},
    )
    contact_name = fields.text("Contactpersoon", 120)
    phone = fields.phone()
    email = fields.email()
    in_network_from = fields.day("In het netwerk vanaf")
    in_network_until = fields.day(
        "In het netwerk tot en met",
        required=False,
        help_text="Leeg zolang dit doorloopt. Opdrachten die al lopen, blijven lopen.",
    )
