"""A change of law: new days for a rule, for files from a first sick day on, in force when a second person agrees."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Field, Rows


class RuleChange(TenantModel):
    """A new version of one rule. The numbers are counted as in the rule it replaces; empty leaves them as they are.

    A term with more than one number has all of them here: the first, and the others in `opens_more` or `due_more`.

    Proposed by one person and activated by another; never changed after that. Files with an earlier first sick day
    keep their own version.
    """

    key = models.CharField("stap", max_length=40)
    version = models.PositiveSmallIntegerField("versie")
    opens_days = models.PositiveSmallIntegerField("kan vanaf dag", null=True, blank=True)
    due_days = models.PositiveSmallIntegerField("uiterlijk op dag", null=True, blank=True)
    opens_more = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="verdere getallen van kan vanaf", default=list, blank=True
    )
    due_more = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="verdere getallen van uiterlijk", default=list, blank=True
    )
    in_force_from = models.DateField("voor eerste ziektedagen vanaf")
    basis = models.CharField("artikel", max_length=160)
    # Why files that run already move along; empty when there can be none.
    reason = models.CharField("waarom ook voor lopende dossiers", max_length=200, blank=True)
    proposed_by = models.ForeignKey(User, verbose_name="voorgesteld door", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("voorgesteld op")
    decided_by = models.ForeignKey(
        User, verbose_name="beslist door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)
    activated = models.BooleanField("ingevoerd", null=True, blank=True)

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {}
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        (
            "key version opens_days opens_more due_days due_more in_force_from basis reason "
            "proposed_by proposed_at decided_by decided_at activated"
        ).split(),
        Field.ADMINISTRATIVE,
    )

    class Meta:
        verbose_name = "wetswijziging"
        verbose_name_plural = "wetswijzigingen"
        ordering: ClassVar[list[str]] = ["key", "version", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["key", "version"],
                condition=Q(activated__isnull=True) | Q(activated=True),
                name="rule_change_version_once",
            ),
            models.CheckConstraint(
                condition=Q(opens_days__isnull=False) | Q(due_days__isnull=False), name="rule_change_changes_something"
            ),
            models.CheckConstraint(
                condition=Q(activated__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(activated__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="rule_change_decided_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(activated__isnull=True) | Q(activated=False) | ~Q(decided_by=F("proposed_by")),
                name="rule_change_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
