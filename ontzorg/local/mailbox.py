"""Catches the mail that the demo and the tests send, by real SMTP: each message becomes one `.eml` file."""

import os
import secrets
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from ontzorg.local import background
from ontzorg.local.place import LocalServerError, Place, answers, free_port, lock, tail, write_private

PATIENCE = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mail catcher in a place: `start` and `stop` are safe to repeat."""

    place: Place

    @property
    def state_file(self) -> Path:
        """Holds "port pid"; the running mailbox keeps `mailbox.lock` beside it locked."""
        return self.place.root / "mailbox"

    @property
    def port(self) -> int:
        """The loopback port; 0 when it never ran."""
        return int(self.state_file.read_text().split()[0]) if self.state_file.exists() else 0

    def is_running(self) -> bool:
        """Whether a mailbox of this place is alive and answers."""
        with lock(self.place.root / "mailbox.lock", wait=False) as idle:
            return not idle and bool(self.port) and answers(self.port)

    def start(self) -> None:
        """Start on a free port, unless it runs already."""
        if self.is_running():
            return
        log_file = self.place.log / "mailbox.log"
        background.start([sys.executable, "-m", "ontzorg.local.mailbox", str(self.place.root)], log_file)
        if not background.wait_until(self.is_running, seconds=PATIENCE):
            raise LocalServerError(f"The mailbox did not start.\n{tail(log_file)}")

    def stop(self) -> None:
        """Stop and wait until it is gone; the caught messages stay."""
        if not self.is_running():
            return
        os.kill(int(self.state_file.read_text().split()[1]), signal.SIGTERM)
        if not background.wait_until(lambda: not self.is_running(), seconds=PATIENCE):
            raise LocalServerError("The mailbox did not stop.")


class Catcher:
    """aiosmtpd handler that keeps every message, with the envelope's addresses as first headers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        """Write the message; the file name tells time only, never a person."""
        head = f"X-MailFrom: {envelope.mail_from}\r\nX-RcptTo: {', '.join(envelope.rcpt_tos)}\r\n"
        fresh = self.folder / f"{time.time_ns()}-{secrets.token_hex(4)}.tmp"
        fresh.write_bytes(head.encode() + (envelope.original_content or b""))
        fresh.rename(fresh.with_suffix(".eml"))
        return "250 OK"


def main(root: Path) -> None:
    """Run in the foreground until SIGTERM."""
    place = Place(root)
    with lock(root / "mailbox.lock", wait=False) as alone:
        if not alone:
            return
        port = free_port()
        controller = Controller(Catcher(place.mail), hostname="127.0.0.1", port=port)
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGINT])
        controller.start()
        write_private(place.root / "mailbox", f"{port} {os.getpid()}\n")
        signal.sigwait([signal.SIGTERM, signal.SIGINT])
        controller.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
