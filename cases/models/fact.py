"""What people recorded about the course of a file: the facts from which its dates follow."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel, case_paths
from accounts.terms import HUMAN_ROLES, Field, Rows
from cases.models.case import AbsenceCase
from cases.timeline.recorded import FACT_KINDS, FactKind, Recorded
from employers.models import Employer


def _recorded_by_who_may() -> Q:
    """Each kind only by the roles that its definition names: a percentage of incapacity only by the bedrijfsarts."""
    allowed = Q()
    for kind in FACT_KINDS.values():
        allowed |= Q(kind=kind.key, recorded_as__in=sorted(party.value for party in kind.recorded_by))
    return allowed


class CaseFactQuerySet(ScopedQuerySet["CaseFact"]):
    """Ways to look at facts."""

    def in_force(self) -> "CaseFactQuerySet":
        """Facts that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


CaseFactManager = ScopedManager.from_queryset(CaseFactQuerySet)


class CaseFact(TenantModel):
    """One fact of one file, with who recorded it, when and why. Withdrawn, never changed or removed.

    What `on`, `until`, `answer` and `number` mean, and who may record and see it, stands in FACT_KINDS.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="recorded")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=30)
    on = models.DateField("datum")
    until = models.DateField("tot", null=True, blank=True)
    answer = models.BooleanField("antwoord", null=True, blank=True)
    number = models.PositiveSmallIntegerField("percentage", null=True, blank=True)
    ground = models.CharField("reden", max_length=30, blank=True)
    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")
    recorded_as = models.CharField("in de rol van", max_length=20)
    recorded_by = models.ForeignKey(
        User, verbose_name="vastgelegd door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        User, verbose_name="ingetrokken door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects: ClassVar[Any] = CaseFactManager()  # type: ignore[assignment]  # the base class knows fewer methods

    shown_to_column: ClassVar[str | None] = "shown_to"
    filled_in_by: ClassVar[tuple[str, ...]] = ("withdrawn_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("recorded_by",)
    own_rows_column: ClassVar[str] = "recorded_as"
    own_rows_of: ClassVar[frozenset[str]] = frozenset(role.value for role in HUMAN_ROLES)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("case kind on until answer ground term recorded_as recorded_by recorded_at withdrawn_by withdrawn_at").split(),
        Field.PROCESS,
    ) | {"number": Field.INCAPACITY, "id": Field.INTERNAL, "employer": Field.INTERNAL, "shown_to": Field.INTERNAL}

    class Meta:
        verbose_name = "vastgelegd feit"
        verbose_name_plural = "vastgelegde feiten"
        ordering: ClassVar[list[str]] = ["on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=_recorded_by_who_may(), name="fact_recorded_by_who_may"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("on")), name="fact_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(number__isnull=True) | Q(number__lte=100), name="fact_percentage"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="fact_withdrawn_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(withdrawn_at__isnull=True)
                & ~Q(kind__in=sorted(kind.key for kind in FACT_KINDS.values() if kind.repeats)),
                name="fact_once_in_force",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "on"], condition=Q(withdrawn_at__isnull=True), name="fact_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%Y-%m-%d}"

    @property
    def definition(self) -> FactKind:
        """What this kind of fact means."""
        return FACT_KINDS[self.kind]

    @property
    def term(self) -> str:
        """What it is called on screens."""
        return self.definition.term

    def recorded(self) -> Recorded:
        """The fact as the timeline wants it."""
        told_on = timezone.localtime(self.recorded_at).date()
        return Recorded(self.kind, self.on, self.until, self.answer, self.number, self.ground, told_on)
