"""In which roles, and for which organisation, a person may act."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from accounts.models import ROLE_CHOICES, User
from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import ROLE_LABELS, Field, Role, Rows
from employers.models.employer import Employer
from employers.models.partners import OccupationalHealthService
from employers.models.people import Employee

_OF_OHS = [Role.ARBODIENST, Role.BEDRIJFSARTS, Role.DELEGATE]
_ALONE = [
    *(Role.ONTZORGMANAGER, Role.DESK, Role.LABOUR_EXPERT, Role.PROVIDER),
    *(Role.CLAIMS, Role.INTERMEDIARY, Role.PLATFORM, Role.PRIVACY_OFFICER),
]
_NONE = Q(employer__isnull=True, ohs__isnull=True, employee__isnull=True)
_SHAPES = (
    Q(role=Role.EMPLOYER, employer__isnull=False, ohs__isnull=True, employee__isnull=True)
    | Q(role=Role.EMPLOYEE, employer__isnull=False, ohs__isnull=True, employee__isnull=False)
    | Q(role__in=_OF_OHS, ohs__isnull=False, employer__isnull=True, employee__isnull=True)
    | (Q(role__in=_ALONE) & _NONE)
)


class Membership(TenantModel):
    """One person, one role, one organisation. Who has several chooses one at a time."""

    user = models.ForeignKey(User, verbose_name="account", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("rol", max_length=20, choices=ROLE_CHOICES)
    employer = models.ForeignKey(
        Employer, verbose_name="werkgever", null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    ohs = models.ForeignKey(
        OccupationalHealthService,
        verbose_name="arbodienst",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    employee = models.ForeignKey(
        Employee, verbose_name="werknemer", null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )

    retention: ClassVar[Retention | None] = Retention.ACCOUNT
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "user", Rows.EMPLOYER: "employer"}
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        ("user", "role", "employer", "ohs", "employee", "role_label"), Field.ADMINISTRATIVE
    )

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=_SHAPES, name="membership_role_fits_organisation"),
            # Who guides the process may not also know what only the doctor's side may know: not in one account.
            ExclusionConstraint(
                name="membership_guide_or_delegate",
                expressions=[("user", RangeOperators.EQUAL), ("role", RangeOperators.NOT_EQUAL)],
                condition=Q(role__in=[Role.ONTZORGMANAGER, Role.DELEGATE]),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "employer", "ohs"], nulls_distinct=False, name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return self.role_label

    @property
    def role_label(self) -> str:
        """The role in Dutch."""
        return ROLE_LABELS[Role(self.role)]
