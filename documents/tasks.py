"""Background work on documents: ids in, one call each."""

import logging
import time
from datetime import datetime
from typing import Any

from celery import Task, shared_task
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.models import User
from accounts.terms import Role
from documents.copying.archive import store_copy
from documents.models import Document, OwnCopy
from documents.operations import finish_copy, finish_rendering, remind_advice
from documents.operations.own_copy import (
    CopyClaim,
    Made,
    claim_copy,
    forgotten_copies,
    note_copy_failure,
    report_copying,
)
from documents.operations.rendering import LAID_OUT, WRITTEN, Claim, claim, forgotten, note_failure, report_progress
from documents.purge import Unfinished, purge, purge_own_copies
from documents.render import discard, fingerprint, lay_out, store, write_pdf
from employers.acting import actor_for, memberships_of

log = logging.getLogger(__name__)
SHIFT = 40 * 60  # seconds; then the purge stops after a batch and the rest goes in a task of its own
PURGE_LIMIT = 55 * 60  # seconds; within the hour after which the broker hands a task to another worker


class Rendering(Task):  # type: ignore[misc]  # Celery has no types
    """Keeps the claim of the running attempt, so that whatever goes wrong is noted against it."""

    held: Claim | None = None

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        """Celery calls this after an error. Its text could quote the document, so only its class is kept."""
        if self.held is not None:
            log.error("Rendition %s, attempt %s: %s", self.held.rendition_id, self.held.attempt, type(exc).__name__)
            note_failure(self.held, error=type(exc).__name__, at=timezone.now())


@shared_task(bind=True, base=Rendering, throws=())
def render_document(self: Rendering, *, rendition_id: int, **_later: object) -> bool:
    """Make one PDF. False when another worker has it or it is done already."""
    self.held = held = claim(rendition_id, timezone.now())
    if held is None:
        return False
    actor = system(Role.RENDERER)
    with acting_as(actor):
        document = Document.objects.with_content().get(pk=held.document_id)
        html = lay_out(document)
    report_progress(held, LAID_OUT)
    pdf = write_pdf(html)
    report_progress(held, WRITTEN)
    finish(held, pdf, timezone.now())
    return True


def finish(held: Claim, pdf: bytes, at: datetime) -> None:
    """Store the file and say so. When that fails the file goes: it holds a BSN, and without a row nobody finds it."""
    path = store(pdf)
    actor = system(Role.RENDERER)
    try:
        with acting_as(actor):
            document = Document.objects.get(pk=held.document_id)
            finish_rendering(actor=actor, document=document, held=held, path=path, sha256=fingerprint(pdf), at=at)
    except BaseException:
        discard(path)
        raise


@shared_task
def render_waiting(**_later: object) -> int:
    """Start every rendition whose task got lost or whose worker is gone. Returns how many."""
    waiting = forgotten(timezone.now())
    for rendition_id in waiting:
        render_document.delay(rendition_id=rendition_id)
    return len(waiting)


@shared_task(time_limit=PURGE_LIMIT)
def purge_monthly(**_later: object) -> dict[str, int]:
    """Remove what is past its period as on today; safe to run again. Returns rows by class.

    When there is more than fits in one shift, the next one is queued; nothing is returned then.
    """
    over = time.monotonic() + SHIFT
    try:
        return purge(on=timezone.localdate(), at=timezone.now(), enough=lambda: time.monotonic() >= over)
    except Unfinished:
        purge_monthly.delay()
        return {}


class NoOwner(Exception):
    """Who asked for the copy may no longer act as this employee."""


class Copying(Task):  # type: ignore[misc]  # Celery has no types
    """As Rendering: the claim of the running attempt, and no text of an error."""

    held: CopyClaim | None = None

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        """Celery calls this after an error."""
        if self.held is not None:
            log.error("Copy %s, attempt %s: %s", self.held.copy_id, self.held.attempt, type(exc).__name__)
            note_copy_failure(self.held, error=type(exc).__name__)


@shared_task(bind=True, base=Copying, throws=())
def make_copy(self: Copying, *, copy_id: int, **_later: object) -> bool:
    """Make one copy of somebody's own data. False when another worker has it or it is done already."""
    self.held = held = claim_copy(copy_id, timezone.now())
    if held is None:
        return False
    user = User.objects.get(pk=held.user_id)
    person = owner(user, held)
    made = store_copy(person, user, timezone.localdate(), lambda percent: report_copying(held, percent))
    _finish_copy(held, person, made, timezone.now())
    return True


def owner(user: User, held: CopyClaim) -> Actor:
    """The employee in the role that he would get by logging in now. Raises NoOwner when he would not."""
    roles = memberships_of(user) if user.is_active else []
    own = [one for one in roles if one.role == Role.EMPLOYEE and one.employee_id == held.employee_id]
    if not own:
        raise NoOwner
    return actor_for(own[0])


def _finish_copy(held: CopyClaim, person: Actor, made: Made, at: datetime) -> None:
    actor = system(Role.RENDERER, on_behalf_of=person)
    try:
        with acting_as(actor):
            copy = OwnCopy.objects.get(pk=held.copy_id)
        finish_copy(actor=actor, copy=copy, held=held, made=made, at=at)
    except BaseException:
        discard(made.path)
        raise


@shared_task
def remind_of_advice(**_later: object) -> int:
    """Remind of the terms of advice as on today; safe to run again. Returns of how many."""
    actor = system(Role.SCHEDULER)
    return remind_advice(actor=actor, today=timezone.localdate(), at=timezone.now())


@shared_task
def make_waiting_copies(**_later: object) -> int:
    """Start every copy whose task got lost or whose worker is gone. Returns how many."""
    waiting = forgotten_copies(timezone.now())
    for copy_id in waiting:
        make_copy.delay(copy_id=copy_id)
    return len(waiting)


@shared_task
def remove_old_copies(**_later: object) -> int:
    """Remove the copies that have had their time as on today; safe to run again. Returns how many rows."""
    return purge_own_copies(on=timezone.localdate(), at=timezone.now())
