"""Background work on files: ids in, one call each."""

import logging
from smtplib import SMTPRecipientsRefused

from celery import shared_task
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.mail import deliver
from cases.models import Notice
from cases.operations.notices import claim, waiting
from cases.sweep import sweep

log = logging.getLogger(__name__)


@shared_task
def daily_sweep(**_later: object) -> dict[str, int]:
    """Everything the calendar asks today; safe to run again."""
    return sweep(today=timezone.localdate(), at=timezone.now())


@shared_task
def mail_notices(**_later: object) -> int:
    """Send every message that was not mailed yet, each in a transaction of its own."""
    sent = 0
    for notice_id in waiting():
        with acting_as(system(Role.MAILER)):
            notice = claim(notice_id, timezone.now())
            if notice is not None:
                sent += _sent(notice)
    return sent


def _sent(notice: Notice) -> bool:
    """A refused address is not tried for ever: the message stays readable in the application."""
    try:
        deliver(notice)
    except SMTPRecipientsRefused:
        log.warning("Notice %s: the mail server refuses the address", notice.pk)
        return False
    return True
