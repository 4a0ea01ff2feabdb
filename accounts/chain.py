"""The hash chain over the audit trail: whether every event is still there, unchanged and in its place.

The database links each event to the one before it at commit (a trigger; the runtime role cannot write a link).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts.actor import acting_as, system
from accounts.models import AuditLink, AuditStart
from accounts.terms import Role

BATCH = 20_000

# The same text as the trigger hashes: every column that has a value, whatever it is called.
_HASH = """encode(sha256(convert_to(
    l.position || E'\\n' || {before} || E'\\n' || jsonb_strip_nulls(to_jsonb(e))::text, 'UTF8')), 'hex')"""

_PART = f"""
WITH part AS (
    SELECT l.position, l.event_id, l.hash, e.id AS found,
           lag(l.position, 1, %(position)s::bigint) OVER chain AS position_before,
           {_HASH.format(before="lag(l.hash, 1, %(hash)s) OVER chain")} AS computed
    FROM accounts_auditlink l LEFT JOIN accounts_auditevent e ON e.id = l.event_id
    WHERE l.position > %(position)s AND l.position <= %(position)s + %(batch)s
    WINDOW chain AS (ORDER BY l.position)
), judged AS (
    SELECT position, event_id, hash,
           CASE WHEN position <> position_before + 1 THEN 'gap'
                WHEN found IS NULL THEN 'gone'
                WHEN hash <> computed THEN 'changed' END AS wrong
    FROM part
)
SELECT position, event_id, hash, wrong FROM judged
WHERE wrong IS NOT NULL OR position = (SELECT max(position) FROM part)
ORDER BY position LIMIT 1
"""  # noqa: S608  # our own two texts

_UNLINKED = """
SELECT min(e.id) FROM accounts_auditevent e
WHERE NOT EXISTS (SELECT FROM accounts_auditlink l WHERE l.event_id = e.id)
"""

_TEXTS = {
    "gap": "position {position}: one or more links before event {event_id} are gone",
    "gone": "position {position}: event {event_id} is gone",
    "changed": "position {position}: event {event_id} is not what was recorded",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of the chain. Links are numbered from 1 without a gap, so `count` is also its place."""

    count: int
    event_id: int | None
    hash: str


class Broken(Exception):
    """The audit trail is not what it was; the text names the first row where that shows."""


def head() -> Head:
    """The chain as it ends now."""
    last = AuditLink.objects.order_by("-position").first()
    return Head(last.position, last.event_id, last.hash) if last else start()


def start() -> Head:
    """The last link that was removed because its period was over; the chain goes on behind it."""
    row = AuditStart.objects.first()
    return Head(row.position, row.event_id, row.hash) if row else Head(0, None, "")


def verify(exported: Iterable[Head] = ()) -> Iterator[int]:
    """Walk the chain from where it begins; yields how far it is after each batch. Raises Broken at the first bad row.

    `exported` are heads that were written down elsewhere before: only those show that the end was cut off, or that
    somebody who owns the database computed the whole chain anew.
    """
    first = start()
    top, done, before = head().count, first.count, first.hash
    while done < top:
        done, before = _walk(done, before)
        yield done
    _check_unlinked()
    _check_heads(first, list(exported))


def _walk(position: int, before: str) -> tuple[int, str]:
    """One batch from behind a position; returns the position and hash where it ended."""
    row = _one(_PART, {"position": position, "hash": before, "batch": BATCH})
    if row is None:
        raise Broken(f"position {position + 1}: {BATCH} or more links are gone")
    reached, event_id, found, wrong = row
    if wrong:
        raise Broken(_TEXTS[wrong].format(position=reached, event_id=event_id))
    return reached, found


def _check_unlinked() -> None:
    row = _one(_UNLINKED, {})
    if row and row[0] is not None:
        raise Broken(f"event {row[0]} has no link in the chain")


def _check_heads(first: Head, exported: list[Head]) -> None:
    if exported and first.count and first not in exported:
        raise Broken(f"position {first.count + 1}: the chain begins here, and no exported head says so")
    written = [known for known in exported if known.count > first.count]
    links = AuditLink.objects.in_bulk([known.count for known in written])
    for known in sorted(written, key=lambda known: known.count):
        link = links.get(known.count)
        if link is None:
            raise Broken(f"position {head().count + 1}: the chain ends here, an exported head counts {known.count}")
        if (link.event_id, link.hash) != (known.event_id, known.hash):
            raise Broken(f"position {known.count}: event {link.event_id} is not the exported {known.event_id}")


def _one(query: str, values: dict[str, str | int]) -> tuple[Any, ...] | None:
    with acting_as(system(Role.AUDITOR)), connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'UTC'")  # moments as text, as the trigger wrote them
        cursor.execute(query, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found
