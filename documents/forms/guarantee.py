"""Confirming how the guarantee of a file stands."""

from typing import ClassVar

from django import forms

from accounts.guarded import GuardedForm
from accounts.numbers import OLD_PAGE, SeenVersionField
from documents.forms.fields import WORK_WORDS, choice, text
from documents.models.guarantee import STATES


class GuaranteeForm(GuardedForm):
    """The state, and words about it; needed when it is another one than was computed."""

    guarded: ClassVar[tuple[str, ...]] = ("words",)
    state = choice("Hoe staat de garantie ervoor?", STATES, "Kies hoe de garantie ervoor staat.")
    words = text(
        "Toelichting",
        1000,
        rows=4,
        help_text=f"Nodig als u iets anders kiest dan is berekend. {WORK_WORDS}",
    )
    expected_number = SeenVersionField()
    seen = forms.ChoiceField(
        choices=STATES,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), OLD_PAGE),
    )
