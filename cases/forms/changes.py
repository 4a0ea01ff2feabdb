"""What somebody may fill in to change the course of a file: dates and choices only, never a free text."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from accounts.numbers import DutchWholeField, SeenVersionField
from cases.forms.report import DayField, YesNoField
from cases.timeline.recorded import FIRST_DAY_GROUNDS, FactKind, Recorded

PICK = "Kies een van de mogelijkheden."


class ChangeForm(forms.Form):
    """Every change carries the version of the file that the person was looking at."""

    expected_version = SeenVersionField()

    @property
    def typed(self) -> dict[str, Any]:
        """What was filled in, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "expected_version"}


class RecoveryForm(ChangeForm):
    """The first fit day."""

    recovered_on = DayField(
        label="Eerste dag beter",
        missing="Vul de eerste dag beter in.",
        help_text="De eerste dag met weer alle uren, in het eigen werk.",
    )


class RelapseForm(ChangeForm):
    """The first day of being sick again."""

    first_sick_day = DayField(
        label="Eerste dag weer ziek",
        missing="Vul de eerste dag in waarop iemand weer ziek is.",
        help_text="De eerste werkdag waarop niet is gewerkt of eerder is gestopt.",
    )


class InterruptionForm(ChangeForm):
    """A recovery that does not last, to see what it would do."""

    recovered_on = DayField(label="Eerste dag beter", missing="Vul de eerste dag beter in.")
    first_sick_day = DayField(label="Eerste dag weer ziek", missing="Vul de eerste dag in waarop iemand weer ziek is.")

    def clean(self) -> dict[str, Any]:
        """The relapse comes after the recovery."""
        typed = self.cleaned_data
        fit, sick = typed.get("recovered_on"), typed.get("first_sick_day")
        if fit and sick and sick <= fit:
            self.add_error("first_sick_day", "Deze dag ligt niet na de eerste dag beter. Kies een latere dag.")
        return typed


def _ground(choices: Iterable[tuple[str, str]], label: str = "Reden") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=tuple(choices),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een reden.", "invalid_choice": PICK},
    )


class FirstDayForm(ChangeForm):
    """The right first sick day, and why the reported one was not."""

    first_sick_day = DayField(
        label="Eerste ziektedag",
        missing="Vul de eerste ziektedag in.",
        help_text="De eerste werkdag waarop niet is gewerkt of eerder is gestopt. Dit is dag 1 van het dossier.",
    )
    ground = _ground(FIRST_DAY_GROUNDS, "Waarom klopte de dag niet?")


class LeaveForm(ChangeForm):
    """Maternity leave, both days included."""

    first = DayField(label="Eerste verlofdag", missing="Vul de eerste verlofdag in.")
    last = DayField(label="Laatste verlofdag", missing="Vul de laatste verlofdag in.")


class DeathForm(ChangeForm):
    """The day."""

    died_on = DayField(label="Datum van overlijden", missing="Vul de datum van overlijden in.")


class PickStepForm(ChangeForm):
    """Which of the steps that are offered."""

    key = forms.ChoiceField(label="Welke stap?", error_messages={"required": "Kies een stap.", "invalid_choice": PICK})

    def __init__(self, *args: Any, steps: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["key"].choices = [("", "Kies een stap"), *steps]  # type: ignore[attr-defined]  # a ChoiceField


class LateStepForm(PickStepForm):
    """Which step, and the day on which it was or would be done."""

    done_on = DayField(
        label="Gedaan op",
        missing="Vul de datum in waarop deze stap is gedaan.",
        help_text="Een dag in de toekomst mag ook: dan ziet u alleen wat er zou gebeuren.",
    )


class StepDayForm(PickStepForm):
    """And the day on which it was really done."""

    done_on = DayField(label="Gedaan op", missing="Vul de datum in waarop deze stap is gedaan.")


class EndForm(ChangeForm):
    """The first day on which something no longer holds."""

    until = DayField(label="Geldt niet meer vanaf", missing="Vul deze datum in.")


class FactForm(ChangeForm):
    """What one kind of fact asks, read from its definition: a day, and what else belongs to it."""

    def __init__(self, *args: Any, kind: FactKind, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        self.fields |= _fields(kind)

    def clean(self) -> dict[str, Any]:
        """The second day comes after the first."""
        typed = self.cleaned_data
        on, until = typed.get("on"), typed.get("until")
        if on and until and until <= on:
            self.add_error("until", "Deze dag ligt niet na de eerste datum. Kies een latere dag.")
        return typed


def recorded_of(kind: FactKind, typed: dict[str, Any], today: date) -> Recorded:
    """What was filled in today, as a fact."""
    on, until, ground = typed["on"], typed.get("until"), typed.get("ground", "")
    return Recorded(kind.key, on, until, typed.get("answer"), typed.get("number"), ground, told_on=today)


def _fields(kind: FactKind) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {"on": DayField(label=kind.asks, missing="Vul deze datum in.")}
    if kind.until:
        fields["until"] = DayField(label=kind.until, missing="Vul deze datum in.", required=kind.until_required)
    if kind.answer:
        fields["answer"] = YesNoField(label=kind.answer)
    if kind.number:
        fields["number"] = DutchWholeField(
            label=kind.number,
            min_value=0,
            max_value=100,
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), "Vul een heel getal in van 0 tot en met 100."
            ),
        )
    if kind.grounds:
        fields["ground"] = _ground(kind.grounds)
    return fields
