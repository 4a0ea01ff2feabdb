"""Making the PDF: progress, one worker at a time, three attempts, then the desk."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.operation import NotNow
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from documents import operations, tasks
from documents.models import Document, Rendition
from documents.models.making import ATTEMPTS, WAITS_AFTER
from documents.operations import rendering
from tests.cast import Cast
from tests.documents import arrange


@pytest.fixture
def document(cast: Cast, case: AbsenceCase) -> Document:
    return arrange.signed_plan(cast, case)


def rendition_of(document: Document) -> Rendition:
    with acting_as(system(Role.RENDERER)):
        found: Rendition = Rendition.objects.get(document_id=document.pk)
        return found


def change(document: Document, **fields: Any) -> None:
    with acting_as(system(Role.RENDERER)):
        Rendition.objects.filter(document_id=document.pk).update(**fields)


def test_pdf_is_made_and_kept(document: Document, private_files: Path) -> None:
    assert tasks.render_document.apply(kwargs={"rendition_id": rendition_of(document).pk}).get() is True
    found = rendition_of(document)
    assert (found.state, found.progress, found.attempts) == ("ready", 100, 1)
    content = (private_files / found.path).read_bytes()
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() == found.sha256


def test_all_who_get_a_copy_hear_of_it(cast: Cast, document: Document, private_files: Path) -> None:
    tasks.render_document.apply(kwargs={"rendition_id": rendition_of(document).pk}).get()
    for actor in (cast.anna, cast.carla, cast.noor, cast.daan):
        with acting_as(actor):
            assert Notice.objects.visible_to(actor).get(kind="document_ready").term == "Plan van aanpak"


def test_second_worker_goes_away(document: Document) -> None:
    rendition = rendition_of(document)
    assert rendering.claim(rendition.pk, timezone.now()) is not None
    assert rendering.claim(rendition.pk, timezone.now()) is None
    assert tasks.render_document.apply(kwargs={"rendition_id": rendition.pk}).get() is False


def test_ready_pdf_is_not_made_again(document: Document, private_files: Path) -> None:
    number = rendition_of(document).pk
    tasks.render_document.apply(kwargs={"rendition_id": number}).get()
    assert tasks.render_document.apply(kwargs={"rendition_id": number}).get() is False


def test_worker_that_is_gone_is_replaced_and_cannot_finish_any_more(document: Document) -> None:
    rendition, start = rendition_of(document), timezone.now()
    gone = rendering.claim(rendition.pk, start)
    assert rendering.claim(rendition.pk, start + Rendition.stuck_after) is None
    later = rendering.claim(rendition.pk, start + Rendition.stuck_after + timedelta(seconds=1))
    assert gone is not None
    assert later is not None
    assert later.attempt == 2
    actor = system(Role.RENDERER)
    with pytest.raises(NotNow):
        operations.finish_rendering(
            actor=actor, document=document, held=gone, path="a.pdf", sha256="0" * 64, at=timezone.now()
        )
    rendering.report_progress(gone, 99)
    assert rendition_of(document).progress == rendering.CLAIMED
    rendering.note_failure(gone, error="OSError", at=timezone.now())
    assert rendition_of(document).state == "rendering"


def test_progress_is_kept_for_the_page(document: Document) -> None:
    held = rendering.claim(rendition_of(document).pk, timezone.now())
    assert held is not None
    rendering.report_progress(held, rendering.WRITTEN)
    assert rendition_of(document).progress == rendering.WRITTEN


def test_three_failures_are_a_task_for_the_desk(cast: Cast, document: Document, settings: Any, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file where the folder should be")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(in_the_way)},
        }
    }
    states = []
    for _ in range(ATTEMPTS):
        tasks.render_document.apply(kwargs={"rendition_id": rendition_of(document).pk})
        states.append(rendition_of(document).state)
    assert states == ["queued", "queued", "failed"]
    # The name of the class only: the text of an error could quote the document.
    assert rendition_of(document).error in {"FileExistsError", "NotADirectoryError"}
    with acting_as(cast.ina):
        assert Notice.objects.visible_to(cast.ina).filter(kind="render_failed").count() == 1


def test_desk_has_it_made_again(cast: Cast, document: Document, private_files: Path) -> None:
    change(document, state="failed", attempts=ATTEMPTS)
    operations.retry_render(actor=cast.ina, document=document, at=timezone.now())
    assert (rendition_of(document).state, rendition_of(document).attempts) == ("queued", 0)
    assert tasks.render_document.apply(kwargs={"rendition_id": rendition_of(document).pk}).get() is True
    with pytest.raises(NotNow):
        operations.retry_render(actor=cast.ina, document=document, at=timezone.now())


def test_forgotten_ones_are_found(document: Document) -> None:
    now = timezone.now()
    number = rendition_of(document).pk
    change(document, queued_at=now)
    just_in_time, too_late = now + WAITS_AFTER, now + WAITS_AFTER + timedelta(seconds=1)
    assert number not in rendering.forgotten(just_in_time)
    assert number in rendering.forgotten(too_late)
    rendering.claim(number, now)
    assert number not in rendering.forgotten(too_late)
    assert number in rendering.forgotten(now + Rendition.stuck_after + timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_claim(transactional_db: None, document: Document) -> None:
    number, at = rendition_of(document).pk, timezone.now()
    together = threading.Barrier(2)

    def work() -> object:
        together.wait()
        try:
            return rendering.claim(number, at)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        claims = [future.result() for future in [pool.submit(work) for _ in range(2)]]
    assert len([held for held in claims if held is not None]) == 1
    assert rendition_of(document).attempts == 1


def test_signing_asks_for_the_pdf_after_the_commit(
    cast: Cast, case: AbsenceCase, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    asked: list[dict[str, int]] = []

    def ask(kwargs: dict[str, int]) -> None:
        asked.append(kwargs)

    monkeypatch.setattr(tasks.render_document, "apply_async", ask)
    monkeypatch.setattr("cases.receivers.following.mail_notices.apply_async", lambda kwargs: None)
    with django_capture_on_commit_callbacks(execute=True):
        document = arrange.signed_plan(cast, case)
    assert {"rendition_id": rendition_of(document).pk} in asked


def test_worker_that_is_killed_each_time_ends_in_a_task_for_the_desk(cast: Cast, document: Document) -> None:
    """A killed worker cannot say that it failed; the next claim does it in its place."""
    at = timezone.now()
    change(document, state="rendering", attempts=ATTEMPTS, started_at=at - Rendition.stuck_after - timedelta(seconds=1))
    assert rendering.claim(rendition_of(document).pk, at) is None
    found = rendition_of(document)
    assert (found.state, found.attempts, found.error) == ("failed", ATTEMPTS, "WorkerKilled")
    with acting_as(cast.ina):
        assert Notice.objects.visible_to(cast.ina).filter(kind="render_failed").count() == 1


def test_pdf_that_nobody_will_find_is_not_kept(document: Document, private_files: Path) -> None:
    """Another worker took over while this one was storing: its file holds a BSN and has no row."""
    held = rendering.claim(rendition_of(document).pk, timezone.now())
    assert held is not None
    change(document, attempts=held.attempt + 1)
    with pytest.raises(NotNow):
        tasks.finish(held, b"%PDF", timezone.now())
    assert [path for path in private_files.rglob("*") if path.is_file()] == []
