"""What a provider tells about somebody's health: for the bedrijfsarts and the employee, and for nobody else."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.rows import Vault, case_paths
from accounts.terms import Field, Role, Rows
from documents.models.vault import READERS, WrittenOnce
from employers.models import Task
from interventions.models import Assignment

WITH_PROVIDER = [Role.BEDRIJFSARTS.value, Role.EMPLOYEE.value, Role.PROVIDER.value]
_MEDICAL = "sort sort_label text written_by written_at".split()


class TreatmentReport(WrittenOnce):
    """A medical report about one assignment.

    Apart from what a provider reports about work: that is read by employer and Ontzorgmanager, this never. Also who
    wrote it is medical here: the name of a therapist tells what the help is.
    """

    class Sort(models.TextChoices):
        """What is reported."""

        INDICATION = "indication", "Indicatie"
        INTAKE = "intake", "Verslag van de intake"
        TREATMENT = "treatment", "Verslag van de behandeling"

    # Kept longer than the assignment itself.
    assignment = models.ForeignKey(
        Assignment, verbose_name="opdracht", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    sort = models.CharField("soort verslag", max_length=10, choices=Sort.choices)

    vault: ClassVar[Vault | None] = Vault(
        readers={**READERS.readers, Role.PROVIDER: Rows.PROVIDED},
        task=Task.VAULT.value,
        kept_by=READERS.kept_by,
        asked_by="assignment",
    )
    row_paths: ClassVar[dict[Rows, str]] = case_paths(own="employee", provided="assignment__provider")
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("case", "written_as", "under", "is_delegated"), Field.PROCESS)
        | dict.fromkeys(_MEDICAL, Field.MEDICAL)
        | dict.fromkeys("id employee employer ohs shown_to content assignment replaces".split(), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "medisch verslag van een dienstverlener"
        verbose_name_plural = "medische verslagen van dienstverleners"
        ordering: ClassVar[list[str]] = ["-written_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["replaces"], name="treatment_replaced_once"),
            models.CheckConstraint(condition=Q(shown_to=WITH_PROVIDER), name="treatment_who_reads"),
            models.CheckConstraint(condition=Q(written_as=Role.PROVIDER.value), name="treatment_by_provider"),
        ]

    @property
    def sort_label(self) -> str:
        """What is reported, in Dutch."""
        return self.Sort(self.sort).label
