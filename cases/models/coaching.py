"""Notes between the employee and the Ontzorgmanager, that nobody else reads."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models.case import AbsenceCase
from employers.models import Employer


class CoachingNote(TenantModel):
    """What the two spoke about and what the employee is going to do. Only added to: a later note puts one right.

    Read by the employee and by who is the Ontzorgmanager of the file at that moment; nobody else has a line.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("nummer")
    # By its number: a split can leave the earlier one in the other file.
    corrects = models.PositiveSmallIntegerField("verbetert notitie", null=True, blank=True)
    talked_on = models.DateField("gesproken op")
    text = models.TextField("waar het over ging", max_length=2000)
    agreed = models.TextField("wat de werknemer gaat doen", max_length=1000, blank=True)
    until = models.DateField("afgesproken tot en met", null=True, blank=True)
    written_on = models.DateField("geschreven op")
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("written_by",)
    # Brought to another file when one is split; nothing else of it is ever another.
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            "number corrects talked_on text agreed until written_on written_by added label".split(), Field.COACHING
        )
        | {"case": Field.PROCESS}
        | dict.fromkeys(("id", "employer"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "coachingnotitie"
        verbose_name_plural = "coachingnotities"
        ordering: ClassVar[list[str]] = ["case", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="coaching_numbered_once"),
            models.UniqueConstraint(fields=["id", "case"], name="coaching_in_case"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(corrects__lt=F("number")), name="coaching_corrects_earlier"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="coaching_says_something"),
            models.CheckConstraint(condition=Q(talked_on__lte=F("written_on")), name="coaching_written_after"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | ~Q(agreed="") & Q(until__gte=F("talked_on")),
                name="coaching_until_of_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def label(self) -> str:
        """Its number, to be put behind a word."""
        return f"{self.number}"

    @property
    def added(self) -> "list[CoachingReaction]":
        """What the employee added, the first words first."""
        return sorted(self.reactions.all(), key=lambda one: one.pk)


class CoachingReaction(TenantModel):
    """What the employee adds to a note, in own words. Only added to."""

    note = models.ForeignKey(CoachingNote, verbose_name="notitie", on_delete=models.CASCADE, related_name="reactions")
    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    text = models.TextField("reactie", max_length=2000)
    written_on = models.DateField("geschreven op")
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("written_by",)
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("note", "text", "written_on", "written_by"), Field.COACHING)
        | {"case": Field.PROCESS}
        | dict.fromkeys(("id", "employer"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "reactie op een coachingnotitie"
        verbose_name_plural = "reacties op coachingnotities"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="coaching_reaction_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.written_on:%Y-%m-%d}"
