"""What long sickness does to income, as the employee had it computed; and who may know of it."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.secret import EncryptedField
from accounts.terms import Field, Role
from cases.models.part import Part

OWN = [Role.EMPLOYEE.value, Role.ONTZORGMANAGER.value]
WITH_EMPLOYER = [Role.EMPLOYEE.value, Role.EMPLOYER.value]
_BOOKKEEPING = dict.fromkeys(("id", "employer", "shown_to", "content"), Field.INTERNAL)


class _Recorded(Part):
    """A calculation as plain data (cases/wia/record.py), encrypted as a whole: it cannot be searched or added up."""

    content = EncryptedField("berekening")

    # Under a new key, by the part of the system that changes keys; nobody else may write these rows again.
    changed_columns: ClassVar[tuple[str, ...]] = ("content",)

    class Meta:
        abstract = True

    @property
    def record(self) -> dict[str, Any]:
        """What was filled in, the parameter set and what came out."""
        found: dict[str, Any] = json.loads(self.content)
        return found


class WiaCalculation(_Recorded):
    """What an employee had computed on one day. Written once: no role of a person changes or removes it."""

    made_by = models.ForeignKey(User, verbose_name="gemaakt door", on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField("gemaakt op")

    in_own_name: ClassVar[tuple[str, ...]] = ("made_by",)
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("record", "made_by", "made_on", "is_acknowledged", "is_shared"), Field.INCOME)
        | {"case": Field.PROCESS}
        | _BOOKKEEPING
    )

    class Meta:
        verbose_name = "berekening van het inkomen"
        verbose_name_plural = "berekeningen van het inkomen"
        ordering: ClassVar[list[str]] = ["made_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "case"], name="income_in_case"),
            models.CheckConstraint(condition=Q(shown_to=OWN), name="income_for_employee_and_guide"),
        ]

    def __str__(self) -> str:
        return f"{self.made_on:%Y-%m-%d}"

    @property
    def is_acknowledged(self) -> bool:
        """Whether the employee said to have seen it; asks the database unless the rows were fetched along."""
        return bool(self.acknowledgements.all())

    @property
    def is_shared(self) -> bool:
        """Whether the employer may read it now; the same."""
        return bool(self.shares.all())


class WiaAcknowledgement(Part):
    """The employee has seen one calculation: that completes the step of week 26."""

    calculation = models.ForeignKey(
        WiaCalculation, verbose_name="berekening", on_delete=models.CASCADE, related_name="acknowledgements"
    )
    seen_on = models.DateField("gezien op")

    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(("case", "seen_on"), Field.PROCESS) | dict.fromkeys(
        ("id", "employer", "shown_to", "calculation"), Field.INTERNAL
    )

    class Meta:
        verbose_name = "gezien inkomen"
        verbose_name_plural = "gezien inkomen"
        ordering: ClassVar[list[str]] = ["seen_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["calculation"], name="income_acknowledged_once"),
            models.CheckConstraint(condition=Q(shown_to=OWN), name="income_seen_for_employee_and_guide"),
        ]

    def __str__(self) -> str:
        return f"{self.seen_on:%Y-%m-%d}"


class WiaShare(_Recorded):
    """One calculation that the employee lets the employer read: a copy, so that the other rows stay out of reach.

    Removed when the employee takes it back; the trail of the file keeps when that was.
    """

    calculation = models.ForeignKey(
        WiaCalculation, verbose_name="gedeelde berekening", on_delete=models.CASCADE, related_name="shares"
    )
    made_on = models.DateField("gemaakt op")
    shared_on = models.DateField("gedeeld op")

    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("record", "made_on", "shared_on"), Field.INCOME)
        | {"case": Field.PROCESS, "calculation": Field.INTERNAL}
        | _BOOKKEEPING
    )

    class Meta:
        verbose_name = "gedeelde berekening van het inkomen"
        verbose_name_plural = "gedeelde berekeningen van het inkomen"
        ordering: ClassVar[list[str]] = ["shared_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["calculation"], name="income_shared_once"),
            models.CheckConstraint(condition=Q(shown_to=WITH_EMPLOYER), name="income_shared_with_employer"),
        ]

    def __str__(self) -> str:
        return f"{self.shared_on:%Y-%m-%d}"


class WageRequest(Part):
    """The employee asks the employer for the wage on paper; the answer is offered, and never filled in unseen."""

    asked_on = models.DateField("gevraagd op")
    content = EncryptedField("opgave van het loon", blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, verbose_name="beantwoord door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    filled_in_by: ClassVar[tuple[str, ...]] = ("answered_by",)
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("case", "asked_on", "answered_on", "answered_by", "is_open"), Field.PROCESS)
        | {"figures": Field.INCOME}
        | _BOOKKEEPING
    )
    changed_columns: ClassVar[tuple[str, ...]] = ("content", "answered_on", "answered_by_id")
    settled_by: ClassVar[str] = "answered_on"

    class Meta:
        verbose_name = "vraag om loongegevens"
        verbose_name_plural = "vragen om loongegevens"
        ordering: ClassVar[list[str]] = ["asked_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case"], condition=Q(answered_on=None), name="wage_asked_once"),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None)
                | Q(answered_on__isnull=False, answered_by__isnull=False),
                name="wage_answered_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")), name="wage_answered_after_asked"
            ),
            models.CheckConstraint(condition=Q(shown_to=WITH_EMPLOYER), name="wage_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answered_on is None

    @property
    def figures(self) -> dict[str, str]:
        """The employer's answer, as text with a decimal point; empty while there is none."""
        found: dict[str, str] = json.loads(self.content) if self.content else {}
        return found
