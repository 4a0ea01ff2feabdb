"""The monthly purge: every class in its order, a batch in a transaction, until nothing is due."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage

from accounts.actor import acting_as, system
from accounts.chain import start
from accounts.models import User
from accounts.outdated import outdated
from accounts.retention import Retention, term_on
from accounts.terms import Role
from cases.models import PurgeRecord
from documents.copying.archive import FOLDER as COPIES
from documents.models import Attachment, Message, OwnCopy, Rendition
from documents.operations.anonymising import without_role
from documents.operations.purging import (
    due_drafts,
    due_files,
    due_help,
    due_people,
    purge_accounts,
    purge_copies,
    purge_drafts,
    purge_files,
    purge_help,
    purge_people,
)
from documents.operations.purging_log import due_overrides, held_files, log_before, purge_log
from documents.operations.purging_vault import VAULTS, due_vaults, purge_vaults
from documents.render import ATTACHMENTS, ENCLOSURES, FOLDER, discard

Stored = type[Rendition] | type[OwnCopy] | type[Attachment] | type[Message]

STEPS: tuple[tuple[Retention, Callable[..., PurgeRecord | None]], ...] = (
    (Retention.INTERVENTION, purge_help),
    (Retention.FILE, purge_files),
    (Retention.PERSONNEL, purge_people),
    (Retention.MEDICAL, purge_vaults),
    (Retention.ACCOUNT, purge_accounts),
    (Retention.UNSENT, purge_drafts),
    (Retention.ACCESS_LOG, purge_log),
)
"""In this order: a person can go when the files are gone, an account when the person is."""
Tell = Callable[[str, int], None]
_COUNTED = {
    Retention.INTERVENTION: ("interventions.assignment",),
    Retention.FILE: ("cases.absencecase",),
    Retention.PERSONNEL: ("employers.employee",),
    # Its file can be long gone.
    Retention.MEDICAL: tuple(model._meta.label_lower for model in VAULTS),
    Retention.ACCOUNT: ("accounts.user",),
    Retention.UNSENT: ("accounts.draft",),
    Retention.ACCESS_LOG: ("accounts.auditevent",),
}
"""What `due` counts of each class, as a record of the purge names it: together, where there are more."""


class Unfinished(Exception):
    """The time for this run was over. What was removed stays removed, with its proof; a next run does the rest."""


ORPHAN_AFTER = timedelta(hours=1)  # a file that is being made has no row yet


def due(on: date) -> dict[str, int]:
    """How much of each class a purge of this day would remove at most. Removes nothing.

    People and accounts that only become free by the purge itself are not counted. Of the log no more than a batch is.
    """
    with acting_as(system(Role.PURGER)):
        return {
            Retention.INTERVENTION.value: due_help(on).count(),
            Retention.FILE.value: due_files(on).count(),
            Retention.PERSONNEL.value: due_people(on).count(),
            Retention.MEDICAL.value: _due_in_vaults(on),
            Retention.ACCOUNT.value: sum(1 for _ in without_role(on)),
            Retention.UNSENT.value: due_drafts(on).count(),
            Retention.ACCESS_LOG.value: _due_log(on),
        }


def _due_in_vaults(on: date) -> int:
    files = due_vaults(on)
    return sum(model.objects.filter(case__in=files).count() for model in VAULTS)


def _due_log(on: date) -> int:
    last = outdated(log_before(on), held_files(on))
    return due_overrides(on).count() + (last.count - start().count if last else 0)


def cut_offs(on: date) -> dict[str, date]:
    """Up to which day each class has had its time. Raises LookupError for a day before the first known period."""
    return {kind.value: term_on(on, kind).cut_off(on) for kind, _ in STEPS}


def purge(
    *, on: date, at: datetime, tell: Tell = lambda kind, rows: None, enough: Callable[[], bool] = lambda: False
) -> dict[str, int]:
    """Remove what is past its period on this day; rows by class. Safe to stop and to run again.

    Raises ValueError for a day after that of `at`, and Unfinished when after a batch it was `enough`.
    """
    removed = {}
    actor = system(Role.PURGER)
    for kind, step in STEPS:
        rows = done = 0
        while record := step(actor=actor, on=on, at=at, proof=not rows):
            rows, done = rows + record.rows, done + sum(record.counts.get(label, 0) for label in _COUNTED[kind])
            tell(kind.value, done)
            if not record.rows:
                break
            if enough():
                raise Unfinished
        removed[kind.value] = rows
    return removed | {"sessions": _end_sessions(at), "orphans": _remove_orphans(at)}


def _end_sessions(at: datetime) -> int:
    """Sessions that ran out, and those of accounts that are closed: their text names the account."""
    rows, _ = Session.objects.filter(expire_date__lt=at).delete()
    closed = {str(pk) for pk in User.objects.filter(is_active=False).values_list("pk", flat=True)}
    theirs = [one.pk for one in Session.objects.iterator() if one.get_decoded().get("_auth_user_id") in closed]
    more, _ = Session.objects.filter(pk__in=theirs).delete()
    return rows + more


def _remove_orphans(at: datetime) -> int:
    """Stored files that no row names, for example because the machine stopped after a commit."""
    stored: tuple[tuple[str, Stored], ...] = ((FOLDER, Rendition), (ATTACHMENTS, Attachment), (ENCLOSURES, Message))
    return sum(_remove_unnamed(folder, model, at) for folder, model in stored)


def purge_own_copies(*, on: date, at: datetime) -> int:
    """Remove the copies of own data that have had their time, and files of copies that no row names. Rows removed."""
    record = purge_copies(actor=system(Role.PURGER), on=on, at=at)
    _remove_unnamed(COPIES, OwnCopy, at)
    return record.rows if record else 0


def _remove_unnamed(folder: str, model: Stored, at: datetime) -> int:
    if not default_storage.exists(folder):
        return 0
    _, names = default_storage.listdir(folder)
    with acting_as(system(Role.PURGER)):
        named = set(model.objects.exclude(path="").values_list("path", flat=True))
    paths = [path for name in names if (path := f"{folder}/{name}") not in named]
    old = [path for path in paths if default_storage.get_modified_time(path) < at - ORPHAN_AFTER]
    for path in old:
        discard(path)
    return len(old)
