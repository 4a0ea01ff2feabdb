"""What the employee says himself about a talk with the bedrijfsarts that did not go through."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.terms import Field, Role
from cases.models.consult import ROLE_SQL
from cases.models.consult_appointment import ConsultAppointment
from cases.models.part import Part

_EMPLOYEE = f"{ROLE_SQL} = '{Role.EMPLOYEE.value}'"
# Of a talk that the employee asked for himself, the Ontzorgmanager reads no word.
_FOR_GUIDE = f"('{Role.ONTZORGMANAGER.value}' = ANY (cases_consultreply.shown_to))"
_MISSED = "SELECT missed.id FROM cases_consultappointment missed WHERE missed.state = 'missed' AND missed.private = NOT"


class ConsultReply(Part):
    """The employee's own words about a talk that did not go through. Not for planner or employer."""

    appointment = models.OneToOneField(
        ConsultAppointment, verbose_name="gesprek", on_delete=models.CASCADE, related_name="reply"
    )
    words = models.TextField("eigen woorden", max_length=1500)
    written_on = models.DateField("geschreven op")

    delegated_task: ClassVar[str] = "medical_file"
    blank_row: ClassVar[str] = f"{_EMPLOYEE} AND appointment_id IN ({_MISSED} {_FOR_GUIDE})"
    open_row: ClassVar[str] = "true"
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    field_classes: ClassVar[dict[str, Field]] = {
        "words": Field.FUNCTIONAL,
        "written_on": Field.PROCESS,
        "case": Field.PROCESS,
    } | dict.fromkeys(("id", "employer", "shown_to", "appointment"), Field.INTERNAL)

    class Meta:
        verbose_name = "reactie op een gesprek dat niet doorging"
        verbose_name_plural = "reacties op gesprekken die niet doorgingen"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(words=""), name="reply_says_something"),
            models.CheckConstraint(
                condition=Q(shown_to__contains=[Role.EMPLOYEE.value, Role.BEDRIJFSARTS.value])
                & Q(shown_to__contained_by=[Role.EMPLOYEE.value, Role.BEDRIJFSARTS.value, Role.ONTZORGMANAGER.value]),
                name="reply_not_for_planner_or_employer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.written_on:%Y-%m-%d}"
