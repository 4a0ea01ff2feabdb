"""What the hash chain costs a write: one event in a transaction of its own, with the trigger and without it.

On the servers of the bench, which do not wait for the disk: that leaves the work itself. With a disk each such commit
also waits for the commit before it.
"""

import os
import time
from collections.abc import Callable
from threading import Thread

import django
import psycopg2

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")
django.setup()

from _measure import ratio, say, seconds  # noqa: E402  # after the settings

from accounts import chain  # noqa: E402

EVENTS = """
INSERT INTO accounts_auditevent (at, role, action, resource, touched, purpose, session, result)
SELECT now(), 'mailer', 'mail', 'cases.notice', '{process}', 'automatic', '', 'done' FROM generate_series(1, %s)
"""
MANY = 100_000
AT_ONCE = 200


def writer(url: str, *, linked: bool) -> Callable[[], None]:
    """A call that commits one event; as the superuser, so that only the trigger makes the difference."""
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT set_config('session_replication_role', %s, false)", ["origin" if linked else "replica"])

    def write() -> None:
        with connection, connection.cursor() as cursor:
            cursor.execute(EVENTS, [1])

    return write


def per_second(url: str, *, linked: bool, writers: int) -> float:
    """How many events that many connections commit together in a second."""

    def work() -> None:
        write = writer(url, linked=linked)
        for _ in range(AT_ONCE):
            write()

    threads = [Thread(target=work) for _ in range(writers)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return writers * AT_ONCE / (time.perf_counter() - start)


def main() -> None:
    url = os.environ["DATABASE_URL"].replace("ontzorg_app", "postgres")
    superuser = psycopg2.connect(url)
    with superuser, superuser.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_auditevent, accounts_auditlink")
    say("one linked event", ratio(writer(url, linked=True), writer(url, linked=False), rounds=400))
    for writers in (1, 4):
        linked, bare = (per_second(url, linked=linked, writers=writers) for linked in (True, False))
        print(f"{writers} at once: {linked:,.0f} linked events a second, {bare:,.0f} without links")
    _many(superuser)


def _many(superuser: "psycopg2.extensions.connection") -> None:
    with superuser.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_auditevent, accounts_auditlink")
        superuser.commit()
        cursor.execute(EVENTS, [MANY])
    print(f"{MANY:,} events of one transaction: linked at commit in {seconds(superuser.commit):.1f} s")
    print(f"{MANY:,} events: verified in {seconds(lambda: list(chain.verify())):.1f} s")


if __name__ == "__main__":
    main()
