"""What the bedrijfsarts answers about each task, in rounds."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.terms import Field
from cases.job_tasks.words import VERDICTS, Verdict, choices
from cases.models.job_task import JobTask
from cases.models.task_ability import Answer

_TASKS_CONFIRMED = (
    "SELECT t.id FROM cases_jobtask t JOIN cases_taskanalysis a ON a.id = t.analysis_id "
    "WHERE a.confirmed_on IS NOT NULL"
)


class TaskAdvice(Answer):
    """What the bedrijfsarts answers about a task, until a day. Put right by a later one; the earlier one stays."""

    task = models.ForeignKey(JobTask, verbose_name="taak", on_delete=models.CASCADE, related_name="advice")
    round = models.PositiveSmallIntegerField("antwoord")
    verdict = models.CharField("antwoord", max_length=10, choices=choices(VERDICTS))
    remark = models.TextField("toelichting in werktermen", max_length=500, blank=True)
    until = models.DateField("tot en met")
    answered_on = models.DateField("beantwoord op")
    answered_by = models.ForeignKey(User, verbose_name="beantwoord door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("answered_by",)
    blank_row: ClassVar[str] = f"task_id IN ({_TASKS_CONFIRMED})"
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("verdict", "remark", "until", "answered_on", "answered_by"), Field.FUNCTIONAL
    ) | dict.fromkeys(("id", "case", "employer", "task", "round"), Field.INTERNAL)

    class Meta:
        verbose_name = "antwoord van de bedrijfsarts over een taak"
        verbose_name_plural = "antwoorden van de bedrijfsarts over taken"
        ordering: ClassVar[list[str]] = ["round", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["task", "round"], name="advice_once_a_round"),
            models.CheckConstraint(condition=Q(round__gte=1), name="advice_round_counted"),
            models.CheckConstraint(condition=Q(verdict__in=[one.value for one in VERDICTS]), name="advice_known"),
            models.CheckConstraint(condition=Q(until__gte=F("answered_on")), name="advice_until_later"),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.ADAPTED.value) | ~Q(remark=""), name="advice_adapted_says_how"
            ),
        ]

    def __str__(self) -> str:
        return self.verdict

    def says_same(self, verdict: str, remark: str, until: date) -> bool:
        """Whether this answer is the one that stands there already."""
        return (self.verdict, self.remark, self.until) == (verdict, remark, until)
