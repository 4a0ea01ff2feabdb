"""A stored file that a worker makes: asked for, being made, ready or failed. What a PDF and a copy of data share."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from accounts.rows import ScopedQuerySet, TenantModel

ATTEMPTS = 3
WAITS_AFTER = timedelta(minutes=1)  # by then the task of the commit has come, or got lost
QUEUED, READY, FAILED = "queued", "ready", "failed"


class MakingQuerySet(ScopedQuerySet[Any]):
    """Ways to look at what is being made."""

    def claimable(self, at: datetime) -> Self:
        """Which a worker may take: waiting ones, and ones whose worker is gone."""
        gone = Q(state=self.model.busy_state, started_at__lt=at - self.model.stuck_after)
        return self.filter(Q(state=QUEUED) | gone)

    def forgotten(self, at: datetime) -> Self:
        """Which nobody took in time."""
        waits = Q(**{f"{self.model.asked_field}__lt": at - WAITS_AFTER})
        return self.claimable(at).filter(Q(state=self.model.busy_state) | waits)


class Making(TenantModel):
    """The name of the stored file says nothing; the error is the name of a class only.

    Whoever inherits says which state means that a worker is at it, after how long that worker is gone, and which
    moment is the one of asking.
    """

    busy_state: ClassVar[str]
    stuck_after: ClassVar[timedelta]
    asked_field: ClassVar[str]
    State: ClassVar[type[models.TextChoices]]
    state: "models.CharField[str, str]"

    progress = models.PositiveSmallIntegerField("voortgang", default=0)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    path = models.CharField("bestand", max_length=100, blank=True)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)
    error = models.CharField("fout", max_length=60, blank=True)
    started_at = models.DateTimeField("begonnen op", null=True, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.state} {self.progress}"

    @property
    def state_label(self) -> str:
        """Where it stands, in Dutch."""
        return self.State(self.state).label

    @property
    def is_ready(self) -> bool:
        """Whether the file can be opened."""
        return self.state == READY

    @property
    def is_failed(self) -> bool:
        """Whether it was tried often enough."""
        return self.state == FAILED

    @property
    def is_busy(self) -> bool:
        """Whether it is waiting or being made."""
        return not self.is_ready and not self.is_failed
