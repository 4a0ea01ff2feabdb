"""The people who work for an employer."""

from django import forms

from accounts.numbers import DutchDecimalField
from employers.forms import fields


class PersonForm(forms.Form):
    """Who somebody is, and the job."""

    first_name = fields.text("Voornaam", 60)
    last_name = fields.text("Achternaam", 80)
    birth_date = fields.day("Geboortedatum")
    function = fields.text("Functie", 80)
    contract_hours = DutchDecimalField(
        label="Contracturen per week",
        max_digits=4,
        decimal_places=1,
        localize=True,
        error_messages={
            "required": fields.REQUIRED,
            "invalid": "Vul een getal in, bijvoorbeeld 36 of 28,5.",
            "max_decimal_places": "Vul hoogstens één cijfer achter de komma in.",
            "max_digits": "Vul het aantal uren per week in, bijvoorbeeld 36.",
            "max_whole_digits": "Vul het aantal uren per week in, bijvoorbeeld 36.",
        },
    )


class EmployeeForm(PersonForm):
    """A new employee."""

    started_on = fields.day("In dienst sinds")
    bsn = fields.text(
        "Burgerservicenummer",
        11,
        required=False,
        help_text="Alleen de werkgever en de werknemer kunnen het later zien. Het wordt versleuteld bewaard.",
        inputmode="numeric",
        autocomplete="off",
    )
    email = fields.email(required=False, help_text="Met dit adres kan de werknemer inloggen. Het kan ook later.")


class EndEmploymentForm(forms.Form):
    """When somebody leaves."""

    ended_on = fields.day("Uit dienst per", help_text="De eerste dag waarop deze persoon niet meer in dienst is.")
