"""What the parts of a document have in common."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models import AbsenceCase
from employers.models import Employer


class Part(TenantModel):
    """Visible to whom the file is visible, and to the roles that see the document.

    The database ties file and tenant to those of the document.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")

    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")

    shown_to_column: ClassVar[str | None] = "shown_to"
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()

    class Meta:
        abstract = True


def functional(names: str) -> dict[str, Field]:
    """The field classes of a part: these names hold functional content, the keys are bookkeeping."""
    keys = dict.fromkeys(("case", "employer", "shown_to"), Field.INTERNAL)
    return dict.fromkeys(names.split(), Field.FUNCTIONAL) | keys
