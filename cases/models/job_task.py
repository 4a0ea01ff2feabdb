"""One task of a job: how much of the time it takes, and what it asks on the fixed list of loads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.rows import OwnChange
from accounts.terms import Field, Role
from cases.job_tasks.load import LOADS, MOST, NONE
from cases.job_tasks.words import FREQUENCIES, choices
from cases.models.part import Part
from cases.models.task_analysis import AFTER, BEFORE, CONFIRMED_SQL, ROLE_SQL, WAITING_SQL, TaskAnalysis

_TOGETHER = f"ARRAY['{BEFORE[0]}', '{BEFORE[1]}']::varchar[]"


def _load(label: str) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(label, default=NONE)


class JobTask(Part):
    """One task of a version: how much of the time, how often, and what it asks on the fixed list of loads."""

    analysis = models.ForeignKey(TaskAnalysis, verbose_name="analyse", on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField("plaats")
    name = models.CharField("taak", max_length=120)
    share = models.PositiveSmallIntegerField("deel van de werktijd")
    frequency = models.CharField("hoe vaak", max_length=10, choices=choices(FREQUENCIES))
    essential = models.BooleanField("hoort bij de kern van de functie")
    adaptable = models.CharField("hoe aan te passen", max_length=300, blank=True)
    sitting = _load("zitten")
    standing = _load("staan")
    walking = _load("lopen")
    lifting = _load("tillen")
    screen = _load("beeldscherm")
    concentration = _load("concentratie")
    pace = _load("hoog tempo")
    contact = _load("contact met mensen")
    conflict = _load("omgaan met boze mensen")
    driving = _load("rijden")
    shifts = _load("wisselende of late diensten")

    changed_columns: ClassVar[tuple[str, ...]] = ("shown_to", "case_id")
    # The employee lets the others read it with the confirmation of the whole, and changes no word.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.EMPLOYEE: OwnChange(("shown_to",), when=f"OLD.analysis_id IN ({CONFIRMED_SQL})", alone=True)
    }
    blank_row: ClassVar[str] = (
        f"({ROLE_SQL} = '{Role.ONTZORGMANAGER.value}' AND analysis_id IN ({WAITING_SQL}) AND shown_to <@ {_TOGETHER})"
    )
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("name", "share", "frequency", "essential", "adaptable", *(load.key for load in LOADS)), Field.FUNCTIONAL
    ) | dict.fromkeys(("id", "case", "employer", "analysis", "position", "shown_to"), Field.INTERNAL)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering: ClassVar[list[str]] = ["analysis", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["analysis", "position"], name="task_in_one_place"),
            models.UniqueConstraint(fields=["id", "case"], name="task_in_case"),
            models.CheckConstraint(condition=~Q(name=""), name="task_has_a_name"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="task_share_sane"),
            models.CheckConstraint(
                condition=Q(frequency__in=[one.value for one in FREQUENCIES]), name="task_frequency_known"
            ),
            models.CheckConstraint(
                condition=Q(**{f"{load.key}__lte": MOST for load in LOADS}), name="task_loads_on_the_scale"
            ),
            models.CheckConstraint(condition=Q(shown_to=BEFORE) | Q(shown_to=AFTER), name="task_shown_as_its_analysis"),
        ]

    def __str__(self) -> str:
        return f"{self.position}"
