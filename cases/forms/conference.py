"""What was said in a multidisciplinair overleg."""

from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from accounts.guarded import GuardedForm
from accounts.numbers import DutchWholeField, SeenVersionField
from cases.forms.report import DayField
from cases.models import CaseConference
from cases.models.conference import AFTER, BEFORE
from cases.operations.conference import MOST_ACTIONS, Agreed

Line = tuple[int, BoundField, BoundField, BoundField]
"""The place of one action, and its three fields."""
NAMES = ("what", "who", "due")
PLACES = range(1, MOST_ACTIONS + 1)
_LABELS = dict(CaseConference.Participant.choices)
_WHO = [("", "Kies wie dit doet"), *((role, _LABELS[role]) for role in AFTER)]


def _words(label: str, longest: int, rows: int, missing: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        error_messages={"required": missing, "max_length": f"Dit is te lang. Gebruik hooguit {longest} tekens."},
    )


def _line() -> tuple[forms.CharField, forms.ChoiceField, DayField]:
    """What, who and until when of one action."""
    what = forms.CharField(
        label="Wat gebeurt er?",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Dit is te lang. Gebruik hooguit 300 tekens."},
    )
    who = forms.ChoiceField(
        label="Wie doet dit?",
        choices=_WHO,
        required=False,
        error_messages={"invalid_choice": "Kies een van de mogelijkheden."},
    )
    return what, who, DayField(label="Uiterlijk", missing="", required=False)


class ConferenceForm(GuardedForm):
    """When and with whom, the question, the conclusion, and up to five things that were agreed."""

    guarded: ClassVar[tuple[str, ...]] = ("question", "conclusion", *(f"what_{place}" for place in PLACES))

    held_on = DayField(label="Wanneer was het overleg?", missing="Vul de datum van het overleg in.")
    others = forms.MultipleChoiceField(
        label="Wie waren er nog meer bij?",
        choices=[one for one in CaseConference.Participant.choices if one[0] not in BEFORE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="U en de bedrijfsarts waren er altijd bij. Van anderen legt u alleen de functie vast.",
        error_messages={"invalid_choice": "Kies een van de mogelijkheden."},
    )
    question = _words(
        "Wat was de vraag?", 1000, 3, "Schrijf op wat de vraag was.", "Over het werk: taken, uren, aanpassingen."
    )
    conclusion = _words(
        "Wat is de conclusie?",
        2000,
        5,
        "Schrijf op wat de conclusie is.",
        "Wat iemand in het werk kan en wat dat vraagt. Niets over ziekte, klachten of zorg.",
    )
    what_1, who_1, due_1 = _line()
    what_2, who_2, due_2 = _line()
    what_3, who_3, due_3 = _line()
    what_4, who_4, due_4 = _line()
    what_5, who_5, due_5 = _line()
    corrects = DutchWholeField(
        required=False,
        min_value=1,
        max_value=2**15 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Open deze pagina opnieuw."),
    )
    expected_number = SeenVersionField()

    @property
    def lines(self) -> list[Line]:
        """The actions that are begun and one empty one; at first sight two."""
        return self._lines[: self._shown]

    @property
    def more_lines(self) -> list[Line]:
        """The other empty ones, for who agreed more."""
        return self._lines[self._shown :]

    @property
    def _lines(self) -> list[Line]:
        return [(place, self[f"what_{place}"], self[f"who_{place}"], self[f"due_{place}"]) for place in PLACES]

    @property
    def _shown(self) -> int:
        begun = [place for place, *fields in self._lines if any(field.value() for field in fields)]
        return max(begun, default=1) + 1

    def clean(self) -> dict[str, Any]:
        """A line that is begun is filled in whole."""
        answers = super().clean()
        for place in PLACES:
            names = {f"what_{place}": "Schrijf op wat er gebeurt.", f"who_{place}": "Kies wie dit doet."}
            names |= {f"due_{place}": "Kies een laatste dag."}
            if any(self.data.get(name) for name in names):
                for name, sentence in names.items():
                    if not answers.get(name) and name not in self.errors:
                        self.add_error(name, sentence)
        return answers

    def values(self) -> dict[str, Any]:
        """What the operation takes, for a valid form only."""
        data = dict(self.cleaned_data)
        lines = {place: tuple(data.pop(f"{name}_{place}") for name in NAMES) for place in PLACES}
        begun = [place for place, line in lines.items() if line[0]]
        self.shown_at = {f"{name}_{n}": f"{name}_{place}" for n, place in enumerate(begun, 1) for name in NAMES}
        return data | {"actions": [Agreed(*lines[place]) for place in begun]}
