"""The page "Mijn gegevens": asking, waiting, downloading; and nobody else gets any of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import AuditEvent
from documents import tasks
from tests.cast import Cast
from tests.confirming import SECRET, confirm, shown, with_app
from tests.conftest import AsActor
from tests.documents import arrange, copies
from tests.factories.cases import assign, report
from tests.second_factor import codes

PAGE = "/documenten/mijn-gegevens/"


def test_it_is_linked_from_the_start_page(cast: Cast, as_actor: AsActor) -> None:
    assert reverse("documents:own_data") == PAGE
    assert f'href="{PAGE}"' in as_actor(cast.carla).get("/").content.decode()
    assert f'href="{PAGE}"' not in as_actor(cast.anna).get("/").content.decode()


def test_asking_shows_progress_and_then_the_download(
    cast: Cast, as_actor: AsActor, private_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    browser = as_actor(cast.carla)
    assert "Kopie maken" in browser.get(PAGE).content.decode()
    with django_capture_on_commit_callbacks() as queued:
        asked = browser.post(PAGE)
    assert (asked.status_code, asked.headers["Location"]) == (303, PAGE)
    assert queued
    waiting = browser.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert "Staat klaar om te maken" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    assert "<html" not in waiting
    assert browser.post(PAGE).status_code == 409
    for callback in queued:
        callback()
    copy = copies.fresh(cast.carla)
    if copy.is_busy:  # no worker in a test: do what it would do
        tasks.make_copy.apply(kwargs={"copy_id": copy.pk}).get()
    ready = browser.get(PAGE).content.decode()
    assert reverse("documents:take_copy", args=[copy.pk]) in ready
    assert "hx-trigger" not in ready


def test_download_is_an_attachment_without_a_name_in_it(cast: Cast, as_actor: AsActor, private_files: Path) -> None:
    copy = copies.make(cast.carla)
    answer = as_actor(cast.carla).get(reverse("documents:take_copy", args=[copy.pk]))
    assert answer.status_code == 200
    day = f"{copy.asked_at.astimezone():%Y-%m-%d}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="mijn-gegevens-{day}.zip"'
    assert answer.headers["Content-Type"] == "application/zip"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    files = copies.unzip(b"".join(answer.streaming_content))  # type: ignore[attr-defined]  # a FileResponse
    assert "Carla" in files["index.html"].decode()
    with acting_as(cast.carla):
        assert AuditEvent.objects.visible_to(cast.carla).filter(action="take_copy").count() == 1


def test_copy_is_downloaded_after_a_code(cast: Cast, as_actor: AsActor, private_files: Path) -> None:
    carla = with_app(cast.carla, as_actor)
    take = reverse("documents:take_copy", args=[copies.make(cast.carla).pk])
    asked = carla.get(take)
    assert (
        asked.headers["Location"]
        == f"{reverse('mfa_reauthenticate')}?next=%2Fdocumenten%2Fmijn-gegevens%2F%3Fverder%3D1"
    )
    assert "Bent u het zelf?" in carla.get(asked.headers["Location"]).content.decode()
    wrong = confirm(carla, asked.headers["Location"], "000000")
    assert "Deze code klopt niet" in wrong.content.decode()
    done = confirm(carla, asked.headers["Location"], codes(SECRET)[1])
    assert (done.status_code, done.headers["Location"]) == (302, f"{PAGE}?verder=1")
    page = carla.get(done.headers["Location"])
    assert page.headers["Refresh"] == f"1; url={take}"
    assert "Het downloaden begint vanzelf" in page.content.decode()
    assert carla.get(take).status_code == 200


def test_page_starts_no_download_for_who_did_not_show_it(cast: Cast, as_actor: AsActor, private_files: Path) -> None:
    carla = with_app(cast.carla, as_actor)
    copies.make(cast.carla)
    page = carla.get(f"{PAGE}?verder=1")
    assert "Refresh" not in page.headers
    assert "begint vanzelf" not in page.content.decode()


def test_page_without_a_copy_starts_nothing(cast: Cast, as_actor: AsActor) -> None:
    carla = with_app(cast.carla, as_actor)
    assert "Refresh" not in shown(carla, ("mfa", 1)).get(f"{PAGE}?verder=1").headers


def test_who_has_no_copy_is_not_asked_for_a_code(cast: Cast, as_actor: AsActor, private_files: Path) -> None:
    copy = copies.make(cast.carla)
    assert with_app(cast.finn, as_actor).get(reverse("documents:take_copy", args=[copy.pk])).status_code == 404


@pytest.mark.parametrize("who", ["finn", "anna", "noor", "daan", "bert", "ina", "eva"])
def test_everybody_else_gets_404(cast: Cast, as_actor: AsActor, private_files: Path, who: str) -> None:
    """Also those who guide the file: the copy is the employee's own."""
    assign(cast, report(cast.anna, cast.carla_file), on=arrange.FIRST + timedelta(days=10))
    copy = copies.make(cast.carla)
    browser = as_actor(getattr(cast, who))
    answer = browser.get(reverse("documents:take_copy", args=[copy.pk]))
    assert answer.status_code == 404
    assert "Carla" not in answer.content.decode()
    assert browser.get(PAGE).status_code == (200 if who == "finn" else 403)
    assert browser.post(PAGE).status_code == (303 if who == "finn" else 403)


def test_expired_copy_is_not_offered_and_not_given(cast: Cast, as_actor: AsActor, private_files: Path) -> None:
    copy = copies.make(cast.carla)
    with time_machine.travel(copy.asked_at + timedelta(days=7, hours=1), tick=False):
        browser = as_actor(cast.carla)
        page = browser.get(PAGE).content.decode()
        assert "Kopie maken" in page
        assert reverse("documents:take_copy", args=[copy.pk]) not in page
        assert browser.get(reverse("documents:take_copy", args=[copy.pk])).status_code == 409


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_file_that_is_not_what_was_made_is_not_given(
    cast: Cast, as_actor: AsActor, private_files: Path, damage: str
) -> None:
    copy = copies.make(cast.carla)
    stored = private_files / copy.path
    stored.unlink() if damage == "gone" else stored.write_bytes(b"PK something else")
    assert as_actor(cast.carla).get(reverse("documents:take_copy", args=[copy.pk])).status_code == 404


def test_failed_copy_says_so_and_can_be_asked_again(cast: Cast, as_actor: AsActor, private_files: Path) -> None:
    (private_files / "copies").write_text("a file where the folder should be")
    copy = copies.ask(cast.carla)
    for _ in range(3):
        tasks.make_copy.apply(kwargs={"copy_id": copy.pk})
    browser = as_actor(cast.carla)
    page = browser.get(PAGE).content.decode()
    assert "niet gelukt" in page
    assert "FileExistsError" not in page
    assert browser.post(PAGE).status_code == 303


def _queries(cast: Cast, as_actor: AsActor) -> int:
    browser = as_actor(cast.carla)
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(PAGE).status_code == 200
    return len(seen)


def test_page_asks_the_database_as_much_with_a_full_file_as_without(
    cast: Cast, as_actor: AsActor, private_files: Path
) -> None:
    copies.make(cast.carla)
    without = _queries(cast, as_actor)
    arrange.signed_plan(cast, arrange.make_case(cast))
    assert _queries(cast, as_actor) == without
