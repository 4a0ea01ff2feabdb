"""Handing work to the background after a commit, without ever failing the work that was committed."""

import logging

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def after_commit(task: Task, **ids: int) -> None:
    """Enqueue a task once this transaction is committed; ids only.

    When the broker is away the work is not lost: it waits in the database, and the next sweep finds it there.
    """

    def send() -> None:
        try:
            task.apply_async(kwargs=ids)
        except (OperationalError, RedisError) as error:
            log.warning("%s waits for the next sweep: %s", task.name, type(error).__name__)

    transaction.on_commit(send)
