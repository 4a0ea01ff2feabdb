"""A paper that was made outside this application and belongs in the file."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.rows import ScopedManager, ScopedQuerySet
from accounts.terms import ROLE_LABELS, Field, Role
from cases.models.part import Part
from documents.inspection import SUFFIXES
from documents.papers import PAPERS

KIND_CHOICES = [(paper.key, paper.title) for paper in PAPERS.values()]
ADDERS = [(role.value, ROLE_LABELS[role]) for role in (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER)]


class AttachmentQuerySet(ScopedQuerySet["Attachment"]):
    """Ways to look at papers."""

    def kept(self) -> "AttachmentQuerySet":
        """What was not taken back."""
        return self.filter(withdrawn_at=None)


AttachmentManager = ScopedManager.from_queryset(AttachmentQuerySet)


class Attachment(Part):
    """One paper. Its own name is not kept: people put names and illnesses in names of files.

    Taken back, the file is destroyed and the row stays, so that everybody can see that something was there.
    """

    kind = models.CharField("soort", max_length=24, choices=KIND_CHOICES)
    dated_on = models.DateField("datum van het stuk")
    media_type = models.CharField("bestandstype", max_length=20, choices=[(kind, kind) for kind in SUFFIXES])
    size = models.PositiveIntegerField("grootte in bytes")
    path = models.CharField("pad", max_length=100, blank=True)
    sha256 = models.CharField("controlegetal", max_length=64)
    added_as = models.CharField("toegevoegd als", max_length=15, choices=ADDERS)
    added_by = models.ForeignKey(User, verbose_name="toegevoegd door", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField("toegevoegd op")
    withdrawn_at = models.DateTimeField("teruggenomen op", null=True, blank=True)

    objects: ClassVar[Any] = AttachmentManager()  # type: ignore[assignment]  # the base class knows fewer methods

    in_own_name: ClassVar[tuple[str, ...]] = ("added_by",)
    own_rows_column: ClassVar[str] = "added_as"
    own_rows_of: ClassVar[frozenset[str]] = frozenset({"employer", "employee"})
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id", "path", "withdrawn_at")
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "kind title dated_on media_type size added_as added_by added_at withdrawn_at is_kept".split(), Field.PROCESS
    ) | dict.fromkeys(("id", "case", "employer", "shown_to", "path", "sha256"), Field.INTERNAL)

    class Meta:
        verbose_name = "stuk van buiten"
        verbose_name_plural = "stukken van buiten"
        ordering: ClassVar[list[str]] = ["-dated_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "employer"], name="attachment_in_employer"),
            models.CheckConstraint(condition=Q(kind__in=sorted(PAPERS)), name="attachment_kind_known"),
            models.CheckConstraint(condition=Q(media_type__in=sorted(SUFFIXES)), name="attachment_type_allowed"),
            models.CheckConstraint(condition=Q(size__gt=0), name="attachment_has_content"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="attachment_has_fingerprint"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) & ~Q(path="") | Q(withdrawn_at__isnull=False, path=""),
                name="attachment_file_until_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def title(self) -> str:
        """What it is, in Dutch."""
        return PAPERS[self.kind].title

    @property
    def is_kept(self) -> bool:
        """Whether the file is still there."""
        return self.withdrawn_at is None

    def is_withdrawn_by(self, role: Role, *, is_open: bool = True) -> bool:
        """Whether taking it back is for this role: who guides the file, and who added it while the file is open."""
        return role is Role.ONTZORGMANAGER or (self.added_as == role.value and is_open)

    @property
    def download_name(self) -> str:
        """The name of the downloaded file: kind and numbers, nothing about a person."""
        return f"{PAPERS[self.kind].file_stem}-{self.case.number}-{self.pk}{SUFFIXES[self.media_type]}"
