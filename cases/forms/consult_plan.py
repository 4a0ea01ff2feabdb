"""Planning a talk with the bedrijfsarts, moving and cancelling it, and saying how it went."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from cases.consult_terms import BEGINNING, CANCELLING, HOWS, MISSING, MOVING, WHYS
from cases.forms.consults import choice, open_words
from cases.forms.report import DayField, YesNoField
from cases.operations import Slot
from cases.operations.consult_planning import Host
from cases.operations.consults import Question

WHY, ABOUT = "Kies waarom u dit gesprek wilt.", "Schrijf op waar het gesprek over gaat."
OWN_TALK = (
    "Bij een gesprek waar de werknemer zelf om vroeg, staat geen vraag. Haal de vraag weg, of haal dit vinkje weg."
)
_TIME = "Schrijf de tijd als 9:30."


def _time(label: str, missing: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": missing, "invalid": _TIME},
    )


class SlotForm(GuardedForm):
    """When, how, where and with whom."""

    guarded: ClassVar[tuple[str, ...]] = ("place",)

    day = DayField(label="Datum", missing="Kies de datum.")
    begins = _time("Van", "Vul in hoe laat het gesprek begint.")
    ends = _time("Tot", "Vul in hoe laat het gesprek klaar is.")
    how = choice("Hoe spreken zij elkaar?", HOWS, "Kies hoe het gesprek gaat.")
    place = forms.CharField(
        label="Plaats of telefoonnummer",
        max_length=160,
        required=False,
        help_text="Het adres van het spreekuur, of het nummer waarop wordt gebeld.",
        error_messages={"max_length": "Dit is te lang. Maak de tekst korter dan 160 tekens."},
    )
    host = forms.TypedChoiceField(
        label="Met wie?",
        coerce=int,
        error_messages={"required": "Kies met wie.", "invalid_choice": "Kies iemand uit de lijst."},
    )

    def __init__(self, *args: Any, hosts: Iterable[Host], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].choices = [(one.user_id, one.name) for one in hosts]  # type: ignore[attr-defined]  # a choice

    def slot(self) -> Slot:
        """As the operation takes it, for a valid form only."""
        data = self.cleaned_data
        hours = data["day"], data["begins"], data["ends"]
        return Slot(*hours, how=data["how"], place=data["place"], host=data["host"])


class BeginForm(SlotForm):
    """A talk that the bedrijfsarts begins: why, what about, and its hour; or one that the employee asked him for."""

    guarded: ClassVar[tuple[str, ...]] = (*SlotForm.guarded, "question")

    private = forms.BooleanField(
        label="De werknemer vroeg zelf om dit gesprek",
        required=False,
        help_text="Vink dit aan voor een gesprek alleen tussen de werknemer en de bedrijfsarts. Werkgever en "
        "Ontzorgmanager zien het dan nergens. Laat de vraag hieronder dan leeg.",
    )
    reason = choice("Waarom wilt u dit gesprek?", BEGINNING, WHY, required=False)
    question = open_words(
        "Waar gaat het over?",
        ABOUT,
        4,
        required=False,
        help_text="Alleen over werk: taken, uren, aanpassingen. Schrijf niet wat iemand mankeert. De werknemer leest "
        "deze woorden bij de afspraak.",
    )
    field_order = ("private", "reason", "question")

    def clean(self) -> dict[str, Any]:
        """Nobody speaks with the bedrijfsarts without a reason and a question, unless he asked for that himself."""
        answers = super().clean()
        asks = {name: answers.get(name) for name in ("reason", "question")}
        if answers.get("private"):
            if asks["question"]:  # a reason that was picked cannot be unpicked, and says nothing without a question
                self.add_error("private", OWN_TALK)
        else:
            for name, missing in (("reason", WHY), ("question", ABOUT)):
                if not asks[name] and name not in self.errors:
                    self.add_error(name, missing)
        return answers

    def asks(self) -> Question | None:
        """Why and what about, for a valid form only; None for a talk that the employee asked for himself."""
        data = self.cleaned_data
        return None if data["private"] else Question(data["reason"], data["question"])


class MoveForm(SlotForm):
    """Another hour, and why."""

    why = choice("Waarom verplaatst u het gesprek?", {one: WHYS[one] for one in MOVING}, "Kies waarom.")
    field_order = ("why",)


class CancelForm(GuardedForm):
    """Why it does not take place."""

    why = choice("Waarom gaat het gesprek niet door?", {one: WHYS[one] for one in CANCELLING}, "Kies waarom.")


class OutcomeForm(GuardedForm):
    """Whether they spoke; when not, why."""

    held = YesNoField(label="Ging het gesprek door?")
    why = choice("Waarom ging het niet door?", {one: WHYS[one] for one in MISSING}, "", required=False)

    def clean(self) -> dict[str, Any]:
        """A talk that was missed has a reason, one that was held has none."""
        answers = super().clean()
        if answers.get("held") is False and not answers.get("why") and "why" not in self.errors:
            self.add_error("why", "Kies waarom het gesprek niet doorging.")
        return answers
