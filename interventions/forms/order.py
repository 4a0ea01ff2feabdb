"""Asking for help, and keeping what the provider is told up to date."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.forms.report import DayField
from interventions.models import Offering

TOO_LONG = "Dit is te lang. Maak de tekst korter dan {} tekens."


def _words(label: str, longest: int, rows: int, missing: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={"required": missing, "max_length": TOO_LONG.format(longest)},
    )


def abilities_field() -> forms.CharField:
    """What the employee can do, for the provider."""
    return _words(
        "Wat kan de werknemer in het werk?",
        2000,
        4,
        "Schrijf op wat de werknemer kan.",
        "Alleen wat de dienstverlener nodig heeft: taken, uren, aanpassingen. Schrijf niets over gezondheid.",
    )


class OrderForm(GuardedForm):
    """Who is asked for which help, with what goal, and from when to when."""

    guarded: ClassVar[tuple[str, ...]] = ("goal", "abilities")

    offering = forms.ModelChoiceField(
        label="Soort hulp en dienstverlener",
        queryset=Offering._base_manager.none(),
        error_messages={"required": "Kies een dienstverlener.", "invalid_choice": "Kies iets uit de lijst."},
        help_text="De werkgever ziet niet welke hulp en welke dienstverlener dit is.",
    )
    goal = _words(
        "Doel in het werk",
        1000,
        3,
        "Schrijf op wat u wilt bereiken.",
        "Bijvoorbeeld: weer 32 uur per week in het eigen werk. De werkgever leest dit. Schrijf niets over gezondheid"
        " en niet wie helpt.",
    )
    abilities = abilities_field()
    starts_on = DayField(label="Eerste dag", missing="Kies de eerste dag.")
    ends_on = DayField(
        label="Laatste dag",
        missing="Kies de laatste dag.",
        help_text="Hooguit een jaar. De dienstverlener ziet de opdracht tot vier weken na deze dag.",
    )

    def __init__(self, *args: Any, offerings: Iterable[Offering], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["offering"]
        field.queryset = offerings
        field.choices = [("", "Kies een soort hulp"), *_by_kind(offerings)]


def _by_kind(offerings: Iterable[Offering]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    for kind, found in groupby(offerings, key=lambda one: one.kind_label):
        yield kind, [(one.pk, f"{kind}: {one.provider.name}") for one in found]


class UpdateForm(GuardedForm):
    """What the provider is told from now on, and the last day."""

    guarded: ClassVar[tuple[str, ...]] = ("abilities",)

    abilities = abilities_field()
    ends_on = DayField(label="Laatste dag", missing="Kies de laatste dag.")
    expected_version = SeenVersionField()
