"""The arbodiensten, their physicians, the Ontzorgmanagers, and who works for which employer."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel
from accounts.terms import Field, Rows
from employers.models.employer import Employer
from employers.models.professional import Professional


class DateRange(Func):
    """A range of dates in the database; the end is exclusive."""

    function = "DATERANGE"
    output_field = DateRangeField()


class OccupationalHealthService(TenantModel):
    """A certified arbodienst with which the insurer works. The list is data, not code."""

    name = models.CharField("naam", max_length=120, unique=True)
    certificate_number = models.CharField("SBCA-certificaat", max_length=40)
    certificate_valid_until = models.DateField("certificaat geldig tot en met")
    contact_name = models.CharField("contactpersoon", max_length=120)
    phone = models.CharField("telefoon", max_length=30)
    email = models.EmailField("e-mailadres")
    is_active = models.BooleanField("actief", default=True)

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {}
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        "name certificate_number certificate_valid_until contact_name phone email is_active".split(),
        Field.ADMINISTRATIVE,
    )

    class Meta:
        verbose_name = "arbodienst"
        verbose_name_plural = "arbodiensten"
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def certified_on(self, day: date) -> bool:
        """Whether the certificate is valid on this day (the last day included)."""
        return day <= self.certificate_valid_until


class OccupationalPhysician(Professional):
    """A bedrijfsarts with a BIG registration, working for one arbodienst."""

    user = models.OneToOneField(
        User, verbose_name="account", primary_key=True, on_delete=models.PROTECT, related_name="physician"
    )
    ohs = models.ForeignKey(
        OccupationalHealthService, verbose_name="arbodienst", on_delete=models.PROTECT, related_name="physicians"
    )
    big_number = models.CharField("BIG-nummer", max_length=11, unique=True)
    is_active = models.BooleanField("actief", default=True)

    field_classes: ClassVar[dict[str, Field]] = {"user": Field.ADMINISTRATIVE} | dict.fromkeys(
        ("name", "ohs", "big_number", "is_active"), Field.ADMINISTRATIVE
    )

    class Meta(Professional.Meta):
        verbose_name = "bedrijfsarts"
        verbose_name_plural = "bedrijfsartsen"


class OntzorgmanagerQuerySet(ScopedQuerySet["Ontzorgmanager"]):
    """Ways to look at the Ontzorgmanagers."""

    def registered_on(self, day: date) -> "OntzorgmanagerQuerySet":
        """Those who may be given a file on this day: active, with a valid registration."""
        return self.filter(is_active=True, registered_until__gte=day)


OntzorgmanagerManager = ScopedManager.from_queryset(OntzorgmanagerQuerySet)


class Ontzorgmanager(Professional):
    """A case manager on the process side. Without a valid registration nobody gets a file."""

    class Basis(models.TextChoices):
        """Why somebody may work as a case manager."""

        REGISTER = "register", "Beroepsregister"
        ARBODIENST = "arbodienst", "In dienst van een gecertificeerde arbodienst"
        INSURER = "insurer", "In dienst van de verzekeraar"

    user = models.OneToOneField(
        User, verbose_name="account", primary_key=True, on_delete=models.PROTECT, related_name="ontzorgmanager"
    )
    basis = models.CharField("grondslag", max_length=12, choices=Basis.choices)
    registration_number = models.CharField("registratienummer", max_length=40, blank=True)
    registered_until = models.DateField("geldig tot en met")
    phone = models.CharField("telefoon", max_length=30)
    is_active = models.BooleanField("actief", default=True)

    objects: ClassVar[Any] = OntzorgmanagerManager()  # type: ignore[assignment]  # the base class knows fewer methods

    field_classes: ClassVar[dict[str, Field]] = {"user": Field.ADMINISTRATIVE} | dict.fromkeys(
        ("name", "basis", "registration_number", "registered_until", "phone", "is_active"), Field.ADMINISTRATIVE
    )

    class Meta(Professional.Meta):
        verbose_name = "Ontzorgmanager"
        verbose_name_plural = "Ontzorgmanagers"


class LabourExpert(Professional):
    """An arbeidsdeskundige, who sees a file only as long as he is called to it. `is_active`: can be called."""

    user = models.OneToOneField(
        User, verbose_name="account", primary_key=True, on_delete=models.PROTECT, related_name="labour_expert"
    )
    bureau = models.CharField("werkt bij", max_length=120)
    phone = models.CharField("telefoon", max_length=30)
    is_active = models.BooleanField("actief", default=True)

    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("user", "name", "bureau", "phone", "is_active"), Field.ADMINISTRATIVE
    )

    class Meta(Professional.Meta):
        verbose_name = "arbeidsdeskundige"
        verbose_name_plural = "arbeidsdeskundigen"


class OhsContract(TenantModel):
    """Which arbodienst, and which bedrijfsarts, works for an employer. One at a time; `ends_on` is exclusive."""

    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.CASCADE, related_name="contracts")
    ohs = models.ForeignKey(
        OccupationalHealthService, verbose_name="arbodienst", on_delete=models.PROTECT, related_name="contracts"
    )
    physician = models.ForeignKey(
        OccupationalPhysician, verbose_name="bedrijfsarts", on_delete=models.PROTECT, related_name="contracts"
    )
    starts_on = models.DateField("ingangsdatum")
    ends_on = models.DateField("einddatum", null=True, blank=True)

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {Rows.EMPLOYER: "employer", Rows.CONTRACTED: "ohs"}
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        ("employer", "ohs", "physician", "starts_on", "ends_on"), Field.ADMINISTRATIVE
    )

    class Meta:
        verbose_name = "arbocontract"
        verbose_name_plural = "arbocontracten"
        ordering: ClassVar[list[str]] = ["starts_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="contract_ends_after_start"
            ),
            ExclusionConstraint(
                name="contract_one_at_a_time",
                expressions=[
                    ("employer", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d}"
