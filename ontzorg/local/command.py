"""`script/manage`, `script/test` and `script/bench`: one command with the local servers up around it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from ontzorg.local import prepare
from ontzorg.local.env import environment
from ontzorg.local.place import DEMO_PLACE, PROJECT, LocalServerError, Place, place_of_its_own
from ontzorg.local.processes import kill_group
from ontzorg.local.servers import SIGNALS, leave_on_signals, running

OWNER_COMMANDS = {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "squashmigrations", "flush"}
WITHOUT_SERVERS = {"timeline", "wia"}
ON_SERVERS_OF_ITS_OWN = {"isolation", "fuzz"}  # make a world of invented people that nobody may meet elsewhere


def manage(arguments: list[str]) -> int:
    """One Django command on the demo's database; brings that up to date first. Returns its exit code.

    A command that only computes runs without any server.
    """
    outside = dict(os.environ)
    if not WITHOUT_SERVERS.isdisjoint(arguments[:1]):
        return run([sys.executable, "manage.py", *arguments], outside)
    if not ON_SERVERS_OF_ITS_OWN.isdisjoint(arguments[:1]):
        with _servers_of_its_own() as (ours, _):
            return run([sys.executable, "manage.py", *arguments], ours)
    owns = bool(arguments) and arguments[0] in OWNER_COMMANDS
    with running(DEMO_PLACE, outside):
        ours = environment(DEMO_PLACE, outside)
        if not owns:
            prepare.migrate(ours, DEMO_PLACE, outside)
        role = {"DB_ROLE": "owner"} if owns else {}
        return run([sys.executable, "manage.py", *arguments], role | ours)


def test(arguments: list[str]) -> int:
    """The tests, with servers of their own; two at a time unless the arguments say otherwise.

    They start as the owner, who makes the test database, and act as the runtime role from then on.
    """
    with _servers_of_its_own() as (ours, _):
        return run_group([sys.executable, "-m", "pytest", "-n", "2", *arguments], {"DB_ROLE": "owner"} | ours)


def bench(arguments: list[str]) -> int:
    """Each measurement after the other, on servers of their own; names choose some of them."""
    files = [file for file in sorted((PROJECT / "bench").glob("*.py")) if not file.name.startswith("_")]
    chosen = [file for file in files if not arguments or file.stem in arguments]
    if not chosen:
        raise LocalServerError("There is no such measurement in bench/.")
    with _servers_of_its_own() as (ours, place):
        prepare.migrate(ours, place, dict(os.environ))
        codes = (run_group([sys.executable, str(file)], {"PYTHONPATH": str(PROJECT)} | ours) for file in chosen)
        return next((code for code in codes if code), 0)  # the first failure, or Ctrl-C, ends it


def run(command: list[str], ours: dict[str, str]) -> int:
    """Run in the foreground, pass signals on, and return only when the command is gone."""
    child = subprocess.Popen(command, cwd=PROJECT, env=ours)

    def pass_on(number: int, frame: FrameType | None) -> None:
        if number != signal.SIGINT or not sys.stdin.isatty():  # a terminal sends Ctrl-C to the command as well
            child.send_signal(number)

    return _outcome(child, pass_on)


def run_group(command: list[str], ours: dict[str, str]) -> int:
    """The same for a command that starts others: any signal stops it in an orderly way, and nothing of it remains."""
    child = subprocess.Popen(command, cwd=PROJECT, env=ours, start_new_session=True)
    try:
        return _outcome(child, lambda number, frame: child.send_signal(signal.SIGINT))
    finally:
        kill_group(child)


def _outcome(child: subprocess.Popen[bytes], pass_on: Callable[[int, FrameType | None], None]) -> int:
    for number in SIGNALS:
        signal.signal(number, pass_on)
    code = child.wait()
    leave_on_signals()
    return code if code >= 0 else 128 - code


@contextmanager
def _servers_of_its_own() -> Iterator[tuple[dict[str, str], Place]]:
    outside = dict(os.environ)
    with place_of_its_own() as place, running(place, outside):
        ours = environment(place, outside)
        prepare.collect_static(ours)
        yield ours, place


def main(name: str, arguments: list[str]) -> int:
    """Run the named command; a known failure becomes one clear line."""
    leave_on_signals()
    try:
        return {"manage": manage, "test": test, "bench": bench}[name](arguments)
    except LocalServerError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
