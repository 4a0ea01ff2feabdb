"""Who works in whose place: delegation and substitution, and the people to whom tasks can be left."""

from collections.abc import Iterable

from django import forms

from employers.forms import fields
from employers.forms.professionals import ACCOUNT_HELP
from employers.models import DelegatedAdviser, Ontzorgmanager, Task

INCLUDED = "Deze dag hoort er nog bij."


class AdviserForm(forms.Form):
    """A new verzuimbegeleider."""

    name = fields.text("Naam", 120)
    email = fields.email(help_text=ACCOUNT_HELP)
    kind = forms.ChoiceField(label="Functie", choices=DelegatedAdviser.Kind.choices)


class _Days(forms.Form):
    valid_from = fields.day("Eerste dag")
    valid_to = fields.day("Laatste dag", help_text=INCLUDED)


class DelegationForm(_Days):
    """What a bedrijfsarts leaves to whom, and for how long."""

    delegate = forms.ModelChoiceField(
        label="Verzuimbegeleider",
        queryset=DelegatedAdviser._base_manager.none(),
        empty_label="Kies iemand",
        error_messages={"required": "Kies iemand."},
    )
    tasks = forms.MultipleChoiceField(
        label="Taken",
        choices=Task.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="U blijft verantwoordelijk. Ondertekenen kunt alleen u.",
        error_messages={"required": "Kies ten minste één taak."},
    )

    field_order = ("delegate", "tasks", "valid_from", "valid_to")

    def __init__(self, people: Iterable[DelegatedAdviser], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["delegate"].queryset = people  # type: ignore[attr-defined]  # a choice of records


class SubstitutionForm(_Days):
    """Who does whose work, and for how long."""

    absent = forms.ModelChoiceField(
        label="Wie is weg",
        queryset=Ontzorgmanager._base_manager.none(),
        empty_label="Kies iemand",
        error_messages={"required": "Kies iemand."},
    )
    substitute = forms.ModelChoiceField(
        label="Wie vervangt",
        queryset=Ontzorgmanager._base_manager.none(),
        empty_label="Kies iemand",
        error_messages={"required": "Kies iemand."},
    )

    field_order = ("absent", "substitute", "valid_from", "valid_to")

    def __init__(
        self, absent: Iterable[Ontzorgmanager], others: Iterable[Ontzorgmanager], *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["absent"].queryset = absent  # type: ignore[attr-defined]  # a choice of records
        self.fields["substitute"].queryset = others  # type: ignore[attr-defined]  # a choice of records
