"""The tasks of a job: lines that can be added and removed without JavaScript, and the question to the bedrijfsarts."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from accounts.guarded import GuardedForm
from accounts.numbers import DutchWholeField, SeenVersionField
from accounts.wording.kept import Kept
from cases.job_tasks.examples import EXAMPLES, Task
from cases.job_tasks.load import BY_KEY, LOADS
from cases.job_tasks.said import Described, say_problem
from cases.job_tasks.words import FREQUENCIES, Frequency, choices
from cases.models import JobTask

PREFIX = "tasks"
MOST_SENT = 40  # the operation refuses well before this
Typed = Mapping[str, list[str]]
Row = dict[str, Any]
_WORK = "Schrijf alleen over het werk, niet over een persoon."


def text(label: str, longest: int, *, missing: str = "", rows: int = 1, help_text: str = "") -> forms.CharField:
    """Open text about work, of one line or more; required when there is a sentence for when it is missing."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        widget=widget,
        help_text=help_text,
        error_messages={
            "required": missing,
            "max_length": f"Dit is te lang. Maak de tekst korter dan {longest} tekens.",
        },
    )


def _load(key: str) -> forms.TypedChoiceField:
    load = BY_KEY[key]
    return forms.TypedChoiceField(
        label=load.label,
        choices=[(str(level), f"{level}: {word}") for level, word in enumerate(load.levels)],
        coerce=int,
        initial="0",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een van de mogelijkheden."),
    )


class TaskForm(GuardedForm):
    """One task."""

    guarded: ClassVar[tuple[str, ...]] = ("name", "adaptable")

    name = text("Taak", 120, missing="Vul de taak in, of verwijder deze regel.")
    share = DutchWholeField(
        label="Deel van de werktijd",
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Vul in hoeveel procent van de werktijd.",
            "invalid": "Vul een heel getal in, bijvoorbeeld 25.",
            "min_value": "Vul 1 of meer in.",
            "max_value": "Vul ten hoogste 100 in.",
        },
    )
    frequency = forms.TypedChoiceField(
        label="Hoe vaak",
        choices=choices(FREQUENCIES),
        coerce=Frequency,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies hoe vaak."),
    )
    essential = forms.BooleanField(label="Hoort bij de kern van de functie", required=False)
    adaptable = text("Hoe aan te passen", 300, help_text="Bijvoorbeeld: zittend, met hulpmiddel, in delen.")
    sitting = _load("sitting")
    standing = _load("standing")
    walking = _load("walking")
    lifting = _load("lifting")
    screen = _load("screen")
    concentration = _load("concentration")
    pace = _load("pace")
    contact = _load("contact")
    conflict = _load("conflict")
    driving = _load("driving")
    shifts = _load("shifts")

    @property
    def loads(self) -> list[forms.BoundField]:
        """The fixed list, in its order."""
        return [self[load.key] for load in LOADS]

    @property
    def has_load_errors(self) -> bool:
        """Whether the list must stand open to show what is wrong in it."""
        return any(bound.errors for bound in self.loads)

    def described(self) -> Described:
        """The task as the operation takes it, for a valid form only."""
        data = self.cleaned_data
        loads = {load.key: data[load.key] for load in LOADS}
        plain = {name: data[name] for name in ("name", "share", "frequency", "essential", "adaptable")}
        return Described(**plain, loads=loads)


class QuestionForm(GuardedForm):
    """What the bedrijfsarts is asked about these tasks."""

    guarded: ClassVar[tuple[str, ...]] = ("question",)

    question = text(
        "Vraag aan de bedrijfsarts",
        1000,
        rows=3,
        missing="Schrijf op wat u de bedrijfsarts vraagt.",
        help_text="De werknemer leest deze vraag voordat hij bevestigt.",
    )
    expected_number = SeenVersionField()


class TaskLines(BaseFormSet):  # type: ignore[type-arg]  # its forms are of one class, which the factory names
    """The tasks."""

    def initial_form_count(self) -> int:
        """What is sent is all new."""
        return 0 if self.is_bound else super().initial_form_count()


# The factory's own type forgets which class it was given.
_lines = cast(type[TaskLines], formset_factory(TaskForm, formset=TaskLines, extra=0, max_num=MOST_SENT))
USUAL = "Welke taken passen nu, voor hoeveel uur, en met welke aanpassing?"


class TasksPage:
    """The question and the tasks, as one."""

    def __init__(self, form: QuestionForm, tasks: TaskLines) -> None:
        self.form, self.tasks = form, tasks

    @classmethod
    def sent(cls, data: Any) -> "TasksPage":
        """What was sent, to be checked."""
        return cls(QuestionForm(data), _lines(data, prefix=PREFIX))

    @classmethod
    def shown(cls, number: object, question: str, rows: list[Row]) -> "TasksPage":
        """Values to begin with; at least one line. Nothing in them is checked yet."""
        form = QuestionForm(initial={"expected_number": number, "question": question})
        return cls(form, _lines(initial=rows or [{}], prefix=PREFIX))

    @classmethod
    def typed(cls, data: Typed, number: object, edit: str = "") -> "TasksPage":
        """What was typed and not yet checked, after a line was added ("add") or removed ("remove:2")."""
        rows = _rows(data)
        verb, _, place = edit.partition(":")
        if verb == "add":
            rows.append({})
        if verb == "remove" and place.isdecimal():
            rows[int(place) : int(place) + 1] = []
        return cls.shown(number, (data.get("question") or [""])[-1], rows)

    @classmethod
    def of_example(cls, number: object, key: str, question: str = "") -> "TasksPage":
        """An example function to begin with; an empty line for one that there is not. The question stays."""
        example = EXAMPLES.get(key)
        return cls.shown(
            number, question or USUAL, [_row_of_example(task) for task in example.tasks] if example else []
        )

    @classmethod
    def of_tasks(cls, number: object, question: str, tasks: Iterable[JobTask]) -> "TasksPage":
        """An earlier version to begin with."""
        return cls.shown(
            number, question, [{name: getattr(task, name) for name in TaskForm.base_fields} for task in tasks]
        )

    def is_valid(self) -> bool:
        """Whether everything was filled in well, also the tasks together; checks all, so that all errors show."""
        valid = all([self.form.is_valid(), self.tasks.is_valid()])
        if self.tasks.is_valid() and (problem := say_problem(self.described())):
            self.form.add_error(None, problem)
            return False
        return valid

    def described(self) -> list[Described]:
        """The tasks as the operation takes them, for valid lines only."""
        return [form.described() for form in self._forms]

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What was kept as it is, with a reason, in the question and in the lines."""
        return tuple(kept for form in (self.form, *self._forms) for kept in form.kept)

    @property
    def _forms(self) -> list[TaskForm]:
        return cast(list[TaskForm], self.tasks.forms)


def _row_of_example(task: Task) -> Row:
    plain = {name: getattr(task, name) for name in ("name", "share", "essential", "adaptable")}
    return plain | {"frequency": task.frequency.value} | dict(task.loads)


def _rows(data: Typed) -> list[Row]:
    found: dict[int, Row] = {}
    names = "|".join(TaskForm.base_fields)
    for name, values in data.items():
        if (match := re.fullmatch(rf"{PREFIX}-(\d{{1,3}})-({names})", name)) and values:
            found.setdefault(int(match[1]), {})[match[2]] = values[-1]
    return [found[number] for number in sorted(found)][:MOST_SENT]
