"""Periods: sickness, and maternity leave that is neither sickness nor recovery."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models.case import AbsenceCase
from employers.models import Employee, Employer
from employers.models.partners import DateRange


class Spell(TenantModel):
    """An unbroken period of sickness. `recovered_on` is the first fit day (exclusive end); empty while sick.

    `mistaken`: it was reported, but there was no sickness; the report was taken back.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="spells")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, verbose_name="werknemer", on_delete=models.PROTECT, related_name="spells")
    start = models.DateField("eerste ziektedag")
    recovered_on = models.DateField("hersteld per", null=True, blank=True)
    mistaken = models.BooleanField("vergissing", default=False, db_default=False)

    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("start", "recovered_on", "mistaken"), Field.PROCESS
    ) | dict.fromkeys(("id", "case", "employer", "employee"), Field.INTERNAL)

    class Meta:
        verbose_name = "ziekteperiode"
        verbose_name_plural = "ziekteperiodes"
        ordering: ClassVar[list[str]] = ["start"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(recovered_on__isnull=True) | Q(recovered_on__gt=F("start")), name="spell_ends_after_start"
            ),
            ExclusionConstraint(
                name="spell_no_overlap",
                condition=Q(mistaken=False),
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    (DateRange("start", "recovered_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d}"


class MaternityLeave(TenantModel):
    """Maternity leave inside a file: pauses the clock. Both days inclusive."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="leaves")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    first = models.DateField("eerste verlofdag")
    last = models.DateField("laatste verlofdag")

    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(("first", "last"), Field.PROCESS) | dict.fromkeys(
        ("id", "case", "employer"), Field.INTERNAL
    )

    class Meta:
        verbose_name = "verlof"
        verbose_name_plural = "verlof"
        ordering: ClassVar[list[str]] = ["first"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="leave_ends_after_start"),
            ExclusionConstraint(
                name="leave_no_overlap",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (DateRange("first", "last", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m-%d}"
