"""The ZIP: everything about this person, nothing about another, and readable by a person and a computer."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from accounts import operations as accounts
from accounts.actor import Actor, acting_as, system
from accounts.policy import POLICY
from accounts.terms import Role
from cases import operations as cases
from cases.models import AbsenceCase, LegalHold
from cases.sweep import sweep
from documents import operations, tasks
from documents.copying import records
from documents.copying.archive import write_copy
from documents.models import Attachment, Document, Rendition
from employers.models import EmployeeIdentity
from tests.access import world as has
from tests.access.advice import answered_advice
from tests.access.consults import replied_talk, sent_question
from tests.access.helped import reported_progress
from tests.access.job_tasks import answered_tasks
from tests.access.visions import private_vision
from tests.access.work import answered_work, coached_and_added
from tests.access.world import TODAY, World, make_world
from tests.cast import Cast
from tests.documents import arrange, copies, vault_story
from tests.documents.papers import make_pdf
from tests.factories import letters
from tests.factories.cases import report
from tests.factories.conferences import confirm, hold

BSN = {"carla": "111222333", "finn": "123456782", "dirk": "999999990"}
HANDOVER = "Overdrachtwoord"


@dataclass(frozen=True)
class Full:
    """Carla's file with everything in it, a colleague's and one elsewhere, each with marks of their own."""

    world: World
    cast: Cast
    finn_case: AbsenceCase


def _identify(cast: Cast, employee: Any, bsn: str) -> None:
    with acting_as(cast.ina):
        EmployeeIdentity.objects.create(employee=employee, employer_id=employee.employer_id, bsn=bsn)


def _render_all() -> None:
    with acting_as(system(Role.RENDERER)):
        waiting = list(Rendition.objects.order_by("pk").values_list("pk", flat=True))
    for pk in waiting:
        tasks.render_document.apply(kwargs={"rendition_id": pk}).get()


@pytest.fixture
def full(cast: Cast, private_files: Path) -> Full:
    world = make_world(cast)
    for employee, bsn in (
        (cast.carla_file, BSN["carla"]),
        (cast.finn_file, BSN["finn"]),
        (world.same.employee, BSN["dirk"]),
    ):
        _identify(cast, employee, bsn)
    for file, address in ((world.own, "Eikenlaan 77"), (world.other, "Garageweg 9")):
        file.case = report(file.employer, file.employee, handover_notes=HANDOVER, stay_address=address)
    world.open()
    for file in (world.own, world.same, world.other):
        has.waived_intake(file)
        has.recorded_hours(file)
        has.proposed_build_up(file)
        has.proposed_plan(file)
        has.held(file)
        has.asked_correction(file)
        has.seen_income(file)
        has.asked_wage(file)
        private_vision(file)
        answered_tasks(file)
        answered_work(file)
        coached_and_added(file)
        has.paper_of_employer(file)
        answered_advice(file)
        reported_progress(file)
    plan = arrange.fresh(cast.carla, _plan(cast.carla))
    accounts.save_draft(actor=cast.carla, form="vision", about_id=plan.pk, data={"vision": ["Mijn conceptwoorden"]})
    accounts.save_draft(
        actor=cast.anna, form="report_sick", about_id=cast.carla_file.pk, data={"text": ["Annas concept"]}
    )
    values = {"outlook": "Eerst de ochtenden.", "steps": {"for_employee": "Houdt de uren bij"}, "reason": ""}
    days = {"review_on": TODAY + timedelta(days=30), "today": TODAY}
    cases.write_guidance(actor=cast.noor, case=world.own.open(), expected_number=0, **values, **days)
    held = confirm(cast.daan, hold(cast.noor, world.own.open(), on=TODAY), on=TODAY)
    assert held.is_confirmed
    said = {"answer": "no", "reason": "Het eigen werk past.", "expected_number": 0, "today": TODAY}
    cases.consider_expert(actor=cast.noor, case=world.own.open(), **said)
    words = {"words": "Belt liever.", "expected_number": 0, "at": has.NOW}
    cases.write_transfer(actor=cast.noor, case=world.own.open(), **words)
    cases.log_contact(actor=cast.noor, case=world.own.open(), party="employee", held_on=TODAY, today=TODAY)
    _write_letters(cast, world.own.open())
    cases.read_case(actor=cast.carla, case=world.own.open())
    _render_all()
    sent_question(world.own)
    replied_talk(world.own)
    return Full(world, cast, world.other.open())


def _write_letters(cast: Cast, case: AbsenceCase) -> None:
    thread = letters.begin(cast.carla, case, content=make_pdf())
    letters.read(cast.noor, thread)
    letters.answer(cast.noor, thread, text="Dat lukt vanaf maandag.")
    letters.begin(cast.anna, case, subject="Zonder haar", text="Wie neemt de ochtend over?")


def _plan(actor: Actor) -> Document:
    with acting_as(actor):
        found: Document = Document.objects.visible_to(actor).get(kind="plan_of_action")
        return found


def tables(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["gegevens.json"])["tabellen"]
    return found


def test_everything_about_oneself_is_readable(full: Full) -> None:
    copies.make(full.cast.carla)
    files = copies.contents(full.cast.carla)
    number = full.world.own.open().number
    assert {"index.html", "gegevens.html", "logboek.html", "gegevens.json", "stijl.css"} < set(files)
    person, case = files["gegevens.html"].decode(), files[f"dossier-{number}.html"].decode()
    for word in ("Carla", "Bos", "17 mei 1985", BSN["carla"], "Bakkerij De Korenaar", "Mijn conceptwoorden"):
        assert word in person, word
    for word in (
        "Eikenlaan 77",
        "Noor de Wit",
        "Daan Dokter",
        "Plan van aanpak",
        "12 uur per week",
        "Opbouwschema",
        "Een dag later.",
        "Niet nodig",
        "Geschil tussen werkgever en werknemer",
        "contact met de werknemer",
        "dossier openen",
        "€ 3.024,00 per maand",
        "Vragen om loongegevens",
        "Taak-functieanalyse, versie 1",
        "De lijst van leveranciers bijwerken",
        "Antwoord van de werkgever: nee",
        "Rustig beginnen en elke week bellen",
        "Maandag bel ik",
        "kan met aanpassing (Met lichte kratten)",
        "Tot 5 kg, zittend",
        "Twee uur per dag inpakken aan de tafel",
        "Eerst de ochtenden.",
        "Houdt de uren bij",
        "Psychologische begeleiding door Praktijk De Haven: loopt",
        "De dienstverlener weet: Carla Bos, Bakker, 06 11112222.",
        "De uren gaan omhoog.",
    ):
        assert word in case, word
    analysis = files[f"Probleemanalyse-{number}-1.html"].decode()
    assert "Ja, in aangepast of ander werk" in analysis
    assert "Twee uur per dag inpakken" in files[f"Plan-van-aanpak-{number}-1.html"].decode()


def test_pdf_is_included_as_it_is(full: Full) -> None:
    copies.make(full.cast.carla)
    files = copies.contents(full.cast.carla)
    pdfs = [name for name in files if name.startswith("documenten/")]
    assert pdfs == [f"documenten/Probleemanalyse-{full.world.own.open().number}-1.pdf"]
    assert "Carla Bos" in copies.pdf_words(files)


def test_paper_from_outside_is_included_until_it_is_taken_back(full: Full) -> None:
    copies.make(full.cast.carla)
    files = copies.contents(full.cast.carla)
    assert [files[name] for name in files if name.startswith("stukken/")] == [has.PAPER["content"]]
    assert "Deskundigenoordeel van UWV" in copies.words(files)
    case = full.world.own.open()
    with acting_as(full.cast.noor):
        hold = LegalHold.objects.get(case=case)
    cases.lift_hold(actor=full.cast.noor, case=case, hold_id=hold.pk, today=TODAY)
    with acting_as(full.cast.anna):
        paper = Attachment.objects.get(case=full.world.own.case)
    operations.withdraw_attachment(actor=full.cast.anna, attachment=paper, today=TODAY, at=timezone.now())
    copies.make(full.cast.carla)
    files = copies.contents(full.cast.carla)
    assert not [name for name in files if name.startswith("stukken/")]
    assert "teruggenomen op" in copies.words(files)


def test_messages_are_included_with_their_file_and_who_read_them(full: Full) -> None:
    copies.make(full.cast.carla)
    files = copies.contents(full.cast.carla)
    page = files[f"dossier-{full.world.own.open().number}.html"].decode()
    for words in ("Berichten: Uren in maart", "Dat lukt vanaf maandag.", "Gelezen door Noor de Wit (Ontzorgmanager)"):
        assert words in page, words
    [place] = [name for name in files if name.startswith("bijlagen/")]
    assert (files[place], f'href="{place}"' in page) == (make_pdf(), True)
    assert "Wie neemt de ochtend over?" not in copies.words(files)


def test_pdf_that_is_gone_does_not_stop_the_copy(full: Full, private_files: Path) -> None:
    for path in (private_files / "documents").iterdir():
        path.unlink()
    copies.make(full.cast.carla)
    files = copies.contents(full.cast.carla)
    assert not [name for name in files if name.startswith("documenten/")]
    assert f"Probleemanalyse-{full.world.own.open().number}-1.html" in files


def test_nothing_about_anybody_else(full: Full) -> None:
    """Names, numbers, addresses, e-mail and BSN of a colleague and of an employee elsewhere; and what is not theirs."""
    cast, world = full.cast, full.world
    copies.make(cast.carla)
    files = copies.contents(cast.carla)
    text = copies.words(files) + copies.pdf_words(files)
    marks = ["Finn", "Prins", "Dirk", "Duin", "Emma", "Garage", "Eva Dam", "Gijs", "Loes", "Dora", BSN["finn"]]
    marks += [BSN["dirk"], "Garageweg", HANDOVER, "Annas concept", world.same.open().number]
    marks += [full.finn_case.number, cast.user(cast.finn).email, cast.user(cast.anna).email, cast.user(cast.noor).email]
    assert [mark for mark in marks if mark in text] == []
    assert "Eikenlaan 77" in text
    assert cast.user(cast.carla).email in text


def test_the_other_gets_the_marks_that_this_one_does_not(full: Full) -> None:
    """Or the test above would pass on marks that are nowhere."""
    copies.make(full.cast.finn)
    files = copies.contents(full.cast.finn)
    text = copies.words(files) + copies.pdf_words(files)
    marks = ["Finn", "Prins", "Garage", "Gijs", "Loes", BSN["finn"], "Garageweg", full.finn_case.number]
    assert [mark for mark in [*marks, full.cast.user(full.cast.finn).email] if mark not in text] == []
    assert [mark for mark in ("Carla", BSN["carla"], "Eikenlaan", HANDOVER) if mark in text] == []


def test_draft_of_the_guides_is_not_there(cast: Cast, case: AbsenceCase, private_files: Path) -> None:
    arrange.draft_analysis(cast, case)
    copies.make(cast.carla)
    files = copies.contents(cast.carla)
    assert not [name for name in files if name.startswith("Probleemanalyse")]
    assert "Begin met licht werk" not in copies.words(files)


def test_json_has_every_table_about_the_employee(full: Full) -> None:
    copies.make(full.cast.carla)
    found = tables(copies.contents(full.cast.carla))
    about = {name for (role, name), line in POLICY.items() if role is Role.EMPLOYEE and line.rows in records.ABOUT_ME}
    # They have a way out of their own.
    about -= {"documents.consultnote", "documents.medicalinformation", "documents.treatmentreport"}
    assert set(found) == about
    empty = {name for name in about if not found[name]["regels"]}
    assert empty <= {"accounts.wordingoverride", "cases.delay", "cases.maternityleave", "cases.casefact"} | {
        "documents.limitation",
        "documents.buildupstep",
        "cases.advisedderivation",
        "cases.advisedground",
        "cases.stepconfirmation",
    }
    assert found["employers.employee"]["regels"][0]["last_name"] == "Bos"
    assert found["cases.spell"]["regels"][0]["case"] == full.world.own.open().pk
    assert found["employers.employee"]["velden"]["last_name"] == "achternaam"


def test_json_names_no_internal_field(full: Full) -> None:
    copies.make(full.cast.carla)
    text = copies.contents(full.cast.carla)["gegevens.json"].decode()
    assert [name for name in ("sha256", '"path"', '"password":', "shown_to", "submission_key") if name in text] == []


def test_who_looked_is_there_and_not_where_that_person_was_sitting(full: Full) -> None:
    cast, file = full.cast, full.world.own
    cases.read_case(actor=cast.noor, case=file.open())
    copies.make(cast.carla)
    files = copies.contents(cast.carla)
    page = files[f"dossier-{file.open().number}.html"].decode()
    assert "Noor de Wit (Ontzorgmanager, de verzekeraar)" in page
    rows = tables(files)["accounts.auditevent"]["regels"]
    other = [row for row in rows if row["actor"] and row["actor"]["id"] != cast.carla.user_id]
    assert "read_case" in {row["action"] for row in other}
    assert [row for row in other if {"ip", "session"} & set(row) or row["result"] != "done"] == []
    own = [row for row in rows if row["actor"] and row["actor"]["id"] == cast.carla.user_id]
    assert [row for row in own if "ip" not in row] == []


def test_what_was_taken_back_is_still_about_the_person(full: Full) -> None:
    cast, file = full.cast, full.world.own
    has.reported_to_uwv(file)
    with acting_as(cast.anna):
        version = AbsenceCase.objects.get(pk=file.open().pk).version
    cases.withdraw_step(
        actor=cast.anna, case=file.open(), key="uwv_week_42_report", expected_version=version, at=has.NOW
    )
    copies.make(cast.carla)
    rows = tables(copies.contents(cast.carla))["cases.completion"]["regels"]
    taken_back = [row for row in rows if row["key"] == "uwv_week_42_report"]
    assert [bool(row["withdrawn_at"]) for row in taken_back] == [True]


def test_closed_file_is_there_as_well(full: Full) -> None:
    cast, file = full.cast, full.world.own
    has.reported_recovered(file)
    sweep(today=TODAY + timedelta(days=28), at=has.NOW)
    copies.make(cast.carla)
    files = copies.contents(cast.carla)
    index, number = files["index.html"].decode(), file.open().number
    assert f"dossier-{number}.html" in files
    assert "gesloten op" in index
    assert "Afgesloten" in files[f"dossier-{number}.html"].decode()


def test_somebody_without_a_file_gets_a_copy(cast: Cast, private_files: Path) -> None:
    copies.make(cast.carla)
    files = copies.contents(cast.carla)
    assert sorted(files) == ["gegevens.html", "gegevens.json", "index.html", "logboek.html", "stijl.css"]
    assert "Er zijn geen dossiers over u." in files["index.html"].decode()


def test_every_link_leads_somewhere_in_the_copy(full: Full) -> None:
    copies.make(full.cast.carla)
    files = copies.contents(full.cast.carla)
    for name, content in files.items():
        if name.endswith(".html"):
            page = BeautifulSoup(content, "html.parser")
            targets = [tag.get("href") or tag.get("src") for tag in page.select("[href], [src]")]
            assert [to for to in targets if not str(to).startswith("#") and to not in files] == [], name
            assert (len(page.select("h1")), len(page.select("main")), page.html["lang"]) == (1, 1, "nl"), name  # type: ignore[index]  # a page has an html element


def test_names_in_the_copy_say_nothing_about_the_person(full: Full) -> None:
    copies.make(full.cast.carla)
    names = " ".join(copies.contents(full.cast.carla)).lower()
    assert [word for word in ("carla", "bos", "korenaar", BSN["carla"], "ziek") if word in names] == []
    assert re.fullmatch(r"copies/[0-9a-f]{32}\.zip", copies.fresh(full.cast.carla).path)


def test_progress_grows_file_by_file(cast: Cast, case: AbsenceCase, private_files: Path) -> None:
    told: list[int] = []
    write_copy(BytesIO(), cast.carla, cast.user(cast.carla), TODAY, told.append)
    assert told == [10, 90]


def test_medical_file_is_not_in_it_and_it_says_where_it_is(cast: Cast, case: AbsenceCase, private_files: Path) -> None:
    """The copy is a file on disk for days; what lies behind a second lock is read and downloaded on its own page."""
    vault_story.note(cast.daan, case)
    vault_story.given(cast, case)
    copies.make(cast.carla)
    files = copies.contents(cast.carla)
    assert not [name for name, content in files.items() if vault_story.SECRET.encode() in content]
    assert "kies Medisch dossier" in " ".join(files["index.html"].decode().split())
