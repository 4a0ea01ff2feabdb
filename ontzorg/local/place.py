"""Where local servers keep their data: one folder per set of servers, all below `var/`."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
VAR = PROJECT / "var"
TEST_PLACES = 8


class LocalServerError(Exception):
    """A local server cannot start or stop; the text is one clear line for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one set of servers. `testing` trades durability for speed: its data may be lost at any time."""

    root: Path
    testing: bool = False

    @property
    def log(self) -> Path:
        """Folder of the log files."""
        return self.root / "log"

    @property
    def mail(self) -> Path:
        """Folder in which the mailbox puts each message that it caught."""
        return self.root / "mail"

    def make(self) -> None:
        """Create the folders; safe to repeat."""
        for folder in (self.root, self.log, self.mail):
            folder.mkdir(parents=True, exist_ok=True)


DEMO_PLACE = Place(VAR)


@contextmanager
def place_of_its_own() -> Iterator[Place]:
    """A set of servers for one test run only, so that two runs at the same time never meet in one database."""
    VAR.mkdir(exist_ok=True)
    for number in range(1, TEST_PLACES + 1):
        place = Place(VAR / f"test-{number}", testing=True)
        place.make()
        with lock(place.root / "claim.lock", wait=False) as claimed:
            if claimed:
                yield place
                return
    raise LocalServerError(f"{TEST_PLACES} test runs are busy in this folder already; wait until one is done.")


@contextmanager
def lock(path: Path, *, shared: bool = False, wait: bool = True) -> Iterator[bool]:
    """Hold a lock on a file; yields whether it was obtained. The kernel frees it when the process dies."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield take(handle, shared=shared, wait=wait)
    finally:
        os.close(handle)


def take(handle: int, *, shared: bool, wait: bool) -> bool:
    """Lock an open file, or change the lock that is held; false when somebody else has it and `wait` is false."""
    with suppress(BlockingIOError):
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        return True
    return False


def free_port() -> int:
    """A TCP port on the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether something accepts connections on this loopback port."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, in one step."""
    fresh = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def tail(path: Path, lines: int = 8) -> str:
    """The last lines of a log file, for an error message."""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""
