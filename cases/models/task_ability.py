"""What the employee says of each task, once: with the confirmation of the whole."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.job_tasks.words import ABILITIES, Ability, choices
from cases.models.case import AbsenceCase
from cases.models.job_task import JobTask
from employers.models import Employer

_TASKS_WAITING = (
    "SELECT t.id FROM cases_jobtask t JOIN cases_taskanalysis a ON a.id = t.analysis_id "
    "WHERE a.confirmed_on IS NULL AND a.returned_on IS NULL"
)


class Answer(TenantModel):
    """Something that one person says of one task, once: nobody changes it."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")

    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    open_row: ClassVar[str] = "true"
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()

    class Meta:
        abstract = True


class TaskAbility(Answer):
    """What the employee says of a task, with the confirmation of the whole."""

    task = models.OneToOneField(JobTask, verbose_name="taak", on_delete=models.CASCADE, related_name="ability")
    can = models.CharField("kan de werknemer dit", max_length=10, choices=choices(ABILITIES))
    with_what = models.CharField("met welke aanpassing", max_length=300, blank=True)

    blank_row: ClassVar[str] = f"task_id IN ({_TASKS_WAITING})"
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(("can", "with_what"), Field.FUNCTIONAL) | dict.fromkeys(
        ("id", "case", "employer", "task"), Field.INTERNAL
    )

    class Meta:
        verbose_name = "wat de werknemer van een taak zegt"
        verbose_name_plural = "wat de werknemer van taken zegt"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(can__in=[one.value for one in ABILITIES]), name="ability_known"),
            models.CheckConstraint(
                condition=Q(can=Ability.ADAPTED.value) | Q(with_what=""), name="ability_adapted_with_what"
            ),
        ]

    def __str__(self) -> str:
        return self.can
