"""What came of a proposal for suitable work: the employer's answer, or taken back by the employee."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Role, Rows
from cases.models.case import AbsenceCase
from cases.models.work_proposal import WorkProposal
from employers.models import Employer


class WorkReply(TenantModel):
    """One for each proposal, and never changed. Anything but a plain yes of the employer has a reason."""

    class Kind(models.TextChoices):
        """What."""

        ACCEPTED = "accepted", "Ja"
        ADAPTED = "adapted", "Ja, met wijzigingen"
        REFUSED = "refused", "Nee"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    proposal = models.OneToOneField(
        WorkProposal, verbose_name="voorstel", on_delete=models.CASCADE, related_name="reply"
    )
    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("antwoord", max_length=10, choices=Kind.choices)
    reason = models.TextField("toelichting in werktermen", max_length=1500, blank=True)
    replied_on = models.DateField("vastgelegd op")
    acted_as = models.CharField("in de rol van", max_length=20)
    acted_by = models.ForeignKey(User, verbose_name="vastgelegd door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("acted_by",)
    own_rows_column: ClassVar[str] = "acted_as"
    own_rows_of: ClassVar[frozenset[str]] = frozenset({Role.EMPLOYER.value, Role.EMPLOYEE.value})
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("proposal", "case", "kind", "kind_label", "replied_on", "acted_as", "acted_by"), Field.PROCESS)
        | {"reason": Field.FUNCTIONAL}
        | dict.fromkeys(("id", "employer"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "antwoord op een voorstel voor passend werk"
        verbose_name_plural = "antwoorden op voorstellen voor passend werk"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind="withdrawn", acted_as=Role.EMPLOYEE.value, reason="")
                | Q(kind__in=["accepted", "adapted", "refused"], acted_as=Role.EMPLOYER.value),
                name="work_reply_by_whose_it_is",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["accepted", "withdrawn"]) | ~Q(reason=""), name="work_reply_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.replied_on:%Y-%m-%d}"

    @property
    def kind_label(self) -> str:
        """What came of it, in Dutch."""
        return self.Kind(self.kind).label
