"""Saying what comes of an advice, and taking one back."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import SeenVersionField
from cases.forms.report import DayField
from cases.timeline.dutch import format_date
from documents.forms.advice import LONGEST
from documents.forms.fields import WORK_WORDS, choice, text
from documents.models import AdviceFollowUp, Attachment

_ANSWERS = [
    (AdviceFollowUp.Kind.ACCEPTED.value, "Ik ga dit doen"),
    (AdviceFollowUp.Kind.DONE.value, "Dit is gedaan"),
    (AdviceFollowUp.Kind.REFUSED.value, "Ik doe dit niet"),
]


class AdviceAnswerForm(GuardedForm):
    """What the addressee does with an advice. What each answer needs, the operation says."""

    guarded: ClassVar[tuple[str, ...]] = ("note",)
    answer = choice("Wat gebeurt er met dit advies?", _ANSWERS, "Kies wat er met dit advies gebeurt.")
    note = text(
        "Toelichting",
        LONGEST,
        rows=4,
        help_text=f"Gedaan? Schrijf op wat er is gedaan. Niet? Schrijf op waarom niet. {WORK_WORDS}",
    )
    done_on = DayField(
        label="Wanneer is het gedaan?", missing="", required=False, help_text="Alleen als het is gedaan."
    )
    paper_id = forms.TypedChoiceField(
        label="Stuk in het dossier dat dit laat zien",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Alleen als het is gedaan. Staat het stuk er nog niet? Voeg het eerst toe aan het dossier.",
        error_messages={
            "invalid_choice": "Dit stuk staat niet meer in het dossier. Kies een ander, of kies geen stuk."
        },
    )
    expected_number = SeenVersionField()

    def __init__(self, *args: Any, papers: Sequence[Attachment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper_id"]
        field.choices = [
            ("", "Geen stuk"),
            *((one.pk, f"{one.title}, {format_date(one.dated_on)}") for one in papers),
        ]
        if not papers:
            del self.fields["paper_id"]


class WithdrawForm(GuardedForm):
    """Why an advice is taken back."""

    guarded: ClassVar[tuple[str, ...]] = ("note",)
    note = text(
        "Waarom trekt u dit advies in?",
        LONGEST,
        missing="Schrijf op waarom u het advies intrekt.",
        rows=3,
        help_text=WORK_WORDS,
    )
    expected_number = SeenVersionField()
