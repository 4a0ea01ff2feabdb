"""Background work on the audit trail."""

import logging

from celery import shared_task
from django.utils import timezone

from accounts import chain, heads

log = logging.getLogger(__name__)


@shared_task
def verify_audit_chain(**_later: object) -> int:
    """Walk the whole chain. What is wrong is logged as an error, with the number of the row and nothing of a person.

    Returns how many events are in order: fewer than there are when the chain is broken.
    """
    count = 0
    try:
        for reached in chain.verify(heads.exported()):
            count = reached
    except chain.Broken as broken:
        log.error("The audit trail is broken. %s", broken)
    return count


@shared_task
def export_audit_head(**_later: object) -> int:
    """Write down where the audit chain ends today, outside the database. Returns how many events it counts."""
    found = chain.head()
    heads.export(found, at=timezone.now())
    return found.count
