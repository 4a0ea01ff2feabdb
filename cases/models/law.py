"""A change of law: new days for a rule, for files from a first sick day on, in force when a second person agrees."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.terms import Field
from cases.models.proposal import DECISION, STANDS, Proposal, two_people


class RuleChange(Proposal):
    """A new version of one rule. The numbers are counted as in the rule it replaces; empty leaves them as they are.

    A term with more than one number has all of them here: the first, and the others in `opens_more` or `due_more`.

    Files with an earlier first sick day keep their own version.
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

    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        (*"key version opens_days opens_more due_days due_more in_force_from basis reason".split(), *DECISION),
        Field.ADMINISTRATIVE,
    )

    class Meta:
        verbose_name = "wetswijziging"
        verbose_name_plural = "wetswijzigingen"
        ordering: ClassVar[list[str]] = ["key", "version", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["key", "version"],
                condition=STANDS,
                name="rule_change_version_once",
            ),
            models.CheckConstraint(
                condition=Q(opens_days__isnull=False) | Q(due_days__isnull=False), name="rule_change_changes_something"
            ),
            *two_people("rule_change"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
