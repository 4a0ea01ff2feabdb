"""Exceptions to a step: it was not needed, or it was late because of somebody."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import HUMAN_ROLES, Field, Rows
from cases.models.case import AbsenceCase
from cases.timeline.advice import ADVISED_GROUNDS
from employers.models import Employer


class Waiver(TenantModel):
    """Somebody recorded, for one of the reasons that the rule allows, that a step is not needed.

    Everybody of the file reads that it was: only steps that everybody may know of can be waived. A reason that tells
    of the advice of the bedrijfsarts is not in this row but in its `AdvisedGround`.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="waivers")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("stap", max_length=40)
    ground = models.CharField("reden", max_length=30, blank=True)
    waived_on = models.DateField("vastgelegd op")
    recorded_by = models.ForeignKey(User, verbose_name="vastgelegd door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("recorded_by",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("key", "ground", "waived_on", "recorded_by"), Field.PROCESS
    ) | dict.fromkeys(("id", "case", "employer"), Field.INTERNAL)

    class Meta:
        verbose_name = "niet nodige stap"
        verbose_name_plural = "niet nodige stappen"
        ordering: ClassVar[list[str]] = ["waived_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "key"], name="waiver_once"),
            models.UniqueConstraint(fields=["id", "case"], name="waiver_in_case"),
            models.CheckConstraint(condition=~Q(ground__in=ADVISED_GROUNDS), name="waiver_ground_is_for_everybody"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.waived_on:%Y-%m-%d}"

    @property
    def told_ground(self) -> str:
        """The reason, also one with readers of its own; empty for whom the database does not show that one."""
        advised = getattr(self, "advised", None)
        return advised.ground if advised else self.ground


class Delay(TenantModel):
    """Who caused that a step is, or was done, late. What was not caused by the employer does not count against him.

    Every answer stays, with who gave it and in which role; `cases.operations.delays.holding` says which one counts.
    """

    class Cause(models.TextChoices):
        """Who or what."""

        EMPLOYER = "employer", "Werkgever"
        EMPLOYEE = "employee", "Werknemer"
        ARBODIENST = "arbodienst", "Arbodienst of bedrijfsarts"
        ONTZORGMANAGER = "ontzorgmanager", "Ontzorgmanager"
        UWV = "uwv", "UWV"
        MEDICAL = "medical", "Het kon niet eerder volgens de bedrijfsarts"
        OTHER = "other", "Iets anders"

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="delays")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("stap", max_length=40)
    occurrence = models.PositiveSmallIntegerField("keer", default=1)
    cause = models.CharField("vertraagd door", max_length=20, choices=Cause.choices)
    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")
    recorded_by = models.ForeignKey(User, verbose_name="vastgelegd door", on_delete=models.PROTECT, related_name="+")
    recorded_as = models.CharField("in de rol van", max_length=20, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    shown_to_column: ClassVar[str | None] = "shown_to"
    in_own_name: ClassVar[tuple[str, ...]] = ("recorded_by",)
    own_rows_column: ClassVar[str] = "recorded_as"
    own_rows_of: ClassVar[frozenset[str]] = frozenset(role.value for role in HUMAN_ROLES)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("key", "occurrence", "cause", "cause_label", "recorded_by", "recorded_as", "recorded_at"), Field.PROCESS
    ) | dict.fromkeys(("id", "case", "employer", "shown_to"), Field.INTERNAL)

    class Meta:
        verbose_name = "reden van vertraging"
        verbose_name_plural = "redenen van vertraging"
        ordering: ClassVar[list[str]] = ["recorded_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                # Answers from before the role was kept have none.
                condition=~Q(cause="medical") | Q(recorded_as__in=["", "bedrijfsarts"]),
                name="delay_medical_by_bedrijfsarts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.occurrence}"

    @property
    def cause_label(self) -> str:
        """Who or what, in Dutch."""
        return self.Cause(self.cause).label
