"""What follows from the advice of the bedrijfsarts, apart from the row that everybody of the file reads."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.terms import Field
from cases.models.exception import Waiver
from cases.models.milestone import RULE_BY_KEY, Completion
from cases.models.part import Part
from cases.timeline.rules import ADVISED


def advised_readers_of(key: str) -> list[str]:
    """Who of the readers of a step may know the advice, as rows about it store it."""
    return sorted(party.value for party in RULE_BY_KEY[key].shown_to & ADVISED)


class AdvisedDerivation(Part):
    """The whole derivation of the date of a step that was done, when it tells of the advice. Written by the projector.

    The completion itself keeps the sentences that every reader of the step may know.
    """

    completion = models.OneToOneField(
        Completion, verbose_name="gedane stap", on_delete=models.CASCADE, related_name="advised"
    )
    why = ArrayField(models.TextField(), verbose_name="waarom deze datum")

    # Brought to another file with its step; what was true is never rewritten.
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    field_classes: ClassVar[dict[str, Field]] = {"why": Field.FUNCTIONAL} | dict.fromkeys(
        ("id", "completion", "case", "employer", "shown_to"), Field.INTERNAL
    )

    class Meta:
        verbose_name = "uitleg met advies van de bedrijfsarts"
        verbose_name_plural = "uitleg met advies van de bedrijfsarts"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class AdvisedGround(Part):
    """Why a step is not needed, when that tells of the advice. The waiver itself then names no reason."""

    waiver = models.OneToOneField(
        Waiver, verbose_name="niet nodige stap", on_delete=models.CASCADE, related_name="advised"
    )
    ground = models.CharField("reden", max_length=30)

    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    field_classes: ClassVar[dict[str, Field]] = {"ground": Field.FUNCTIONAL} | dict.fromkeys(
        ("id", "waiver", "case", "employer", "shown_to"), Field.INTERNAL
    )

    class Meta:
        verbose_name = "reden volgens de bedrijfsarts"
        verbose_name_plural = "redenen volgens de bedrijfsarts"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
