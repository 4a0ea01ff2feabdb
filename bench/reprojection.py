"""Files following a change of law, against the pure computation of the same dates alone.

A change of one rule at 100,000 open files, the way the background task does it: batches of 500, each a transaction
that locks the files, reads their facts, computes, compares and stores. FILES=20000 takes fewer; the time per file
stays the same. And every step of every file computed anew, as `script/manage reproject` does, at fewer files. The
pure computation gets the facts of the first of these files ready in memory and stores nothing.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import django
import psycopg2

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")
django.setup()

from accounts.actor import acting_as, system  # noqa: E402  # after the settings
from accounts.models import User  # noqa: E402
from accounts.terms import Role  # noqa: E402
from cases.law import as_change, progress, rules_in_force  # noqa: E402
from cases.models import AbsenceCase, RuleChange  # noqa: E402
from cases.operations.law import follow  # noqa: E402
from cases.projection import BATCH, refresh_batch  # noqa: E402
from cases.timeline.facts import Facts  # noqa: E402
from cases.timeline.rules import Rule  # noqa: E402
from cases.timeline.schedule import deadlines  # noqa: E402

FILES = int(os.environ.get("FILES", "100000"))
WHOLE = min(FILES, 2_000)
KEY = "first_year_evaluation"
NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
PROJECTOR = system(Role.PROJECTOR)
WIDTH = 40


def fill() -> None:
    superuser = psycopg2.connect(os.environ["DATABASE_URL"].replace("ontzorg_app", "postgres"))
    with superuser, superuser.cursor() as cursor:
        cursor.execute((Path(__file__).parent / "_bulk.sql").read_text().replace(":files", str(FILES)))
    superuser.close()


def change_the_law() -> RuleChange:
    """One row as two people would have made it."""
    with acting_as(PROJECTOR):
        one, two = User.objects.order_by("pk")[:2]
    superuser = psycopg2.connect(os.environ["DATABASE_URL"].replace("ontzorg_app", "postgres"))
    with superuser, superuser.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_rulechange (key, version, due_days, opens_more, due_more, in_force_from, basis, reason,"
            " proposed_by_id, proposed_at, decided_by_id, decided_at, activated)"
            " VALUES (%s, 3, 371, '{}', '{}', %s, 'Stb. 2026, 1', 'Overgangsrecht', %s, %s, %s, %s, true)",
            [KEY, date(2024, 1, 1), one.pk, NOW, two.pk, NOW],
        )
    superuser.close()
    with acting_as(PROJECTOR):
        found: RuleChange = RuleChange.objects.get()
        return found


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def facts_in_batches(files: int) -> Iterator[list[Facts]]:
    last = done = 0
    while done < files:
        with acting_as(PROJECTOR):
            found = AbsenceCase.objects.with_facts().filter(pk__gt=last).order_by("pk")
            batch = list(found[: min(BATCH, files - done)])
        last, done = batch[-1].pk, done + len(batch)
        yield [case.facts() for case in batch]


def pure(files: int, rules: Sequence[Rule]) -> float:
    """Seconds of computing alone; reading the facts is not counted."""
    return sum(timed(lambda facts=facts: [deadlines(one, rules) for one in facts]) for facts in facts_in_batches(files))


def bar(done: int, total: int) -> None:
    filled = WIDTH * done // total
    end = "\n" if done >= total else ""
    print(
        f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} of {total:,} files", end=end, file=sys.stderr, flush=True
    )


def follow_the_change(row: RuleChange) -> None:
    last = done = 0
    while ids := follow(as_change(row), after=last):
        last, done = ids[-1], done + len(ids)
        bar(done, FILES)


def whole(files: int) -> None:
    with acting_as(PROJECTOR):
        rules, cases = rules_in_force(), AbsenceCase.objects.all()
    last = done = 0
    while done < files:
        ids = refresh_batch(cases.filter(pk__gt=last), rules, wait=True)
        last, done = ids[-1], done + len(ids)
        bar(done, files)


def say(what: str, ours: float, files: int, bare: float) -> None:
    each, alone = ours / files * 1000, bare / WHOLE * 1000
    print(
        f"{what}: {each / alone:.1f} times the pure computation, "
        f"{each:.2f} ms a file against {alone:.2f} ms, {ours:.0f} s in all"
    )


def main() -> None:
    fill()
    row = change_the_law()
    with acting_as(PROJECTOR):
        rules = rules_in_force()
    ours = timed(lambda: follow_the_change(row))
    found = progress(as_change(row))
    assert found.finished, found
    bare = pure(WHOLE, [one for one in rules if one.key == KEY])
    say(f"{FILES:,} open files follow a change of one rule", ours, FILES, bare)
    print(f"  {found.total:,} stored steps carry the new version")
    ours, bare = timed(lambda: whole(WHOLE)), pure(WHOLE, rules)
    say(f"every step of {WHOLE:,} open files stored for the first time", ours, WHOLE, bare)
    say(f"every step of {WHOLE:,} open files compared, none stored", timed(lambda: whole(WHOLE)), WHOLE, bare)


if __name__ == "__main__":
    main()
