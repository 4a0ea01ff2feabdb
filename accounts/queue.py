"""Handing work to the background after a commit, without ever failing the work that was committed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


@dataclass(slots=True)
class HandOver:
    """What came of handing over the work of one request."""

    waits: bool = False


_current: ContextVar[HandOver | None] = ContextVar("hand_over", default=None)


@contextmanager
def handing_over() -> Iterator[HandOver]:
    """Remember whether work of this block must wait, so that the one who asked for it can be told.

    Put it around the transaction: what it yields is known only after the commit.
    """
    outcome = HandOver()
    token = _current.set(outcome)
    try:
        yield outcome
    finally:
        _current.reset(token)


def after_commit(task: Task, **ids: int) -> None:
    """Enqueue a task once this transaction is committed; ids only.

    When the broker is away the work is not lost: it waits in the database, and the next sweep finds it there.
    """
    transaction.on_commit(lambda: _send(task, ids))


def _send(task: Task, ids: dict[str, int]) -> None:
    outcome = _current.get() or HandOver()
    if outcome.waits:  # one attempt per request: a broker that does not answer costs seconds each time
        return
    try:
        task.apply_async(kwargs=ids)
    except (OperationalError, RedisError) as error:
        outcome.waits = True
        log.warning("%s waits for the next sweep: %s", task.name, type(error).__name__)
