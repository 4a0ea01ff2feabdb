"""The daily reminder sweep at 10,000 and 100,000 open files, against the bare INSERT … SELECT.

The bare statement is written by hand for the same rows: no row-level security, no operation, no audit, and a table
without constraints. So the ratio is what the application adds.
"""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import django
import psycopg2

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")
django.setup()

from _measure import ratio, say  # noqa: E402  # after the settings
from django.db import transaction  # noqa: E402

from accounts.actor import acting_as, system  # noqa: E402
from accounts.terms import Role  # noqa: E402
from cases.models import Notice  # noqa: E402
from cases.operations import remind  # noqa: E402

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
BARE = """
INSERT INTO bench.bare_notice
SELECT m.id, s.case_id, s.employer_id, 'reminder', s.key, s.occurrence, s.due_on, w.days, 0, now()
FROM (VALUES (14, 8, 14), (7, 2, 7), (1, 0, 1), (-1, -7, -1)) AS w (days, nearest, farthest)
JOIN cases_milestone s ON s.state = 'pending'
     AND s.due_on BETWEEN DATE '2026-11-21' + w.nearest AND DATE '2026-11-21' + w.farthest
JOIN cases_absencecase c ON c.id = s.case_id
JOIN employers_membership m ON (m.role = 'employer' AND m.employer_id = s.employer_id)
     OR (m.role = 'ontzorgmanager' AND m.user_id = c.ontzorgmanager_id)
"""


class Undo(Exception):
    """Ends a measured transaction, so that each round writes the same rows anew."""


def ours() -> None:
    try:
        with transaction.atomic():
            remind(actor=system(Role.SCHEDULER), today=TODAY, at=NOW)
            raise Undo
    except Undo:
        pass


def bare_insert(superuser: "psycopg2.extensions.connection") -> Callable[[], None]:
    def run() -> None:
        with superuser.cursor() as cursor:
            cursor.execute(BARE)
        superuser.rollback()

    return run


def main() -> None:
    superuser = psycopg2.connect(os.environ["DATABASE_URL"].replace("ontzorg_app", "postgres"))
    fill = (Path(__file__).parent / "_bulk.sql").read_text()
    for files in (10_000, 100_000):
        with superuser.cursor() as cursor:
            cursor.execute(fill.replace(":files", str(files)))
            cursor.execute("DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench")
            cursor.execute(
                "CREATE TABLE bench.bare_notice ("
                " membership bigint, case_id bigint, employer bigint, kind text, key text,"
                " occurrence int, due date, days int, about bigint, at timestamptz)"
            )
        superuser.commit()
        say(f"sweep of {files:,} open files", ratio(ours, bare_insert(superuser), rounds=5))
        count = remind(actor=system(Role.SCHEDULER), today=TODAY, at=NOW)
        again = remind(actor=system(Role.SCHEDULER), today=TODAY, at=NOW)
        with acting_as(system(Role.SCHEDULER)):
            print(f"  {count:,} reminders written, {again} by a second sweep, {Notice.objects.count():,} in the table")


if __name__ == "__main__":
    main()
