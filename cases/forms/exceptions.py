"""A step that is not needed, and what caused that a step is late."""

from django import forms

from accounts.numbers import SeenVersionField
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.operations.delays import causes_for
from cases.readers import readers_among, say_readers
from cases.timeline.advice import grounds_are_apart
from cases.timeline.rules import Rule

_NOT_ALL = "Waarom de stap niet nodig is, lezen de arbodienst en de verzekeraar niet."


class _OfThisVersion(forms.Form):
    """The version of the file that the person was looking at."""

    expected_version = SeenVersionField()


class WaiveForm(_OfThisVersion):
    """One of the reasons that the rule of this step names."""

    ground = forms.ChoiceField(
        label="Waarom is deze stap niet nodig?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies waarom deze stap niet nodig is.",
            "invalid_choice": "Kies waarom deze stap niet nodig is.",
        },
    )

    def __init__(self, role: Role, rule: Rule, case: AbsenceCase, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["ground"].choices = rule.waive_grounds  # type: ignore[attr-defined]  # a ChoiceField
        readers = say_readers(role, readers_among(rule.shown_to), case=case)
        self.readers = f"{readers} {_NOT_ALL}" if grounds_are_apart(rule) else readers


class UndoForm(_OfThisVersion):
    """Only the version."""


class DelayForm(_OfThisVersion):
    """Who or what."""

    cause = forms.ChoiceField(
        label="Waardoor is deze stap later?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies waardoor deze stap later is.",
            "invalid_choice": "Kies waardoor deze stap later is.",
        },
    )

    def __init__(self, role: Role, rule: Rule, case: AbsenceCase, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        self.fields["cause"].choices = [(one.value, one.label) for one in causes_for(role)]  # type: ignore[attr-defined]  # a ChoiceField
        self.readers = say_readers(role, readers_among(rule.shown_to), case=case)
