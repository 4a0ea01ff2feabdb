"""Handing work to the background: never before the commit, never at the cost of what was committed."""

import logging
from collections.abc import Iterator
from uuid import uuid4

import pytest
from celery import Task
from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.queue import after_commit, handing_over
from tests.accounts.broker import NOBODY_LISTENS, task_on


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


@pytest.mark.django_db(transaction=True)
def test_one_who_asked_learns_whether_work_waits(working: Task) -> None:
    with handing_over() as good, transaction.atomic():
        after_commit(working, user_id=7)
    with handing_over() as bad, transaction.atomic():
        after_commit(task_on(NOBODY_LISTENS), user_id=7)
    assert (good.waits, bad.waits) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_broker_that_is_away_is_tried_once_for_one_request(caplog: pytest.LogCaptureFixture) -> None:
    """A broker that does not answer takes seconds each time; somebody is waiting for the page."""
    with caplog.at_level(logging.WARNING), handing_over(), transaction.atomic():
        for number in range(3):
            after_commit(task_on(NOBODY_LISTENS), user_id=number)
    assert len([record for record in caplog.records if record.name == "accounts.queue"]) == 1
