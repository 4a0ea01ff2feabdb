"""The mail that the demo caught: each message is one file, named after the moment only."""

import email
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime


@dataclass(frozen=True, slots=True)
class Letter:
    """One caught message."""

    name: str
    caught_at: datetime
    to: str
    sender: str
    subject: str
    text: str


def folder() -> Path:
    """Where the mail catcher puts its messages."""
    return Path(os.environ.get("MAILBOX_DIR") or settings.BASE_DIR / "var" / "mail")


def names() -> list[str]:
    """All messages, the newest first."""
    return sorted((path.stem for path in folder().glob("*.eml")), key=_moment, reverse=True)


def read(name: str) -> Letter | None:
    """One message; None when there is none of that name."""
    path = folder() / f"{name}.eml"
    if name not in names():
        return None
    message = email.message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
    body = message.get_body(("plain",))
    return Letter(
        name=name,
        caught_at=localtime(datetime.fromtimestamp(_moment(name) / 1_000_000_000, UTC)),
        to=str(message["X-RcptTo"] or message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        text=body.get_content().strip() if body else "",
    )


def _moment(name: str) -> int:
    head = name.partition("-")[0]
    return int(head) if head.isdigit() else 0
