"""What the employee proposes to do: work that fits, from a day on, for so many hours a week."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models.case import AbsenceCase
from employers.models import Employer

if TYPE_CHECKING:
    from cases.models.work_reply import WorkReply


class WorkProposal(TenantModel):
    """A "voorstel voor passend werk" in terms of work. Never changed: what comes of it is its one `WorkReply`.

    UWV looks whether the employer considered it, so it stays with the answer as long as the file.
    """

    class Kind(models.TextChoices):
        """Which work, by whose it is."""

        OWN_ADAPTED = "own_adapted", "Eigen werk, met aanpassingen"
        OTHER_HERE = "other_here", "Ander werk bij de eigen werkgever"
        ELSEWHERE = "elsewhere", "Werk bij een andere werkgever"

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField("soort werk", max_length=15, choices=Kind.choices)
    text = models.TextField("welk werk", max_length=1500)
    needs = models.TextField("wat ervoor nodig is", max_length=1000, blank=True)
    starts_on = models.DateField("vanaf")
    hours_per_week = models.DecimalField("uren per week", max_digits=4, decimal_places=1)
    proposed_on = models.DateField("voorgesteld op")
    answer_by = models.DateField("antwoord uiterlijk")
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("written_by",)
    # Brought to another file when one is split; nothing else of it is ever another.
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("case", "number", "proposed_on", "answer_by", "written_by", "answer", "stands"), Field.PROCESS)
        | dict.fromkeys(("kind", "kind_label", "text", "needs", "starts_on", "hours_per_week"), Field.FUNCTIONAL)
        | dict.fromkeys(("id", "employer"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "voorstel voor passend werk"
        verbose_name_plural = "voorstellen voor passend werk"
        ordering: ClassVar[list[str]] = ["case", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="work_numbered_once"),
            models.UniqueConstraint(fields=["id", "case"], name="work_in_case"),
            models.CheckConstraint(
                condition=Q(kind__in=["own_adapted", "other_here", "elsewhere"]), name="work_kind_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="work_says_something"),
            models.CheckConstraint(condition=Q(hours_per_week__gt=0), name="work_has_hours"),
            models.CheckConstraint(condition=Q(starts_on__gte=F("proposed_on")), name="work_starts_later"),
            models.CheckConstraint(condition=Q(answer_by__gte=F("proposed_on")), name="work_answered_later"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def kind_label(self) -> str:
        """Which work, in Dutch."""
        return self.Kind(self.kind).label

    @property
    def answer(self) -> "WorkReply | None":
        """What came of it; None while it waits."""
        return getattr(self, "reply", None)

    @property
    def stands(self) -> str:
        """Where it stands: open, or the kind of what came of it."""
        return self.answer.kind if self.answer else "open"
