"""What the employee fills in to see what long sickness does to income; rows of own examples work without JavaScript."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from cases.forms.amounts import HOURS_IN_A_WEEK, MOST_MONTHS, NumberField, PercentField, YearsField
from cases.forms.report import YesNoField
from cases.operations.income import MOST_OWN
from cases.wia.inputs import Inputs
from cases.wia.scenarios import Scenario
from cases.wia.scheme import scheme_of

PREFIX = "own"
LAW, OTHER = "", "other"
SCHEMES = (
    (LAW, "Dat weet ik niet: wat de wet vraagt"),
    ("100/70", "100% in het eerste jaar, 70% in het tweede jaar"),
    ("100/90/80/70", "100, 90, 80 en 70%, elk een half jaar"),
    ("100/85", "100% in het eerste jaar, 85% in het tweede jaar"),
    ("100/100", "Twee jaar lang 100%"),
    (OTHER, "Iets anders"),
)
_SCHEME = re.compile(r"\d{1,3}(/\d{1,3}){0,3}")
_AS_TYPED = (
    "gross_month_wage holiday_pct contract_hours scheme weeks_26_of_36 years_before_2016 years_from_2016".split()
)
Typed = Mapping[str, list[str]]
Row = dict[str, Any]


class IncomeForm(forms.Form):
    """The wage, what the employer pays during sickness, and the work before."""

    gross_month_wage = NumberField(
        label="Uw brutoloon per maand, zonder vakantiegeld",
        help_text="Dit staat op uw loonstrook. Reken met uw loon van voor u ziek werd.",
        missing="Vul uw brutoloon per maand in.",
    )
    holiday_pct = PercentField(label="Vakantiegeld", missing="Vul het percentage vakantiegeld in. Meestal is dat 8.")
    extra_year_wage = NumberField(
        label="Wat u een keer per jaar krijgt, zonder vakantiegeld",
        help_text="Bijvoorbeeld een dertiende maand. Vul het bedrag per jaar in.",
        required=False,
    )
    contract_hours = NumberField(
        label="Uren per week in uw contract",
        required=False,
        most=HOURS_IN_A_WEEK,
        help_text="Om te vergelijken met het minimumloon.",
    )
    worked_hours = NumberField(
        label="Hoeveel uur per week werkt u nu tegen uw gewone loon?",
        required=False,
        most=HOURS_IN_A_WEEK,
        help_text="Werkt u niet? Vul 0 in.",
    )
    sick_pay = forms.ChoiceField(
        label="Wat betaalt uw werkgever als u ziek bent?",
        choices=SCHEMES,
        required=False,
        help_text="Dit staat in uw contract of in de cao.",
        error_messages={"invalid_choice": "Kies een van de mogelijkheden."},
    )
    sick_pay_other = forms.CharField(
        label="Iets anders, namelijk",
        required=False,
        max_length=20,
        help_text="Twee percentages per jaar, of vier per half jaar. Bijvoorbeeld 100/80.",
        error_messages={"max_length": "Schrijf het als 100/80."},
    )
    weeks_26_of_36 = YesNoField(
        label="Werkte u in minstens 26 van de 36 weken voordat u ziek werd?",
        help_text="Elke week waarin u een uur of meer werkte of vrij was met loon, telt.",
    )
    years_before_2016 = YearsField(
        label="Gewerkte jaren tot en met 2015",
        help_text="Een jaar telt mee als u minstens 208 uren betaald kreeg. Dat ziet u op Mijn UWV.",
    )
    years_from_2016 = YearsField(
        label="Gewerkte jaren vanaf 2016", help_text="Het jaar waarin de WIA begint, telt niet mee."
    )
    ww_months = NumberField(
        label="Maanden WW voordat u ziek werd",
        required=False,
        most=MOST_MONTHS,
        too_high=f"WW duurt hoogstens {MOST_MONTHS} maanden. Vul een getal in van 0 tot en met {MOST_MONTHS}.",
        help_text="Geen WW gehad? Vul 0 in.",
    )

    def clean(self) -> dict[str, Any]:
        """What was agreed about sick pay, in either field."""
        data = super().clean() or {}
        chosen = data.get("sick_pay")
        text = data.get("sick_pay_other", "").replace(" ", "") if chosen == OTHER else chosen
        try:
            data["scheme"] = _scheme(text) if text or chosen == OTHER else None
        except ValueError as error:
            self.add_error("sick_pay_other", f"{error}.")
        return data

    def inputs(self) -> Inputs:
        """What was filled in, for a valid form only."""
        data = self.cleaned_data
        empty_is_zero = ("extra_year_wage", "worked_hours", "ww_months")
        values: dict[str, Any] = {name: data[name] for name in _AS_TYPED}
        return Inputs(**values | {name: data[name] or Decimal(0) for name in empty_is_zero})


def _scheme(text: str | None) -> Any:
    if not text or not _SCHEME.fullmatch(text):
        raise ValueError("Schrijf het als 100/80, zonder procenttekens")
    return scheme_of(tuple(Decimal(part) for part in text.split("/")))


class OwnForm(forms.Form):
    """One example of one's own: how UWV might decide, and what somebody earns then."""

    ao_pct = PercentField(label="Hoeveel procent arbeidsongeschikt?", required=False)
    rvc_month = NumberField(
        label="Of: wat kunt u per maand nog verdienen?",
        required=False,
        help_text="Met vakantiegeld. Vul een van de twee in.",
    )
    earned_month = NumberField(
        label="Wat verdient u dan per maand?", required=False, help_text="Met vakantiegeld. Werkt u niet? Vul 0 in."
    )
    durable = forms.BooleanField(label="Herstel is niet te verwachten", required=False)

    def clean(self) -> dict[str, Any]:
        """Together these must be something that can be computed with."""
        data = super().clean() or {}
        if not self.errors:
            try:
                data["scenario"] = Scenario(**data | {"earned_month": data["earned_month"] or Decimal(0)})
            except ValueError as error:
                raise ValidationError(f"{error}.") from error
        return data


class Own(BaseFormSet):  # type: ignore[type-arg]  # its forms are of one class, which the factory names
    """The rows. One that was left empty is ignored."""

    def initial_form_count(self) -> int:
        """What is sent is all new."""
        return 0 if self.is_bound else super().initial_form_count()

    def scenarios(self) -> list[Scenario]:
        """The examples that were filled in, in their own order."""
        return [form.cleaned_data["scenario"] for form in self.forms if form.has_changed()]


# The factory's own type forgets which class it was given.
_rows_of = cast(type[Own], formset_factory(OwnForm, formset=Own, extra=0, max_num=2 * MOST_OWN))


class IncomePage:
    """The questions and the rows, as one."""

    def __init__(self, form: IncomeForm, own: Own) -> None:
        self.form, self.own = form, own

    @classmethod
    def sent(cls, data: Any) -> "IncomePage":
        """What was sent, to be checked."""
        return cls(IncomeForm(data), _rows_of(data, prefix=PREFIX))

    @classmethod
    def shown(cls, answers: Mapping[str, Any], rows: list[Row] | None = None) -> "IncomePage":
        """Answers to begin with. Nothing in them is checked yet."""
        return cls(IncomeForm(initial=dict(answers)), _rows_of(initial=rows or [], prefix=PREFIX))

    @classmethod
    def typed(cls, data: Typed, edit: str = "", taken: Mapping[str, str] | None = None) -> "IncomePage":
        """What was typed, after a row was added ("add") or removed ("remove:2"), or figures were taken over."""
        rows = _rows(data)
        verb, _, number = edit.partition(":")
        if verb == "add" and len(rows) < MOST_OWN:
            rows.append({})
        if verb == "remove" and number.isdecimal():
            rows[int(number) : int(number) + 1] = []
        answers = {name: data[name][-1] for name in IncomeForm.base_fields if data.get(name)}
        return cls.shown(answers | dict(taken or {}), rows)

    @property
    def may_add(self) -> bool:
        """Whether there is room for one more row."""
        return len(self.own.forms) < MOST_OWN

    def is_valid(self) -> bool:
        """Whether everything was filled in well; checks both parts, so that all errors show."""
        return all([self.form.is_valid(), self.own.is_valid()])


def _rows(data: Typed) -> list[Row]:
    found: dict[int, Row] = {}
    for name, values in data.items():
        match = re.fullmatch(rf"{PREFIX}-(\d{{1,3}})-(ao_pct|rvc_month|earned_month|durable)", name)
        if match and values:
            found.setdefault(int(match[1]), {})[match[2]] = values[-1]
    return [found[number] for number in sorted(found)][: 2 * MOST_OWN]
