"""A copy of one's own data: who asks, one worker, three attempts, and gone after seven days."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import connection
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent, User
from accounts.operation import NotNow
from accounts.terms import Role
from cases.models import PurgeRecord
from documents import operations, tasks
from documents.models import OwnCopy
from documents.models.making import ATTEMPTS, WAITS_AFTER
from documents.operations import own_copy
from documents.purge import ORPHAN_AFTER, purge_own_copies
from employers.models import Membership
from tests.cast import Cast
from tests.documents import copies
from tests.factories.employers import ARRANGER


def change(copy: OwnCopy, **fields: Any) -> None:
    with acting_as(system(Role.RENDERER)):
        OwnCopy.objects.filter(pk=copy.pk).update(**fields)


def events(actor: Actor, action: str) -> int:
    with acting_as(actor):
        return AuditEvent.objects.visible_to(actor).filter(action=action).count()


def today() -> date:
    return timezone.localdate()


@pytest.mark.usefixtures("private_files")
def test_the_task_makes_it_and_leaves_a_trace_on_behalf_of_the_employee(cast: Cast) -> None:
    copy = copies.make(cast.carla)
    assert (copy.state, copy.progress, copy.attempts) == ("ready", 100, 1)
    assert copy.size > 0
    assert events(cast.carla, "ask_copy") == 1
    renderer = system(Role.RENDERER)
    with acting_as(renderer):
        made = AuditEvent.objects.get(action="make_copy")
    assert (made.on_behalf_of_id, made.subject_id) == (cast.carla.user_id, cast.carla_file.pk)


@pytest.mark.usefixtures("private_files")
def test_taking_it_leaves_a_trace(cast: Cast) -> None:
    copy = copies.make(cast.carla)
    operations.take_copy(actor=cast.carla, copy=copy, today=today())
    assert events(cast.carla, "take_copy") == 1


def test_not_ready_is_not_taken(cast: Cast) -> None:
    with pytest.raises(NotNow, match="nog niet klaar"):
        operations.take_copy(actor=cast.carla, copy=copies.ask(cast.carla), today=today())


@pytest.mark.usefixtures("private_files")
def test_last_day_is_the_day_before_it_is_removed(cast: Cast) -> None:
    copy = copies.make(cast.carla)
    assert copy.removed_on == timezone.localdate(copy.asked_at) + timedelta(days=7)
    operations.take_copy(actor=cast.carla, copy=copy, today=copy.removed_on - timedelta(days=1))
    with pytest.raises(NotNow, match="verlopen"):
        operations.take_copy(actor=cast.carla, copy=copy, today=copy.removed_on)


@pytest.mark.usefixtures("private_files")
@pytest.mark.parametrize("who", ["anna", "noor", "daan", "bert", "ina"])
def test_nobody_else_asks_or_takes_or_knows(cast: Cast, who: str) -> None:
    copy, other = copies.make(cast.carla), getattr(cast, who)
    with pytest.raises(PermissionDenied):
        operations.ask_copy(actor=other, at=timezone.now())
    with pytest.raises(PermissionDenied):
        operations.take_copy(actor=other, copy=copy, today=today())
    with acting_as(other), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_owncopy")
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("private_files")
def test_another_employee_finds_nothing(cast: Cast) -> None:
    copy = copies.make(cast.carla)
    with pytest.raises(ObjectDoesNotExist):
        operations.take_copy(actor=cast.finn, copy=copy, today=today())
    with acting_as(cast.finn), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_owncopy")
        assert cursor.fetchone() == (0,)


def test_asking_twice_makes_one(cast: Cast) -> None:
    copies.ask(cast.carla)
    with pytest.raises(NotNow, match="al gemaakt"):
        copies.ask(cast.carla)
    assert events(cast.carla, "ask_copy") == 1


def test_asking_again_replaces_file_and_period(
    cast: Cast, private_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    first = copies.make(cast.carla)
    with django_capture_on_commit_callbacks(execute=True):
        second = copies.make(cast.carla)
    assert first.pk == second.pk
    assert not (private_files / first.path).exists()
    assert (private_files / second.path).exists()
    assert second.asked_at > first.asked_at


def test_second_worker_goes_away(cast: Cast) -> None:
    copy = copies.ask(cast.carla)
    assert own_copy.claim_copy(copy.pk, timezone.now()) is not None
    assert own_copy.claim_copy(copy.pk, timezone.now()) is None
    assert tasks.make_copy.apply(kwargs={"copy_id": copy.pk}).get() is False


def test_worker_that_is_gone_is_replaced_and_cannot_finish_any_more(cast: Cast, private_files: Path) -> None:
    copy, start = copies.ask(cast.carla), timezone.now()
    gone = own_copy.claim_copy(copy.pk, start)
    assert own_copy.claim_copy(copy.pk, start + OwnCopy.stuck_after) is None
    later = own_copy.claim_copy(copy.pk, start + OwnCopy.stuck_after + timedelta(seconds=1))
    assert gone is not None
    assert later is not None
    made = own_copy.Made("copies/a.zip", 1, "0" * 64)
    with pytest.raises(NotNow):
        operations.finish_copy(actor=system(Role.RENDERER), copy=copy, held=gone, made=made, at=start)
    own_copy.report_copying(gone, 99)
    own_copy.note_copy_failure(gone, error="OSError")
    assert (copies.fresh(cast.carla).state, copies.fresh(cast.carla).progress) == ("making", own_copy.CLAIMED)


def test_lost_task_is_found_by_the_sweep(cast: Cast) -> None:
    copy = copies.ask(cast.carla)
    assert own_copy.forgotten_copies(copy.asked_at + WAITS_AFTER) == []
    assert own_copy.forgotten_copies(copy.asked_at + WAITS_AFTER + timedelta(seconds=1)) == [copy.pk]


def test_three_failures_and_the_employee_may_ask_again(cast: Cast, private_files: Path) -> None:
    (private_files / "copies").write_text("a file where the folder should be")
    copy, states = copies.ask(cast.carla), []
    for _ in range(ATTEMPTS):
        tasks.make_copy.apply(kwargs={"copy_id": copy.pk})
        states.append(copies.fresh(cast.carla).state)
    assert states == ["queued", "queued", "failed"]
    assert copies.fresh(cast.carla).error in {"FileExistsError", "NotADirectoryError"}  # a name, never a text
    assert copies.ask(cast.carla).state == "queued"


def test_worker_that_is_killed_each_time_gives_up(cast: Cast) -> None:
    copy = copies.ask(cast.carla)
    change(copy, attempts=ATTEMPTS)
    assert own_copy.claim_copy(copy.pk, timezone.now()) is None
    assert (copies.fresh(cast.carla).state, copies.fresh(cast.carla).error) == ("failed", "WorkerKilled")


@pytest.mark.parametrize("lost", ["role", "account"])
def test_who_lost_the_role_meanwhile_gets_nothing(cast: Cast, private_files: Path, lost: str) -> None:
    """The task reads with the rights that the person has when it runs, not when it was asked for."""
    copy = copies.ask(cast.carla)
    if lost == "role":
        purger = system(Role.PURGER)
        with acting_as(purger):
            Membership.objects.filter(pk=cast.carla.membership_id).delete()
    else:
        User.objects.filter(pk=cast.carla.user_id).update(is_active=False)
    tasks.make_copy.apply(kwargs={"copy_id": copy.pk})
    with acting_as(system(Role.RENDERER)):
        kept = OwnCopy.objects.get(pk=copy.pk)
    assert (kept.state, kept.error, kept.path) == ("queued", "NoOwner", "")
    assert list(private_files.iterdir()) == []


def test_old_copies_go_with_their_files_and_with_proof(
    cast: Cast, private_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    old, young = copies.make(cast.carla), copies.make(cast.finn)
    change(old, asked_at=old.asked_at - timedelta(days=7))
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.remove_old_copies() == 1
    assert not (private_files / old.path).exists()
    assert (private_files / young.path).exists()
    with acting_as(cast.carla):
        assert not OwnCopy.objects.visible_to(cast.carla).exists()
    assert copies.fresh(cast.finn).is_ready
    with acting_as(ARRANGER):
        proof = PurgeRecord.objects.get()
    assert (proof.kind, proof.rows, proof.counts) == ("own_copy", 1, {"documents.owncopy": 1})
    assert proof.cut_off == today() - timedelta(days=7)
    assert tasks.remove_old_copies() == 0


def test_a_day_early_nothing_goes(cast: Cast, private_files: Path) -> None:
    copy = copies.make(cast.carla)
    change(copy, asked_at=copy.asked_at - timedelta(days=6))
    assert purge_own_copies(on=today(), at=timezone.now()) == 0
    assert copies.fresh(cast.carla).is_ready
    with acting_as(ARRANGER):
        assert not PurgeRecord.objects.exists()


def test_file_without_a_row_goes_after_an_hour(cast: Cast, private_files: Path) -> None:
    copy = copies.make(cast.carla)
    lost = private_files / "copies" / "lost.zip"
    lost.write_bytes(b"x")
    purge_own_copies(on=today(), at=timezone.now())
    assert lost.exists()
    purge_own_copies(on=today(), at=timezone.now() + ORPHAN_AFTER + timedelta(minutes=1))
    assert not lost.exists()
    assert (private_files / copy.path).exists()
