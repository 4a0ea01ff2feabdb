"""Bedrijfsartsen and Ontzorgmanagers, with the registration that lets them work."""

from django import forms

from employers.forms import fields
from employers.models import Ontzorgmanager

ACCOUNT_HELP = "Met dit adres logt deze persoon in."
AGAIN = "{} Is de rol geëindigd, dan begint die met dit vinkje vandaag opnieuw."


class PhysicianForm(forms.Form):
    """A new bedrijfsarts."""

    name = fields.text("Naam", 120)
    email = fields.email(help_text=ACCOUNT_HELP)
    big_number = fields.text("BIG-nummer", 20, help_text="11 cijfers, uit het BIG-register.", inputmode="numeric")


class PhysicianChangeForm(forms.Form):
    """What can change about a bedrijfsarts."""

    name = fields.text("Naam", 120)
    big_number = fields.text("BIG-nummer", 20, help_text="11 cijfers, uit het BIG-register.", inputmode="numeric")
    is_active = fields.yes(
        "Kan in nieuwe arbocontracten staan", help_text=AGAIN.format("Lopende dossiers houden hun bedrijfsarts.")
    )


class LabourExpertForm(forms.Form):
    """A new arbeidsdeskundige."""

    name = fields.text("Naam", 120)
    email = fields.email(help_text=ACCOUNT_HELP)
    bureau = fields.text("Werkt bij", 120, help_text="De naam van het bureau of de organisatie.")
    phone = fields.phone()


class LabourExpertChangeForm(forms.Form):
    """What can change about an arbeidsdeskundige."""

    name = fields.text("Naam", 120)
    bureau = fields.text("Werkt bij", 120, help_text="De naam van het bureau of de organisatie.")
    phone = fields.phone()
    is_active = fields.yes(
        "Kan worden gevraagd", help_text="Zonder vinkje blijven de vragen die al lopen bij deze persoon."
    )


class _Registration(forms.Form):
    basis = forms.ChoiceField(
        label="Grondslag",
        choices=Ontzorgmanager.Basis.choices,
        help_text="Waarom deze persoon casemanager mag zijn.",
    )
    registration_number = fields.text(
        "Registratienummer",
        40,
        required=False,
        help_text="Alleen bij een beroepsregister, zoals RNVC of Register Specialistisch Casemanagement.",
    )
    registered_until = fields.day(
        "Registratie geldig tot en met", help_text="Na deze dag krijgt deze persoon geen nieuwe dossiers."
    )
    phone = fields.phone()


class ManagerForm(_Registration):
    """A new Ontzorgmanager."""

    name = fields.text("Naam", 120)
    email = fields.email(help_text=ACCOUNT_HELP)

    field_order = ("name", "email", "basis", "registration_number", "registered_until", "phone")


class ManagerChangeForm(_Registration):
    """What can change about an Ontzorgmanager."""

    name = fields.text("Naam", 120)
    is_active = fields.yes(
        "Krijgt nieuwe dossiers", help_text=AGAIN.format("Zonder vinkje blijven de dossiers die deze persoon al heeft.")
    )

    field_order = ("name", "basis", "registration_number", "registered_until", "phone", "is_active")
