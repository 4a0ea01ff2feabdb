"""Travelling in time: the real web server and worker, on a day of our choice.

Run as a program it starts gunicorn or celery with Django's clock moved by as much as a file says at that moment:
`JOURNEY_CLOCK=file python -m tests.journeys.clock gunicorn …`. The file may change while it runs. Everything else of
the machine (time-outs, the browser, the broker) keeps its own time.
"""

import os
import re
import runpy
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from celery import Celery
from django.utils import timezone

from ontzorg.local.serve import wait_until_healthy
from tests.journeys.conftest import Stack

VARIABLE = "JOURNEY_CLOCK"
MORNING = time_of_day(10, tzinfo=ZoneInfo("Europe/Amsterdam"))
SWEEP = "cases.tasks.daily_sweep"
SERVERS = ("web", "worker")


def until(condition: Callable[[], Any], seconds: float = 30) -> Any:
    """What the condition returns as soon as it holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("It did not happen in time")


@dataclass
class Clock:
    """The day on which web server and worker live."""

    stack: Stack
    file: Path
    celery: Celery
    day: date = date.min

    def travel(self, day: date) -> None:
        """It is the morning of this day. Nobody is asked to log in again, as they would on every other day."""
        assert day > self.day, "time goes on"
        self.day = day
        ahead = datetime.combine(day, MORNING) - datetime.now(ZoneInfo("UTC"))
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(ahead.total_seconds()))
        fresh.replace(self.file)
        self.stack.query_and_commit(f"UPDATE django_session SET expire_date = '{day + timedelta(days=1)}'")

    def sweep(self) -> None:
        """The task of the daily sweep in the real worker; returns when it is done and all its mail has gone."""
        log = self.stack.place.log / "worker.log"
        before = log.stat().st_size
        asked = self.celery.send_task(SWEEP)
        done = re.compile(rf"Task {re.escape(SWEEP)}\[{asked.id}\] (succeeded|raised|failed)")
        assert until(lambda: done.search(_from(log, before))).group(1) == "succeeded"
        self.post()

    def post(self) -> None:
        """Wait until every message has been mailed."""
        until(lambda: not self.stack.query("SELECT 1 FROM cases_notice WHERE mailed_at IS NULL LIMIT 1"))


def _from(log: Path, offset: int) -> str:
    with log.open("rb") as file:
        file.seek(offset)
        return file.read().decode(errors="replace")


@contextmanager
def travelling(stack: Stack) -> Iterator[Clock]:
    """Web server and worker live on the day that the clock says; afterwards they are as they were."""
    file = stack.place.root / "clock"
    file.write_text("0")
    moved = [sys.executable, "-m", "tests.journeys.clock"]
    _restart(stack, {name: [*moved, *stack.lines[name]] for name in SERVERS}, {VARIABLE: str(file)})
    try:
        with Celery(broker=stack.environment["REDIS_URL"]) as celery:
            yield Clock(stack, file, celery)
    finally:
        _restart(stack, {name: stack.lines[name] for name in SERVERS}, {})


def _restart(stack: Stack, lines: dict[str, list[str]], more: dict[str, str]) -> None:
    for name, line in lines.items():
        server = stack.processes.children.pop(name)
        server.terminate()
        server.wait(timeout=30)
        stack.processes.start(name, line, stack.environment | more)
    wait_until_healthy(stack.processes, int(stack.url.rsplit(":", 1)[1]))


def main() -> None:
    """Move Django's clock before anything of the application is loaded, then be the program that was asked for."""
    real, file = timezone.now, Path(os.environ[VARIABLE])
    timezone.now = lambda: real() + timedelta(seconds=float(file.read_text()))
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
