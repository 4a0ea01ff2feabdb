"""The purge: what is past its period is gone from every table and every page, and the proof names nobody."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import operations as accounts
from accounts.actor import Actor, acting_as, system
from accounts.audit import record
from accounts.models import AuditEvent, User
from accounts.retention import Retention, term_on
from accounts.terms import Role
from accounts.views import FORMS
from cases import operations as cases
from cases.models import AbsenceCase, LabourExpertCall, LegalHold, Notice, PurgeRecord, SavedView
from cases.sweep import sweep
from documents import operations as documents
from documents import tasks
from documents.models import Document, Message, Rendition
from documents.operations import purging
from documents.operations.anonymising import taken
from documents.purge import STEPS, Unfinished, due, purge
from employers.models import Employee, EmployeeIdentity, Employer, Membership
from employers.operations._accounts import account_for
from tests.access import world as has
from tests.access.job_tasks import answered_tasks
from tests.access.work import answered_work, coached_and_added
from tests.access.world import TODAY, World, make_world
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import raw
from tests.documents.papers import make_pdf
from tests.factories import letters
from tests.factories.cases import report
from tests.factories.conferences import hold
from tests.factories.employers import ARRANGER, make_membership, make_user

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
    paper: str
    enclosure: str


def step(case: AbsenceCase, **more: Any) -> dict[str, Any]:
    with acting_as(ARRANGER):
        return {"case": case, "expected_version": AbsenceCase.objects.get(pk=case.pk).version} | more


@pytest.fixture
def left(cast: Cast, private_files: Path) -> Left:
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
    tasks_made = answered_tasks(file)
    work, note = answered_work(file), coached_and_added(file)
    cases.log_contact(actor=cast.noor, case=file.case, party="employee", held_on=TODAY, today=TODAY)
    said: dict[str, Any] = {"kind": "work_offer", "dated_on": TODAY, "content": make_pdf(), "today": TODAY}
    paper = documents.add_attachment(actor=cast.anna, case=file.case, at=LATER, **said)
    thread = letters.begin(cast.carla, file.case, at=LATER, text="Eigenwoord", content=make_pdf())
    letters.read(cast.noor, thread, at=LATER)
    with acting_as(cast.carla):
        enclosure = Message.objects.get().path
    cases.save_view(actor=cast.noor, name="Mijn lijst", query="q=Bos&laat=1")
    cases.save_view(actor=cast.noor, name="Anderen", query="q=Duin")
    for actor, form, about in (
        (cast.anna, "report_sick", cast.carla_file.pk),
        (cast.daan, "problem_analysis", file.case.pk),
        (cast.anna, "change:first_day", file.case.pk),
        (cast.daan, "change:fact:7", file.case.pk),
        (cast.carla, "vision", plan.pk),
        (cast.noor, "job_tasks", file.case.pk),
        (cast.carla, "work_proposal", file.case.pk),
        (cast.anna, "work_answer", work.pk),
        (cast.noor, "coaching", file.case.pk),
        (cast.noor, "coaching_correction", note.pk),
        (cast.carla, "coaching_reaction", note.pk),
        (cast.noor, "start_thread", file.case.pk),
        (cast.noor, "send_message", thread.pk),
        (cast.noor, "conference_correction", hold(cast.noor, file.case, on=TODAY).pk),
        (cast.carla, "task_abilities", tasks_made.pk),
        (cast.daan, "task_advice", tasks_made.pk),
    ):
        accounts.save_draft(actor=actor, form=form, about_id=about, data={"text": ["Eigenwoord"]})
    sweep(today=TODAY, at=LATER)
    has.reported_recovered(file)
    sweep(today=CLOSED, at=LATER)
    with acting_as(ARRANGER):
        Employee.objects.filter(pk=cast.carla_file.pk).update(ended_on=CLOSED)
    user = cast.user(cast.carla)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return Left(world, cast, file.case, user.pk, paper.path, enclosure)


def _pdfs(case: AbsenceCase) -> list[str]:
    with acting_as(system(Role.RENDERER)):
        waiting = list(Rendition.objects.filter(case=case).values_list("pk", flat=True))
    for pk in waiting:
        tasks.render_document.apply(kwargs={"rendition_id": pk}).get()
    with acting_as(system(Role.RENDERER)):
        return list(Rendition.objects.filter(case=case).values_list("path", flat=True))


def run(on: date = DUE) -> dict[str, int]:
    return purge(on=on, at=moment(on))


def moment(on: date) -> datetime:
    """In the night of that day."""
    return datetime.combine(on, time(4), tzinfo=UTC)


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
    kept = [private_files / path for path in (_pdfs(left.case)[0], left.paper, left.enclosure)]
    assert all(file.exists() for file in kept)
    with django_capture_on_commit_callbacks(execute=True):
        run()
    # The log still says who did something; when that is over as well, the account names nobody.
    assert raw.places_of(*EXACT) <= {"accounts_user.name", "accounts_user.email", "account_emailaddress.email"}
    logged = datetime.now(tz=UTC).date() + timedelta(days=1)
    run(logged.replace(year=logged.year + term_on(logged, Retention.ACCESS_LOG).years, day=1) + timedelta(days=31))
    assert raw.places_of(*EXACT) == set()
    assert raw.places_of(left.case.number) == set()
    assert [list(file.parent.iterdir()) for file in kept] == [[], [], []]
    with acting_as(system(Role.MAILER)):
        strangers = Notice.objects.exclude(case=left.case).filter(about_id__in=[left.case.pk, *document_ids]).count()
    expected = {"accounts_draft.about_id": 0, "cases_notice.about_id": strangers, "documents_document.begun_in": 0}
    assert {name: raw.rows_with(name, left.case.pk, *document_ids) for name in expected} == expected
    account = User.objects.get(pk=left.user_id)
    assert (account.name, account.is_active) == ("Verwijderd account", False)
    assert not account.has_usable_password()


def _ids(model: Any, left: Left) -> list[int]:
    with acting_as(system(Role.RENDERER)):
        return list(model.objects.filter(case=left.case).values_list("pk", flat=True))


# Numbers that are no keys: the logs outlive what they are about, the rest goes with it, counts or is computed.
PLAIN_NUMBERS = {
    "accounts_draft.about_id",
    "accounts_wordingoverride.about_id",
    "accounts_wordingoverride.case_id",
    "cases_absencecase.self_guided_by",
    "cases_notice.about_id",
    "documents_consultnote.case_id",  # the vault outlives the file and the person
    "documents_consultnote.employee_id",
    "documents_document.begun_in",
    "documents_medicalinformation.case_id",
    "documents_medicalinformation.employee_id",
    "documents_owncopy.size",
    "documents_treatmentreport.assignment_id",
    "documents_treatmentreport.case_id",
    "documents_treatmentreport.employee_id",
    "employers_substitution.inbox",
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
    clients = {name: as_actor(getattr(left.cast, name)) for name in clients}  # two years later a session is over
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
        ("intervention", DUE, False),
        ("file", DUE, True),
        ("personnel", DUE, True),
        ("medical", DUE, False),
        ("account", DUE, True),
        ("unsent", DUE, False),
        ("access_log", DUE, False),
    ]
    files, people = records[1:3]
    assert files.cut_off == CLOSED
    assert files.rows == sum(files.counts.values()) == removed["file"]
    assert files.counts["cases.absencecase"] == 1
    assert files.counts["documents.document"] == 2
    assert [files.counts[f"documents.{name}"] for name in ("thread", "message", "messagereceipt")] == [1, 1, 1]
    assert people.counts == {
        "accounts.draft": 1,
        "cases.savedview": 1,
        "employers.employee": 1,
        "employers.employeeidentity": 1,
        "employers.membership": 1,
    } | {name: n for name, n in people.counts.items() if name == "cases.notice"}


def test_second_run_removes_nothing(left: Left) -> None:
    run()
    again = purge(on=DUE, at=moment(DUE) + timedelta(days=30))
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
        run(day)
        with acting_as(ARRANGER):
            assert AbsenceCase.objects.filter(pk=left.case.pk).exists() is expected, day


@pytest.mark.parametrize("risk", ["own_risk_ziektewet", "own_risk_wga"])
def test_employer_that_nobody_asked_keeps_files_longest(left: Left, risk: str) -> None:
    with acting_as(ARRANGER):
        Employer.objects.filter(pk=left.cast.bakery.pk).update(**{risk: None})
    run()
    with acting_as(ARRANGER):
        assert AbsenceCase.objects.filter(pk=left.case.pk).exists()


@pytest.mark.parametrize("step_of", [step_of for _, step_of in STEPS], ids=[kind.value for kind, _ in STEPS])
def test_day_that_is_still_to_come_is_refused(left: Left, step_of: Any) -> None:
    with pytest.raises(ValueError, match="still to come"):
        step_of(actor=system(Role.PURGER), on=DUE, at=moment(DUE - timedelta(days=1)), proof=True)
    assert raw.count("cases_purgerecord") == 0


def test_end_of_employment_with_a_wrong_year_removes_nothing(left: Left) -> None:
    with acting_as(ARRANGER):
        wrong = CLOSED.replace(year=CLOSED.year - 10)
        Employee.objects.filter(pk=left.cast.carla_file.pk).update(ended_on=wrong, started_on=wrong.replace(year=2001))
    run(CLOSED + timedelta(days=7))
    with acting_as(ARRANGER):
        assert AbsenceCase.objects.filter(pk=left.case.pk).exists()


def test_log_of_the_purge_says_it_made_a_proof(left: Left) -> None:
    run()
    with acting_as(system(Role.AUDITOR)):
        events = AuditEvent.objects.filter(action="purge").values_list("resource", "object_id")
        seen = set(events)
    with acting_as(ARRANGER):
        proofs = {("cases.purgerecord", pk) for pk in PurgeRecord.objects.values_list("pk", flat=True)}
    assert proofs <= seen <= proofs | {("cases.purgerecord", None)}  # the last look found nothing more


def test_surname_in_a_filter_takes_no_list(left: Left) -> None:
    """Only what was searched for, and what the list is called."""
    with acting_as(ARRANGER):
        Employee.objects.filter(pk=left.cast.carla_file.pk).update(last_name="Laat")
    cases.save_view(actor=left.cast.noor, name="Te laat", query="status=alle")
    cases.save_view(actor=left.cast.noor, name="Op tijd", query="laat=1&q=Duin")
    cases.save_view(actor=left.cast.noor, name="Gezocht", query="q=C.+laat")
    run()
    with acting_as(left.cast.noor):
        names = SavedView.objects.visible_to(left.cast.noor).values_list("name", flat=True)
        assert set(names) == {"Mijn lijst", "Anderen", "Op tijd"}


def test_name_stays_as_long_as_the_log_names_it(left: Left) -> None:
    """Somebody who only looked: the employee still reads who did, for five years."""
    looker = make_user("Kees Kijker")
    with acting_as(Actor(role=Role.DESK, user_id=looker.pk)) as actor:
        record(actor=actor, action="read_case", resource="cases.absencecase", about=None)
    with acting_as(system(Role.AUDITOR)):
        at = timezone.localdate(AuditEvent.objects.get(actor=looker.pk).at)
    kept = term_on(at, Retention.ACCESS_LOG).years
    for day, name in (
        (at, "Kees Kijker"),
        (at.replace(year=at.year + kept) - timedelta(days=1), "Kees Kijker"),
        (at.replace(year=at.year + kept), "Verwijderd account"),
    ):
        run(day)
        looker.refresh_from_db()
        assert (looker.name, looker.is_active) == (name, False), day


def test_account_that_got_a_role_meanwhile_is_left_alone(left: Left) -> None:
    with acting_as(system(Role.PURGER)), CaptureQueriesContext(connection) as asked:
        assert taken(left.user_id) is None
    assert "FOR NO KEY UPDATE" in asked[0]["sql"]
    with acting_as(left.cast.desk), CaptureQueriesContext(connection) as asked:
        account_for(email=left.cast.user(left.cast.anna).email, name="")
    assert "FOR NO KEY UPDATE" in asked[-1]["sql"]


def test_account_whose_only_role_ended_is_closed_and_forgotten(left: Left) -> None:
    gone, stays = make_user("Wim Weg"), make_user("Bep Blijft")
    make_membership(gone, Role.DESK, valid_to=CLOSED)
    make_membership(stays, Role.DESK, valid_to=date(2999, 1, 1))
    run()
    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.name, gone.is_active) == ("Verwijderd account", False)
    assert (stays.name, stays.is_active) == ("Bep Blijft", True)
    with acting_as(ARRANGER):
        assert not Membership.objects.filter(user=gone).exists()


def test_sessions_of_closed_accounts_end(left: Left, as_actor: AsActor) -> None:
    as_actor(left.cast.carla)
    as_actor(left.cast.noor)
    before = Session.objects.count()
    Session.objects.update(expire_date=moment(DUE) + timedelta(days=9))
    run()
    assert before - Session.objects.count() == 1


def test_purge_that_takes_too_long_goes_on_in_a_next_shift(left: Left) -> None:
    with pytest.raises(Unfinished):
        purge(on=DUE, at=moment(DUE), enough=lambda: True)
    with acting_as(ARRANGER):
        assert not AbsenceCase.objects.filter(pk=left.case.pk).exists()
        assert Employee.objects.filter(pk=left.cast.carla_file.pk).exists()
    assert run()["personnel"] > 0
    assert tasks.SHIFT < tasks.purge_monthly.time_limit < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]


def test_hold_keeps_the_file_and_its_person(left: Left) -> None:
    cases.hold_file(actor=left.cast.noor, case=left.case, ground="sanction", today=CLOSED)
    run()
    with acting_as(ARRANGER):
        hold = LegalHold.objects.get(case=left.case)
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
    run(today + timedelta(days=days - 2))
    assert raw.places_of("Blijftnog") == {"accounts_draft.data"}
    run(today + timedelta(days=days + 1))
    assert raw.places_of("Blijftnog") == set()
    assert written.is_active


def test_every_form_with_a_text_is_about_something_that_goes() -> None:
    assert {*purging._ABOUT_FILE, *purging._ABOUT_PART, *purging._ABOUT_PERSON} == FORMS - {
        "guide_welcome"
    }  # of a policy


def test_tasks_proposals_and_coaching_go_with_the_file(left: Left) -> None:
    texts = {
        "lijst van leveranciers": {"cases_workproposal.text"},
        "tafel op hoogte": {"cases_workproposal.needs"},
        "tot maart dicht": {"cases_workreply.reason"},
        "elke week bellen": {"cases_coachingnote.text"},
        "Zoekt het rooster": {"cases_coachingnote.agreed"},
        "Maandag bel ik": {"cases_coachingreaction.text"},
        "Bestellingen klaarzetten": {"cases_jobtask.name"},
        "Met lichte kratten": {"cases_taskability.with_what"},
        "Tot 5 kg, zittend": {"cases_taskadvice.remark"},
        "met welke aanpassing": {"cases_taskanalysis.question"},
    }
    assert {text: raw.places_of(text) for text in texts} == texts
    run()
    assert {text: raw.places_of(text) for text in texts} == {text: set() for text in texts}


def test_unsent_question_and_answer_go_with_the_file(left: Left) -> None:
    with acting_as(left.cast.noor):
        call = LabourExpertCall.objects.get(case=left.case)
    expert = left.world.actor(Role.LABOUR_EXPERT)
    accounts.save_draft(actor=left.cast.noor, form="call_labour_expert", about_id=left.case.pk, data={"q": ["Gaatweg"]})
    accounts.save_draft(actor=expert, form="answer_call", about_id=call.pk, data={"answer": ["Gaatweg"]})
    for form in ("employee_vision", "talk_bedrijfsarts"):
        accounts.save_draft(actor=left.cast.noor, form=form, about_id=left.case.pk, data={"goal": ["Gaatweg"]})
    accounts.save_draft(actor=expert, form="answer_call", about_id=call.pk + 999, data={"answer": ["Blijftnog"]})
    with acting_as(system(Role.PURGER)) as purger:  # of files only: the term of unsent texts is a shorter one
        purging.purge_files(actor=purger, on=DUE, at=moment(DUE), proof=False)
    assert raw.places_of("Gaatweg") == set()
    assert raw.places_of("Blijftnog") == {"accounts_draft.data"}


@pytest.mark.parametrize("name", ["documents", "attachments", "enclosures"])
def test_file_without_a_row_is_removed(private_files: Path, db: None, name: str) -> None:
    folder = private_files / name
    folder.mkdir()
    (folder / "lost").write_bytes(b"%PDF")
    assert purge(on=TODAY, at=datetime.now(tz=UTC))["orphans"] == 0
    assert purge(on=TODAY, at=datetime.now(tz=UTC) + timedelta(hours=2))["orphans"] == 1
    assert list(folder.iterdir()) == []


def test_dry_run_counts_and_removes_nothing(left: Left) -> None:
    out = StringIO()
    call_command("purge", on=f"{DUE:%Y-%m-%d}", dry_run=True, stdout=out)
    assert f"file: 1 due, up to {CLOSED}" in out.getvalue()
    assert due(DUE)["file"] == 1
    assert raw.count("cases_purgerecord") == 0


def test_command_shows_progress_and_names_nobody(left: Left) -> None:
    out, err = StringIO(), StringIO()
    with time_machine.travel(moment(DUE)):
        call_command("purge", on=f"{DUE:%Y-%m-%d}", stdout=out, stderr=err)
    assert "1 of 1 file" in err.getvalue()
    assert "personnel: " in out.getvalue()
    assert not any(word in out.getvalue() + err.getvalue() for word in EXACT)


@pytest.mark.parametrize(
    ("on", "says"), [("gisteren", "no date"), ("2001-01-01", "No period is known"), ("2098-01-01", "still to come")]
)
def test_command_refuses_a_day_it_cannot_use(db: None, on: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("purge", on=on)


def test_task_purges_as_on_today(left: Left) -> None:
    assert tasks.purge_monthly.apply().get()["file"] == 0
