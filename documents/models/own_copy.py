"""A copy of everything about oneself, made to be downloaded: asked for, being made, ready or failed."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.retention import Retention, term_on
from accounts.rows import ScopedManager
from accounts.terms import Field, Rows
from documents.models.making import Making, MakingQuerySet
from employers.models import Employee


class OwnCopyQuerySet(MakingQuerySet):
    """Ways to look at copies."""

    def expired(self, today: date) -> "OwnCopyQuerySet":
        """Which have had their time, whether or not they were ever made."""
        return self.filter(asked_at__date__lte=term_on(today, Retention.OWN_COPY).cut_off(today))


OwnCopyManager = ScopedManager.from_queryset(OwnCopyQuerySet)


class OwnCopy(Making):
    """The one copy of one employee; asking again replaces it. Nobody but that employee can know of it."""

    class State(models.TextChoices):
        """Where the making stands."""

        QUEUED = "queued", "Staat klaar om te maken"
        MAKING = "making", "Wordt gemaakt"
        READY = "ready", "Klaar"
        FAILED = "failed", "Niet gelukt"

    employee = models.OneToOneField(
        Employee, verbose_name="werknemer", on_delete=models.CASCADE, related_name="own_copy"
    )
    state = models.CharField("status", max_length=10, choices=State.choices, default=State.QUEUED)
    size = models.PositiveBigIntegerField("grootte in bytes", default=0)
    asked_at = models.DateTimeField("gevraagd op")

    busy_state: ClassVar[str] = State.MAKING
    stuck_after: ClassVar[timedelta] = timedelta(minutes=10)  # it takes seconds; a worker silent for so long is gone
    asked_field: ClassVar[str] = "asked_at"

    objects: ClassVar[Any] = OwnCopyManager()  # type: ignore[assignment]  # the base class knows fewer methods

    retention: ClassVar[Retention | None] = Retention.OWN_COPY
    row_paths: ClassVar[dict[Rows, str]] = {Rows.OWN: "employee"}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "state state_label progress size asked_at finished_at removed_on is_ready is_failed is_busy".split(),
        Field.PROCESS,
    ) | dict.fromkeys("id employee attempts path sha256 started_at error".split(), Field.INTERNAL)

    class Meta:
        verbose_name = "kopie van eigen gegevens"
        verbose_name_plural = "kopieën van eigen gegevens"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="copy_progress_sane"),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(path="") & ~Q(sha256="") & Q(finished_at__isnull=False)),
                name="copy_ready_has_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="making") | Q(started_at__isnull=False), name="copy_making_has_start"
            ),
        ]

    @property
    def removed_on(self) -> date:
        """The first day on which it can no longer be downloaded."""
        asked_on = timezone.localtime(self.asked_at).date()
        return asked_on + timedelta(days=term_on(asked_on, Retention.OWN_COPY).days)
