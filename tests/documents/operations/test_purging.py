"""The purge: what is past its period is gone from every table and every page, and the proof names nobody."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts import operations as accounts
from accounts.actor import acting_as, system
from accounts.models import User
from accounts.retention import Retention, term_on
from accounts.terms import Role
from cases import operations as cases
from cases.models import AbsenceCase, PurgeRecord
from cases.sweep import sweep
from documents import tasks
from documents.models import Document, Rendition
from documents.purge import due, purge
from employers.models import Employee, EmployeeIdentity, Employer
from tests.access import world as has
from tests.access.world import TODAY, World, make_world
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import raw
from tests.factories.cases import report
from tests.factories.employers import ARRANGER

BSN = "111222333"
CLOSED = TODAY + timedelta(days=28)
DUE = CLOSED.replace(year=CLOSED.year + 2)
LATER = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
EXACT = "Carla", "Bos", "carla", BSN, "Eikenlaan 77", "Eigenwoord"


@dataclass(frozen=True)
class Left:
    """A full file of somebody who recovered and left, and one of a colleague elsewhere who is still sick."""

    world: World
    cast: Cast
    case: AbsenceCase
    user_id: int


def step(case: AbsenceCase, **more: Any) -> dict[str, Any]:
    with acting_as(ARRANGER):
        return {"case": case, "expected_version": AbsenceCase.objects.get(pk=case.pk).version} | more


@pytest.fixture
def left(cast: Cast) -> Left:
    """Everything that people do with a file was done with this one."""
    world = make_world(cast)
    file = world.own
    with acting_as(cast.ina):
        EmployeeIdentity.objects.create(employee=cast.carla_file, employer=cast.bakery, bsn=BSN)
    file.case = report(cast.anna, cast.carla_file, handover_notes="Eigenwoord", stay_address="Eikenlaan 77")
    world.open()
    has.waived_intake(file)
    has.recorded_hours(file)
    has.proposed_build_up(file)
    has.without_capacity(file)
    plan = has.proposed_plan(file)
    cases.log_contact(actor=cast.noor, case=file.case, party="employee", held_on=TODAY, today=TODAY)
    cases.save_view(actor=cast.noor, name="Mijn lijst", query="q=Bos&laat=1")
    cases.save_view(actor=cast.noor, name="Anderen", query="q=Duin")
    for actor, form, about in (
        (cast.anna, "report_sick", cast.carla_file.pk),
        (cast.daan, "problem_analysis", file.case.pk),
        (cast.carla, "vision", plan.pk),
    ):
        accounts.save_draft(actor=actor, form=form, about_id=about, data={"text": ["Eigenwoord"]})
    sweep(today=TODAY, at=LATER)
    has.reported_recovered(file)
    sweep(today=CLOSED, at=LATER)
    with acting_as(ARRANGER):
        Employee.objects.filter(pk=cast.carla_file.pk).update(ended_on=CLOSED)
    user = cast.user(cast.carla)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return Left(world, cast, file.case, user.pk)


def _pdfs(case: AbsenceCase) -> list[str]:
    with acting_as(system(Role.RENDERER)):
        waiting = list(Rendition.objects.filter(case=case).values_list("pk", flat=True))
    for pk in waiting:
        tasks.render_document.apply(kwargs={"rendition_id": pk}).get()
    with acting_as(system(Role.RENDERER)):
        return list(Rendition.objects.filter(case=case).values_list("path", flat=True))


def run(on: date = DUE) -> dict[str, int]:
    return purge(on=on, at=LATER)


def test_before_its_period_is_over_nothing_goes(left: Left) -> None:
    day_before = DUE - timedelta(days=1)
    with acting_as(ARRANGER):
        before = AbsenceCase.objects.count(), Employee.objects.count()
    run(day_before)
    with acting_as(ARRANGER):
        assert (AbsenceCase.objects.count(), Employee.objects.count()) == before
    assert raw.places_of(BSN) == set()  # encrypted
    assert "employers_employee.last_name" in raw.places_of("Bos")


def test_afterwards_no_table_knows_the_person(
    left: Left, private_files: Path, django_capture_on_commit_callbacks: Any
) -> None:
    """Every column of text of every table, read as the owner of the database."""
    document_ids = _ids(Document, left)
    assert len(raw.places_of(*EXACT)) > 8
    pdf = private_files / _pdfs(left.case)[0]
    assert pdf.exists()
    with django_capture_on_commit_callbacks(execute=True):
        run()
    assert raw.places_of(*EXACT) == set()
    assert raw.places_of(left.case.number) == set()
    assert list(pdf.parent.iterdir()) == []
    for column in ("accounts_draft.about_id", "cases_notice.about_id", "documents_document.begun_in"):
        assert raw.rows_with(column, left.case.pk, *document_ids) == 0, column
    account = User.objects.get(pk=left.user_id)
    assert (account.name, account.is_active) == ("Verwijderd account", False)
    assert not account.has_usable_password()


def _ids(model: Any, left: Left) -> list[int]:
    with acting_as(system(Role.RENDERER)):
        return list(model.objects.filter(case=left.case).values_list("pk", flat=True))


# Numbers that are no keys: the logs outlive what they are about, the rest goes with it or counts something.
PLAIN_NUMBERS = {
    "accounts_draft.about_id",
    "accounts_wordingoverride.about_id",
    "accounts_wordingoverride.case_id",
    "cases_notice.about_id",
    "documents_document.begun_in",
}
LOG = {f"accounts_auditevent.{name}" for name in ("object_id", "employer_id", "case_id", "subject_id")}


def test_every_number_that_could_point_nowhere_was_decided_about(db: None) -> None:
    ours = {
        name for name in raw.plain_numbers() if name.split("_")[0] in ("accounts", "employers", "cases", "documents")
    }
    log_tables = {name for name in ours if name.startswith("accounts_audit")}
    assert ours - log_tables == PLAIN_NUMBERS
    assert log_tables >= LOG


def test_others_keep_everything(left: Left) -> None:
    with acting_as(ARRANGER):
        before = set(AbsenceCase.objects.exclude(pk=left.case.pk).values_list("pk", flat=True))
    run()
    with acting_as(ARRANGER):
        assert set(AbsenceCase.objects.values_list("pk", flat=True)) == before
        assert not Employee.objects.filter(pk=left.cast.carla_file.pk).exists()
        assert Employee.objects.filter(last_name="Duin").exists()
    with acting_as(left.cast.noor):
        assert raw.places_of("Anderen") == {"cases_savedview.name"}
    assert User.objects.get(pk=left.cast.noor.user_id).name == "Noor de Wit"


def test_file_is_gone_from_every_page(left: Left, as_actor: AsActor) -> None:
    clients = {name: as_actor(getattr(left.cast, name)) for name in ("anna", "noor", "daan", "ina")}
    page = reverse("cases:detail", args=[left.case.pk])
    assert {name: client.get(page).status_code for name, client in clients.items()} == dict.fromkeys(clients, 200)
    run()
    for name, client in clients.items():
        assert client.get(page).status_code == 404, name
        listed = client.get(reverse("cases:list"), {"q": "Bos", "status": "alle"}).content.decode()
        assert "C. Bos" not in listed, name
    assert "Bos" not in clients["anna"].get(reverse("employers:people")).content.decode()


def test_proof_counts_and_names_nobody(left: Left) -> None:
    removed = run()
    with acting_as(ARRANGER):
        records = list(PurgeRecord.objects.order_by("pk"))
    assert [(record.kind, record.on, record.rows > 0) for record in records] == [
        ("file", DUE, True),
        ("personnel", DUE, True),
        ("account", DUE, True),
        ("unsent", DUE, False),
    ]
    assert records[0].cut_off == CLOSED
    assert records[0].rows == sum(records[0].counts.values()) == removed["file"]
    assert records[0].counts["cases.absencecase"] == 1
    assert records[0].counts["documents.document"] == 2
    assert records[1].counts == {
        "accounts.draft": 1,
        "cases.savedview": 1,
        "employers.employee": 1,
        "employers.employeeidentity": 1,
        "employers.membership": 1,
    } | {name: n for name, n in records[1].counts.items() if name == "cases.notice"}


def test_second_run_removes_nothing(left: Left) -> None:
    run()
    again = purge(on=DUE, at=LATER + timedelta(days=30))
    assert {kind: again[kind] for kind in ("file", "personnel", "account", "unsent")} == {
        "file": 0,
        "personnel": 0,
        "account": 0,
        "unsent": 0,
    }


def test_still_employed_person_stays_and_the_file_goes(left: Left) -> None:
    with acting_as(ARRANGER):
        Employee.objects.filter(pk=left.cast.carla_file.pk).update(ended_on=None)
    run()
    with acting_as(ARRANGER):
        assert not AbsenceCase.objects.filter(pk=left.case.pk).exists()
        assert Employee.objects.filter(pk=left.cast.carla_file.pk).exists()
    assert User.objects.get(pk=left.user_id).is_active


def test_employment_that_ended_first_counts(left: Left) -> None:
    """The earlier of the two: two years after leaving, also when the file was closed later."""
    with acting_as(ARRANGER):
        Employee.objects.filter(pk=left.cast.carla_file.pk).update(ended_on=CLOSED - timedelta(days=20))
    run(DUE - timedelta(days=20))
    with acting_as(ARRANGER):
        assert not AbsenceCase.objects.filter(pk=left.case.pk).exists()


@pytest.mark.parametrize(("risk", "years"), [("own_risk_ziektewet", 5), ("own_risk_wga", 10)])
def test_own_risk_of_the_employer_keeps_files_longer(left: Left, risk: str, years: int) -> None:
    with acting_as(ARRANGER):
        Employer.objects.filter(pk=left.cast.bakery.pk).update(**{risk: True})
    longer = CLOSED.replace(year=CLOSED.year + years)
    for day, expected in ((DUE, True), (longer - timedelta(days=1), True), (longer, False)):
        purge(on=day, at=LATER + timedelta(days=(day - DUE).days))
        with acting_as(ARRANGER):
            assert AbsenceCase.objects.filter(pk=left.case.pk).exists() is expected, day


def test_hold_keeps_the_file_and_its_person(left: Left) -> None:
    hold = cases.hold_file(actor=left.cast.noor, case=left.case, ground="sanction", today=CLOSED)
    run()
    with acting_as(ARRANGER):
        assert AbsenceCase.objects.filter(pk=left.case.pk).exists()
        assert Employee.objects.filter(pk=left.cast.carla_file.pk).exists()
    cases.lift_hold(actor=left.cast.ina, case=left.case, hold_id=hold.pk, today=DUE)
    run()
    with acting_as(ARRANGER):
        assert not AbsenceCase.objects.filter(pk=left.case.pk).exists()
    assert raw.count("cases_legalhold") == 0


def test_hold_ends_with_its_own_last_day(left: Left) -> None:
    cases.hold_file(actor=left.cast.noor, case=left.case, ground="dispute", until=DUE, today=CLOSED)
    for day, expected in ((DUE, True), (DUE + timedelta(days=1), False)):
        run(day)
        with acting_as(ARRANGER):
            assert AbsenceCase.objects.filter(pk=left.case.pk).exists() is expected


def test_open_file_is_never_due(left: Left) -> None:
    run(date(2090, 1, 1))
    with acting_as(ARRANGER):
        assert {case.state for case in AbsenceCase.objects.all()} == {"active"}


def test_death_ends_the_employment(left: Left) -> None:
    """Nobody recorded an end; the person goes with the last file."""
    other = left.world.other
    cases.record_death(actor=left.cast.eva, died_on=TODAY, today=TODAY, **step(other.open()))
    run(TODAY.replace(year=TODAY.year + 2))
    with acting_as(ARRANGER):
        assert not Employee.objects.filter(pk=left.cast.finn_file.pk).exists()
    assert raw.places_of("Prins") == set()


def test_account_that_a_file_still_names_is_closed_and_keeps_its_name(left: Left) -> None:
    """Anna reported people sick: her name stands in files that are still kept."""
    anna = User.objects.get(pk=left.cast.anna.user_id)
    with acting_as(system(Role.PURGER)):
        anna.memberships.all().delete()
    run(CLOSED)
    anna.refresh_from_db()
    assert (anna.name, anna.is_active) == ("Anna Smit", False)


def test_unsent_text_goes_after_its_days(left: Left) -> None:
    days = term_on(DUE, Retention.UNSENT).days
    with acting_as(system(Role.PURGER)):
        written = left.cast.user(left.cast.anna)
    accounts.save_draft(actor=left.cast.eva, form="report_sick", about_id=1, data={"text": ["Blijftnog"]})
    today = datetime.now(tz=UTC).date()
    purge(on=today + timedelta(days=days - 2), at=LATER)
    assert raw.places_of("Blijftnog") == {"accounts_draft.data"}
    purge(on=today + timedelta(days=days + 1), at=LATER)
    assert raw.places_of("Blijftnog") == set()
    assert written.is_active


def test_pdf_without_a_row_is_removed(private_files: Path, db: None) -> None:
    folder = private_files / "documents"
    folder.mkdir()
    (folder / "lost.pdf").write_bytes(b"%PDF")
    assert purge(on=DUE, at=datetime.now(tz=UTC))["orphans"] == 0
    assert purge(on=DUE, at=datetime.now(tz=UTC) + timedelta(hours=2))["orphans"] == 1
    assert list(folder.iterdir()) == []


def test_dry_run_counts_and_removes_nothing(left: Left) -> None:
    out = StringIO()
    call_command("purge", on=f"{DUE:%Y-%m-%d}", dry_run=True, stdout=out)
    assert f"file: 1 due, up to {CLOSED}" in out.getvalue()
    assert due(DUE)["file"] == 1
    assert raw.count("cases_purgerecord") == 0


def test_command_shows_progress_and_names_nobody(left: Left) -> None:
    out, err = StringIO(), StringIO()
    call_command("purge", on=f"{DUE:%Y-%m-%d}", stdout=out, stderr=err)
    assert "1 of 1 file" in err.getvalue()
    assert "personnel: " in out.getvalue()
    assert not any(word in out.getvalue() + err.getvalue() for word in EXACT)


@pytest.mark.parametrize(("on", "says"), [("gisteren", "no date"), ("2001-01-01", "No period is known")])
def test_command_refuses_a_day_it_cannot_use(db: None, on: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("purge", on=on)


def test_task_purges_as_on_today(left: Left) -> None:
    assert tasks.purge_monthly.apply().get()["file"] == 0
