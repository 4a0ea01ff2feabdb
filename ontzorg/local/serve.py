"""`script/server`: everything up, in order, until Ctrl-C; then everything down."""

import argparse
import os
import socket
import sys
import time
import urllib.error
import urllib.request

from ontzorg.local import prepare
from ontzorg.local.env import environment, uses_own_postgres
from ontzorg.local.place import DEMO_PLACE, LocalServerError, Place, lock
from ontzorg.local.processes import Processes, commands
from ontzorg.local.servers import ignore_signals, leave_on_signals, running

PATIENCE = 90.0  # seconds for all parts to answer


def main() -> int:
    """Parse the command line, serve, and turn a known failure into one clear line."""
    parser = argparse.ArgumentParser(prog="script/server", description="Run Ontzorg with demo data on this machine.")
    parser.add_argument("--reset", action="store_true", help="throw away the data first and make new demo data")
    options = parser.parse_args()
    leave_on_signals()
    try:
        serve(DEMO_PLACE, port=_port(os.environ.get("PORT") or "8000"), reset=options.reset)
    except LocalServerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def serve(place: Place, *, port: int, reset: bool) -> None:
    """Run until somebody stops it; raises `LocalServerError` when it cannot start or a part ends by itself."""
    place.make()
    with lock(place.root / "server.lock", wait=False) as alone:
        if not alone:
            raise LocalServerError("script/server is running in this folder already.")
        require_free(port)
        outside = dict(os.environ)
        if reset and not uses_own_postgres(outside):
            raise LocalServerError("--reset throws away the database in var/ only, and DATABASE_URL names another one.")
        if reset or prepare.demo_was_interrupted(place):
            prepare.wipe(place)
        with running(place, outside):
            ours = environment(place, outside) | {"PORT": str(port)}
            prepare.collect_static(ours)
            prepare.migrate(ours, place, outside)
            if uses_own_postgres(outside):
                prepare.load_demo(ours, place)
            _run_processes(place, port, ours)


def _run_processes(place: Place, port: int, ours: dict[str, str]) -> None:
    (place.root / "beat").mkdir(exist_ok=True)
    processes = Processes(place, say=lambda text: print(text, file=sys.stderr, flush=True))
    try:
        for name, command in commands(port).items():
            processes.start(name, command, ours)
        wait_until_healthy(processes, port)
        print(f"Ready: http://127.0.0.1:{port}/", flush=True)
        while not processes.ended():
            time.sleep(0.5)
        raise LocalServerError("Stopped.")
    finally:
        ignore_signals()
        processes.stop()


def wait_until_healthy(processes: Processes, port: int) -> None:
    """Return when the health page says that every part answers."""
    end = time.monotonic() + PATIENCE
    answer = ""
    while time.monotonic() < end:
        if processes.ended():
            raise LocalServerError("Ontzorg could not start.")
        status, answer = health(port)
        if status == 200:
            return
        time.sleep(0.2)
    raise LocalServerError(f"Not every part answered in {PATIENCE:.0f} seconds. {answer} See {processes.place.log}.")


def health(port: int) -> tuple[int, str]:
    """Status code and text of the health page; 0 while nothing answers."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"http://127.0.0.1:{port}/health/", timeout=10) as response:
            return response.status, ""
    except urllib.error.HTTPError as refused:
        return refused.code, f"The health page says: {refused.read(500).decode(errors='replace')}"
    except OSError:
        return 0, ""


def require_free(port: int) -> None:
    """Refuse early, in one line, when another program has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            hint = f"Stop the other program or choose another port: PORT={port + 1} script/server"
            raise LocalServerError(f"Port {port} is taken. {hint}") from None


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise LocalServerError(f"PORT must be a number between 1 and 65535, not {text!r}.")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
