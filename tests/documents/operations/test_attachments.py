"""Papers from outside: who adds which, who reads them, and that one taken back is really gone."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from PIL import Image

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from cases.operations.closing import close_due
from cases.operations.holds import hold_file
from documents import operations
from documents.models import Attachment
from documents.operations import attachments
from documents.render import ATTACHMENTS
from tests.cast import Cast
from tests.documents import arrange
from tests.documents.papers import make_image, make_pdf, with_annotation
from tests.factories import cases as files

pytestmark = pytest.mark.usefixtures("private_files")
TODAY, AT = arrange.TODAY, arrange.AT


def add(actor: Actor, case: AbsenceCase, **values: Any) -> Attachment:
    """An offer of work, unless something else is said."""
    values = {"kind": "work_offer", "dated_on": TODAY, "content": make_pdf()} | values
    added: Attachment = operations.add_attachment(actor=actor, case=case, today=TODAY, at=AT, **values)
    return added


def stored(folder: Path) -> list[str]:
    """What is in private storage."""
    return sorted(path.name for path in (folder / ATTACHMENTS).glob("*")) if (folder / ATTACHMENTS).exists() else []


def test_paper_is_read_by_the_four_who_work_on_the_file(cast: Cast, case: AbsenceCase, private_files: Path) -> None:
    paper = add(cast.anna, case)
    assert (paper.added_as, paper.media_type, paper.size) == ("employer", "application/pdf", len(make_pdf()))
    [name] = stored(private_files)
    assert name.isalnum()
    assert len(name) == 32
    for actor in (cast.anna, cast.carla, cast.noor, cast.daan):
        with acting_as(actor):
            assert Attachment.objects.visible_to(actor).get() == paper
        operations.read_attachment(actor=actor, attachment=paper)
    for actor in (cast.ina, cast.bert, cast.eva, cast.loes):
        with acting_as(actor):
            assert not Attachment.objects.visible_to(actor).exists()
            assert not Attachment.objects.exists()
        with pytest.raises((PermissionDenied, Attachment.DoesNotExist)):
            operations.read_attachment(actor=actor, attachment=paper)


def test_reading_leaves_a_trace_that_names_no_kind(cast: Cast, case: AbsenceCase) -> None:
    paper = add(cast.anna, case)
    operations.read_attachment(actor=cast.noor, attachment=paper)
    with acting_as(cast.noor):
        event = AuditEvent.objects.filter(actor_id=cast.noor.user_id).order_by("-pk")[0]
    assert (event.action, event.object_id, event.case_id) == ("read_attachment", paper.pk, case.pk)


def test_everybody_else_who_reads_it_hears_of_it(cast: Cast, case: AbsenceCase) -> None:
    add(cast.carla, case, kind="expert_opinion")
    with acting_as(cast.noor):
        mine = Notice.objects.filter(kind="paper_added").values_list("membership__role", flat=True)
        assert list(mine) == ["ontzorgmanager"]
    with acting_as(cast.carla):
        assert not Notice.objects.filter(kind="paper_added").exists()


@pytest.mark.parametrize(("who", "kind"), [("carla", "work_offer"), ("carla", "wage_sanction"), ("anna", "diagnosis")])
def test_kind_that_is_not_for_this_role_is_refused(cast: Cast, case: AbsenceCase, who: str, kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        add(getattr(cast, who), case, kind=kind)
    assert list(refused.value.message_dict) == ["kind"]


@pytest.mark.parametrize("who", ["daan", "ina", "bert"])
def test_doctor_desk_and_planner_add_nothing(cast: Cast, case: AbsenceCase, who: str) -> None:
    with pytest.raises(PermissionDenied):
        add(getattr(cast, who), case)


def test_employer_of_somebody_else_cannot_add(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(AbsenceCase.DoesNotExist):
        add(cast.eva, case)


def test_paper_of_tomorrow_and_paper_that_acts_are_refused_and_leave_nothing(
    cast: Cast, case: AbsenceCase, private_files: Path
) -> None:
    with pytest.raises(ValidationError) as refused:
        add(cast.anna, case, dated_on=TODAY + timedelta(days=1))
    assert list(refused.value.message_dict) == ["dated_on"]
    with pytest.raises(ValidationError) as refused:
        add(cast.anna, case, content=with_annotation(Type="/Annot", Subtype="/RichMedia"))
    assert list(refused.value.message_dict) == ["file"]
    assert stored(private_files) == []


def test_image_is_kept_without_what_the_camera_added(cast: Cast, case: AbsenceCase, private_files: Path) -> None:
    paper = add(cast.noor, case, content=make_image(place=True))
    kept = (private_files / paper.path).read_bytes()
    assert (len(kept), b"Kliniek" in kept) == (paper.size, False)
    assert Image.open(io.BytesIO(kept)).format == "JPEG"
    assert paper.download_name == f"Werkaanbod-{case.number}-{paper.pk}.jpg"


def test_file_that_is_over_or_full_takes_no_more(
    cast: Cast, case: AbsenceCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_PAPERS", 1)
    paper = add(cast.anna, case)
    with pytest.raises(NotNow, match="al"):
        add(cast.anna, case)
    operations.withdraw_attachment(actor=cast.anna, attachment=paper, today=TODAY, at=AT)
    add(cast.anna, case)


@pytest.mark.parametrize(("adder", "other"), [("anna", "carla"), ("carla", "anna")])
def test_only_who_added_it_or_the_guide_takes_it_back(
    cast: Cast, case: AbsenceCase, adder: str, other: str, request: pytest.FixtureRequest
) -> None:
    committed = request.getfixturevalue("django_capture_on_commit_callbacks")
    papers = [add(getattr(cast, adder), case, kind="expert_opinion") for _ in range(2)]
    with pytest.raises(Attachment.DoesNotExist):
        operations.withdraw_attachment(actor=getattr(cast, other), attachment=papers[0], today=TODAY, at=AT)
    for actor, paper in zip((getattr(cast, adder), cast.noor), papers, strict=True):
        with committed(execute=True):
            gone = operations.withdraw_attachment(actor=actor, attachment=paper, today=TODAY, at=AT)
        assert (gone.path, gone.withdrawn_at, gone.is_kept) == ("", AT, False)
        with pytest.raises(NotNow, match="teruggenomen"):
            operations.withdraw_attachment(actor=actor, attachment=paper, today=TODAY, at=AT)
        with pytest.raises(NotNow, match="teruggenomen"):
            operations.read_attachment(actor=actor, attachment=paper)
    assert stored(request.getfixturevalue("private_files")) == []


@pytest.mark.parametrize(("adder", "other"), [("anna", "carla"), ("carla", "anna"), ("noor", "anna")])
def test_database_keeps_the_paper_of_another_party_as_it_is(
    cast: Cast, case: AbsenceCase, adder: str, other: str
) -> None:
    paper = add(getattr(cast, adder), case, kind="expert_opinion")
    with acting_as(getattr(cast, other)):
        assert Attachment.objects.filter(pk=paper.pk).update(path="", withdrawn_at=AT) == 0


@pytest.mark.parametrize("change", ["kind = 'work_offer'", "sha256 = repeat('0', 64)", "shown_to = '{employer}'"])
def test_what_was_added_is_never_changed(cast: Cast, case: AbsenceCase, change: str) -> None:
    paper = add(cast.noor, case)
    sql = f"UPDATE documents_attachment SET {change} WHERE id = %s"
    with (
        acting_as(cast.noor),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [paper.pk])


@pytest.mark.parametrize("who", ["anna", "noor"])
def test_nobody_destroys_a_paper_of_a_file_that_is_held_as_proof(cast: Cast, case: AbsenceCase, who: str) -> None:
    paper = add(cast.anna, case)
    hold_file(actor=cast.noor, case=case, ground="sanction", until=None, today=TODAY)
    with pytest.raises(NotNow, match="bewaard als bewijs"):
        operations.withdraw_attachment(actor=getattr(cast, who), attachment=paper, today=TODAY, at=AT)


def test_in_a_file_that_is_over_only_the_guide_takes_back(cast: Cast, case: AbsenceCase) -> None:
    paper = add(cast.anna, case)
    files.recover(cast.anna, case, TODAY, today=TODAY)
    over = TODAY + timedelta(days=28)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=over)
    with pytest.raises(NotNow, match="Alleen de Ontzorgmanager"):
        operations.withdraw_attachment(actor=cast.anna, attachment=paper, today=over, at=AT)
    with pytest.raises(NotNow, match="afgesloten"):
        add(cast.anna, case)
    assert not operations.withdraw_attachment(actor=cast.noor, attachment=paper, today=over, at=AT).is_kept
