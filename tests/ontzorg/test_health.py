"""/health/ tells which part is down, without a log-in and without more than that."""

from collections.abc import Iterator
from typing import Any

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import connection
from django.test import Client

from ontzorg.celery import app

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def _worker() -> Iterator[None]:
    """A real worker on the real broker."""
    with start_worker(app, perform_ping_check=False, pool="solo", loglevel="ERROR"):
        yield


def ask() -> tuple[int, dict[str, str]]:
    answer = Client().get("/health/")
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.status_code, answer.json()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_worker")
def test_all_parts_answer() -> None:
    assert ask() == (200, {"database": "ok", "broker": "ok", "worker": "ok"})


@pytest.mark.django_db
def test_worker_that_is_down_is_told() -> None:
    assert ask() == (503, {"database": "ok", "broker": "ok", "worker": "down"})


@pytest.mark.django_db
def test_broker_that_is_down_is_told(settings: Any) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NOBODY_LISTENS}}
    status, parts = ask()
    assert (status, parts["broker"], parts["database"]) == (503, "down", "ok")


@pytest.mark.django_db(transaction=True)
def test_database_that_is_down_is_told() -> None:
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nergens"
    try:
        status, parts = ask()
    finally:
        connection.close()
        connection.settings_dict["HOST"] = host
    assert (status, parts["database"], parts["broker"]) == (503, "down", "ok")


@pytest.mark.django_db
def test_only_looking_is_possible() -> None:
    assert Client().post("/health/").status_code == 405
