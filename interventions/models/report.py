"""How the help goes, in terms of work."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models import AbsenceCase
from employers.models import Employer
from interventions.models.intervention import Intervention


class ProgressReport(TenantModel):
    """What the provider reports; the last one is the end report. Never changed, and without the name of the writer."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    intervention = models.ForeignKey(
        Intervention, verbose_name="re-integratie-interventie", on_delete=models.CASCADE, related_name="reports"
    )
    written_on = models.DateField("geschreven op")
    is_final = models.BooleanField("eindverslag", default=False)
    text = models.TextField("voortgang in het werk", max_length=4000)

    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.INTERVENTION
    row_paths: ClassVar[dict[Rows, str]] = case_paths(provided="intervention__assignment__provider")
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("id", "case", "employer", "intervention"), Field.INTERNAL)
        | dict.fromkeys(("written_on", "is_final"), Field.PROCESS)
        | {"text": Field.HELP}
    )

    class Meta:
        verbose_name = "voortgangsverslag"
        verbose_name_plural = "voortgangsverslagen"
        ordering: ClassVar[list[str]] = ["written_on", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(text=""), name="progress_says_something"),
            models.UniqueConstraint(fields=["intervention"], condition=Q(is_final=True), name="progress_one_end"),
        ]

    def __str__(self) -> str:
        return f"{self.written_on:%Y-%m-%d}"
