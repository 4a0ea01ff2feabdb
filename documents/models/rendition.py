"""The PDF of a signed document: asked for, being made, ready or failed."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.rows import ScopedManager, ScopedQuerySet
from accounts.terms import Field
from documents.models.document import Document
from documents.models.part import Part

ATTEMPTS = 3
STUCK_AFTER = timedelta(minutes=5)  # a PDF takes seconds; a worker that is silent for so long is gone
WAITS_AFTER = timedelta(minutes=1)  # by then the task of the commit has come, or got lost


class RenditionQuerySet(ScopedQuerySet["Rendition"]):
    """Ways to look at renditions."""

    def claimable(self, at: datetime) -> "RenditionQuerySet":
        """Which a worker may take: waiting ones, and ones whose worker is gone."""
        return self.filter(
            Q(state=Rendition.State.QUEUED) | Q(state=Rendition.State.RENDERING, started_at__lt=at - STUCK_AFTER)
        )

    def forgotten(self, at: datetime) -> "RenditionQuerySet":
        """Which nobody took in time."""
        return self.claimable(at).filter(Q(state=Rendition.State.RENDERING) | Q(queued_at__lt=at - WAITS_AFTER))


RenditionManager = ScopedManager.from_queryset(RenditionQuerySet)


class Rendition(Part):
    """One PDF of one document. The name of the stored file says nothing; the error is the name of a class only."""

    class State(models.TextChoices):
        """Where the making of the PDF stands."""

        QUEUED = "queued", "Staat klaar om te maken"
        RENDERING = "rendering", "Wordt gemaakt"
        READY = "ready", "Klaar"
        FAILED = "failed", "Niet gelukt"

    document = models.ForeignKey(Document, verbose_name="document", on_delete=models.CASCADE, related_name="renditions")
    state = models.CharField("status", max_length=10, choices=State.choices, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField("voortgang", default=0)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    path = models.CharField("bestand", max_length=100, blank=True)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)
    error = models.CharField("fout", max_length=60, blank=True)
    queued_at = models.DateTimeField("gevraagd op")
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)

    objects: ClassVar[Any] = RenditionManager()  # type: ignore[assignment]  # the base class knows fewer methods

    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "document state state_label progress attempts queued_at finished_at is_ready is_failed is_busy".split(),
        Field.PROCESS,
    ) | dict.fromkeys(("id", "case", "employer", "shown_to", "path", "sha256", "started_at", "error"), Field.INTERNAL)

    class Meta:
        verbose_name = "pdf"
        verbose_name_plural = "pdf's"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["queued_at"], name="rendition_unfinished", condition=Q(finished_at__isnull=True))
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document"], name="rendition_one_per_document"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="rendition_progress_sane"),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(path="") & ~Q(sha256="") & Q(finished_at__isnull=False)),
                name="rendition_ready_has_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="rendering") | Q(started_at__isnull=False), name="rendition_rendering_has_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.progress}"

    @property
    def state_label(self) -> str:
        """Where it stands, in Dutch."""
        return self.State(self.state).label

    @property
    def is_ready(self) -> bool:
        """Whether the PDF can be opened."""
        return self.state == self.State.READY

    @property
    def is_failed(self) -> bool:
        """Whether it was tried often enough."""
        return self.state == self.State.FAILED

    @property
    def is_busy(self) -> bool:
        """Whether it is waiting or being made."""
        return not self.is_ready and not self.is_failed
