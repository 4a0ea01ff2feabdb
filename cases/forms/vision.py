"""The questions of the werknemersvisie, and the switches that say who reads each answer."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.terms import Role
from cases.vision_questions import EDITIONS, LONGEST, NEWEST, question_of

TO_EMPLOYEE: Mapping[Role, str] = {
    Role.EMPLOYER: "Uw werkgever",
    Role.ONTZORGMANAGER: "Uw Ontzorgmanager",
    Role.BEDRIJFSARTS: "De bedrijfsarts",
}
"""As the switches call them, in the order in which they stand."""
_GUIDED = tuple(question.key for question in EDITIONS[NEWEST] if question.guided_only)


def _answer(key: str) -> forms.CharField:
    question = question_of(NEWEST, key)
    return forms.CharField(
        label=question.text,
        help_text=question.hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"Dit is te lang. Maak de tekst korter dan {LONGEST} tekens."},
    )


class VisionForm(GuardedForm):
    """Every question may stay open."""

    guarded: ClassVar[tuple[str, ...]] = tuple(question.key for question in EDITIONS[NEWEST])

    enjoy = _answer("enjoy")
    still_can = _answer("still_can")
    first_tasks = _answer("first_tasks")
    helps = _answer("helps")
    from_employer = _answer("from_employer")
    from_colleagues = _answer("from_colleagues")
    from_manager = _answer("from_manager")
    build_up = _answer("build_up")
    goal = _answer("goal")
    own_part = _answer("own_part")
    discuss = _answer("discuss")


class SelfGuidedVisionForm(VisionForm):
    """Without an Ontzorgmanager nobody is asked what that person must do."""

    guarded: ClassVar[tuple[str, ...]] = tuple(key for key in VisionForm.guarded if key not in _GUIDED)

    from_manager = None  # type: ignore[assignment]  # Django leaves out a field that is None here
    discuss = None  # type: ignore[assignment]  # the same


class SharesForm(forms.Form):
    """A switch for each answer and each reader; a name of its own, so that a draft keeps every single one."""

    def __init__(
        self,
        data: Any = None,
        *,
        keys: Iterable[str],
        roles: frozenset[Role],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data)
        self._pairs = [(key, role) for key in keys for role in TO_EMPLOYEE if role in roles]
        for key, role in self._pairs:
            name = switch(key, role)
            self.fields[name] = forms.BooleanField(
                label=TO_EMPLOYEE[role],
                required=False,
                initial=bool((initial or {}).get(name)),
                widget=forms.CheckboxInput(attrs={"value": "ja"}),  # a draft keeps it, and is read by its writer
            )

    def switches_of(self, key: str) -> list[forms.BoundField]:
        """Those of one answer."""
        return [self[switch(key, role)] for of, role in self._pairs if of == key]

    def shared(self) -> dict[str, set[Role]]:
        """By question, with whom its answer is shared; for a valid form."""
        chosen: dict[str, set[Role]] = {}
        for key, role in self._pairs:
            if self.cleaned_data[switch(key, role)]:
                chosen.setdefault(key, set()).add(role)
        return chosen


def switch(key: str, role: Role) -> str:
    """The name of one switch."""
    return f"{key}__{role.value}"


class TalkForm(forms.Form):
    """What somebody wants to ask or say in a talk: for the own eyes only, so nothing is looked at."""

    questions = forms.CharField(
        label="Mijn vragen voor dit gesprek",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Schrijf op wat u wilt vragen of zeggen. Zet er geen medische gegevens in.",
        error_messages={"max_length": f"Dit is te lang. Maak de tekst korter dan {LONGEST} tekens."},
    )
