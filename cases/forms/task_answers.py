"""What is said of each task: by the employee with the confirmation, by the bedrijfsarts in an answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from accounts.wording.kept import Kept
from cases.forms.job_tasks import text
from cases.forms.report import DayField
from cases.job_tasks.said import Advised, Said, problems_of, say_wrong_ability
from cases.job_tasks.words import ABILITIES, VERDICTS, Ability, Verdict, choices
from cases.task_analyses import Line
from cases.timeline.product_terms import task_answer_until


class AbilityForm(GuardedForm):
    """What the employee says of one task."""

    guarded: ClassVar[tuple[str, ...]] = ("with_what",)

    can = forms.TypedChoiceField(
        label="Kunt u deze taak nu doen?",
        choices=choices(ABILITIES),
        coerce=Ability,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies of u deze taak kunt doen."),
    )
    with_what = text("Met welke aanpassing?", 300, help_text="Alleen als u ‘Kan met aanpassing’ koos. Noem het werk.")

    def clean(self) -> dict[str, Any]:
        """Ask which adaptation."""
        answers = super().clean()
        if "can" in answers and (problem := say_wrong_ability(self._said(answers))):
            self.add_error("with_what", problem)
        return answers

    def said(self) -> Said:
        """As the operation takes it, for a valid form only."""
        return self._said(self.cleaned_data)

    def _said(self, answers: Mapping[str, Any]) -> Said:
        return Said(answers["can"], answers.get("with_what", ""))


class AdviceForm(GuardedForm):
    """What the bedrijfsarts answers about one task; it may stay open."""

    guarded: ClassVar[tuple[str, ...]] = ("remark",)

    verdict = forms.TypedChoiceField(
        label="Past deze taak nu?",
        choices=[*choices(VERDICTS), ("", "Nog geen antwoord")],
        coerce=Verdict,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een van de mogelijkheden."},
    )
    remark = text(
        "Toelichting in werktermen",
        500,
        rows=2,
        help_text="Bij een aanpassing nodig. Bijvoorbeeld: tot 5 kg, zittend, twee uur per dag.",
    )
    until = DayField(label="Dit geldt tot en met", missing="Vul in tot en met welke dag dit geldt.")

    def __init__(self, *given: Any, today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Check an answer as the operation does; an open one is not looked at."""
        answers = super().clean()
        if answers.get("verdict") is None:
            if "until" in self.errors and "verdict" not in self.errors:
                del self.errors["until"]
            return answers
        if "until" in answers:
            for name, problem in problems_of(_advised(answers), self._today).items():
                self.add_error(name, problem)
        return answers

    def advised(self) -> Advised | None:
        """As the operation takes it, or None for a task that stays open; for a valid form only."""
        return _advised(self.cleaned_data) if self.cleaned_data.get("verdict") is not None else None


def _advised(answers: Mapping[str, Any]) -> Advised:
    return Advised(answers["verdict"], answers["until"], answers.get("remark", ""))


class RoundsForm(forms.Form):
    """How often there was an answer that the bedrijfsarts saw."""

    expected_rounds = SeenVersionField()


class ReturnForm(GuardedForm):
    """Why the text about the tasks is not right."""

    guarded: ClassVar[tuple[str, ...]] = ("note",)

    note = text(
        "Wat is er anders aan uw werk?",
        500,
        rows=4,
        missing="Schrijf op wat er anders is aan uw werk.",
        help_text="Bijvoorbeeld: een taak die ontbreekt, of een taak die meer tijd kost.",
    )


def prefix_of(line: Line) -> str:
    """The fields of one task."""
    return f"task-{line.pk}"


def ability_forms(lines: Sequence[Line], data: Any = None, typed: Mapping[str, Any] | None = None) -> list[AbilityForm]:
    """One form for each task: what was sent, or what was typed before."""
    return [
        AbilityForm(data, prefix=prefix_of(line), initial=_begun(prefix_of(line), typed, AbilityForm)) for line in lines
    ]


def advice_forms(
    lines: Sequence[Line], today: date, data: Any = None, typed: Mapping[str, Any] | None = None
) -> list[AdviceForm]:
    """One form for each task: what was sent, what was typed before, or the answer that stands there.

    What was typed on an older page takes the place of the answer of now only where it is no copy of the answer of then.
    """
    return [
        AdviceForm(data, prefix=prefix_of(line), today=today, initial=_standing(line, today) | _changed(line, typed))
        for line in lines
    ]


def kept_in(forms_of_tasks: Sequence[GuardedForm]) -> list[Kept]:
    """What was kept as it is, with a reason."""
    return [kept for form in forms_of_tasks for kept in form.kept]


def _begun(prefix: str, typed: Mapping[str, Any] | None, kind: type[GuardedForm]) -> dict[str, Any]:
    found = {name: (typed or {}).get(f"{prefix}-{name}") for name in kind.base_fields}
    return {name: value for name, value in found.items() if value is not None}


def _standing(line: Line, today: date) -> dict[str, Any]:
    """The answer that holds; one that is over is not given again unless somebody chooses it again."""
    if line.advised is None or line.is_over:
        return {"until": task_answer_until(today)}
    return {"verdict": line.advised.verdict.value, "remark": line.advised.remark, "until": line.advised.until}


def _changed(line: Line, typed: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was typed about a task; nothing where it only repeats what the page began with."""
    begun = _begun(prefix_of(line), typed, AdviceForm)
    seen = RoundsForm(typed)
    then = line.advised_at(seen.cleaned_data["expected_rounds"]) if seen.is_valid() else None
    if not begun.get("verdict") and not begun.get("remark"):
        return {} if line.advised and not line.is_over else begun
    copied = {"verdict": then.verdict.value, "remark": then.remark, "until": then.until.isoformat()} if then else None
    return {} if begun == copied else begun
