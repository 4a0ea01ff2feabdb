"""A file that goes from one Ontzorgmanager to another, with the note that goes along."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, Value

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import OwnChange, TenantModel, case_paths
from accounts.terms import Field, Role, Rows
from cases.models.case import AbsenceCase
from cases.models.task_analysis import ROLE_SQL, USER_SQL
from cases.models.transfer_terms import AHEAD, Obstacle, Part, Reason, State
from employers.models import Employer, Ontzorgmanager

_SHOWN = (
    "case giver receiver state state_label reason reason_label asked_by asked_at moved_on obstacle obstacle_label "
    "facts parts is_ahead"
)
WORDED = ("words", "worded_by", "worded_at")
TAKEN = ("taken_by", "taken_at")
_ASKED = ("state", "giver_id", "receiver_id", "reason", "asked_by_id", "asked_at")


class CaseTransfer(TenantModel):
    """One hand-over of one file. `facts` is how the file stood on `moved_on`; nobody writes it by hand.

    Rows that were asked for together have the same `asked_at` and `asked_by`. Before anything is asked, whoever guides
    the file can already lay down words for who comes after him: a substitute, or the next Ontzorgmanager.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="transfers")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Ontzorgmanager, verbose_name="van", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        Ontzorgmanager, verbose_name="naar", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField("stand", max_length=10, choices=State.choices)
    reason = models.CharField("reden", max_length=10, choices=Reason.choices, blank=True)
    asked_by = models.ForeignKey(
        User, verbose_name="gevraagd door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("gevraagd op", null=True, blank=True)
    moved_on = models.DateField("overgedragen op", null=True, blank=True)
    obstacle = models.CharField("waarom niet", max_length=10, choices=Obstacle.choices, blank=True)
    facts: Any = models.JSONField(
        "stand van het dossier", default=list, db_default=Value([], models.JSONField()), blank=True
    )
    words = models.TextField("van wie overdraagt", max_length=2000, blank=True)
    text_number = models.PositiveSmallIntegerField("versie van de tekst", default=0)
    worded_by = models.ForeignKey(
        User, verbose_name="geschreven door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    worded_at = models.DateTimeField("geschreven op", null=True, blank=True)
    taken_by = models.ForeignKey(
        User, verbose_name="gezien door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField("gezien op", null=True, blank=True)

    filled_in_by: ClassVar[tuple[str, ...]] = ("asked_by", "worded_by", "taken_by")
    # Who guides the file writes his words before it goes and says that he read those of another. Who goes on is the
    # desk's to ask, and how the file stood is nobody's to write: the system does, when it moves the file.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.ONTZORGMANAGER: OwnChange(
            ("words", "text_number", "worded_by_id", "worded_at", "taken_by_id", "taken_at"),
            when="OLD.taken_at IS NULL AND (NEW.words = OLD.words OR OLD.state IN ('prepared', 'asked'))",
        ),
        Role.DESK: OwnChange(_ASKED, when="OLD.state = 'prepared' AND NEW.state = 'asked'"),
        Role.SCHEDULER: OwnChange(("state", "moved_on", "obstacle", "facts"), when="OLD.state IN ('asked', 'moved')"),
        Role.SPLITTER: OwnChange(("case_id",)),
    }
    # Nobody adds a row in the name of another: one would say what the other never wrote, or ask what he never asked.
    blank_row: ClassVar[str] = (
        f"(({ROLE_SQL} = '{Role.ONTZORGMANAGER.value}' AND state = 'prepared' AND worded_by_id = {USER_SQL}) "
        f"OR ({ROLE_SQL} = '{Role.DESK.value}' AND state IN ('asked', 'dropped') AND words = '' "
        f"AND asked_by_id = {USER_SQL}))"
    )
    open_row: ClassVar[str] = "true"
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        (*_SHOWN.split(), *WORDED, *TAKEN),
        Field.PROCESS,
    ) | dict.fromkeys(("id", "employer", "text_number"), Field.INTERNAL)

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case"], name="transfer_asked", condition=Q(state="asked")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=AHEAD), name="transfer_one_ahead"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="transfer_known_state"),
            models.CheckConstraint(
                condition=Q(receiver__isnull=True) | ~Q(receiver=F("giver")), name="transfer_to_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.PREPARED, receiver__isnull=True, asked_by__isnull=True, asked_at__isnull=True, reason=""
                )
                & ~Q(words="")
                | ~Q(state=State.PREPARED)
                & Q(receiver__isnull=False, asked_by__isnull=False, asked_at__isnull=False, reason__in=Reason.values),
                name="transfer_asked_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state=State.MOVED, moved_on__isnull=False)
                | (~Q(state=State.MOVED) & Q(moved_on__isnull=True, facts=[])),
                name="transfer_moved_when",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DROPPED, obstacle__in=Obstacle.values)
                | (~Q(state=State.DROPPED) & Q(obstacle="")),
                name="transfer_dropped_why",
            ),
            models.CheckConstraint(
                condition=Q(words="", text_number=0, worded_by__isnull=True, worded_at__isnull=True)
                | (~Q(words="") & Q(text_number__gt=0, worded_by__isnull=False, worded_at__isnull=False)),
                name="transfer_words_of_whom",
            ),
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(state=State.MOVED, taken_by__isnull=False, taken_at__isnull=False),
                name="transfer_taken_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_label(self) -> str:
        """The state in Dutch."""
        return State(self.state).label

    @property
    def reason_label(self) -> str:
        """Why, in Dutch; empty while nothing was asked."""
        return Reason(self.reason).label if self.reason else ""

    @property
    def obstacle_label(self) -> str:
        """Why it stayed, as a sentence; empty when it did not."""
        return Obstacle(self.obstacle).label if self.obstacle else ""

    @property
    def parts(self) -> list[Part]:
        """How the file stood when it was moved."""
        return [Part(one["title"], tuple(one["lines"])) for one in self.facts]

    @property
    def is_ahead(self) -> bool:
        """Whether the file has not been moved with it yet."""
        return self.state in AHEAD
