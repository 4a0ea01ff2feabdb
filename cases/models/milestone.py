"""Steps: what was done (a fact) and what is due (a projection of the timeline)."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantManager, TenantModel, case_paths
from accounts.terms import HUMAN_ROLES, Field, Rows
from cases.models.case import AbsenceCase
from cases.timeline.rules import RULES, Party, Rule
from employers.models import Employer

RULE_BY_KEY = {rule.key: rule for rule in RULES}  # of several versions the newest: the words are those of today
PRIVATE_KEYS = sorted(rule.key for rule in RULE_BY_KEY.values() if Party.EMPLOYER not in rule.shown_to)
"""Steps between the employee and the bedrijfsarts alone."""


def readers_of(key: str) -> list[str]:
    """Who may know of this step, as rows about it store it. Raises KeyError for a step that no rule has."""
    return sorted(party.value for party in RULE_BY_KEY[key].shown_to)


class StandingCompletions(ScopedManager["Completion"]):
    """What was not taken back: nobody who asks what was done may meet the rest by forgetting to ask."""

    def get_queryset(self) -> "models.QuerySet[Completion]":
        """Without what was taken back."""
        return super().get_queryset().filter(withdrawn_at=None)


CompletionManager = StandingCompletions.from_queryset(ScopedQuerySet)


class Completion(TenantModel):
    """A step that was done: the fact from which later dates follow. Taken back, never changed or removed.

    `objects` are those that count, also through `case.completions`; `history` has those that were taken back as well.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="completions")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("stap", max_length=40)
    done_on = models.DateField("gedaan op")
    recorded_as = models.CharField("in de rol van", max_length=20, blank=True)
    recorded_by = models.ForeignKey(
        User, verbose_name="vastgelegd door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)
    # What was true on the day it was recorded, kept whatever changes later. Sentences for every reader of the step;
    # where that is not all of them, the whole is in its `AdvisedDerivation`.
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    rule_version = models.PositiveSmallIntegerField("versie van de regel", default=1)
    why = ArrayField(models.TextField(), verbose_name="waarom deze datum", default=list, blank=True)
    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")
    withdrawn_by = models.ForeignKey(
        User, verbose_name="ingetrokken door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects: ClassVar[Any] = CompletionManager()  # type: ignore[assignment]  # the base class knows fewer methods
    history: ClassVar[Any] = TenantManager()

    shown_to_column: ClassVar[str | None] = "shown_to"
    filled_in_by: ClassVar[tuple[str, ...]] = ("withdrawn_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("recorded_by",)
    own_rows_column: ClassVar[str] = "recorded_as"
    own_rows_of: ClassVar[frozenset[str]] = frozenset(role.value for role in HUMAN_ROLES)
    # Taken back, or brought to another file; what was recorded is never rewritten.
    changed_columns: ClassVar[tuple[str, ...]] = ("withdrawn_by_id", "withdrawn_at", "case_id")
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "key done_on recorded_as recorded_by recorded_at due_on rule_version why withdrawn_by withdrawn_at".split(),
        Field.PROCESS,
    ) | dict.fromkeys(("id", "case", "employer", "shown_to"), Field.INTERNAL)

    class Meta:
        verbose_name = "gedane stap"
        verbose_name_plural = "gedane stappen"
        ordering: ClassVar[list[str]] = ["done_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "key", "done_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="completion_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="completion_withdrawn_who_and_when",
            ),
            models.UniqueConstraint(fields=["id", "case"], name="completion_in_case"),
            # A step that the employer may not see leaves no trace among what was done.
            models.CheckConstraint(condition=~Q(key__in=PRIVATE_KEYS), name="completion_key_is_no_private_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.done_on:%Y-%m-%d}"


class MilestoneQuerySet(ScopedQuerySet["Milestone"]):
    """Ways to look at steps."""

    def pending(self) -> "MilestoneQuerySet":
        """Steps that still have to be done by a date; a day that passes by itself is nobody's task."""
        return self.filter(state="pending", due_on__isnull=False, lapses=False)

    def overdue(self, today: date) -> "MilestoneQuerySet":
        """Steps whose last day has passed. Late is computed, never stored."""
        return self.pending().filter(due_on__lt=today)

    def by_urgency(self) -> "MilestoneQuerySet":
        """The earliest last day first; of one day the heaviest legal consequence first."""
        return self.order_by("due_on", "-weight", "pk")


MilestoneManager = ScopedManager.from_queryset(MilestoneQuerySet)


class Milestone(TenantModel):
    """One step of one file with its dates: a projection of the pure timeline for lists and reminders.

    Written by `cases.projection` only; `check_timelines` proves that it equals the computation.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="milestones")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    key = models.CharField("stap", max_length=40)
    occurrence = models.PositiveSmallIntegerField("keer", default=1)
    opens_on = models.DateField("kan vanaf", null=True, blank=True)
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    done_on = models.DateField("gedaan op", null=True, blank=True)
    state = models.CharField("status", max_length=10)
    weight = models.SmallIntegerField("gewicht")
    responsible = models.CharField("wie", max_length=20)
    lapses = models.BooleanField("gaat vanzelf voorbij", default=False)
    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")
    remind = ArrayField(models.CharField(max_length=20), verbose_name="herinnert", default=list)
    rule_version = models.PositiveSmallIntegerField("versie van de regel", default=1)

    objects: ClassVar[Any] = MilestoneManager()  # type: ignore[assignment]  # the base class knows fewer methods

    shown_to_column: ClassVar[str | None] = "shown_to"
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "case key occurrence opens_on due_on done_on state weight responsible lapses rule_version term rule".split(),
        Field.PROCESS,
    ) | dict.fromkeys(("id", "employer", "shown_to", "remind"), Field.INTERNAL)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on"], name="milestone_pending_by_due", condition=Q(state="pending"))
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "key", "occurrence"], name="milestone_once"),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | (~Q(state="done") & Q(done_on__isnull=True)),
                name="milestone_done_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "done", "paused", "cancelled", "waived"]),
                name="milestone_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.occurrence}"

    @property
    def rule(self) -> Rule:
        """The rule behind this step."""
        return RULE_BY_KEY[self.key]

    @property
    def term(self) -> str:
        """The statutory term, as on screens."""
        return self.rule.term

    def late(self, today: date) -> bool:
        """Whether the last day has passed and somebody has not done the step."""
        by_somebody = not self.lapses and not self.rule.passes
        return self.state == "pending" and by_somebody and self.due_on is not None and self.due_on < today
