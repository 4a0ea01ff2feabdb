"""The policy and the arbocontract of an employer."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, ClassVar

from django import forms

from employers.forms import fields
from employers.models import OccupationalPhysician, Policy

CASEMANAGEMENT_HELP = (
    "Doet de werkgever het zelf, dan krijgt een nieuw dossier geen Ontzorgmanager "
    "en geldt de Poortwachtergarantie niet."
)


class PolicyForm(forms.Form):
    """A new policy."""

    number = fields.text("Polisnummer", 30)
    starts_on = fields.day("Ingangsdatum", help_text="Een lopende polis eindigt op deze dag.")
    casemanagement_by = forms.ChoiceField(
        label="Casemanagement door",
        choices=Policy.CaseManagement.choices,
        widget=forms.RadioSelect,
        initial=Policy.CaseManagement.INSURER,
        help_text=CASEMANAGEMENT_HELP,
        error_messages={"required": "Kies wie het casemanagement doet."},
    )


class PolicyChangeForm(forms.Form):
    """What can change about a policy."""

    number = fields.text("Polisnummer", 30)
    casemanagement_by = forms.ChoiceField(
        label="Casemanagement door",
        choices=Policy.CaseManagement.choices,
        widget=forms.RadioSelect,
        help_text=CASEMANAGEMENT_HELP,
        error_messages={"required": "Kies wie het casemanagement doet."},
    )
    ends_on = fields.day(
        "Einddatum", required=False, help_text="De eerste dag zonder dekking. Leeg: de polis loopt door."
    )


class ContractForm(forms.Form):
    """A new arbocontract. The bedrijfsarts brings the arbodienst along, so the two always belong together."""

    # What is wrong with the arbodienst is said where the arbodienst is chosen.
    shown_at: ClassVar[dict[str, str]] = {"ohs": "physician"}

    physician = forms.ChoiceField(
        label="Arbodienst en bedrijfsarts",
        help_text="De bedrijfsartsen staan onder hun arbodienst.",
        error_messages={
            "required": "Kies een bedrijfsarts.",
            "invalid_choice": "Deze bedrijfsarts is niet meer te kiezen. Kies een andere.",
        },
    )
    starts_on = fields.day("Ingangsdatum", help_text="Een lopend arbocontract eindigt op deze dag.")

    def __init__(self, physicians: Iterable[OccupationalPhysician], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(physicians, key=lambda one: (one.ohs.name, one.name))
        self.known = {str(one.pk): one for one in known}
        groups = [
            (name, [(str(one.pk), one.name) for one in members])
            for name, members in groupby(known, key=lambda one: one.ohs.name)
        ]
        self.fields["physician"].choices = [("", "Maak een keuze"), *groups]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """The doctor and the doctor's arbodienst, as the operation wants them."""
        data = super().clean() or {}
        chosen = self.known.get(data.get("physician", ""))
        return data | ({"physician": chosen, "ohs": chosen.ohs} if chosen else {})
