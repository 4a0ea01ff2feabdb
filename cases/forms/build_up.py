"""A build-up schedule: rows that can be added and removed without JavaScript."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Self, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from accounts.numbers import DutchWholeField
from cases.forms.hours import HoursField, VersionedForm
from cases.forms.report import DayField
from cases.timeline.buildup import Line, percentage_of, share_of

PREFIX = "steps"
MOST_SENT = 40  # the operation refuses well before this
Typed = Mapping[str, list[str]]
Row = dict[str, Any]


class StepForm(forms.Form):
    """One step."""

    starts_on = DayField(label="Vanaf", missing="Vul in vanaf wanneer.")
    hours_per_week = HoursField(label="Uren per week")

    def __init__(self, *given: Any, contract_hours: Decimal | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        if contract_hours is not None:
            cast(HoursField, self.fields["hours_per_week"]).within(contract_hours, some=True)

    @property
    def line(self) -> Line:
        """The step, for a valid form only."""
        return Line(**self.cleaned_data)


class AdvisedStepForm(forms.Form):
    """One step of the bedrijfsarts, as a percentage of the contract hours."""

    starts_on = DayField(label="Vanaf", missing="Vul in vanaf wanneer.")
    percentage = DutchWholeField(
        label="Percentage",
        min_value=1,
        max_value=100,
        error_messages={
            "required": "Vul het percentage in.",
            "invalid": "Dit is geen heel getal. Schrijf bijvoorbeeld 40.",
            "min_value": "Vul 1 of meer in.",
            "max_value": "Vul ten hoogste 100 in.",
        },
    )

    def __init__(self, *given: Any, contract_hours: Decimal = Decimal(0), **more: Any) -> None:
        super().__init__(*given, **more)
        self._contract = contract_hours

    @property
    def line(self) -> Line:
        """The step in hours, for a valid form only."""
        return Line(self.cleaned_data["starts_on"], share_of(self._contract, self.cleaned_data["percentage"]))


class Steps(BaseFormSet):  # type: ignore[type-arg]  # its forms are of one class, which the factory names
    """The steps. One that was left empty is ignored."""

    def initial_form_count(self) -> int:
        """What is sent is all new."""
        return 0 if self.is_bound else super().initial_form_count()

    def lines(self) -> list[Line]:
        """The steps that were filled in, in their own order."""
        return [form.line for form in self.forms if form.has_changed()]


# The factory's own type forgets which class it was given.
_steps = cast(type[Steps], formset_factory(StepForm, formset=Steps, extra=0, max_num=MOST_SENT))
_advised = cast(type[Steps], formset_factory(AdvisedStepForm, formset=Steps, extra=0, max_num=MOST_SENT))


class BuildUpPage:
    """The version and the rows, as one."""

    form_of: ClassVar[type[forms.Form]] = VersionedForm
    rows_of: ClassVar[type[Steps]] = _steps

    def __init__(self, form: forms.Form, steps: Steps) -> None:
        self.form, self.steps = form, steps

    @classmethod
    def sent(cls, data: Any, contract_hours: Decimal) -> Self:
        """What was sent, to be checked against the contract."""
        steps = cls.rows_of(data, prefix=PREFIX, form_kwargs={"contract_hours": contract_hours})
        return cls(cls.form_of(data), steps)

    @classmethod
    def shown(cls, version: object, rows: list[Row]) -> Self:
        """Rows to begin with; at least one. Nothing in them is checked yet."""
        form = cls.form_of(initial={"expected_version": version})
        return cls(form, cls.rows_of(initial=rows or [{}], prefix=PREFIX))

    @classmethod
    def of_lines(cls, version: int, lines: Iterable[Line]) -> Self:
        """A schedule to begin with."""
        rows = [{"starts_on": line.starts_on, "hours_per_week": line.hours_per_week} for line in lines]
        return cls.shown(version, rows)

    @classmethod
    def typed(cls, data: Typed, version: object, edit: str = "") -> Self:
        """What was typed and not yet checked, after a row was added ("add") or removed ("remove:2")."""
        rows = _rows(data)
        verb, _, number = edit.partition(":")
        if verb == "add":
            rows.append({})
        if verb == "remove" and number.isdecimal():
            rows[int(number) : int(number) + 1] = []
        return cls.shown(version, rows)

    def is_valid(self) -> bool:
        """Whether everything was filled in well; checks both parts, so that all errors show."""
        return all([self.form.is_valid(), self.steps.is_valid()])


class AdvicePage(BuildUpPage):
    """What the bedrijfsarts puts in the place of a proposal. Whether that still waits, the operation knows."""

    form_of: ClassVar[type[forms.Form]] = forms.Form
    rows_of: ClassVar[type[Steps]] = _advised

    @classmethod
    def of_proposal(cls, lines: Iterable[Line], contract_hours: Decimal) -> Self:
        """The proposal to begin with, in percentages."""
        rows = [(line.starts_on, percentage_of(contract_hours, line.hours_per_week)) for line in lines]
        return cls.shown(None, [{"starts_on": day, "percentage": share} for day, share in rows])


def _rows(data: Typed) -> list[Row]:
    found: dict[int, Row] = {}
    for name, values in data.items():
        if (match := re.fullmatch(rf"{PREFIX}-(\d{{1,3}})-(starts_on|hours_per_week|percentage)", name)) and values:
            found.setdefault(int(match[1]), {})[match[2]] = values[-1]
    return [found[number] for number in sorted(found)][:MOST_SENT]
