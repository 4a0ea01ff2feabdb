"""The hash chain over the audit trail: unbroken under concurrency, and it shows whatever the owner of it changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import NotSupportedError, ProgrammingError

from accounts import chain, heads
from accounts.actor import Actor, acting_as
from accounts.audit import record
from accounts.chain import Broken, Head
from accounts.models import AuditEvent, AuditLink
from accounts.tasks import export_audit_head, verify_audit_chain
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.AUDIT_HEADS_DIR = str(tmp_path / "heads")


def write(actor: Actor, number: int = 1) -> None:
    """Events, each in a transaction of its own."""
    for _ in range(number):
        with acting_as(actor):
            record(actor=actor, action="save_draft", resource="accounts.draft", about=None)


def check(exported: tuple[Head, ...] = ()) -> int:
    """Walk the whole chain; returns how long it is."""
    return max(chain.verify(exported), default=0)


@contextmanager
def owner() -> Iterator[Any]:
    """Whoever holds the keys of the database: no privilege and no policy stops this role."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("ALTER TABLE accounts_auditevent DISABLE ROW LEVEL SECURITY")
        try:
            yield cursor
        finally:
            cursor.execute("ALTER TABLE accounts_auditevent ENABLE ROW LEVEL SECURITY")
            cursor.execute("RESET ROLE")


def ids() -> list[int]:
    """The events in the order of the chain."""
    return list(AuditLink.objects.order_by("position").values_list("event_id", flat=True))


def in_threads(*works: Any) -> list[Thread]:
    def closing(work: Any) -> Any:
        def run() -> None:
            try:
                work()
            finally:
                connection.close()

        return run

    threads = [Thread(target=closing(work)) for work in works]
    for thread in threads:
        thread.start()
    return threads


def test_empty_chain_is_whole() -> None:
    assert check() == 0
    assert chain.head() == Head(0, None, "")


def test_each_committed_event_gets_the_next_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    write(cast.anna, 3)
    with acting_as(cast.anna):
        write(cast.anna, 2)
        assert AuditLink.objects.count() == 3  # only at commit
    with pytest.raises(RuntimeError), acting_as(cast.anna):
        write(cast.anna)
        raise RuntimeError
    assert [link.position for link in AuditLink.objects.order_by("position")] == [1, 2, 3, 4, 5]
    monkeypatch.setattr(chain, "BATCH", 2)
    assert list(chain.verify()) == [2, 4, 5]


def test_two_who_write_at_once_make_one_unbroken_chain(cast: Cast) -> None:
    together = Barrier(3)

    def work(actor: Actor) -> None:
        together.wait(10)
        write(actor, 15)

    for thread in in_threads(*(lambda actor=actor: work(actor) for actor in (cast.anna, cast.bert, cast.noor))):
        thread.join(60)
    assert check() == 45


def test_long_transaction_holds_nobody_up(cast: Cast) -> None:
    """The chain is locked while committing and not before; who commits first comes first."""
    written, may_end = Event(), Event()

    def slow() -> None:
        with acting_as(cast.anna):
            write(cast.anna)
            written.set()
            assert may_end.wait(20)

    threads = in_threads(slow)
    assert written.wait(10)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        write(cast.bert)
        assert AuditLink.objects.count() == 1
    finally:
        may_end.set()
        threads[0].join(20)
        connection.close()
    first, second = ids()
    assert first > second
    assert check() == 2


FORBIDDEN = (
    "INSERT INTO accounts_auditlink (position, event_id, hash) VALUES (99, 99, 'x')",
    "UPDATE accounts_auditlink SET hash = 'x'",
    "DELETE FROM accounts_auditlink",
    "UPDATE accounts_auditevent SET purpose = 'help'",
    "DELETE FROM accounts_auditevent",
    "ALTER TABLE accounts_auditevent DISABLE TRIGGER accounts_link_event",
    "DROP TRIGGER accounts_link_event ON accounts_auditevent",
    "SET session_replication_role = 'replica'",
    "SELECT accounts_link_event()",
    "CREATE OR REPLACE FUNCTION accounts_link_event() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
)


def test_runtime_role_cannot_touch_the_chain(cast: Cast) -> None:
    write(cast.anna)
    refused = r"permission denied|must be owner|only be called"
    for statement in FORBIDDEN:
        with pytest.raises((ProgrammingError, NotSupportedError), match=refused):
            with acting_as(cast.anna), connection.cursor() as cursor:
                cursor.execute(statement)
    assert check() == 1


EVENT = "accounts_auditevent WHERE id = (SELECT event_id FROM accounts_auditlink WHERE position = {place})"
CHANGED = "position 2: event {second} is not what was recorded"
ADDED = (
    "ALTER TABLE accounts_auditevent DISABLE TRIGGER accounts_link_event",
    "INSERT INTO accounts_auditevent (at, role, action, resource, touched, purpose, session, result) "
    "VALUES (now(), 'mailer', 'mail', 'cases.notice', '{}', '', '', 'done')",
    "SET CONSTRAINTS ALL IMMEDIATE",
)
COLUMNS = (
    "purpose = 'help'",
    "at = at - interval '1 day'",
    "actor_id = NULL, role = 'scheduler'",
    "subject_id = 12",
    "ip = '192.0.2.1'",
    "touched = '{medical}'",
    "result = 'denied'",
)
SECOND = EVENT.format(place=2)
TAMPERING: tuple[tuple[tuple[str, ...], str], ...] = (
    *(((f"UPDATE {SECOND.replace(' WHERE', f' SET {column} WHERE', 1)}",), CHANGED) for column in COLUMNS),
    ((f"DELETE FROM {EVENT.format(place=1)}",), "position 1: event {first} is gone"),
    ((f"DELETE FROM {SECOND}",), "position 2: event {second} is gone"),
    ((f"DELETE FROM {EVENT.format(place=3)}",), "position 3: event {third} is gone"),
    (("DELETE FROM accounts_auditlink WHERE position = 1",), "position 2: one or more links before event {second}"),
    (("DELETE FROM accounts_auditlink WHERE position = 2",), "position 3: one or more links before event {third}"),
    (("DELETE FROM accounts_auditlink WHERE position = 3",), "event {third} has no link in the chain"),
    (("DELETE FROM accounts_auditlink",), "event {first} has no link in the chain"),
    (("UPDATE accounts_auditlink SET hash = repeat('0', 64) WHERE position = 2",), CHANGED),
    (
        (
            f"DELETE FROM {EVENT.format(place=1)}",
            "DELETE FROM accounts_auditlink WHERE position = 1",
            "UPDATE accounts_auditlink SET position = position - 1 WHERE position = 2",
            "UPDATE accounts_auditlink SET position = position - 1 WHERE position = 3",
        ),
        "position 1: event {second} is not what was recorded",
    ),
    (ADDED, "has no link in the chain"),
)


def test_whatever_the_owner_changes_is_found(cast: Cast) -> None:
    write(cast.anna, 3)
    first, second, third = ids()
    for statements, text in TAMPERING:
        with transaction.atomic():
            with owner() as cursor:
                for statement in statements:
                    cursor.execute(statement)
            with pytest.raises(Broken, match=text.format(first=first, second=second, third=third)):
                check()
            transaction.set_rollback(True)
    assert check() == 3


def cut_the_tail() -> None:
    with owner() as cursor:
        cursor.execute("DELETE FROM accounts_auditevent WHERE id = (SELECT max(event_id) FROM accounts_auditlink)")
        cursor.execute("DELETE FROM accounts_auditlink WHERE position = (SELECT max(position) FROM accounts_auditlink)")


def test_tail_that_was_cut_off_is_found_by_an_exported_head(cast: Cast) -> None:
    write(cast.anna, 3)
    export_audit_head()
    cut_the_tail()
    assert check() == 2  # by itself a shorter chain is a chain
    with pytest.raises(Broken, match="position 3: the chain ends here, an exported head counts 3"):
        check(tuple(heads.exported()))


def test_chain_that_was_computed_anew_is_found_by_an_exported_head(cast: Cast) -> None:
    write(cast.anna, 3)
    export_audit_head()
    last = ids()[-1]
    cut_the_tail()
    write(cast.anna)
    assert check() == 3
    with pytest.raises(Broken, match=f"position 3: event {ids()[-1]} is not the exported {last}"):
        check(tuple(heads.exported()))


def test_heads_are_added_and_never_written_over(cast: Cast) -> None:
    counts = []
    for _ in range(3):
        counts.append(export_audit_head())
        write(cast.anna)
    assert counts == [0, 1, 2]
    assert [head.count for head in heads.exported()] == counts
    assert oct(heads.path().stat().st_mode & 0o777) == "0o600"
    assert oct(heads.path().parent.stat().st_mode & 0o777) == "0o700"
    assert check(tuple(heads.exported())) == 3


def test_command_says_how_long_the_chain_is_and_exports_its_head(cast: Cast) -> None:
    write(cast.anna, 2)
    for what, text in (("export", "2 events, head"), ("verify", "2 events, unbroken; 1 exported heads agree")):
        out = StringIO()
        call_command("audit", what, stdout=out)
        assert out.getvalue().startswith(text)


def test_command_fails_and_names_the_first_bad_row(cast: Cast) -> None:
    write(cast.anna, 3)
    with owner() as cursor:
        cursor.execute("UPDATE accounts_auditevent SET purpose = 'help' WHERE id >= %s", [ids()[1]])
    with pytest.raises(CommandError, match=f"position 2: event {ids()[1]} is not what was recorded"):
        call_command("audit", "verify", stdout=StringIO())


def test_checking_does_not_depend_on_the_time_zone_of_the_session(cast: Cast) -> None:
    write(cast.anna)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Kolkata'")
        assert check() == 1
    with acting_as(cast.anna), connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Kolkata'")
        write(cast.anna)
    assert check() == 2


def test_nobody_reads_more_of_the_trail_through_its_links(cast: Cast) -> None:
    """A link holds numbers and a hash; what happened stays behind row-level security."""
    write(cast.anna)
    with acting_as(cast.eva):
        assert AuditLink.objects.count() == 1
        assert not AuditEvent.objects.exists()


def test_command_says_that_no_head_was_exported(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    write(cast.anna)
    call_command("audit", "verify")
    assert "No head was exported yet" in capsys.readouterr().err


def test_command_fails_on_a_head_that_was_half_written(cast: Cast) -> None:
    write(cast.anna)
    heads.path().parent.mkdir()
    heads.path().write_text('{"at": "2026-01-05')
    with pytest.raises(CommandError, match="holds a line that is no head"):
        call_command("audit", "verify")


def test_each_night_somebody_hears_of_a_broken_chain(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    write(cast.anna, 3)
    assert verify_audit_chain() == 3
    assert caplog.records == []
    with owner() as cursor:
        cursor.execute("UPDATE accounts_auditevent SET purpose = 'help' WHERE id >= %s", [ids()[1]])
    assert verify_audit_chain() == 0
    [record] = caplog.records
    assert (record.levelname, record.getMessage().split(": ")[0]) == (
        "ERROR",
        "The audit trail is broken. position 2",
    )
