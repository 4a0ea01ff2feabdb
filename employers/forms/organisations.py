"""Employers, arbodiensten, and the people who act for them."""

from django import forms

from accounts.terms import BESIDE_THE_FILES, ROLE_LABELS, Role
from employers.forms import fields


class EmployerForm(forms.Form):
    """Who the employer is and how to reach it."""

    name = fields.text("Naam", 120)
    sector = fields.text("Branche", 80, help_text="Bijvoorbeeld: Bakkerij of Bouw.")
    address = fields.text("Straat, huisnummer en postcode", 160)
    city = fields.text("Plaats", 80)
    contact_name = fields.text("Contactpersoon", 120)
    phone = fields.phone()
    payroll_tax_number = fields.text(
        "Loonheffingennummer", 20, help_text="9 cijfers, de letter L en 2 cijfers, bijvoorbeeld 123456782L01."
    )
    own_risk_ziektewet = fields.yes_no_or_unknown(
        "Eigenrisicodrager voor de Ziektewet", help_text="Dossiers blijven dan vijf jaar bewaard in plaats van twee."
    )
    own_risk_wga = fields.yes_no_or_unknown(
        "Eigenrisicodrager voor de WGA",
        help_text="Dossiers blijven dan tien jaar bewaard in plaats van twee. Zolang dit niet bekend is, geldt het "
        "langste.",
    )


class OhsForm(forms.Form):
    """Who the arbodienst is and until when it is certified."""

    name = fields.text("Naam", 120)
    certificate_number = fields.text("Nummer van het SBCA-certificaat", 40)
    certificate_valid_until = fields.day(
        "Certificaat geldig tot en met", help_text="Na deze dag kan geen nieuw arbocontract meer ingaan."
    )
    contact_name = fields.text("Contactpersoon", 120)
    phone = fields.phone()
    email = fields.email()
    is_active = fields.yes(
        "Werkgevers kunnen deze arbodienst kiezen",
        help_text="Zonder vinkje komen er geen nieuwe contracten bij. Lopende contracten blijven bestaan.",
    )


class RoleForm(forms.Form):
    """Who may act for an organisation."""

    name = fields.text("Naam", 120)
    email = fields.email(help_text="Met dit adres logt deze persoon in.")


class PlatformRoleForm(RoleForm):
    """Who gets one of the roles beside the files."""

    role = forms.ChoiceField(
        label="Rol",
        choices=[(role.value, ROLE_LABELS[role]) for role in BESIDE_THE_FILES],
        help_text="Met een van deze rollen ziet iemand geen dossiers.",
    )

    field_order = ("role", "name", "email")

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class EndRoleForm(forms.Form):
    """Until when somebody can act in a role."""

    valid_to = fields.day(
        "Laatste dag", help_text="Deze dag hoort er nog bij. Kies gisteren om de rol meteen te laten eindigen."
    )
