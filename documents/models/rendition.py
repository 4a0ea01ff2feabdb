"""The PDF of a signed document: asked for, being made, ready or failed."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.rows import ScopedManager
from accounts.terms import Field
from cases.models.part import Part
from documents.models.document import Document
from documents.models.making import Making, MakingQuerySet

RenditionManager = ScopedManager.from_queryset(MakingQuerySet)


class Rendition(Making, Part):
    """One PDF of one document."""

    class State(models.TextChoices):
        """Where the making of the PDF stands."""

        QUEUED = "queued", "Staat klaar om te maken"
        RENDERING = "rendering", "Wordt gemaakt"
        READY = "ready", "Klaar"
        FAILED = "failed", "Niet gelukt"

    document = models.ForeignKey(Document, verbose_name="document", on_delete=models.CASCADE, related_name="renditions")
    state = models.CharField("status", max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField("gevraagd op")

    busy_state: ClassVar[str] = State.RENDERING
    stuck_after: ClassVar[timedelta] = timedelta(minutes=5)  # it takes seconds; a worker silent for so long is gone
    asked_field: ClassVar[str] = "queued_at"

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
