"""Handing work to the background: never before the commit, never at the cost of what was committed."""

import logging
from collections.abc import Iterator
from uuid import uuid4

import pytest
from celery import Celery, Task
from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.queue import after_commit

NOBODY_LISTENS = "redis://127.0.0.1:1/0"  # port 1: reserved, and never served


def task_on(broker: str, queue: str = "celery") -> Task:
    """A task of an application of its own, on a real address."""
    app = Celery("elsewhere", broker=broker, set_as_current=False)
    app.conf.update(
        task_default_queue=queue,
        task_ignore_result=True,
        task_publish_retry_policy=settings.CELERY_TASK_PUBLISH_RETRY_POLICY,
        broker_transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS,
    )

    @app.task(name="elsewhere.work")
    def work(**ids: int) -> None: ...

    return work


@pytest.fixture
def working() -> Iterator[Task]:
    """A task on the test's own broker, in a queue that no worker reads."""
    work = task_on(settings.CELERY_BROKER_URL, f"test-{uuid4().hex}")
    yield work
    with work.app.connection_for_write() as connection:
        connection.default_channel.queue_delete(work.app.conf.task_default_queue)


def waiting(task: Task) -> int:
    with task.app.connection_for_read() as connection:
        count: int = connection.default_channel.client.llen(task.app.conf.task_default_queue)
        return count


@pytest.mark.django_db(transaction=True)
def test_committed_work_stays_when_the_broker_is_down(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), transaction.atomic():
        user = User.objects.create_user(email="blijft@voorbeeld.example", name="Blijft Staan")
        after_commit(task_on(NOBODY_LISTENS), user_id=user.pk)
    assert User.objects.filter(pk=user.pk).exists()
    assert [record.getMessage() for record in caplog.records if record.name == "accounts.queue"] == [
        "elsewhere.work waits for the next sweep: OperationalError"
    ]


@pytest.mark.django_db(transaction=True)
def test_task_is_sent_after_the_commit(working: Task) -> None:
    with transaction.atomic():
        after_commit(working, user_id=7)
        assert waiting(working) == 0
    assert waiting(working) == 1


@pytest.mark.django_db(transaction=True)
def test_task_of_work_that_was_undone_is_not_sent(working: Task) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        after_commit(working, user_id=7)
        raise ZeroDivisionError
    assert waiting(working) == 0
