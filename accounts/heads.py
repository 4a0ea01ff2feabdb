"""Heads of the audit chain, written down outside the database: what was true on a day cannot be cut off later.

One line of JSON per head in a file that is only ever added to. The folder belongs on another disk or machine than the
database (AUDIT_HEADS_DIR).
"""

import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from accounts.chain import Head

FILE = "heads.jsonl"


def path() -> Path:
    """The file of this installation."""
    return Path(settings.AUDIT_HEADS_DIR) / FILE


def export(head: Head, *, at: datetime) -> None:
    """Add one head with its moment, and wait until it is on the disk."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = {"at": at.isoformat(), "event": head.event_id, "hash": head.hash, "count": head.count}
    handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, f"{json.dumps(line)}\n".encode())  # one call: two exports at once never mix
        os.fsync(handle)
    finally:
        os.close(handle)


def exported() -> list[Head]:
    """Every head that was ever written, the oldest first. Raises ValueError for a line that cannot be read."""
    if not path().exists():
        return []
    lines = [json.loads(line) for line in path().read_text(encoding="utf-8").splitlines()]
    return [Head(line["count"], line["event"], line["hash"]) for line in lines]
