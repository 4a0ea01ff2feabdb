"""A copy of everything about oneself, made to be downloaded: asked for, being made, ready or failed."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.retention import Retention, term_on
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel
from accounts.terms import Field, Rows
from employers.models import Employee

ATTEMPTS = 3
STUCK_AFTER = timedelta(minutes=10)  # a copy takes seconds; a worker that is silent for so long is gone
WAITS_AFTER = timedelta(minutes=1)  # by then the task of the commit has come, or got lost


class OwnCopyQuerySet(ScopedQuerySet["OwnCopy"]):
    """Ways to look at copies."""

    def claimable(self, at: datetime) -> "OwnCopyQuerySet":
        """Which a worker may take: waiting ones, and ones whose worker is gone."""
        return self.filter(
            Q(state=OwnCopy.State.QUEUED) | Q(state=OwnCopy.State.MAKING, started_at__lt=at - STUCK_AFTER)
        )

    def forgotten(self, at: datetime) -> "OwnCopyQuerySet":
        """Which nobody took in time."""
        return self.claimable(at).filter(Q(state=OwnCopy.State.MAKING) | Q(asked_at__lt=at - WAITS_AFTER))

    def expired(self, today: date) -> "OwnCopyQuerySet":
        """Which have had their time, whether or not they were ever made."""
        return self.filter(asked_at__date__lte=term_on(today, Retention.OWN_COPY).cut_off(today))


OwnCopyManager = ScopedManager.from_queryset(OwnCopyQuerySet)


class OwnCopy(TenantModel):
    """The one copy of one employee; asking again replaces it. Nobody but that employee can know of it.

    The name of the stored file says nothing; the error is the name of a class only.
    """

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
    progress = models.PositiveSmallIntegerField("voortgang", default=0)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    path = models.CharField("bestand", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("grootte in bytes", default=0)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)
    error = models.CharField("fout", max_length=60, blank=True)
    asked_at = models.DateTimeField("gevraagd op")
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)

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

    def __str__(self) -> str:
        return f"{self.state} {self.progress}"

    @property
    def state_label(self) -> str:
        """Where it stands, in Dutch."""
        return self.State(self.state).label

    @property
    def removed_on(self) -> date:
        """The first day on which it can no longer be downloaded."""
        asked_on = timezone.localtime(self.asked_at).date()
        return asked_on + timedelta(days=term_on(asked_on, Retention.OWN_COPY).days)

    @property
    def is_ready(self) -> bool:
        """Whether it was made."""
        return self.state == self.State.READY

    @property
    def is_failed(self) -> bool:
        """Whether it was tried often enough."""
        return self.state == self.State.FAILED

    @property
    def is_busy(self) -> bool:
        """Whether it is waiting or being made."""
        return not self.is_ready and not self.is_failed
