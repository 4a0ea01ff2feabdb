"""Steps that belong to a policy instead of a file: the welcome call and the yearly prevention check."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Field, Rows
from cases.models.milestone import RULE_BY_KEY
from cases.talk_guides import LONGEST_KEY, SUBJECT_KEYS, guide_of_step
from employers.models import Employer, Policy


class PolicyStep(TenantModel):
    """One step of one policy. `done_on` is a fact that people record; the other dates are computed from the rules."""

    policy = models.ForeignKey(Policy, verbose_name="polis", on_delete=models.CASCADE, related_name="steps")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("stap", max_length=40)
    occurrence = models.PositiveSmallIntegerField("keer", default=1)
    opens_on = models.DateField("kan vanaf")
    due_on = models.DateField("uiterlijk")
    done_on = models.DateField("gedaan op", null=True, blank=True)
    recorded_by = models.ForeignKey(
        User, verbose_name="vastgelegd door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subjects = ArrayField(
        models.CharField(max_length=LONGEST_KEY), verbose_name="besproken", default=list, db_default=[], blank=True
    )

    filled_in_by: ClassVar[tuple[str, ...]] = ("recorded_by",)
    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {
        Rows.EMPLOYER: "employer",
        Rows.ASSIGNED: "employer__cases__ontzorgmanager",
    }
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "policy employer key occurrence opens_on due_on done_on recorded_by subjects gone_through term".split(),
        Field.ADMINISTRATIVE,
    ) | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "afspraak uit de polis"
        verbose_name_plural = "afspraken uit de polis"
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["policy", "key", "occurrence"], name="policy_step_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, recorded_by__isnull=True)
                | Q(done_on__isnull=False, recorded_by__isnull=False),
                name="policy_step_done_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(subjects=[]) | (Q(done_on__isnull=False, subjects__contained_by=SUBJECT_KEYS)),
                name="policy_step_subjects_of_a_talk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.occurrence}"

    @property
    def term(self) -> str:
        """What it is called on screens."""
        return RULE_BY_KEY[self.key].term

    @property
    def gone_through(self) -> list[str]:
        """The subjects of the talk that were gone through, in words."""
        guide = guide_of_step(self.key)
        return guide.titles(self.subjects) if guide else []
