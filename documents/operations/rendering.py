"""Making the PDF: one worker at a time, progress that a page can show, three attempts, then the desk."""

from dataclasses import dataclass
from datetime import datetime

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from documents.events import pdf_failed, pdf_ready, pdf_wanted
from documents.models import Document, Rendition
from documents.models.making import ATTEMPTS, MakingQuerySet

CLAIMED, LAID_OUT, WRITTEN = 10, 30, 80  # per cent


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker's hold on a rendition: lost as soon as another worker takes the next attempt."""

    rendition_id: int
    document_id: int
    attempt: int


def claim(rendition_id: int, at: datetime) -> Claim | None:
    """Take a rendition that waits, or whose worker is gone; None when another worker has it.

    A transaction of its own, over before the work begins, so that the page sees the progress.
    """
    with acting_as(system(Role.RENDERER)):
        found = (
            Rendition.objects.claimable(at)
            .filter(pk=rendition_id)
            .select_for_update(of=("self",), skip_locked=True)
            .first()
        )
        if found is None:
            return None
        if found.attempts >= ATTEMPTS:  # its worker was killed each time and could not say so
            _give_up_killed(found)
            return None
        found.state, found.progress, found.started_at = Rendition.State.RENDERING, CLAIMED, at
        found.attempts += 1
        found.save(update_fields=["state", "progress", "started_at", "attempts"])
        return Claim(found.pk, found.document_id, found.attempts)


def _give_up_killed(found: Rendition) -> None:
    actor = system(Role.RENDERER)
    found.state = Rendition.State.RENDERING
    found.started_at = found.started_at or found.queued_at
    found.save(update_fields=["state", "started_at"])
    held = Claim(found.pk, found.document_id, found.attempts)
    document = Document.objects.get(pk=found.document_id)
    give_up_rendering(actor=actor, document=document, held=held, error="WorkerKilled")


def report_progress(held: Claim, percent: int) -> None:
    """Let the page know how far it is; nothing when the hold is lost."""
    with acting_as(system(Role.RENDERER)):
        _held(held).update(progress=percent)


def _held(held: Claim) -> MakingQuerySet:
    found: MakingQuerySet = Rendition.objects.filter(
        pk=held.rendition_id, state=Rendition.State.RENDERING, attempts=held.attempt
    )
    return found


@operation(Verb.RENDER, on="document", resource="documents.document", announces=pdf_ready)
def finish_rendering(
    *, actor: Actor, document: Document, held: Claim, path: str, sha256: str, at: datetime
) -> Document:
    """The PDF is stored. Raises NotNow when another worker took over meanwhile."""
    done = _held(held).update(
        state=Rendition.State.READY, progress=100, path=path, sha256=sha256, finished_at=at, error=""
    )
    if not done:
        raise NotNow("Een andere verwerking heeft dit document overgenomen.")
    return document


def note_failure(held: Claim, *, error: str, at: datetime) -> None:
    """An attempt failed: wait for the next one, or give up after the last. Only the error's class name is kept."""
    if held.attempt < ATTEMPTS:
        with acting_as(system(Role.RENDERER)):
            _held(held).update(state=Rendition.State.QUEUED, progress=0, queued_at=at, error=error)
        return
    actor = system(Role.RENDERER)
    with acting_as(actor):
        if _held(held).exists():
            document = Document.objects.get(pk=held.document_id)
            give_up_rendering(actor=actor, document=document, held=held, error=error)


@operation(Verb.RENDER, on="document", resource="documents.document", announces=pdf_failed)
def give_up_rendering(*, actor: Actor, document: Document, held: Claim, error: str) -> Document:
    """The last attempt failed: the desk gets a task."""
    _held(held).update(state=Rendition.State.FAILED, error=error)
    return document


@operation(Verb.RETRY_RENDER, on="document", resource="documents.document", announces=pdf_wanted)
def retry_render(*, actor: Actor, document: Document, at: datetime) -> Document:
    """The desk has a failed PDF made again, with three new attempts."""
    waiting = Rendition.objects.filter(document=document, state=Rendition.State.FAILED).update(
        state=Rendition.State.QUEUED, progress=0, attempts=0, queued_at=at
    )
    if not waiting:
        raise NotNow("Dit document is al klaar of wordt al gemaakt.")
    document.version_no += 1  # a failure after this is news again
    document.save(update_fields=["version_no"])
    return document


def forgotten(at: datetime) -> list[int]:
    """Renditions whose task got lost, or whose worker is gone, the oldest first."""
    with acting_as(system(Role.RENDERER)):
        return list(Rendition.objects.forgotten(at).order_by("queued_at", "pk").values_list("pk", flat=True))
