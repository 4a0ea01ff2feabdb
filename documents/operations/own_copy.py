"""A copy of everything about oneself: asked for, made in the background, downloaded, removed after some days."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from documents.events import copy_wanted
from documents.models import OwnCopy
from documents.models.making import ATTEMPTS
from documents.models.own_copy import OwnCopyQuerySet
from documents.render import discard_after_commit

CLAIMED = 5  # per cent
RESOURCE = "documents.owncopy"
State = OwnCopy.State


@dataclass(frozen=True, slots=True)
class CopyClaim:
    """A worker's hold on a copy: lost as soon as another worker takes the next attempt."""

    copy_id: int
    employee_id: int
    user_id: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Made:
    """The stored file: where, how many bytes, and its SHA-256."""

    path: str
    size: int
    sha256: str


@operation(Verb.ASK_COPY, resource=RESOURCE, announces=copy_wanted)
def ask_copy(*, actor: Actor, at: datetime) -> OwnCopy:
    """The employee wants everything about oneself (AVG art. 15 and 20). Replaces an earlier copy.

    Raises NotNow while one is being made.
    """
    copy: OwnCopy
    own: dict[str, int | None] = {"employee_id": actor.employee_id}
    copy, created = OwnCopy.objects.get_or_create(**own, defaults={"asked_at": at})
    if created:
        return copy
    copy = OwnCopy.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    if copy.is_busy:
        raise NotNow("Uw kopie wordt al gemaakt.")
    discard_after_commit(copy.path)
    copy.state, copy.progress, copy.attempts, copy.asked_at = State.QUEUED, 0, 0, at
    copy.path, copy.size, copy.sha256, copy.error = "", 0, "", ""
    copy.started_at = copy.finished_at = None
    copy.save()
    return copy


@operation(Verb.TAKE_COPY, on="copy", resource=RESOURCE)
def take_copy(*, actor: Actor, copy: OwnCopy, today: date) -> OwnCopy:
    """Download it; leaves a trace. Raises NotNow before it is ready and when its time is over."""
    if not copy.is_ready:
        raise NotNow("Uw kopie is nog niet klaar.")
    if today >= copy.removed_on:
        raise NotNow("Deze kopie is verlopen. Vraag een nieuwe kopie aan.")
    return copy


def claim_copy(copy_id: int, at: datetime) -> CopyClaim | None:
    """Take a copy that waits, or whose worker is gone; None when another worker has it or nobody can own it.

    A transaction of its own, over before the work begins, so that the page sees the progress.
    """
    with acting_as(system(Role.RENDERER)):
        waiting = OwnCopy.objects.claimable(at).filter(pk=copy_id).select_related("employee")
        copy = waiting.select_for_update(of=("self",), skip_locked=True).first()
        if copy is None:
            return None
        if copy.attempts >= ATTEMPTS or copy.employee.user_id is None:
            copy.state, copy.error = State.FAILED, "WorkerKilled" if copy.attempts else "NoAccount"
            copy.save(update_fields=["state", "error"])
            return None
        copy.state, copy.progress, copy.started_at = State.MAKING, CLAIMED, at
        copy.attempts += 1
        copy.save(update_fields=["state", "progress", "started_at", "attempts"])
        return CopyClaim(copy.pk, copy.employee_id, copy.employee.user_id, copy.attempts)


def report_copying(held: CopyClaim, percent: int) -> None:
    """Let the page know how far it is; nothing when the hold is lost."""
    with acting_as(system(Role.RENDERER)):
        _held(held).update(progress=percent)


@operation(Verb.MAKE_COPY, on="copy", resource=RESOURCE)
def finish_copy(*, actor: Actor, copy: OwnCopy, held: CopyClaim, made: Made, at: datetime) -> OwnCopy:
    """The file is stored. Raises NotNow when another worker took over meanwhile."""
    done = _held(held).update(
        state=State.READY,
        progress=100,
        path=made.path,
        size=made.size,
        sha256=made.sha256,
        finished_at=at,
        error="",
    )
    if not done:
        raise NotNow("Een andere verwerking heeft deze kopie overgenomen.")
    return copy


def note_copy_failure(held: CopyClaim, *, error: str) -> None:
    """An attempt failed: wait for the next one, or give up after the last. Only the error's class name is kept."""
    state = State.QUEUED if held.attempt < ATTEMPTS else State.FAILED
    with acting_as(system(Role.RENDERER)):
        _held(held).update(state=state, progress=0, error=error)


def forgotten_copies(at: datetime) -> list[int]:
    """Copies whose task got lost, or whose worker is gone, the oldest first."""
    with acting_as(system(Role.RENDERER)):
        return list(OwnCopy.objects.forgotten(at).order_by("asked_at", "pk").values_list("pk", flat=True))


def _held(held: CopyClaim) -> OwnCopyQuerySet:
    found: OwnCopyQuerySet = OwnCopy.objects.filter(pk=held.copy_id, state=State.MAKING, attempts=held.attempt)
    return found
