"""Background work on files: ids in, one call each."""

import logging
from collections.abc import Iterator
from itertools import chain, islice
from smtplib import SMTPConnectError, SMTPException, SMTPRecipientsRefused

from celery import shared_task
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow
from accounts.terms import Role
from cases.law import under_way
from cases.mail import deliver
from cases.models import AbsenceCase, Notice
from cases.models.transfer_terms import Obstacle
from cases.operations.batch import REFUSALS
from cases.operations.law import follow
from cases.operations.notices import claim, waiting
from cases.operations.transfer_moving import CannotMove, Waiting, drop_transfer, move_file, waiting_transfers
from cases.policies import refresh_policies
from cases.sweep import sweep
from cases.timeline.changes import Change
from cases.transfer_note import note_of
from employers.models import Policy

log = logging.getLogger(__name__)
BATCHES = 60
PERMANENT = 500  # SMTP: below it, try again later


@shared_task
def daily_sweep(**_later: object) -> dict[str, int]:
    """Everything the calendar asks today; safe to run again."""
    return sweep(today=timezone.localdate(), at=timezone.now())


@shared_task
def follow_law(**_later: object) -> int:
    """Let the stored steps follow the changes of law that are under way, a batch at a time. Returns how many files.

    After so many batches the next minute's sweep goes on, so that one change does not hold up the rest.
    """
    batches = chain.from_iterable(map(_following, under_way(timezone.now())))
    return sum(islice(batches, BATCHES))


def _following(change: Change) -> Iterator[int]:
    last = 0
    while ids := follow(change, after=last):
        last = ids[-1]
        yield len(ids)


@shared_task
def hand_over_files(**_later: object) -> int:
    """Move every file of which the desk asked so to its new Ontzorgmanager; safe to run again. Returns how many.

    Each in a transaction of its own: one that cannot go is listed with the reason and does not hold up the others. What
    goes wrong is tried again by the next minute's sweep, for an hour.
    """
    return sum(map(_handed_over, waiting_transfers()))


def _handed_over(waiting: Waiting) -> bool:
    actor = system(Role.SCHEDULER, on_behalf_of=Actor(role=Role.DESK, user_id=waiting.asked_by))
    try:
        with acting_as(actor):
            case = AbsenceCase.objects.get(pk=waiting.case_id)
        obstacle = _obstacle(actor, case, waiting)
        if obstacle:
            drop_transfer(actor=actor, case=case, obstacle=obstacle)
    except NotNow:  # another worker did it
        return False
    except REFUSALS as error:
        log.error("File %s waits to be handed over: %s", waiting.case_id, type(error).__name__)
        return False
    return obstacle is None


def _obstacle(actor: Actor, case: AbsenceCase, waiting: Waiting) -> Obstacle | None:
    """Move the file, or say why it stays; what may go well another time is raised."""
    today = timezone.localdate()
    try:
        move_file(actor=actor, case=case, compose=lambda locked: note_of(locked, today), today=today)
    except CannotMove as error:
        return error.obstacle
    except NotNow:
        raise
    except REFUSALS as error:
        if not waiting.is_given_up(timezone.now()):
            raise
        log.error("File %s is not handed over: %s", case.pk, type(error).__name__)
        return Obstacle.FAILED
    return None


@shared_task
def keep_policy_steps(**_later: object) -> None:
    """What every policy promises, also of policies that came in without the application noticing."""
    with acting_as(system(Role.PROJECTOR)):
        refresh_policies(Policy.objects.order_by("pk"))


@shared_task
def mail_notices(**_later: object) -> int:
    """Send every message that was not mailed yet, each in a transaction of its own. Returns how many went out.

    A message that the mail server does not take waits for the next minute and does not hold up the others; a server
    that does not answer ends the round.
    """
    sent = 0
    for notice_id in waiting():
        try:
            with acting_as(system(Role.MAILER)):
                notice = claim(notice_id, timezone.now())
                sent += notice is not None and _delivered(notice)
        except (SMTPException, OSError) as error:
            log.warning("Notice %s waits: %s", notice_id, type(error).__name__)
            if not isinstance(error, SMTPException) or isinstance(error, SMTPConnectError):
                break  # nobody answers: each further try would only wait
    return sent


def _delivered(notice: Notice) -> bool:
    """An address that is refused for good is not tried again: the message stays readable in the application."""
    try:
        deliver(notice)
    except SMTPRecipientsRefused as error:
        if any(code < PERMANENT for code, _ in error.recipients.values()):
            raise
        log.warning("Notice %s: the mail server refuses the address", notice.pk)
        return False
    return True
