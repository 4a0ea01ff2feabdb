"""What a provider answers and reports."""

from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from cases.forms.report import DayField
from interventions.forms.order import TOO_LONG
from interventions.models import RefusalReason


class AcceptForm(forms.Form):
    """When it begins."""

    starts_on = DayField(label="Eerste dag", missing="Kies de eerste dag.")


class RefuseForm(GuardedForm):
    """Why it is not taken."""

    guarded: ClassVar[tuple[str, ...]] = ("note",)

    reason = forms.ChoiceField(
        label="Waarom neemt u deze opdracht niet aan?",
        choices=[("", "Kies een reden"), *RefusalReason.choices],
        error_messages={"required": "Kies een reden.", "invalid_choice": "Kies een reden uit de lijst."},
    )
    note = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf niets over gezondheid.",
        error_messages={"max_length": TOO_LONG.format(1000)},
    )


class StartForm(forms.Form):
    """When it began."""

    started_on = DayField(label="Begonnen op", missing="Kies de dag waarop het begon.")


class ReportForm(GuardedForm):
    """How it goes."""

    guarded: ClassVar[tuple[str, ...]] = ("text",)

    text = forms.CharField(
        label="Voortgang in het werk",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Wat gaat er in het werk, en wat is de volgende stap? De werkgever leest dit ook: schrijf niets over"
        " gezondheid en niet wat voor hulp u geeft.",
        error_messages={"required": "Schrijf op hoe het gaat.", "max_length": TOO_LONG.format(4000)},
    )


class EndForm(ReportForm):
    """The end report."""

    completed = forms.TypedChoiceField(
        label="Hoe is het geëindigd?",
        choices=[("yes", "Afgerond zoals afgesproken"), ("no", "Eerder gestopt")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het is geëindigd."},
    )
    ended_on = DayField(label="Laatste dag", missing="Kies de laatste dag.")

    field_order = ("completed", "ended_on", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Eindverslag"
