"""The employer (the tenant) and its insurance policy."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Field, Rows


class Employer(TenantModel):
    """A company with staff: the customer, legally responsible for every statutory step."""

    name = models.CharField("naam", max_length=120, unique=True)
    sector = models.CharField("branche", max_length=80)
    address = models.CharField("adres", max_length=160)
    city = models.CharField("plaats", max_length=80)
    phone = models.CharField("telefoon", max_length=30)
    contact_name = models.CharField("contactpersoon", max_length=120)
    payroll_tax_number = models.CharField("loonheffingennummer", max_length=12, unique=True)
    # Who bears a risk itself needs the files longer. Empty: nobody asked yet, so the longest period counts.
    own_risk_ziektewet = models.BooleanField("eigenrisicodrager Ziektewet", null=True, blank=True)
    own_risk_wga = models.BooleanField("eigenrisicodrager WGA", null=True, blank=True)

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {
        Rows.EMPLOYER: "id",
        Rows.ASSIGNED: "cases__ontzorgmanager",
        Rows.TREATED: "cases__physician",
        Rows.DELEGATED: "cases__physician",
        Rows.CONTRACTED: "contracts__ohs",
        Rows.CALLED: "cases__labour_expert",
    }
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        "name sector address city phone contact_name payroll_tax_number own_risk_ziektewet own_risk_wga".split(),
        Field.ADMINISTRATIVE,
    )

    class Meta:
        verbose_name = "werkgever"
        verbose_name_plural = "werkgevers"
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Policy(TenantModel):
    """The insurance contract of an employer. `ends_on` is exclusive."""

    class CaseManagement(models.TextChoices):
        """Who does the case management."""

        INSURER = "insurer", "De verzekeraar (Ontzorgmanager)"
        EMPLOYER = "employer", "De werkgever zelf"

    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.CASCADE, related_name="policies")
    number = models.CharField("polisnummer", max_length=30, unique=True)
    starts_on = models.DateField("ingangsdatum")
    ends_on = models.DateField("einddatum", null=True, blank=True)
    casemanagement_by = models.CharField(
        "casemanagement door", max_length=10, choices=CaseManagement.choices, default=CaseManagement.INSURER
    )

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {Rows.EMPLOYER: "employer"}
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        ("employer", "number", "starts_on", "ends_on", "casemanagement_by"), Field.ADMINISTRATIVE
    )

    class Meta:
        verbose_name = "polis"
        verbose_name_plural = "polissen"
        ordering: ClassVar[list[str]] = ["starts_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="policy_ends_after_start"
            ),
            models.UniqueConstraint(fields=["id", "employer"], name="policy_in_employer"),
        ]

    def __str__(self) -> str:
        return self.number

    def in_force_on(self, day: date) -> bool:
        """Whether the policy covers this day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
