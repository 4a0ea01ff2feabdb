"""What the Ontzorgmanager writes in "visie en plan"."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.forms.report import DayField
from cases.models.guidance import PARTS, WORDS
from cases.operations.guidance import problems

_EXAMPLES = {
    "for_employer": "Bijvoorbeeld: spreekt de werknemer elke week, zoekt licht werk voor de ochtend.",
    "for_employee": "Bijvoorbeeld: bedenkt met welke taken het begint, vult de werknemersvisie in.",
    "for_physician": "Bijvoorbeeld: adviseert per taak, kijkt in week 12 of de opbouw past.",
    "for_professionals": "Bijvoorbeeld: een arbeidsdeskundige vergelijkt het werk met wat iemand kan.",
    "for_insurer": "Bijvoorbeeld: u belt elke twee weken, u regelt het overleg.",
}


def _part(name: str) -> forms.CharField:
    return forms.CharField(
        label=PARTS[name],
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_EXAMPLES[name],
        error_messages={"max_length": "Dit is te lang. Maak de tekst korter dan 1500 tekens."},
    )


class GuidanceForm(GuardedForm):
    """The view of the way back, what each of the five does, and when to look again."""

    guarded: ClassVar[tuple[str, ...]] = WORDS
    field_order = ("reason",)  # as on the page, for the list of what is wrong

    outlook = forms.CharField(
        label="Hoe ziet u de weg terug naar werk?",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In werktermen: wat kan er al, waar werkt u naartoe, wat is de eerste grote stap.",
        error_messages={
            "required": "Schrijf op hoe u de weg terug naar werk ziet.",
            "max_length": "Dit is te lang. Maak de tekst korter dan 3000 tekens.",
        },
    )
    for_employer = _part("for_employer")
    for_employee = _part("for_employee")
    for_physician = _part("for_physician")
    for_professionals = _part("for_professionals")
    for_insurer = _part("for_insurer")
    review_on = DayField(
        label="Wanneer bekijkt u dit opnieuw?",
        missing="Kies een dag.",
        help_text="Op die dag krijgt u een bericht. Kies een dag binnen een half jaar.",
    )
    reason = forms.CharField(
        label="Waarom wijzigt u het plan?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Schrijf op waarom u het plan wijzigt.",
            "max_length": "Dit is te lang. Maak de tekst korter dan 500 tekens.",
        },
    )
    expected_number = SeenVersionField()

    def __init__(self, *args: Any, is_first: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_first, self._today = is_first, today
        if is_first:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Say everything that the operation would refuse at once, beside what is not filled in or marked."""
        review_on = self.cleaned_data.get("review_on", self._today)
        answers = super().clean()
        typed = {name: str(self.data.get(name) or "") for name in WORDS}
        reason = "-" if self._is_first else typed["reason"]
        for name, sentence in problems(typed["outlook"], typed, review_on, reason, self._today).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return answers

    def values(self) -> dict[str, Any]:
        """What the operation takes, for a valid form only."""
        data = dict(self.cleaned_data)
        steps = {name: data.pop(name, "") for name in PARTS}
        return {"reason": "", **data, "steps": steps}
