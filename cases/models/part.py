"""What records with readers of their own have in common."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Rows
from cases.models.case import AbsenceCase
from employers.models import Employer


class Part(TenantModel):
    """Something of a file that names its readers: visible to whom the file is visible, in one of these roles.

    The database ties file and tenant to those of what it is a part of.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")

    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")

    shown_to_column: ClassVar[str | None] = "shown_to"
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()

    class Meta:
        abstract = True
