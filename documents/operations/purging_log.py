"""Removing the log of what is long ago: who looked and did what, and which marked words somebody kept."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts import heads, outdated
from accounts.actor import Actor
from accounts.models import WordingOverride
from accounts.operation import operation
from accounts.retention import Retention, term_on
from accounts.terms import Verb
from cases.models import LegalHold, PurgeRecord
from documents.operations.purging import RESOURCE, check_day, prove, removed


def held_files(on: date) -> list[int]:
    """Numbers of the files that are evidence on this day: their log is so too."""
    return list(LegalHold.objects.in_force(on).order_by("pk").values_list("case_id", flat=True))


def log_before(on: date) -> datetime:
    """What was written before this moment is past its period on this day."""
    last = term_on(on, Retention.ACCESS_LOG).cut_off(on)
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))


def due_overrides(on: date) -> QuerySet[WordingOverride]:
    """Texts that were kept with marked words long ago, in files that are no evidence."""
    found: QuerySet[WordingOverride] = WordingOverride.objects.filter(at__lt=log_before(on))
    return found.exclude(case_id__in=held_files(on)).order_by("pk")


@operation(Verb.PURGE, resource=RESOURCE)
def purge_log(*, actor: Actor, on: date, at: datetime, proof: bool) -> PurgeRecord | None:
    """Remove a batch of the oldest events with their links, and what was kept of marked words.

    Where the chain begins from now on is written down outside the database first, as every head is. Events of before
    an event of a file that is held go; what came after it waits until the hold ends.
    """
    check_day(on, at)
    counts = removed(due_overrides(on))
    if last := outdated.outdated(log_before(on), held_files(on)):
        heads.export(last, at=at)
        counts += Counter({"accounts.auditevent": outdated.remove(last)})
    return prove(term_on(on, Retention.ACCESS_LOG), on, at, counts, proof=proof)
