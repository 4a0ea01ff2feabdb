"""The oldest part of the audit trail: what is past its period goes from the front, so that the rest stays a chain."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from accounts.chain import Head, head, start
from accounts.models import AuditLink

BATCH = 5_000
"""Events that are removed in one transaction; nobody commits an event meanwhile."""

_FIRST_KEPT = """
SELECT min(l.position) FROM accounts_auditlink l JOIN accounts_auditevent e ON e.id = l.event_id
WHERE l.position <= %s AND (e.at >= LEAST(%s, now() - interval '5 years') OR e.case_id = ANY(%s))
"""
"""With the least that the law asks for by the clock of the database, which refuses more."""


def outdated(before: datetime, held: Collection[int]) -> Head | None:
    """The last of at most a batch of events that may go; None when the oldest one must stay.

    Every event from the front of the chain that is of before this moment, up to the first one of a file that is held:
    what came after that one stays as well, because a chain with a hole in it proves nothing.
    """
    most = start().count + BATCH
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_KEPT, [most, before, list(held)])
        (kept,) = cursor.fetchone()
    last = min(most, head().count) if kept is None else kept - 1
    link = AuditLink.objects.filter(position=last).first()
    return Head(link.position, link.event_id, link.hash) if link else None


def remove(until: Head) -> int:
    """Remove every event up to and including this one, with its link. Returns how many events.

    The database does it, for the purger only, and refuses what is younger than the law asks for and what is not whole.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_remove_events(%s)", [until.count])
        (gone,) = cursor.fetchone()
    return int(gone)
