"""The application's own processes, and what starts and stops them together."""

import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, cast

from ontzorg.local.place import PROJECT, Place, tail

# The same command lines stand in docker-compose.yml; tests/architecture/test_deployment.py compares them.
# An address as long as gunicorn can take reaches Django, so that it is answered in Dutch; beyond that nothing can.
WEB = (
    "gunicorn ontzorg.wsgi:application --bind {bind} --workers 2 --threads 4 --timeout 60 --no-control-socket "
    "--limit-request-line 8190"
)
WORKER = "celery --app ontzorg worker --concurrency 2 --loglevel INFO --hostname worker@%h"
BEAT = "celery --app ontzorg beat --loglevel INFO --schedule var/beat/schedule --pidfile="
MIGRATE = "python manage.py migrate --noinput"

GRACE = 10.0  # seconds between asking a process to stop and stopping it by force
ALARMING = re.compile(r"\b(ERROR|CRITICAL)\b|^Traceback")


def commands(port: int) -> dict[str, list[str]]:
    """Name → command line of each process, in the order in which they start."""
    lines = {"web": WEB.format(bind=f"127.0.0.1:{port}"), "worker": WORKER, "beat": BEAT}
    return {name: line.split() for name, line in lines.items()}


@dataclass(slots=True)
class Processes:
    """Runs commands side by side; their output goes to log files, only errors reach the terminal."""

    place: Place
    say: Callable[[str], None]
    children: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        """Start one process in a process group of its own, so that Ctrl-C reaches us alone."""
        child = subprocess.Popen(
            [*_dies_with_us(), *command],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.children[name] = child
        threading.Thread(target=self._relay, args=(name, child), daemon=True).start()

    def ended(self) -> list[str]:
        """Names of processes that are no longer there, with their last words on the terminal."""
        gone = [name for name, child in self.children.items() if child.poll() is not None]
        for name in gone:
            self.say(f"{name} stopped unexpectedly; the end of {self.place.log / name}.log:")
            self.say(tail(self.place.log / f"{name}.log"))
        return gone

    def stop(self) -> None:
        """Ask all to finish what they are doing, then end by force whatever is left of them."""
        for child in self.children.values():
            child.terminate()
        end = time.monotonic() + GRACE
        for child in self.children.values():
            _wait(child, max(end - time.monotonic(), 0.1))
            kill_group(child)
            child.wait()
        self.children.clear()

    def _relay(self, name: str, child: subprocess.Popen[str]) -> None:
        with cast(IO[str], child.stdout) as output, (self.place.log / f"{name}.log").open("a", buffering=1) as log:
            for line in output:
                log.write(line)
                if ALARMING.search(line) and "/health/" not in line:  # the page says so itself while parts come up
                    self.say(f"{name:6} | {line.rstrip()}")


def _dies_with_us() -> list[str]:
    return ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []


def _wait(child: subprocess.Popen[str], seconds: float) -> None:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def kill_group(child: subprocess.Popen[Any]) -> None:
    """End by force whatever is left of a process that was started with a group of its own."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
