"""The page that adds a paper, the download, and what each role finds in the dossier."""

from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actor import acting_as
from cases.models import AbsenceCase
from documents import operations
from documents.models import Attachment
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange
from tests.documents.papers import make_image, make_pdf

pytestmark = pytest.mark.usefixtures("private_files")


@pytest.fixture(autouse=True)
def _on_that_day() -> Any:
    with time_machine.travel(arrange.AT, tick=False):
        yield


def sent(content: bytes, name: str = "ontslagbrief Carla Bos depressie.pdf", **more: Any) -> dict[str, Any]:
    """The whole form, filled in."""
    file = SimpleUploadedFile(name, content, "text/html")
    answers = {"kind": "expert_opinion", "dated_on": f"{arrange.TODAY}", "no_medical": "on"}
    return answers | {"file": file} | more


def address(case: AbsenceCase) -> str:
    return reverse("documents:add_attachment", args=[case.pk])


def added(case: AbsenceCase, actor: Any) -> Attachment:
    with acting_as(actor):
        found: Attachment = Attachment.objects.get(case=case)
        return found


def test_paper_is_added_and_downloaded_under_a_name_that_says_nothing(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    answer = as_actor(cast.carla).post(address(case), sent(make_pdf()))
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    paper = added(case, cast.carla)
    page = as_actor(cast.noor).get(answer["Location"]).content.decode()
    assert "Deskundigenoordeel van UWV" in page
    assert "depressie" not in page
    taken = as_actor(cast.noor).get(reverse("documents:attachment", args=[paper.pk]))
    assert b"".join(taken.streaming_content) == make_pdf()
    name = f'attachment; filename="Deskundigenoordeel-{case.number}-{paper.pk}.pdf"'
    assert (taken["Content-Disposition"], taken["Content-Type"]) == (name, "application/pdf")
    assert taken["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in taken["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><script>alert(1)</script>", "geen pdf, jpg of png"),
        (b"", "Dit bestand is leeg"),
    ],
)
def test_what_it_is_follows_from_the_content(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, content: bytes, says: str
) -> None:
    answer = as_actor(cast.anna).post(address(case), sent(content), follow=True)
    assert says in answer.content.decode()


def test_image_sent_as_a_pdf_is_kept_as_an_image(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    as_actor(cast.anna).post(address(case), sent(make_image("PNG")))
    assert added(case, cast.anna).media_type == "image/png"


def test_mistake_keeps_the_other_answers_and_asks_for_the_file_again(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    answer = as_actor(cast.anna).post(address(case), sent(make_pdf(), no_medical=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lees het stuk na en kruis dit aan" in page
    assert "Kies het bestand opnieuw" in page
    assert f'value="{arrange.TODAY}"' in page
    with acting_as(cast.anna):
        assert not Attachment.objects.exists()


def test_file_above_the_limit_is_refused_with_its_limit(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, settings: Any
) -> None:
    settings.UPLOAD_MOST_BYTES = 1024 * 1024
    answer = as_actor(cast.anna).post(address(case), sent(make_pdf() + bytes(1024 * 1024)))
    assert answer.status_code == 422
    assert "groter dan 1 MB" in answer.content.decode()


def test_doctor_reads_and_desk_finds_nothing(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    as_actor(cast.anna).post(address(case), sent(make_pdf()))
    paper = added(case, cast.anna)
    page = as_actor(cast.daan).get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert "Deskundigenoordeel van UWV" in page
    assert "Stuk toevoegen" not in page
    assert as_actor(cast.daan).get(address(case)).status_code == 403
    page = as_actor(cast.ina).get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert "Stukken van buiten" not in page
    for name in ("documents:attachment", "documents:withdraw_attachment"):
        for actor in (cast.ina, cast.bert, cast.eva):
            browser = as_actor(actor)
            send = browser.post if name.endswith("withdraw_attachment") else browser.get
            assert send(reverse(name, args=[paper.pk])).status_code == 404


def test_withdrawn_paper_stays_named_and_cannot_be_read(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    as_actor(cast.anna).post(address(case), sent(make_pdf()))
    paper = added(case, cast.anna)
    browser = as_actor(cast.anna)
    answer = browser.post(reverse("documents:withdraw_attachment", args=[paper.pk]), follow=True)
    page = answer.content.decode()
    assert "teruggenomen en vernietigd" in page
    assert "Teruggenomen" in page
    assert reverse("documents:attachment", args=[paper.pk]) + '"' not in page
    assert browser.get(reverse("documents:attachment", args=[paper.pk])).status_code == 404


def test_employee_does_not_see_the_button_for_the_paper_of_the_employer(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    as_actor(cast.anna).post(address(case), sent(make_pdf()))
    withdraw = reverse("documents:withdraw_attachment", args=[added(case, cast.anna).pk])
    pages = {
        actor.role.value: withdraw in as_actor(actor).get(reverse("cases:detail", args=[case.pk])).content.decode()
        for actor in (cast.anna, cast.carla, cast.noor, cast.daan)
    }
    assert pages == {"employer": True, "employee": False, "ontzorgmanager": True, "bedrijfsarts": False}


def test_kept_file_that_was_changed_on_disk_is_not_given(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, private_files: Any
) -> None:
    as_actor(cast.anna).post(address(case), sent(make_pdf()))
    paper = added(case, cast.anna)
    (private_files / paper.path).write_bytes(b"%PDF-1.7 something else")
    assert as_actor(cast.anna).get(reverse("documents:attachment", args=[paper.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_dossier_asks_one_query_for_papers(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        operations.add_attachment(
            actor=cast.anna,
            case=case,
            kind="work_offer",
            dated_on=arrange.TODAY,
            content=make_pdf(),
            today=arrange.TODAY,
            at=arrange.AT,
        )
    browser = as_actor(cast.noor)
    with django_assert_num_queries(73):
        browser.get(reverse("cases:detail", args=[case.pk]))
