"""The plan van aanpak: agreements, and lines that can be added and removed."""

import re
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms.formsets import BaseFormSet, formset_factory

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from accounts.wording.kept import Kept
from cases.forms.report import DayField
from documents.contents import ActivityLine, BuildUpLine, PlanContent
from documents.forms.fields import WORK_WORDS, Typed, choice, hours, text
from documents.models import PlanOfAction
from documents.models.vocabulary import ActivityType, ContactEvery, EndGoal, Responsible

ACTIVITIES, BUILD_UP = "activities", "build_up"
_LINE_FIELD = re.compile(rf"({ACTIVITIES}|{BUILD_UP})-(\d+)-(\w+)")
_AGREES = (("yes", "Ja"), ("no", "Nee"), ("", "Nog niet bekend"))
_SAYS = {True: "yes", False: "no", None: ""}
Row = dict[str, Any]


def _agrees(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=_AGREES,
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een van de mogelijkheden."},
    )


class PlanForm(GuardedForm):
    """What is agreed, besides the lines."""

    guarded: ClassVar[tuple[str, ...]] = ("contact_with", "remarks")
    expected_version = SeenVersionField()
    end_goal = choice("Wat is het einddoel van dit plan?", EndGoal.choices, "Kies het einddoel.")
    employer_agrees = _agrees("Is de werkgever het eens met de probleemanalyse?")
    employee_agrees = _agrees("Is de werknemer het eens met de probleemanalyse?")
    contact_with = text(
        "Met wie heeft de werknemer contact?", 120, missing="Vul in met wie.", help_text="Naam en functie."
    )
    contact_every = choice("Hoe vaak?", ContactEvery.choices, "Kies hoe vaak.")
    next_evaluation_on = DayField(
        label="Volgende evaluatie",
        missing="Vul de datum van de volgende evaluatie in.",
        help_text="Ten hoogste zes weken na de dag waarop u het plan voorlegt.",
    )
    remarks = text("Opmerkingen", 1000, rows=3, help_text=WORK_WORDS)


class OwnPlanForm(PlanForm):
    """The same where the employer guides the file himself: the plan names his casemanager."""

    guarded: ClassVar[tuple[str, ...]] = (*PlanForm.guarded, "case_manager_name")
    case_manager_name = text(
        "Wie is de casemanager?", 120, missing="Vul in wie de casemanager is.", help_text="Naam en functie."
    )
    case_manager_phone = text(
        "Telefoonnummer van de casemanager",
        20,
        missing="Vul een telefoonnummer in.",
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 ()-]{8,18}$", "Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78.")
        ],
    )


class ActivityForm(GuardedForm):
    """One activity."""

    guarded = ("activity", "result")
    activity = text("Activiteit", 200, missing="Vul de activiteit in.", help_text=WORK_WORDS)
    type = choice("Soort", ActivityType.choices, "Kies de soort.", radio=False)
    responsible = choice("Wie zorgt ervoor", Responsible.choices, "Kies wie ervoor zorgt.", radio=False)
    starts_on = DayField(label="Vanaf", missing="Vul in vanaf wanneer.")
    ends_on = DayField(label="Tot en met", missing="Vul in tot en met wanneer.")
    result = text("Beoogd resultaat", 300, missing="Vul in wat het oplevert.")


class OwnActivityForm(ActivityForm):
    """The same where there is no Ontzorgmanager to do anything."""

    responsible = choice(
        "Wie zorgt ervoor",
        [(who.value, who.label) for who in Responsible if who is not Responsible.ONTZORGMANAGER],
        "Kies wie ervoor zorgt.",
        radio=False,
    )


class BuildUpForm(forms.Form):
    """One step of the build-up."""

    starts_on = DayField(label="Vanaf", missing="Vul in vanaf wanneer.")
    hours_per_week = hours("Uren per week", 60)


class Lines(BaseFormSet):  # type: ignore[type-arg]  # of different forms
    """Lines of a plan. One that was left empty is ignored."""

    def initial_form_count(self) -> int:
        """What is sent is all new: the operation replaces the lines as a whole."""
        return 0 if self.is_bound else super().initial_form_count()

    def used(self) -> list[forms.Form]:
        """The lines that were filled in, in the order in which the operation gets them."""
        return [form for form in self.forms if form.has_changed()]

    def filled(self) -> list[Row]:
        """The answers of these lines."""
        return [form.cleaned_data for form in self.used()]


# The factory's own type forgets which class it was given.
_activities = cast(type[Lines], formset_factory(ActivityForm, formset=Lines, extra=0, max_num=40))
_own_activities = cast(type[Lines], formset_factory(OwnActivityForm, formset=Lines, extra=0, max_num=40))
_build_up = cast(type[Lines], formset_factory(BuildUpForm, formset=Lines, extra=0, max_num=40))


def _lines_of(form: type[PlanForm]) -> type[Lines]:
    return _own_activities if issubclass(form, OwnPlanForm) else _activities


class PlanPage:
    """The form and its two lists of lines, as one."""

    def __init__(self, form: PlanForm, activities: Lines, build_up: Lines) -> None:
        self.form, self.activities, self.build_up = form, activities, build_up

    @classmethod
    def sent(cls, form: type[PlanForm], data: Any) -> "PlanPage":
        """What was sent, to be checked."""
        return cls(form(data), _lines_of(form)(data, prefix=ACTIVITIES), _build_up(data, prefix=BUILD_UP))

    @classmethod
    def shown(cls, form: type[PlanForm], values: Row, activities: list[Row], build_up: list[Row]) -> "PlanPage":
        """Values to begin with; at least one line for an activity."""
        return cls(
            form(initial=values),
            _lines_of(form)(initial=activities or [{}], prefix=ACTIVITIES),
            _build_up(initial=build_up, prefix=BUILD_UP),
        )

    @classmethod
    def typed(cls, form: type[PlanForm], data: Typed, edit: str = "") -> "PlanPage":
        """What was typed and not yet checked, after a line was added ("add:activities") or removed."""
        rows = {name: rows_of(data, name) for name in (ACTIVITIES, BUILD_UP)}
        verb, _, rest = edit.partition(":")
        name, _, number = rest.partition(":")
        if verb == "add" and name in rows:
            rows[name].append({})
        if verb == "remove" and name in rows and number.isdigit():
            rows[name][int(number) : int(number) + 1] = []
        values = {field: found[-1] for field, found in data.items() if found and field in form.base_fields}
        return cls.shown(form, values, rows[ACTIVITIES], rows[BUILD_UP])

    def is_valid(self) -> bool:
        """Whether everything was filled in well; checks all parts, so that all errors show."""
        return all([self.form.is_valid(), self.activities.is_valid(), self.build_up.is_valid()])

    def refuse(self, error: ValidationError) -> None:
        """Put each message of the operation beside the field, of the line, that it is about; the rest on top."""
        for name, messages in error.message_dict.items():
            if found := _LINE_FIELD.fullmatch(name):
                lines = {ACTIVITIES: self.activities, BUILD_UP: self.build_up}[found[1]]
                lines.used()[int(found[2])].add_error(found[3], messages)
            else:
                self.form.add_error(name if name in self.form.fields else None, messages)

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What was kept as it is, with a reason, in the form and in its lines."""
        lines = cast(list[ActivityForm], self.activities.used())
        return tuple(kept for form in (self.form, *lines) for kept in form.kept)

    def content(self) -> PlanContent:
        """The answers as the operation wants them."""
        values = {name: value for name, value in self.form.cleaned_data.items() if name != "expected_version"}
        return PlanContent(
            **values,
            activities=tuple(ActivityLine(**row) for row in self.activities.filled()),
            build_up=tuple(BuildUpLine(**row) for row in self.build_up.filled()),
        )


def rows_of(data: Typed, prefix: str) -> list[Row]:
    """The typed lines of one list, in their order, as initial values."""
    rows: dict[int, Row] = {}
    for name, values in data.items():
        if (found := re.fullmatch(rf"{prefix}-(\d+)-(\w+)", name)) and values:
            rows.setdefault(int(found[1]), {})[found[2]] = values[-1]
    return [rows[number] for number in sorted(rows)]


def page_of(
    form: type[PlanForm], plan: PlanOfAction, version_no: int, *, build_up: list[Row] | None = None
) -> PlanPage:
    """A draft that was kept; with a `build_up`, that one in the place of its own."""
    names = [name for name in form.base_fields if name != "expected_version"]
    values: Row = {name: getattr(plan, name) for name in names} | {"expected_version": version_no}
    values |= {name: _SAYS[values[name]] for name in ("employer_agrees", "employee_agrees")}
    activities = [_row(line, ActivityForm) for line in plan.activity_list]
    own = [_row(line, BuildUpForm) for line in plan.build_up_list]
    return PlanPage.shown(form, values, activities, build_up or own)


def _row(line: object, form: type[forms.Form]) -> Row:
    return {name: getattr(line, name) for name in form.base_fields}
