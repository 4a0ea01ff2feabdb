"""Work during sickness: hours actually worked (a fact), and the schedule by which they are to grow."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import ROLE_LABELS, Field, Role, Rows
from cases.models.case import AbsenceCase
from cases.timeline.rules import ADVISED, EVERYBODY
from employers.models import Employer


def readers_before() -> list[str]:
    """Who reads hours worked as soon as they are recorded."""
    return sorted(party.value for party in ADVISED)


def readers_after() -> list[str]:
    """Who reads them once the employer passed them on: the arbodienst and the insurer as well."""
    return sorted(party.value for party in EVERYBODY)


class CapacityChange(TenantModel):
    """From a day on so many hours a week are worked. Therapeutic work has no wage value and counts as sick.

    A fact, never a judgement about health: only the bedrijfsarts states a percentage. The file stays open and its
    clock runs on. The arbodienst and the insurer read it once the employer has passed it on.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="capacity")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    effective_from = models.DateField("vanaf")
    hours_per_week = models.DecimalField("gewerkte uren per week", max_digits=4, decimal_places=1)
    therapeutic = models.BooleanField("arbeidstherapeutisch", default=False)
    recorded_by = models.ForeignKey(User, verbose_name="vastgelegd door", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("vastgelegd op", auto_now=True)
    # From here the employer has his days to pass it on: the day on which these hours, not a repetition, were recorded.
    recorded_on = models.DateField("vastgelegd op (dag)")
    passed_on = models.DateField("doorgegeven op", null=True, blank=True)
    # Empty for what was recorded before the employer was asked to pass it on.
    passed_by = models.ForeignKey(
        User, verbose_name="doorgegeven door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")

    shown_to_column: ClassVar[str | None] = "shown_to"
    filled_in_by: ClassVar[tuple[str, ...]] = ("passed_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("recorded_by",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "effective_from hours_per_week therapeutic recorded_by recorded_at passed_on passed_by".split(), Field.HOURS
    ) | dict.fromkeys(("id", "case", "employer", "recorded_on", "shown_to"), Field.INTERNAL)

    class Meta:
        verbose_name = "gewerkte uren"
        verbose_name_plural = "gewerkte uren"
        ordering: ClassVar[list[str]] = ["effective_from", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "effective_from"], name="capacity_once_a_day"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gte=0, hours_per_week__lte=60), name="capacity_hours_sane"
            ),
            models.CheckConstraint(
                condition=Q(passed_on__isnull=False, shown_to__contains=["arbodienst", "desk"])
                | Q(passed_on__isnull=True, passed_by__isnull=True) & ~Q(shown_to__overlap=["arbodienst", "desk"]),
                name="capacity_shown_once_passed_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effective_from:%Y-%m-%d}"


class BuildUpSchedule(TenantModel):
    """An opbouwschema: proposed by the employee or the employer, confirmed or declined by the bedrijfsarts.

    One that the bedrijfsarts wrote himself, in the place of a proposal, was confirmed from the start.
    """

    class State(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed", "Voorgesteld"
        CONFIRMED = "confirmed", "Akkoord van de bedrijfsarts"
        DECLINED = "declined", "Niet akkoord"
        REPLACED = "replaced", "Vervangen"

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="schedules")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    state = models.CharField("status", max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_as = models.CharField("in de rol van", max_length=20)
    proposed_by = models.ForeignKey(User, verbose_name="voorgesteld door", on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField("voorgesteld op")
    answered_by = models.ForeignKey(
        User, verbose_name="beantwoord door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField("beantwoord op", null=True, blank=True)

    filled_in_by: ClassVar[tuple[str, ...]] = ("answered_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("proposed_by", "proposed_as")
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        (
            "state state_label proposed_as proposer_label proposed_by proposed_on answered_by answered_on line_list"
        ).split(),
        Field.FUNCTIONAL,
    ) | dict.fromkeys(("id", "case", "employer"), Field.INTERNAL)

    class Meta:
        verbose_name = "opbouwschema"
        verbose_name_plural = "opbouwschema's"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "employer"], name="schedule_in_employer"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="proposed"), name="schedule_one_proposal_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="confirmed"), name="schedule_one_confirmed_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "declined"], answered_by__isnull=False, answered_on__isnull=False)
                | Q(state="proposed", answered_by__isnull=True, answered_on__isnull=True)
                | Q(state="replaced"),
                name="schedule_answer_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_on:%Y-%m-%d}"

    @property
    def state_label(self) -> str:
        """How far it is, in Dutch."""
        return self.State(self.state).label

    @property
    def proposer_label(self) -> str:
        """In which role it was proposed, in Dutch."""
        return ROLE_LABELS[Role(self.proposed_as)].lower()

    @property
    def line_list(self) -> "list[BuildUpHours]":
        """The lines, the first one first."""
        return sorted(self.lines.all(), key=lambda line: line.starts_on)


class BuildUpHours(TenantModel):
    """One line of an opbouwschema: from this day so many hours a week."""

    schedule = models.ForeignKey(
        BuildUpSchedule, verbose_name="opbouwschema", on_delete=models.CASCADE, related_name="lines"
    )
    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("vanaf")
    hours_per_week = models.DecimalField("uren per week", max_digits=4, decimal_places=1)

    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("starts_on", "hours_per_week"), Field.FUNCTIONAL
    ) | dict.fromkeys(("id", "schedule", "case", "employer"), Field.INTERNAL)

    class Meta:
        verbose_name = "regel van een opbouwschema"
        verbose_name_plural = "regels van een opbouwschema"
        ordering: ClassVar[list[str]] = ["starts_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["schedule", "starts_on"], name="schedule_line_once_a_day"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gte=0, hours_per_week__lte=60), name="schedule_line_hours_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d}"
