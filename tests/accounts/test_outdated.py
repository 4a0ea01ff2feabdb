"""What is past its period leaves the audit trail from the front: the rest stays a chain, and nothing else can go."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.utils import InternalError, ProgrammingError

from accounts import chain, heads, outdated
from accounts.actor import Actor, acting_as, system
from accounts.chain import Broken, Head
from accounts.models import AuditEvent, AuditLink, AuditStart, WordingOverride
from accounts.terms import Role
from cases.models import AbsenceCase, LegalHold, PurgeRecord
from documents.operations.purging_log import purge_log
from tests.accounts.test_chain import check, ids, in_threads, owner, write
from tests.cast import Cast
from tests.factories.cases import report

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = datetime(2019, 3, 4, 9, tzinfo=UTC)
TODAY, NOW = date(2026, 1, 14), datetime(2026, 1, 14, 9, tzinfo=UTC)
PURGER = system(Role.PURGER)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.AUDIT_HEADS_DIR = str(tmp_path / "heads")


def write_old(actor: Actor, number: int = 1) -> None:
    with time_machine.travel(LONG_AGO, tick=False):
        write(actor, number)


def purge(on: date = TODAY) -> dict[str, int]:
    record = purge_log(actor=PURGER, on=on, at=NOW, proof=True)
    assert record is not None
    return dict(record.counts)


def start() -> tuple[int, int | None]:
    found = chain.start()
    return found.count, found.event_id


def test_old_events_go_and_the_rest_is_a_chain(cast: Cast) -> None:
    write_old(cast.anna, 3)
    write(cast.anna, 2)
    last = ids()[2]
    assert purge() == {"accounts.auditevent": 3}
    assert start() == (3, last)
    assert check(tuple(heads.exported())) == 6  # two, and the one of the purge itself
    write(cast.bert)
    assert [link.position for link in AuditLink.objects.order_by("position")] == [4, 5, 6, 7]
    assert check(tuple(heads.exported())) == 7
    with acting_as(system(Role.AUDITOR)):
        assert not AuditEvent.objects.filter(at__year=2019).exists()
    assert purge() == {}


def test_trail_of_which_nothing_is_left_goes_on_where_it_was(cast: Cast) -> None:
    write_old(cast.anna, 2)
    with transaction.atomic(), acting_as(PURGER):
        assert outdated.remove(chain.head()) == 2
    assert (chain.head().count, check()) == (2, 0)
    write(cast.anna)
    assert [link.position for link in AuditLink.objects.all()] == [3]
    assert check() == 3


def test_period_counts_in_years_from_the_day_of_the_line(cast: Cast) -> None:
    write_old(cast.anna)
    assert purge(date(2024, 3, 3)) == {}
    assert purge(date(2024, 3, 4)) == {"accounts.auditevent": 1}


def test_event_of_a_file_that_is_held_stays_and_so_does_what_came_after(cast: Cast) -> None:
    with time_machine.travel(LONG_AGO, tick=False):
        write(cast.anna, 2)
        case = report(cast.anna, cast.carla_file)
        write(cast.anna)
    hold(cast, case)
    before = ids()
    assert purge() == {"accounts.auditevent": 2}
    assert ids()[: len(before) - 2] == before[2:]
    with acting_as(cast.desk):
        LegalHold.objects.update(lifted_on=TODAY, lifted_by=cast.desk.user_id)
    assert purge()["accounts.auditevent"] == len(before) - 2
    assert check(tuple(heads.exported())) > 0


def hold(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(cast.desk):
        LegalHold.objects.create(
            case=case, employer_id=case.employer_id, ground="dispute", since=TODAY, placed_by_id=cast.desk.user_id
        )


def test_marked_words_that_were_kept_go_too_but_not_of_a_file_that_is_held(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    hold(cast, case)
    with time_machine.travel(LONG_AGO, tick=False):
        kept_words(cast.anna, case.pk)
        kept_words(cast.anna, None)
    kept_words(cast.anna, None)
    assert purge() == {"accounts.wordingoverride": 1}
    with acting_as(cast.anna):
        assert WordingOverride.objects.count() == 2


def kept_words(actor: Actor, case_id: int | None) -> None:
    values = {"form": "vision", "field": "vision", "about_id": 1, "kinds": ["care"], "count": 1, "reason": "work"}
    with acting_as(actor):
        WordingOverride.objects.create(user_id=actor.user_id, role=actor.role, case_id=case_id, **values)


def test_removal_leaves_proof_and_no_name(cast: Cast) -> None:
    write_old(cast.anna)
    purge()
    with acting_as(cast.desk):
        record = PurgeRecord.objects.get()
    assert (record.kind, record.cut_off, record.rows) == ("access_log", date(2021, 1, 14), 1)


def test_nobody_else_and_nothing_young(cast: Cast) -> None:
    write_old(cast.anna)
    write(cast.anna)
    for actor in (cast.anna, cast.desk, system(Role.AUDITOR)):
        with pytest.raises(ProgrammingError, match="only the purger"), acting_as(actor):
            outdated.remove(Head(1, None, ""))
    for place, text in ((2, "younger than five years"), (9, "no position 9")):
        with pytest.raises(InternalError, match=text), acting_as(PURGER):
            outdated.remove(Head(place, None, ""))
    for table in ("accounts_auditevent", "accounts_auditlink", "accounts_auditstart"):
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(PURGER):
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table}")
    assert check() == 2


def test_trail_with_a_hole_is_not_papered_over(cast: Cast) -> None:
    write_old(cast.anna, 3)
    with owner() as cursor:
        cursor.execute("DELETE FROM accounts_auditevent WHERE id = %s", [ids()[1]])
    with pytest.raises(InternalError, match="not whole"):
        purge()
    assert start() == (0, None)


FORGED = (
    "UPDATE accounts_auditstart SET position = 2, hash = 'x', event_id = 1",
    "UPDATE accounts_auditstart SET hash = repeat('0', 64)",
    "UPDATE accounts_auditstart SET position = 0, hash = '', event_id = NULL",
)


@pytest.mark.parametrize("statement", FORGED)
def test_beginning_that_was_forged_is_found(cast: Cast, statement: str) -> None:
    write_old(cast.anna, 2)
    write(cast.anna, 2)
    purge()
    with owner() as cursor:
        cursor.execute(statement)
    with pytest.raises(Broken):
        check()


def test_front_that_was_cut_off_with_its_links_is_found_by_the_exported_heads(cast: Cast) -> None:
    """Whoever owns the database can move the beginning; that it was moved rightly stands outside the database only."""
    write(cast.anna, 3)
    heads.export(chain.head(), at=NOW)
    with owner() as cursor:
        cursor.execute("DELETE FROM accounts_auditevent WHERE id = %s", [ids()[0]])
        cursor.execute("UPDATE accounts_auditstart SET (position, event_id, hash) = (SELECT position, event_id, hash"
                       " FROM accounts_auditlink WHERE position = 1)")  # fmt: skip
        cursor.execute("DELETE FROM accounts_auditlink WHERE position = 1")
    assert check() == 3
    with pytest.raises(Broken, match="position 2: the chain begins here, and no exported head says so"):
        check(tuple(heads.exported()))


@contextmanager
def without_emptying() -> Iterator[None]:
    """Emptying tables is given to the runtime role for tests only, and would be enough to lock one."""
    with owner() as cursor:
        cursor.execute("REVOKE TRUNCATE ON accounts_auditstart FROM ontzorg_app")
    try:
        yield
    finally:
        with owner() as cursor:
            cursor.execute("GRANT TRUNCATE ON accounts_auditstart TO ontzorg_app")


def test_beginning_is_one_row_that_the_runtime_role_can_only_read(cast: Cast) -> None:
    write(cast.anna)
    assert AuditStart.objects.count() == 1
    for statement in (
        "SELECT * FROM accounts_auditstart FOR UPDATE",
        "SELECT * FROM accounts_auditstart FOR SHARE",
        "UPDATE accounts_auditstart SET position = 9",
        "INSERT INTO accounts_auditstart (id, position, hash) VALUES (1, 0, '')",
        "LOCK TABLE accounts_auditstart IN ROW EXCLUSIVE MODE",
    ):
        with without_emptying(), pytest.raises(ProgrammingError, match="permission denied"), acting_as(cast.anna):
            with connection.cursor() as cursor:
                cursor.execute(statement)
    with owner() as cursor, pytest.raises(IntegrityError, match="audit_start_once"), transaction.atomic():
        cursor.execute("INSERT INTO accounts_auditstart (id, position, hash) VALUES (2, 0, '')")


def test_lock_that_anybody_can_take_holds_nobody_up(cast: Cast) -> None:
    """The number of an advisory lock is no secret: the chain hangs on a row that only its owner can hold."""
    taken, may_end = Event(), Event()

    def holding() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(20180525, 32)")
            taken.set()
            assert may_end.wait(20)

    (thread,) = in_threads(holding)
    assert taken.wait(10)
    try:
        write(cast.bert)
        assert AuditLink.objects.count() == 1
    finally:
        may_end.set()
        thread.join(20)


def test_who_makes_a_link_and_does_not_commit_lets_others_wait_no_longer_than_is_said(cast: Cast) -> None:
    made, may_end = Event(), Event()

    def hanging() -> None:
        with acting_as(cast.anna), connection.cursor() as cursor:
            write(cast.anna)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            made.set()
            assert may_end.wait(20)

    with owner() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname = 'accounts_link_event'")
        assert "lock_timeout=10s" in cursor.fetchone()[0]
        cursor.execute("ALTER FUNCTION accounts_link_event() SET lock_timeout = '200ms'")
    (thread,) = in_threads(hanging)
    assert made.wait(10)
    try:
        with pytest.raises(OperationalError, match="lock timeout"):
            write(cast.bert)
    finally:
        may_end.set()
        thread.join(20)
        with owner() as cursor:
            cursor.execute("ALTER FUNCTION accounts_link_event() SET lock_timeout = '10s'")
    write(cast.bert)
    assert check() == 2


def test_moment_is_that_of_the_clock_of_the_database(cast: Cast) -> None:
    """Whatever the application says: nobody writes himself into yesterday."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute("ALTER TABLE accounts_auditevent ENABLE TRIGGER accounts_date_event")
            cursor.execute("RESET ROLE")
        began = datetime.now(tz=UTC)
        write_old(cast.anna)
        with acting_as(cast.anna), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO accounts_auditevent"
                " (at, actor_id, role, action, resource, touched, purpose, session, result)"
                " VALUES ('2001-01-01', %s, 'employer', 'read_case', 'x', '{}', '', '', 'done')",
                [cast.anna.user_id],
            )
            moments = list(AuditEvent.objects.values_list("at", flat=True))
        transaction.set_rollback(True)
    assert len(moments) == 2
    assert all(began <= at <= datetime.now(tz=UTC) for at in moments)
