"""Whether calling an arbeidsdeskundige would help, as the Ontzorgmanager sees it at intervals."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models.case import AbsenceCase
from employers.models import Employer


class ExpertConsideration(TenantModel):
    """One answer on one day, with why in terms of work. Written once: who thinks otherwise later answers again."""

    class Answer(models.TextChoices):
        """Whether an arbeidsdeskundige would add something."""

        YES = "yes", "Ja"
        NO = "no", "Nee"
        NOT_NOW = "not_now", "Nu nog niet"

    case = models.ForeignKey(
        AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="considerations"
    )
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("keer")
    answer = models.CharField("antwoord", max_length=10, choices=Answer.choices)
    reason = models.TextField("waarom", max_length=500)
    considered_on = models.DateField("overwogen op")
    considered_by = models.ForeignKey(User, verbose_name="door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("considered_by",)
    # Brought to another file when one is split; nothing else of it is ever another.
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("case", "number", "considered_on", "considered_by"), Field.PROCESS)
        | dict.fromkeys(("answer", "answer_label", "badge_kind", "reason"), Field.FUNCTIONAL)
        | dict.fromkeys(("id", "employer"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "overweging van een arbeidsdeskundige"
        verbose_name_plural = "overwegingen van een arbeidsdeskundige"
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="consideration_number_once"),
            models.CheckConstraint(condition=Q(answer__in=["yes", "no", "not_now"]), name="consideration_answer_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="consideration_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.considered_on:%Y-%m-%d}"

    @property
    def answer_label(self) -> str:
        """The answer in Dutch."""
        return self.Answer(self.answer).label

    @property
    def badge_kind(self) -> str:
        """How the answer is marked: help is on its way, or nothing is to be done."""
        return "info" if self.answer == self.Answer.YES else "plain"
