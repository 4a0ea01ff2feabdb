"""What keeps a file longer than its period, and the proof of what was removed."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models.case import AbsenceCase
from employers.models import Employer


class LegalHoldQuerySet(ScopedQuerySet["LegalHold"]):
    """Ways to look at holds."""

    def in_force(self, day: date) -> "LegalHoldQuerySet":
        """Those that keep a file on this day: not lifted, and their own last day has not passed."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), lifted_on__isnull=True)


LegalHoldManager = ScopedManager.from_queryset(LegalHoldQuerySet)


class LegalHold(TenantModel):
    """Somebody needs a file as evidence: it is not removed meanwhile. `until` is inclusive; empty until it is lifted.

    The ground comes from a fixed list, because what a dispute is about has no place here.
    """

    class Ground(models.TextChoices):
        """Why the file is still needed."""

        DISPUTE = "dispute", "Geschil tussen werkgever en werknemer"
        UWV_OBJECTION = "uwv_objection", "Bezwaar of beroep tegen een beslissing van UWV"
        SANCTION = "sanction", "Procedure over een loonsanctie"

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="holds")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField("reden", max_length=20, choices=Ground.choices)
    since = models.DateField("bewaren sinds")
    until = models.DateField("bewaren tot en met", null=True, blank=True)
    placed_by = models.ForeignKey(User, verbose_name="vastgelegd door", on_delete=models.PROTECT, related_name="+")
    lifted_on = models.DateField("beëindigd op", null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, verbose_name="beëindigd door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = LegalHoldManager()  # type: ignore[assignment]  # the base class knows fewer methods

    filled_in_by: ClassVar[tuple[str, ...]] = ("lifted_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("placed_by",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "case ground ground_label since until placed_by lifted_on lifted_by".split(), Field.PROCESS
    ) | dict.fromkeys(("id", "employer"), Field.INTERNAL)

    class Meta:
        verbose_name = "langer bewaren"
        verbose_name_plural = "langer bewaren"
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "ground"], condition=Q(lifted_on__isnull=True), name="hold_once_per_ground"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="hold_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.since:%Y-%m-%d}"

    @property
    def ground_label(self) -> str:
        """Why, in Dutch."""
        return self.Ground(self.ground).label


class PurgeRecord(TenantModel):
    """A batch of one class of data: how many rows of which tables went, counted up to which day. No names, no keys.

    Only ever added to, in the transaction that removes: nothing goes without proof. A class of which nothing was due
    has a record with zero rows, which proves that the purge looked.
    """

    ran_at = models.DateTimeField("gedaan op")
    on = models.DateField("stand van")
    kind = models.CharField("soort", max_length=20)
    cut_off = models.DateField("tot en met")
    rows = models.PositiveIntegerField("aantal")
    counts: Any = models.JSONField("aantallen", default=dict)

    retention: ClassVar[Retention | None] = Retention.ACCESS_LOG
    row_paths: ClassVar[dict[Rows, str]] = {}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "ran_at on kind cut_off rows counts".split(), Field.ADMINISTRATIVE
    ) | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "verwijdering"
        verbose_name_plural = "verwijderingen"
        ordering: ClassVar[list[str]] = ["-ran_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%Y-%m-%d}"
