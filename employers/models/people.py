"""The employee and, apart, the citizen service number."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel
from accounts.secret import EncryptedField
from accounts.terms import Field, Rows
from employers.models.employer import Employer


class EmployeeQuerySet(ScopedQuerySet["Employee"]):
    """Ways to look at a company's people."""

    def employed(self) -> "EmployeeQuerySet":
        """Whose employment has no known end."""
        return self.filter(ended_on__isnull=True)


EmployeeManager = ScopedManager.from_queryset(EmployeeQuerySet)


class Employee(TenantModel):
    """One person in one employment. Two employments are two rows that never meet. `ended_on` is exclusive."""

    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="employees")
    user = models.OneToOneField(
        User,
        verbose_name="account",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="employment",
    )
    first_name = models.CharField("voornaam", max_length=60)
    last_name = models.CharField("achternaam", max_length=80)
    birth_date = models.DateField("geboortedatum")
    function = models.CharField("functie", max_length=80)
    contract_hours = models.DecimalField("contracturen per week", max_digits=4, decimal_places=1)
    started_on = models.DateField("in dienst sinds")
    ended_on = models.DateField("uit dienst per", null=True, blank=True)

    objects: ClassVar[Any] = EmployeeManager()  # type: ignore[assignment]  # the base class knows fewer methods

    retention: ClassVar[Retention | None] = Retention.PERSONNEL
    row_paths: ClassVar[dict[Rows, str]] = {
        Rows.EMPLOYER: "employer",
        Rows.OWN: "id",
        Rows.ASSIGNED: "cases__ontzorgmanager",
        Rows.TREATED: "cases__physician",
        Rows.DELEGATED: "cases__physician",
        Rows.CONTRACTED: "cases__ohs",
        Rows.CALLED: "cases__labour_expert",
    }
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL, "user": Field.INTERNAL} | dict.fromkeys(
        (
            "employer first_name last_name full_name short_name birth_date function contract_hours started_on ended_on"
        ).split(),
        Field.IDENTIFYING,
    )

    class Meta:
        verbose_name = "werknemer"
        verbose_name_plural = "werknemers"
        ordering: ClassVar[list[str]] = ["last_name", "first_name", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["employer", "last_name"], name="employee_by_name")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "employer"], name="employee_in_employer"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")), name="employee_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(contract_hours__gt=0, contract_hours__lte=60), name="employee_hours_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def short_name(self) -> str:
        """Initial and last name: all that lists and messages show."""
        return f"{self.first_name[:1]}. {self.last_name}"


class EmployeeIdentity(TenantModel):
    """The citizen service number (BSN), apart because it has its own readers. Encrypted."""

    employee = models.OneToOneField(
        Employee, verbose_name="werknemer", on_delete=models.CASCADE, related_name="identity"
    )
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.CASCADE, related_name="+")
    bsn = EncryptedField("burgerservicenummer")

    retention: ClassVar[Retention | None] = Retention.PERSONNEL
    row_paths: ClassVar[dict[Rows, str]] = {Rows.EMPLOYER: "employer", Rows.OWN: "employee"}
    field_classes: ClassVar[dict[str, Field]] = {
        "id": Field.INTERNAL,
        "employee": Field.INTERNAL,
        "employer": Field.INTERNAL,
        "bsn": Field.BSN,
        "masked": Field.BSN,
    }

    class Meta:
        verbose_name = "identiteit"
        verbose_name_plural = "identiteiten"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """The last two digits only, for screens."""
        return f"•••••••{self.bsn[-2:]}"
