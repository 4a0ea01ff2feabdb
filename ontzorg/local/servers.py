"""Shares local servers between commands: the first one starts them, whoever leaves last stops them.

Each command holds a lock while it works. The kernel drops it when the command ends, however it ends, so a crashed
command never keeps servers alive for ever: the next one that leaves stops them.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from ontzorg.local import background
from ontzorg.local.env import uses_own_postgres, uses_own_valkey
from ontzorg.local.mailbox import Mailbox
from ontzorg.local.place import LocalServerError, Place, lock, take
from ontzorg.local.postgres import Postgres
from ontzorg.local.valkey import Valkey

Server = Postgres | Valkey | Mailbox
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def own_servers(place: Place, outside: dict[str, str]) -> list[Server]:
    """The servers that we start ourselves, in order."""
    database: list[Server] = [Postgres(place)] if uses_own_postgres(outside) else []
    broker: list[Server] = [Valkey(place)] if uses_own_valkey(outside) else []
    return [*database, *broker, Mailbox(place)]


@contextmanager
def running(place: Place, outside: dict[str, str]) -> Iterator[None]:
    """Keep the place's servers up for as long as this block runs."""
    place.make()
    users = os.open(place.root / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with lock(place.root / "change.lock"):
            take(users, shared=True, wait=True)
            _start(place, outside)
        yield
    finally:
        ignore_signals()
        with lock(place.root / "change.lock"):
            if take(users, shared=False, wait=False):
                _stop(place)
        os.close(users)


@contextmanager
def idle(place: Place) -> Iterator[None]:
    """Nobody uses the servers while this block runs, and they are down; refuses when somebody does."""
    place.make()
    with lock(place.root / "change.lock"), lock(place.root / "users.lock", wait=False) as alone:
        if not alone:
            raise LocalServerError("Ontzorg is running in this folder; stop it first.")
        _stop(place)
        yield


def _start(place: Place, outside: dict[str, str]) -> None:
    for server in own_servers(place, outside):
        server.start()


def _stop(place: Place) -> None:
    for server in (Mailbox(place), Valkey(place), Postgres(place)):
        server.stop()
    background.wait_until(background.all_buried, seconds=5)


def leave_on_signals() -> None:
    """Make every request to stop unwind the program, so that what was started is stopped."""
    for number in SIGNALS:
        signal.signal(number, _leave)


def ignore_signals() -> None:
    """For the way out: a second Ctrl-C must not leave half of it running."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
