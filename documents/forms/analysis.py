"""The probleemanalyse: choices and dates, and one short text in terms of work."""

from decimal import Decimal
from typing import Any

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.forms.report import DayField, YesNoField
from documents.contents import AnalysisContent, LimitationLine
from documents.forms.fields import WORK_WORDS, choice, hours, text
from documents.models import ProblemAnalysis
from documents.models.vocabulary import ABILITY_GROUPS, Ability, Advice, Degree, EndGoal, SuitableWork, YesNoUnknown

SEVERAL = frozenset({"actions"})
_YES_NO = ("expected_long_term", "work_conflict", "work_accident")
_PLAIN = (
    "consult_on work_related suitable_work no_usable_capacity capacity_review_on max_hours_per_day "
    "resumption_expected_on full_recovery end_goal actions advice next_consult_on"
).split()

AbilityRow = tuple[str, forms.BoundField, forms.BoundField]


class AnalysisForm(GuardedForm):
    """The fixed list of what a probleemanalyse says; no field for anything medical may be added here."""

    guarded = ("advice",)
    expected_version = SeenVersionField()
    consult_on = DayField(label="Datum van het spreekuur", missing="Vul de datum van het spreekuur in.")
    expected_long_term = YesNoField(label="Verwacht u langdurig verzuim?")
    work_related = choice("Heeft het werk met het verzuim te maken?", YesNoUnknown.choices, "Kies een antwoord.")
    work_conflict = YesNoField(label="Speelt er een conflict op het werk?")
    work_accident = YesNoField(label="Was er een ongeval op het werk?")
    suitable_work = choice("Is werken nu mogelijk?", SuitableWork.choices, "Kies of werken nu mogelijk is.")
    max_hours_per_day = hours("Hoeveel uur per dag ten hoogste?", 12, help_text="Vul 0 in als dit nu niet kan.")
    no_usable_capacity = forms.BooleanField(
        label="Er zijn nu geen benutbare mogelijkheden",
        required=False,
        help_text="Vul dan ook in wanneer u dit opnieuw beoordeelt.",
    )
    capacity_review_on = DayField(label="Opnieuw beoordelen op", missing="", required=False)
    resumption_expected_on = DayField(
        label="Wanneer verwacht u de eerste hervatting?",
        missing="",
        required=False,
        help_text="Geheel of voor een deel. Laat leeg als u dit nog niet weet.",
    )
    full_recovery = choice(
        "Verwacht u volledige hervatting in het eigen werk?", YesNoUnknown.choices, "Kies een antwoord."
    )
    end_goal = choice("Wat is het einddoel?", EndGoal.choices, "Kies het einddoel.")
    actions = forms.MultipleChoiceField(
        label="Wat adviseert u?",
        choices=Advice.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )
    advice = text("Advies in werktermen", 500, rows=4, help_text=WORK_WORDS)
    next_consult_on = DayField(label="Volgend spreekuur", missing="", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ability in Ability:
            self.fields[f"degree_{ability}"] = forms.TypedChoiceField(
                label=f"Mate: {ability.label.lower()}",
                choices=Degree.choices,
                coerce=int,
                initial=0,
                error_messages={"required": "Kies een mate.", "invalid_choice": "Kies een mate."},
            )
            self.fields[f"until_{ability}"] = DayField(
                label=f"Verwacht tot en met: {ability.label.lower()}", missing="", required=False
            )

    @property
    def groups(self) -> list[tuple[str, list[AbilityRow]]]:
        """The fixed list with its headings: name, degree, until."""
        return [
            (name, [(ability.label, self[f"degree_{ability}"], self[f"until_{ability}"]) for ability in abilities])
            for name, abilities in ABILITY_GROUPS.items()
        ]

    def content(self) -> AnalysisContent:
        """The answers as the operation wants them."""
        answers = self.cleaned_data
        lines = tuple(
            LimitationLine(ability=ability, degree=answers[f"degree_{ability}"], until=answers[f"until_{ability}"])
            for ability in Ability
            if answers[f"degree_{ability}"]
        )
        values = {name: answers[name] for name in (*_YES_NO, *_PLAIN)}
        return AnalysisContent(**values | {"actions": tuple(values["actions"]), "limitations": lines})


def initial_of(analysis: ProblemAnalysis) -> dict[str, Any]:
    """A draft that was kept, as initial values of the form."""
    values: dict[str, Any] = {name: getattr(analysis, name) for name in _PLAIN}
    values |= {name: "yes" if getattr(analysis, name) else "no" for name in _YES_NO}
    for row in analysis.limitations.all():
        values |= {f"degree_{row.ability}": row.degree, f"until_{row.ability}": row.until}
    values["max_hours_per_day"] = values["max_hours_per_day"].normalize() + Decimal(0)
    return values
