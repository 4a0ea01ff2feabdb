"""What a list can be searched by. A wrong value filters nothing: an address that somebody kept must go on working."""

from collections.abc import Iterable
from typing import Any

from django import forms

from accounts.terms import HUMAN_ROLES, ROLE_LABELS, Role
from employers.models import OccupationalHealthService

_SEARCH = {"type": "search", "class": "form-control", "autocomplete": "off"}
_CHOICE = {"class": "form-select"}
POLICY_STATES = (
    ("insurer", "Ontzorgmanager van de verzekeraar"),
    ("employer", "Werkgever doet het zelf"),
    ("none", "Geen lopende polis"),
)


class _FilterForm(forms.Form):
    """What a list of several filters has."""

    def chosen(self) -> dict[str, str]:
        """The filters that were understood and are not empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class EmployerFilterForm(_FilterForm):
    """Search in the list of employers."""

    q = forms.CharField(label="Naam", max_length=120, required=False, widget=forms.TextInput(attrs=_SEARCH))
    branche = forms.ChoiceField(label="Branche", required=False, widget=forms.Select(attrs=_CHOICE))
    arbodienst = forms.ChoiceField(label="Arbodienst", required=False, widget=forms.Select(attrs=_CHOICE))
    polis = forms.ChoiceField(
        label="Polis", required=False, choices=[("", "Alle"), *POLICY_STATES], widget=forms.Select(attrs=_CHOICE)
    )

    def __init__(
        self, sectors: Iterable[str], services: Iterable[OccupationalHealthService], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branche"].choices = [("", "Alle"), *((name, name) for name in sectors)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["arbodienst"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", "Alle"),
            *((str(one.pk), one.name) for one in services),
        ]


class NameFilterForm(forms.Form):
    """Search in a list by name only."""

    q = forms.CharField(label="Zoek op naam", max_length=120, required=False, widget=forms.TextInput(attrs=_SEARCH))


class UserFilterForm(_FilterForm):
    """Search in the list of everybody who has a role."""

    OPEN, ENDED = "uitgenodigd", "beeindigd"

    q = forms.CharField(label="Naam", max_length=120, required=False, widget=forms.TextInput(attrs=_SEARCH))
    rol = forms.ChoiceField(
        label="Rol",
        required=False,
        choices=[
            ("", "Alle"),
            *((one.value, ROLE_LABELS[one]) for one in HUMAN_ROLES if one not in (Role.VISITOR, Role.EMPLOYEE)),
        ],
        widget=forms.Select(attrs=_CHOICE),
    )
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[("", "Alle"), (OPEN, "Uitgenodigd, nog niet ingelogd"), (ENDED, "Beëindigd")],
        widget=forms.Select(attrs=_CHOICE),
    )
