"""Hours that are really worked: a day, a number, and whether the work has wage value."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from accounts.numbers import DutchDecimalField, SeenVersionField
from cases.forms.report import DayField
from cases.timeline.buildup import say_impossible

_OLD = "Open dit formulier opnieuw."


class HoursField(DutchDecimalField):
    """A number of hours a week with at most one decimal, typed with a comma or a point."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            decimal_places=1,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "required": "Vul het aantal uren in.",
                "invalid": "Dit is geen getal. Schrijf bijvoorbeeld 12 of 7,5.",
                "max_decimal_places": "Gebruik hooguit één cijfer achter de komma.",
            },
            **more,
        )

    def within(self, contract_hours: Decimal, *, some: bool = False) -> None:
        """Take what can be worked in this contract; with `some` more than 0."""

        def possible(hours: Decimal) -> None:
            if problem := say_impossible(contract_hours, hours, some=some):
                raise ValidationError(problem)

        self.validators.append(possible)

    def prepare_value(self, value: Any) -> Any:
        """Show whole hours without a decimal."""
        whole = isinstance(value, Decimal) and value == value.to_integral_value()
        return value.quantize(Decimal(1)) if whole else value


class VersionedForm(forms.Form):
    """Carries the version of the file that the person was looking at."""

    expected_version = SeenVersionField()


class HoursForm(VersionedForm):
    """From which day how many hours a week are worked. There is no field for a percentage."""

    effective_from = DayField(label="Vanaf welke dag?", missing="Vul in vanaf welke dag deze uren zijn gewerkt.")
    hours_per_week = HoursField(
        label="Hoeveel uur per week?", help_text="De uren die echt zijn gewerkt. Vul 0 in als iemand weer is gestopt."
    )
    therapeutic = forms.BooleanField(
        label="Dit is arbeidstherapeutisch werk",
        required=False,
        help_text="Werk om te wennen, zonder loonwaarde. Het telt als volledig (100%) ziek.",
    )

    def __init__(self, *given: Any, contract_hours: Decimal, **more: Any) -> None:
        super().__init__(*given, **more)
        cast(HoursField, self.fields["hours_per_week"]).within(contract_hours)


class RemoveHoursForm(VersionedForm):
    """Which record was a mistake."""

    effective_from = DayField(label="Vanaf", missing=_OLD)
