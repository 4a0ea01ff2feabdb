"""What the employee proposes, and what the employer answers."""

from decimal import Decimal
from typing import Any, ClassVar, cast

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.forms.hours import HoursField
from cases.forms.report import DayField
from cases.models import WorkProposal, WorkReply

WORK_WORDS = "Alleen over het werk: geen gezondheidsinformatie."
_ANSWERS = [
    (WorkReply.Kind.ACCEPTED.value, "Ja, dit kan zo"),
    (WorkReply.Kind.ADAPTED.value, "Ja, maar met wijzigingen"),
    (WorkReply.Kind.REFUSED.value, "Nee, dit kan niet"),
]
_KINDS = [
    (WorkProposal.Kind.OWN_ADAPTED.value, "Mijn eigen werk, met aanpassingen"),
    (WorkProposal.Kind.OTHER_HERE.value, "Ander werk bij mijn werkgever"),
    (WorkProposal.Kind.ELSEWHERE.value, "Werk bij een andere werkgever"),
]
_NO_CHOICE = "Kies een van de mogelijkheden."


class WorkProposalForm(GuardedForm):
    """Which work, from when, for how many hours and what it takes."""

    guarded: ClassVar[tuple[str, ...]] = ("text", "needs")
    kind = forms.ChoiceField(
        label="Wat voor werk is het?",
        choices=_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor werk het is.", "invalid_choice": _NO_CHOICE},
    )
    text = forms.CharField(
        label="Welk werk kunt u doen?",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Noem de taken en op welke momenten. Bijvoorbeeld: bestellingen klaarzetten, drie ochtenden per week."
        f" {WORK_WORDS}",
        error_messages={
            "required": "Schrijf op welk werk u kunt doen.",
            "max_length": "Dit is te lang. Maak de tekst korter dan 1500 tekens.",
        },
    )
    starts_on = DayField(label="Vanaf welke dag?", missing="Kies vanaf welke dag u dit kunt doen.")
    hours_per_week = HoursField(label="Hoeveel uur per week?")
    needs = forms.CharField(
        label="Wat is daarvoor nodig?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: een latere begintijd, of hulp bij het tillen van dozen.",
        error_messages={"max_length": "Dit is te lang. Maak de tekst korter dan 1000 tekens."},
    )
    seen = SeenVersionField()

    def __init__(self, *args: Any, contract_hours: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(HoursField, self.fields["hours_per_week"]).within(contract_hours, some=True)


class WorkAnswerForm(GuardedForm):
    """Yes, yes with changes, or no. When a reason is needed, the operation says."""

    guarded: ClassVar[tuple[str, ...]] = ("reason",)
    answer = forms.ChoiceField(
        label="Kan dit werk?",
        choices=_ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat uw antwoord is.", "invalid_choice": _NO_CHOICE},
    )
    reason = forms.CharField(
        label="Toelichting",
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Wat kan er anders, wat kan er niet, en waarom? {WORK_WORDS}",
        error_messages={"max_length": "Dit is te lang. Maak de tekst korter dan 1500 tekens."},
    )
