"""Time spent on a file."""

from typing import Any

from django import forms

from accounts.numbers import SeenVersionField
from cases.forms.report import DayField
from cases.models import TimeSpent
from cases.models.time_spent import LONGEST, QUARTER


def _say(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} uur"] if hours else []
    return " en ".join([*parts, f"{rest} minuten"] if rest else parts)


QUARTERS = [(minutes, _say(minutes)) for minutes in range(QUARTER, LONGEST + 1, QUARTER)]


class MinutesField(forms.TypedChoiceField):
    """A number of quarters of an hour."""

    def __init__(self, *, none: str, **more: Any) -> None:
        super().__init__(
            choices=[("", none), *QUARTERS],
            coerce=int,
            empty_value=None,
            error_messages={"required": "Kies hoeveel tijd.", "invalid_choice": "Kies een van de mogelijkheden."},
            **more,
        )


class TimeForm(forms.Form):
    """On what, how long and when; there is no place for words."""

    activity = forms.ChoiceField(
        label="Waaraan?",
        choices=[("", "Kies een activiteit"), *TimeSpent.Activity.choices],
        error_messages={"required": "Kies een activiteit.", "invalid_choice": "Kies een van de mogelijkheden."},
    )
    minutes = MinutesField(label="Hoe lang?", none="Kies een tijd")
    spent_on = DayField(label="Wanneer?", missing="Vul de datum in.")
    expected_number = SeenVersionField()
