"""Asking the bedrijfsarts, what the employee says of a question, and of a talk that did not go through."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.consult_terms import ASKABLE, REACTIONS, Reaction
from cases.forms.report import DayField

_PICK = "Kies een van de mogelijkheden."
_LONG = "Dit is te lang. Maak de tekst korter dan 1500 tekens."


def choices(found: Mapping[Any, str]) -> list[tuple[str, str]]:
    """What can be chosen, with its words."""
    return [(str(value), label) for value, label in found.items()]


def choice(label: str, found: Mapping[Any, str], missing: str, **more: Any) -> forms.ChoiceField:
    """One of a fixed list, each beside a button."""
    wrong = {"required": missing, "invalid_choice": _PICK}
    return forms.ChoiceField(
        label=label, choices=choices(found), widget=forms.RadioSelect, error_messages=wrong, **more
    )


def open_words(label: str, missing: str, rows: int, **more: Any) -> forms.CharField:
    wrong = {"required": missing, "max_length": _LONG}
    return forms.CharField(
        label=label, max_length=1500, widget=forms.Textarea(attrs={"rows": rows}), error_messages=wrong, **more
    )


class ConsultForm(GuardedForm):
    """Why, what, and before when."""

    guarded: ClassVar[tuple[str, ...]] = ("question",)

    reason = choice("Waarom vraagt u de bedrijfsarts?", ASKABLE, "Kies waarom u de bedrijfsarts vraagt.")
    question = open_words(
        "Wat wilt u weten?",
        "Schrijf op wat u wilt weten.",
        5,
        help_text="Alleen over werk: taken, uren, aanpassingen. Schrijf niet wat iemand mankeert. De werknemer leest "
        "deze woorden eerst.",
    )
    wanted_by = DayField(
        label="Voor welke dag moet het gesprek er zijn?",
        missing="",
        required=False,
        help_text="Bijvoorbeeld de laatste dag van een wettelijke stap.",
    )
    expected_id = SeenVersionField()


class ReactionForm(GuardedForm):
    """What the employee says of a question once he read it."""

    guarded: ClassVar[tuple[str, ...]] = ("own_words",)

    reaction = choice("Wat wilt u laten weten?", REACTIONS, "Kies een van de twee.")
    own_words = open_words(
        "Wilt u er iets bij zeggen?",
        "",
        4,
        required=False,
        help_text="Uw woorden gaan mee naar de bedrijfsarts. Schrijf niet wat u mankeert: dat bespreekt u in het "
        "gesprek zelf.",
    )

    def clean(self) -> dict[str, Any]:
        """An objection needs words."""
        answers = super().clean()
        if answers.get("reaction") == Reaction.OBJECTS and not answers.get("own_words") and not self.errors:
            self.add_error("own_words", "Schrijf op waarom u het niet eens bent met deze vraag.")
        return answers


class ReplyForm(GuardedForm):
    """How it came, in the employee's own words."""

    guarded: ClassVar[tuple[str, ...]] = ("words",)

    words = open_words(
        "Wat wilt u hierover zeggen?",
        "Schrijf op wat u wilt zeggen.",
        4,
        help_text="Schrijf niet wat u mankeert. Dat bespreekt u alleen met de bedrijfsarts.",
    )
