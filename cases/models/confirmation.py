"""That the bedrijfsarts stands behind what a delegate recorded in his place."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from accounts.terms import Field
from cases.models.milestone import Completion
from cases.models.part import Part


class StepConfirmation(Part):
    """The bedrijfsarts looked at one step that somebody recorded under taakdelegatie, and agrees. Added once, and kept.

    Who does not agree takes the step up in the file; a step that was taken back keeps what was said of it.
    """

    completion = models.OneToOneField(
        Completion, verbose_name="gedane stap", on_delete=models.CASCADE, related_name="confirmation"
    )
    confirmed_by = models.ForeignKey(User, verbose_name="bevestigd door", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("bevestigd op", auto_now_add=True)

    in_own_name: ClassVar[tuple[str, ...]] = ("confirmed_by",)
    blank_row: ClassVar[str] = "completion_id IN (SELECT id FROM cases_completion WHERE recorded_as = 'delegate')"
    # Brought to another file with its step.
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(("confirmed_by", "confirmed_at"), Field.PROCESS) | (
        dict.fromkeys(("id", "completion", "case", "employer", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "bevestiging door de bedrijfsarts"
        verbose_name_plural = "bevestigingen door de bedrijfsarts"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.confirmed_at:%Y-%m-%d}"
