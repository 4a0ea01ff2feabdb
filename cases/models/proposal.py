"""What one person proposes and another one brings into force."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Rows

DECISION = tuple("proposed_by proposed_at decided_by decided_at activated".split())
"""The names of its fields, for the field classes of whoever is one."""


class Proposal(TenantModel):
    """Proposed by one person and activated by another, or declined; never changed after that, by nobody."""

    proposed_by = models.ForeignKey(User, verbose_name="voorgesteld door", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("voorgesteld op")
    decided_by = models.ForeignKey(
        User, verbose_name="beslist door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)
    activated = models.BooleanField("ingevoerd", null=True, blank=True)

    filled_in_by: ClassVar[tuple[str, ...]] = ("decided_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("proposed_by",)
    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {}
    changed_columns: ClassVar[tuple[str, ...]] = ("decided_by_id", "decided_at", "activated")
    settled_by: ClassVar[str] = "activated"

    class Meta:
        abstract = True


STANDS = Q(activated__isnull=True) | Q(activated=True)
"""Waits or is in force: what was declined stands in nobody's way."""


def two_people(name: str) -> list[models.BaseConstraint]:
    """The constraints of a proposal; `name` begins their names."""
    return [
        models.CheckConstraint(
            condition=Q(activated__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
            | Q(activated__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
            name=f"{name}_decided_who_and_when",
        ),
        models.CheckConstraint(
            condition=Q(activated__isnull=True) | Q(activated=False) | ~Q(decided_by=F("proposed_by")),
            name=f"{name}_two_people",
        ),
    ]
