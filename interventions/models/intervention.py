"""Help on the way back to work, as everybody of the file may know it: goal, state and days, never who helps."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django_fsm import FSMField, FSMModelMixin, transition

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import OwnChange, TenantModel, case_paths
from accounts.terms import ROLE_LABELS, Field, Role, Rows
from cases.models import AbsenceCase
from employers.models import Employee, Employer
from interventions.models.assignment import Assignment


class State(models.TextChoices):
    """Where it stands. The words are those that an employer may read as well."""

    ORDERED = "ordered", "Aangevraagd"
    ACCEPTED = "accepted", "Afgesproken"
    RUNNING = "running", "Loopt"
    COMPLETED = "completed", "Afgerond"
    STOPPED = "stopped", "Gestopt"
    REFUSED = "refused", "Gaat niet door"
    WITHDRAWN = "withdrawn", "Ingetrokken"


OPEN = (State.ORDERED, State.ACCEPTED, State.RUNNING)
BEGUN = (State.RUNNING, State.COMPLETED, State.STOPPED)
TAKEN = (State.ACCEPTED, *BEGUN)
"""What a provider took on: before that, and after a refusal, there is nothing medical to tell."""
_GUIDED = OwnChange(
    ("state", "ends_on", "ended_on"),
    when="OLD.ended_on IS NULL AND (NEW.state = OLD.state OR NEW.state IN ('withdrawn', 'stopped'))",
)


class Intervention(FSMModelMixin, TenantModel):
    """From `starts_on` to `ends_on`, both included, as agreed; `started_on` and `ended_on` are what came of it.

    Without the name of who answered for the provider: the name of a therapist tells as much as the kind of help.
    """

    case = models.ForeignKey(
        AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="interventions"
    )
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(Employee, verbose_name="werknemer", on_delete=models.PROTECT, related_name="+")
    assignment = models.OneToOneField(
        Assignment, verbose_name="opdracht", on_delete=models.CASCADE, related_name="intervention"
    )
    goal = models.TextField("doel in het werk", max_length=1000)
    state = FSMField("status", choices=State.choices, default=State.ORDERED, protected=True)
    ordered_on = models.DateField("aangevraagd op")
    ordered_as = models.CharField("aangevraagd in de rol van", max_length=20)
    ordered_by = models.ForeignKey(User, verbose_name="aangevraagd door", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("eerste dag")
    ends_on = models.DateField("laatste dag")
    started_on = models.DateField("begonnen op", null=True, blank=True)
    ended_on = models.DateField("geëindigd op", null=True, blank=True)

    in_own_name: ClassVar[tuple[str, ...]] = ("ordered_by", "ordered_as")
    changed_columns: ClassVar[tuple[str, ...]] = ("state", "starts_on", "ends_on", "started_on", "ended_on", "case_id")
    # Whoever asked takes back; the provider answers and tells. What has ended is over.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.PROVIDER: OwnChange(
            ("state", "starts_on", "started_on", "ended_on"),
            when="OLD.ended_on IS NULL AND NEW.state IN ('accepted', 'running', 'completed', 'stopped', 'refused')",
        ),
        Role.ONTZORGMANAGER: _GUIDED,
        Role.BEDRIJFSARTS: _GUIDED,
        Role.PROJECTOR: _GUIDED,
        Role.SPLITTER: OwnChange(("case_id",)),
    }
    blank_row: ClassVar[str] = "state = 'ordered'"
    open_row: ClassVar[str] = "true"
    retention: ClassVar[Retention | None] = Retention.INTERVENTION
    row_paths: ClassVar[dict[Rows, str]] = case_paths(provided="assignment__provider")
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("id", "case", "employer", "employee", "assignment"), Field.INTERNAL)
        | {"goal": Field.HELP}
        | dict.fromkeys(
            (
                "state state_label is_open has_begun ordered_on ordered_as orderer_label ordered_by starts_on ends_on "
                "started_on ended_on"
            ).split(),
            Field.PROCESS,
        )
    )

    class Meta:
        verbose_name = "re-integratie-interventie"
        verbose_name_plural = "re-integratie-interventies"
        ordering: ClassVar[list[str]] = ["ordered_on", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["id", "case", "employer"], name="intervention_in_case"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="intervention_known_state"),
            models.CheckConstraint(condition=~Q(goal=""), name="intervention_has_goal"),
            models.CheckConstraint(
                condition=Q(ordered_as__in=[Role.ONTZORGMANAGER.value, Role.BEDRIJFSARTS.value]),
                name="intervention_ordered_by_guide",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=F("ordered_on"), ends_on__gte=F("starts_on")),
                name="intervention_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=BEGUN, started_on__isnull=False, started_on__gte=F("ordered_on"))
                | (~Q(state__in=BEGUN) & Q(started_on__isnull=True)),
                name="intervention_begun_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_on__isnull=True)
                | (~Q(state__in=OPEN) & Q(ended_on__isnull=False, ended_on__gte=F("ordered_on"))),
                name="intervention_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="intervention_ends_after_start",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ended_on"], name="intervention_by_end", condition=Q(ended_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_label(self) -> str:
        """The state in Dutch."""
        return State(self.state).label

    @property
    def orderer_label(self) -> str:
        """In which role it was asked, in Dutch."""
        return ROLE_LABELS[Role(self.ordered_as)]

    @property
    def is_open(self) -> bool:
        """Whether it still has to be answered, to begin or to end."""
        return self.state in OPEN

    @property
    def has_begun(self) -> bool:
        """Whether it ever began."""
        return self.started_on is not None

    # Transitions set fields and nothing else.

    @transition(field=state, source=State.ORDERED, target=State.ACCEPTED)
    def accept(self, *, starts_on: date) -> None:
        """The provider takes it, and begins on this day."""
        self.starts_on = starts_on

    @transition(field=state, source=State.ORDERED, target=State.REFUSED)
    def refuse(self, *, on: date) -> None:
        """The provider does not take it."""
        self.ended_on = on

    @transition(field=state, source=State.ACCEPTED, target=State.RUNNING)
    def start(self, *, on: date) -> None:
        """The help has begun."""
        self.started_on = on

    @transition(field=state, source=State.RUNNING, target=State.COMPLETED)
    def complete(self, *, on: date) -> None:
        """The help is done."""
        self.ended_on = on

    @transition(field=state, source=State.RUNNING, target=State.STOPPED)
    def stop(self, *, on: date) -> None:
        """It ended before it was done."""
        self.ended_on = on

    @transition(field=state, source=[State.ORDERED, State.ACCEPTED], target=State.WITHDRAWN)
    def withdraw(self, *, on: date) -> None:
        """It is taken back before it began."""
        self.ended_on = on
