"""Background servers: started apart from the terminal, so that Ctrl-C is ours to handle and not theirs."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from pwd import struct_passwd

from ontzorg.local.place import PROJECT

_started: list[subprocess.Popen[bytes]] = []


def start(
    command: list[str],
    log_file: Path,
    *,
    folder: Path = PROJECT,
    environment: dict[str, str] | None = None,
    account: struct_passwd | None = None,
) -> subprocess.Popen[bytes]:
    """Start a server that may outlive this command; `account` is the system user it runs as, if not ours."""
    with log_file.open("ab") as log:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            start_new_session=True,
        )
    _started.append(server)
    return server


def all_buried() -> bool:
    """Collect our servers that have ended, so that not even a zombie is left; true when none of them lives."""
    _started[:] = [server for server in _started if server.poll() is None]
    return not _started


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Whether the condition came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        all_buried()
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
